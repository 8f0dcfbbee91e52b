"""One division's referrals by month, small, on a scale that its neighbours may share."""

import altair as alt
import pandas as pd

from pages.ui import theme, words
from pages.ui.charts import regimes
from pages.ui.drawing import drawn

HEADROOM = 1.2
"""The numbered events stand above the highest line."""


@drawn
def chart(
    table: pd.DataFrame,
    regime: pd.DataFrame,
    name: str,
    top: float,
    *,
    unit: str = "referrals a month",
) -> tuple[alt.LayerChart, str]:
    """The line and, dashed, what would be expected had nothing changed.

    table: period_start, count (at least one known), counterfactual (NaN before the change).
    regime: regimes() of metrics.results. top: the highest value on the scale.
    """
    colours = theme.palette()
    axis = alt.Axis(format="%Y", tickCount=3, grid=False)
    x = alt.X("period_start:T", title=None, axis=axis)
    y_axis = alt.Axis(format=",.0f", tickCount=3, gridOpacity=0.5)
    y = alt.Y("count:Q", title=None, scale=alt.Scale(domain=[0, HEADROOM * top]), axis=y_axis)
    line = alt.Chart(table).mark_line(color=colours.counts, strokeWidth=1.5).encode(x=x, y=y)
    layers = [regimes.layers(*regimes.span(table["period_start"]), regime, small=True), line]
    expected = table.dropna(subset=["counterfactual"])
    if len(expected):  # an empty line would be announced as an image without words
        dashed = alt.Chart(expected).mark_line(
            color=colours.limits, strokeDash=[4, 3], strokeWidth=1.25, clip=True
        )
        layers.append(dashed.encode(x=x, y="counterfactual:Q"))
    drawn = alt.LayerChart(layer=layers).properties(height=150).configure_view(stroke=None)
    return drawn.resolve_scale(color="independent", opacity="independent"), _alt(table, name, unit)


def _alt(table: pd.DataFrame, name: str, unit: str) -> str:
    known = table.dropna(subset=["count"])
    said = " to ".join(
        f"{words.count(end['count'])} in {words.period(end['period_start'])}"
        for end in (known.iloc[0], known.iloc[-1])
    )
    return f"Line chart. {name}, {unit}: {said}."
