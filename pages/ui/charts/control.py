"""One measure over time with the limits of ordinary variation: is it moving?"""

import altair as alt
import numpy as np
import pandas as pd

from metrics.answers.periods import PeriodType
from pages.ui import theme, withheld, words
from pages.ui.charts import gaps, regimes
from pages.ui.drawing import drawn, layered

HEIGHT = 320
SAID = ["value", "low", "high", "partial"]
HEADROOM = 0.12
"""Part of the plot above the highest mark."""
KEY = (
    "The grey band between the dashed limits is ordinary variation (XmR chart); the thin line is "
    "the mean; a diamond marks a point that signals a change. The shaded times are the lawful "
    "basis. The scale of a share or a rate does not start at zero."
)


@drawn
def chart(
    table: pd.DataFrame,
    regime: pd.DataFrame,
    *,
    kind: str = "share",
    period_type: PeriodType = "month",
    target: float = float("nan"),
    height: int = HEIGHT,
) -> tuple[alt.LayerChart, str]:
    """Table: trend() of metrics.results (period_start, value, low, high, missing, because, partial,
    mean, limit_low, limit_high, signal, direction); regime: regimes() of it; target: a share or
    rate, NaN without one.
    """
    colours = theme.palette()
    shown = table.dropna(subset=["value"])
    layers = [
        *regimes.layers(*regimes.span(table["period_start"], period_type), regime),
        *_limits(shown, kind, colours),
        *_target(shown, kind, target, colours),
        _line(table, kind, target, colours),
        _points(shown, kind, period_type, colours),
        *gaps.layers(table, period_type),
    ]
    return layered(layers, height), _alt(shown, kind, period_type) + gaps.in_words(table)


def _x() -> alt.X:
    axis = alt.Axis(format="%Y", tickCount="year", grid=False)
    return alt.X("period_start:T", title=None, axis=axis)


def _domain(shown: pd.DataFrame, kind: str, target: float) -> list[float]:
    """From the least to above everything, so that the bands' names have room."""
    drawn = shown[["value", "limit_low", "limit_high"]].astype("float64").apply(_clip, kind=kind)
    # fmin and fmax leave out a target that is not there
    low, high = float(np.fmin(drawn.min().min(), target)), float(np.fmax(drawn.max().max(), target))
    return [0.0 if kind == "count" else low, high + HEADROOM * (high - low)]


def _y(column: str, kind: str, domain: list[float] | None = None) -> alt.Y:
    axis = alt.Axis(format=".0%" if kind == "share" else ",.0f", gridOpacity=0.4, tickCount=6)
    # a share near 100 % would be a flat line on a scale from zero; counts do start there
    scale = alt.Scale(zero=kind == "count", nice=kind != "share")
    if domain:
        scale = alt.Scale(domain=domain, nice=kind != "share")
    return alt.Y(f"{column}:Q", title=None, axis=axis, scale=scale)


def _clip(column: pd.Series, kind: str) -> pd.Series:
    return column.clip(0, 1 if kind == "share" else None)


def _limits(shown: pd.DataFrame, kind: str, colours: theme.Palette) -> list[alt.Chart]:
    clipped = {name: _clip(shown[name], kind) for name in ("limit_low", "limit_high")}
    base = alt.Chart(shown[["period_start", "mean"]].assign(**clipped))
    band = base.mark_area(color=colours.limits, opacity=0.08, interpolate="step").encode(
        x=_x(), y=_y("limit_low", kind), y2=alt.Y2("limit_high:Q")
    )
    dashed = base.mark_line(
        color=colours.limits, strokeDash=[6, 4], strokeWidth=1, interpolate="step"
    )
    edges = [dashed.encode(x=_x(), y=_y(name, kind)) for name in clipped]
    mean = base.mark_line(color=colours.limits, strokeWidth=1, interpolate="step")
    return [band, *edges, mean.encode(x=_x(), y=_y("mean", kind))]


def _target(
    shown: pd.DataFrame, kind: str, target: float, colours: theme.Palette
) -> list[alt.Chart]:
    if not words.known(target) or shown.empty:
        return []
    text = f"Target {words.measured(target, kind)}"
    at = alt.Chart(
        pd.DataFrame(
            {"period_start": [shown["period_start"].min()], "target": [target], "text": [text]}
        )
    )
    rule = at.mark_rule(color=colours.highlight, strokeWidth=1.5).encode(y=_y("target", kind))
    name = at.mark_text(
        align="left", baseline="bottom", dx=4, dy=-3, color=colours.highlight, fontWeight=600
    )
    return [rule, name.encode(x=_x(), y=_y("target", kind), text=alt.Text("text:N"))]


def _line(table: pd.DataFrame, kind: str, target: float, colours: theme.Palette) -> alt.Chart:
    """The values, with a gap where one is hidden or withheld; their scale is the chart's."""
    base = alt.Chart(table[["period_start", "value"]])
    known = table.dropna(subset=["value"])
    y = _y("value", kind, _domain(known, kind, target) if len(known) else None)
    drawn: alt.Chart = base.mark_line(color=colours.counts, strokeWidth=1.75).encode(x=_x(), y=y)
    return drawn


def _points(shown: pd.DataFrame, kind: str, period_type: str, colours: theme.Palette) -> alt.Chart:
    signalled = shown["signal"].ne("")
    points = shown[["period_start", "value"]].assign(
        period=[words.period(each, period_type) for each in shown["period_start"]],
        said=[
            withheld.beside(
                f"{words.measured(value, kind)}, {words.interval(low, high, kind)}", part
            )
            for value, low, high, part in shown[SAID].itertuples(index=False)
        ],
        signal=shown["signal"].where(signalled, "within ordinary variation"),
        hue=signalled.map({True: colours.attention, False: colours.counts}),
        shape=signalled.map({True: "diamond", False: "circle"}),
        size=signalled.map({True: 60, False: 22}),
    )
    drawn: alt.Chart = (
        alt.Chart(points)
        .mark_point(filled=True, opacity=1)
        .encode(
            x=_x(),
            y=_y("value", kind),
            color=alt.Color("hue:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            tooltip=[
                alt.Tooltip("period:N", title="Period"),
                alt.Tooltip("said:N", title="Value"),
                alt.Tooltip("signal:N", title="Signal"),
            ],
        )
    )
    return drawn


def _alt(shown: pd.DataFrame, kind: str, period_type: str) -> str:
    if shown.empty:
        return "Line chart without a point: nothing is large enough to show."
    first, last = shown.iloc[0], shown.iloc[-1]
    return (
        f"Line chart from {words.period(first['period_start'], period_type)} "
        f"({words.measured(first['value'], kind)}) to "
        f"{words.period(last['period_start'], period_type)} "
        f"({words.measured(last['value'], kind)}), mean {words.measured(last['mean'], kind)}; "
        f"{int(shown['signal'].ne('').sum())} of {len(shown)} points signal a change."
    )
