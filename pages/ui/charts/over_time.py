"""A count by month against what would have been expected had nothing changed."""

import altair as alt
import pandas as pd

from pages.ui import theme, withheld, words
from pages.ui.charts import gaps, regimes
from pages.ui.drawing import drawn, layered

HEIGHT = 400
HEADROOM = 1.15
"""The observed line fills this much less than the plot, so that the bands' names have room."""


@drawn
def chart(
    table: pd.DataFrame,
    regime: pd.DataFrame,
    expected: pd.DataFrame | None = None,
    *,
    unit: str = "Referrals a month",
    without: str = "Had nothing\nchanged",
    height: int = HEIGHT,
) -> tuple[alt.LayerChart, str]:
    """A line with the regimes behind it.

    table: period_start, value (NaN where there is none), missing, because, partial. regime:
    regimes() of metrics.results.
    expected: period_start, counterfactual, low and high, as it would be had nothing changed; None
    draws the observed line alone. without: the name of that line, in two short lines.
    """
    colours = theme.palette()
    # a month without a row is a gap in the line, as a hidden one is
    table = table.set_index("period_start").asfreq("MS").reset_index()
    y = _y(table, expected)
    layers = regimes.layers(*regimes.span(table["period_start"]), regime)
    if expected is not None:
        layers += _expected(expected, colours, y, without)
    layers += [*_observed(table, colours, y), *gaps.layers(table)]
    return layered(layers, height), _alt(table, expected, unit) + gaps.in_words(table)


def x() -> alt.X:
    """The time axis: years."""
    axis = alt.Axis(format="%Y", tickCount="year", grid=False, labelFlush=False)
    return alt.X("period_start:T", title=None, axis=axis)


def _y(table: pd.DataFrame, expected: pd.DataFrame | None) -> alt.Y:
    """From zero to the highest line; a band that runs on above it is cut off by the frame."""
    top = table["value"].max()
    if expected is not None:
        top = max(top, expected["counterfactual"].max())
    scale = alt.Scale(domain=[0, top * HEADROOM], nice=True)
    return alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(format=",.0f", tickCount=6))


def _observed(table: pd.DataFrame, colours: theme.Palette, y: alt.Y) -> list[alt.Chart]:
    shown = table["value"].map(lambda value: words.count(value) if words.known(value) else "")
    said = map(withheld.beside, shown, table["partial"].fillna(""))
    seen = table[["period_start", "value"]].assign(said=list(said))
    base = alt.Chart(seen).encode(x=x(), y=y)
    tips = [
        alt.Tooltip("period_start:T", title="Month", format="%b %Y"),
        alt.Tooltip("said:N", title="Observed"),
    ]
    line = base.mark_line(color=colours.counts, strokeWidth=2)
    # unseen marks wide enough for a finger: the line itself is two pixels
    touch = base.mark_circle(size=120, opacity=0).encode(tooltip=tips)
    # a line has no length where neither neighbour is known: such a month is a mark of its own
    known = table["value"].notna()
    beside = known.shift(1, fill_value=False) | known.shift(-1, fill_value=False)
    lone = table.loc[known & ~beside, ["period_start", "value"]]
    marks = alt.Chart(lone).mark_circle(size=36, opacity=1, color=colours.counts)
    name = _end_label(table, "value", "Observed", colours.counts)
    # without rows a layer has no extent, which Vega warns of
    return [line, *([marks.encode(x=x(), y=y)] if len(lone) else []), touch, name]


def _expected(
    expected: pd.DataFrame, colours: theme.Palette, y: alt.Y, without: str
) -> list[alt.Chart]:
    lines = expected.rename(columns={"counterfactual": "value"})
    base = alt.Chart(lines[["period_start", "value", "low", "high"]])
    band = base.mark_area(color=colours.limits, opacity=0.16, clip=True)
    line = base.mark_line(color=colours.limits, strokeDash=[6, 4], strokeWidth=1.75, clip=True)
    name = _end_label(lines, "value", without, colours.limits)
    return [
        band.encode(x=x(), y=alt.Y("low:Q", title=None), y2=alt.Y2("high:Q")),
        line.encode(x=x(), y=y),
        name,
    ]


def _end_label(table: pd.DataFrame, column: str, text: str, colour: str) -> alt.Chart:
    """A line's name at its right end, so that no legend is needed."""
    end = table.dropna(subset=[column]).tail(1)[["period_start", column]].assign(text=text)
    mark = alt.Chart(end).mark_text(
        align="left", dx=6, fontSize=12, fontWeight=600, color=colour, lineBreak="\n"
    )
    named: alt.Chart = mark.encode(
        x=alt.X("period_start:T"), y=alt.Y(f"{column}:Q"), text=alt.Text("text:N")
    )
    return named


def _alt(table: pd.DataFrame, expected: pd.DataFrame | None, unit: str) -> str:
    known = table.dropna(subset=["value"]).set_index("period_start")["value"]
    ends = {"from": known.index[0], "to": known.index[-1]}
    ends |= {"lowest in": known.idxmin(), "highest in": known.idxmax()}
    said = ", ".join(
        f"{word} {words.period(month)} ({words.count(known[month])})"
        for word, month in ends.items()
    )
    if expected is None:
        return f"Line chart. {unit}: {said}."
    end = expected.iloc[-1]
    return (
        f"Line chart. {unit}: {said}. A dashed line shows what would be expected had nothing "
        f"changed: {words.count(end['counterfactual'])} in {words.period(end['period_start'])}."
    )
