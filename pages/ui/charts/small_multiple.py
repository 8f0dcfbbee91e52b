"""One division's referrals by month, small, on a scale that its neighbours may share."""

import altair as alt
import pandas as pd

from pages.ui import theme, words
from pages.ui.charts import regimes
from pages.ui.drawing import Spec, drawn, layered, template

EXPECTED = ["period_start", "counterfactual", "low", "high"]
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
) -> tuple[Spec, str]:
    """The line and, dashed with its band, what would be expected had nothing changed.

    table: period_start, count (at least one known), counterfactual, low and high (NaN before the
    change).
    regime: regimes() of metrics.results. top: the highest value on the scale.
    """
    expected = table.dropna(subset=["counterfactual"])
    tables = {
        **regimes.tables(*regimes.span(table["period_start"]), regime),
        "months": table[["period_start", "count"]],
        # an empty line would be announced as an image without words
        **({"expected": expected[EXPECTED]} if len(expected) else {}),
    }
    spec = _drawn(tuple(tables))
    highest = {"name": "highest", "value": HEADROOM * top}
    return {**spec, "datasets": tables, "params": [highest]}, _alt(table, name, unit)


@template
def _drawn(tables: tuple[str, ...]) -> alt.LayerChart:
    """The small chart of the tables by these names, up to the parameter `highest`."""
    colours = theme.palette()
    x = alt.X("period_start:T", title=None, axis=alt.Axis(format="%Y", tickCount=3, grid=False))
    scale = alt.Scale(domainMin=0, domainMax=alt.ExprRef("highest"))
    axis = alt.Axis(format=",.0f", tickCount=3, gridOpacity=0.5)
    line = alt.Chart(alt.NamedData("months")).mark_line(color=colours.counts, strokeWidth=1.5)
    layers = [
        *regimes.named(tables),
        line.encode(x=x, y=alt.Y("count:Q", title=None, scale=scale, axis=axis)),
    ]
    if "expected" in tables:
        base = alt.Chart(alt.NamedData("expected")).encode(x=x)
        band = base.mark_area(color=colours.limits, opacity=0.16, clip=True)
        dashed = base.mark_line(
            color=colours.limits, strokeDash=[4, 3], strokeWidth=1.25, clip=True
        )
        layers.append(band.encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q")))
        layers.append(dashed.encode(y=alt.Y("counterfactual:Q")))
    return layered(layers, 150)


def _alt(table: pd.DataFrame, name: str, unit: str) -> str:
    known = table.dropna(subset=["count"])
    said = " to ".join(
        f"{words.count(end['count'])} in {words.period(end['period_start'])}"
        for end in (known.iloc[0], known.iloc[-1])
    )
    return f"Line chart. {name}, {unit}: {said}."
