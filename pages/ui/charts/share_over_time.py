"""A share over time with its 95 % interval, the lawful basis behind it."""

import altair as alt
import pandas as pd

from metrics.answers.periods import PeriodType
from pages.ui import theme, words
from pages.ui.charts import regimes
from pages.ui.drawing import drawn, layered

HEIGHT = 300
HEADROOM = 1.2


@drawn
def chart(
    table: pd.DataFrame, regime: pd.DataFrame, period_type: PeriodType, of: str
) -> tuple[alt.LayerChart, str]:
    """Table: period_start, value, low, high (shares from 0 to 1; NaN where hidden)."""
    colours = theme.palette()
    shown = table[["period_start", "value", "low", "high"]].dropna()
    shown = shown.assign(
        period=[words.period(each, period_type) for each in shown["period_start"]],
        said=[
            f"{words.percent(row.value)}, {words.interval(row.low, row.high)}"
            for row in shown.itertuples()
        ],
    )
    axis = alt.Axis(format=".0%", tickCount=5, gridOpacity=0.4)
    scale = alt.Scale(domain=[0, HEADROOM * shown["high"].max()], nice=False)
    y = alt.Y("value:Q", title=None, axis=axis, scale=scale)
    years = alt.Axis(format="%Y", tickCount="year", grid=False)
    x = alt.X("period_start:T", title=None, axis=years)
    tips = [alt.Tooltip("period:N", title="Period"), alt.Tooltip("said:N", title="Share")]
    whole = alt.Chart(table[["period_start", "value"]])  # a gap parts the line
    base = alt.Chart(shown).encode(x=x, tooltip=tips)
    layers = [
        *regimes.layers(*regimes.span(table["period_start"], period_type), regime),
        base.mark_rule(color=colours.counts, strokeWidth=2, opacity=0.45).encode(
            y=alt.Y("low:Q", scale=scale, axis=axis, title=None), y2=alt.Y2("high:Q")
        ),
        whole.mark_line(color=colours.counts, strokeWidth=1.5).encode(x=x, y=y),
        base.mark_point(filled=True, size=36, opacity=1, color=colours.counts).encode(y=y),
    ]
    return layered(layers, HEIGHT), _alt(shown, of)


def _alt(shown: pd.DataFrame, of: str) -> str:
    said = " to ".join(f"{row.said} in {row.period}" for row in shown.iloc[[0, -1]].itertuples())
    return f"Line chart of {of}, with 95 % intervals: {said}."
