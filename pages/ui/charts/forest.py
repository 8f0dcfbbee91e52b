"""The estimated change of every area with its interval, around a line at no change."""

import altair as alt
import pandas as pd

from pages.ui import theme
from pages.ui.drawing import drawn

ROW = 30
"""Height of one area, in pixels."""


@drawn
def chart(table: pd.DataFrame) -> tuple[alt.LayerChart, str]:
    """table: area, effect (in words), ratio, low, high (1 is no change), clear, in this order."""
    colours = theme.palette()
    shown = table.assign(
        **{column: (table[column] - 1) * 100 for column in ("ratio", "low", "high")},
    )
    order = table["area"].tolist()
    y = alt.Y("area:N", sort=order, title=None, axis=alt.Axis(labelLimit=240, ticks=False))
    x = alt.X("low:Q", title="Change in referrals, %", axis=_axis())
    tips = [alt.Tooltip("area:N", title="Area"), alt.Tooltip("effect:N", title="Change")]
    base = alt.Chart(shown).encode(y=y, tooltip=tips)
    fill = alt.condition("datum.clear", alt.value(colours.counts), alt.value(colours.paper))
    layers = [
        alt.Chart(pd.DataFrame({"at": [0]}))
        .mark_rule(color=colours.limits, strokeDash=[6, 4])
        .encode(x=alt.X("at:Q")),
        base.mark_rule(color=colours.counts, strokeWidth=2).encode(x=x, x2=alt.X2("high:Q")),
        base.mark_point(color=colours.counts, size=80, opacity=1, strokeWidth=2).encode(
            x=alt.X("ratio:Q"), fill=fill
        ),
    ]
    drawn = alt.LayerChart(layer=layers).properties(height=ROW * len(table) + 20)
    return drawn.configure_view(stroke=None), _alt(table)


def _axis() -> alt.Axis:
    """Changes with their sign; none has none."""
    signed = "datum.value == 0 ? '0' : format(datum.value, '+.0f')"
    return alt.Axis(labelExpr=signed, tickCount=7)


def _alt(table: pd.DataFrame) -> str:
    rises = int((table["clear"] & (table["ratio"] > 1)).sum())
    falls = int((table["clear"] & (table["ratio"] < 1)).sum())
    said = "; ".join(f"{row.area}: {row.effect}" for row in table.itertuples())
    return (
        f"Intervals by area: {rises} clearly up, {falls} clearly down, "
        f"{len(table) - rises - falls} without a clear change. {said}."
    )
