"""How a whole is made up over time: bars of 100 %, named at their right end, regimes above."""

import altair as alt
import pandas as pd

from metrics.answers.periods import PeriodType, ends
from pages.ui import theme, words
from pages.ui.charts import regimes
from pages.ui.drawing import drawn, layered

HEIGHT = 350
STRIP = 0.24
"""The bands' names stand above the bars, in this part of a bar's height."""
LINE = 0.05
"""Height of a line of a name, as part of a bar's."""
GAP = 0.06
"""Part of a period between one bar and the next."""


@drawn
def chart(
    table: pd.DataFrame, regime: pd.DataFrame, period_type: PeriodType, of: str
) -> tuple[alt.LayerChart, str]:
    """Table: period_start, name (of a category, lines parted by a line break), share, low, high,
    in the order of stacking, the same at most four names in every period; regime: regimes() of
    metrics.results. What is missing to 100 % is left white and not worked out.
    """
    colours = theme.palette()
    shown = _stacked(table, period_type, colours)
    first, last = regimes.span(shown["period_start"], period_type)
    layers = [
        *regimes.behind(first, last, regime),
        _sheet(shown, colours),
        _bars(shown, colours),
        _names(shown, colours),
        *regimes.marks(first, last),
    ]
    return layered(layers, HEIGHT), _alt(shown, of, period_type)


def _stacked(table: pd.DataFrame, period_type: PeriodType, colours: theme.Palette) -> pd.DataFrame:
    hues = [colours.counts, colours.second, colours.counts, colours.quiet]
    order = {name: place for place, name in enumerate(dict.fromkeys(table["name"]))}
    place = table["name"].map(order)
    after = ends(table["period_start"], period_type)
    top = table.groupby("period_start")["share"].cumsum()
    return table.assign(
        end=after - GAP * (after - table["period_start"]),
        top=top,
        bottom=top - table["share"],
        hue=place.map(dict(enumerate(hues))),
        depth=place.map(dict(enumerate([0.95, 0.8, 0.5, 0.4]))),
        period=[words.period(each, period_type) for each in table["period_start"]],
        said=[
            f"{words.percent(each.share)}, {words.interval(each.low, each.high)}"
            for each in table.itertuples()
        ],
    )


def _y(field: str) -> alt.Y:
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], gridOpacity=0.4)
    scale = alt.Scale(domain=[0, 1 + STRIP], nice=False)
    return alt.Y(field, title=None, axis=axis, scale=scale)


def _x() -> alt.X:
    axis = alt.Axis(format="%Y", tickCount="year", grid=False)
    return alt.X("period_start:T", title=None, axis=axis)


def _sheet(shown: pd.DataFrame, colours: theme.Palette) -> alt.Chart:
    """The whole of every period, behind its parts: white where they do not reach."""
    whole = shown.drop_duplicates("period_start")[["period_start", "end"]].assign(none=0, all=1)
    drawn: alt.Chart = (
        alt.Chart(whole)
        .mark_rect(color=colours.paper, stroke=colours.line)
        .encode(x=_x(), x2=alt.X2("end:T"), y=_y("none:Q"), y2=alt.Y2("all:Q"))
    )
    return drawn


def _bars(shown: pd.DataFrame, colours: theme.Palette) -> alt.Chart:
    columns = ["period_start", "end", "bottom", "top", "hue", "depth", "label", "period", "said"]
    parts = shown.assign(label=shown["name"].str.replace("\n", " "))[columns]
    drawn: alt.Chart = (
        alt.Chart(parts)
        .mark_rect(stroke=colours.paper, strokeWidth=1)
        .encode(
            x=_x(),
            x2=alt.X2("end:T"),
            y=_y("bottom:Q"),
            y2=alt.Y2("top:Q"),
            fill=alt.Fill("hue:N", scale=None),
            fillOpacity=alt.FillOpacity("depth:Q", scale=None),
            tooltip=[
                alt.Tooltip("period:N", title="Period"),
                alt.Tooltip("label:N", title="Category"),
                alt.Tooltip("said:N", title="Share"),
            ],
        )
    )
    return drawn


def _names(shown: pd.DataFrame, colours: theme.Palette) -> alt.Chart:
    """The parts of the last period by name and share, moved apart where they would overlap."""
    last = shown[shown["period_start"] == shown["period_start"].max()].copy()
    text = last["name"] + " " + last["share"].map(words.percent)
    tall = (text.str.count("\n") + 1) * LINE
    middle = ((last["bottom"] + last["top"]) / 2).tolist()
    for place in range(1, len(middle)):
        apart = (tall.iloc[place - 1] + tall.iloc[place]) / 2
        middle[place] = max(middle[place], middle[place - 1] + apart)
    names = last[["end"]].assign(text=text, y=middle)
    mark = alt.Chart(names).mark_text(
        align="left",
        baseline="middle",
        dx=10,
        fontSize=12,
        fontWeight=600,
        color=colours.ink,
        lineBreak="\n",
    )
    drawn: alt.Chart = mark.encode(x=alt.X("end:T"), y=_y("y:Q"), text=alt.Text("text:N"))
    return drawn


def _alt(shown: pd.DataFrame, of: str, period_type: str) -> str:
    ends_of = (shown["period_start"].min(), shown["period_start"].max())
    parts = []
    for start in dict.fromkeys(ends_of):
        own = shown[shown["period_start"] == start]
        said = ", ".join(
            f"{name} {words.percent(share)}"
            for name, share in zip(own["name"].str.replace("\n", " "), own["share"], strict=True)
        )
        parts.append(f"{words.period(start, period_type)}: {said}")
    return f"Stacked bars of 100 %, {of}. {'; '.join(parts)}."
