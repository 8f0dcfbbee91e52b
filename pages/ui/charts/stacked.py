"""How a whole is made up over time: bars of 100 %, named at their right end, regimes above."""

from collections.abc import Mapping
from types import MappingProxyType

import altair as alt
import pandas as pd

from metrics.answers.periods import PeriodType, ends
from metrics.answers.shares import OTHER
from pages.ui import theme, words
from pages.ui.charts import regimes
from pages.ui.drawing import drawn, layered

HEIGHT = 350
STRIP = 0.24
"""The bands' names stand above the bars, in this part of a bar's height."""
LINE = 0.058
"""Height of a line of a name, as part of a bar's."""
GAP = 0.06
"""Part of a period between one bar and the next."""
SWATCH = 17
"""Pixels that the square in front of a name takes."""
HUES: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "consent": ("consent", 0.9),
        "public_task": ("counts", 0.95),
        "legal_obligation": ("second", 0.8),
        "vital_interests": ("second", 0.4),
        "legitimate_interests": ("counts", 0.5),
        "recognised_legitimate_interest": ("counts", 0.25),
        "part3_law_enforcement": ("highlight", 0.5),
        "high": ("counts", 0.95),
        "medium": ("second", 0.8),
        "standard": ("counts", 0.45),
        "not known": ("quiet", 0.5),
        OTHER: ("quiet", 0.25),
    }
)
"""A colour of the palette and how strong, by category: the same in every area and period."""
IN_ORDER = (("counts", 0.95), ("second", 0.8), ("counts", 0.45), ("quiet", 0.5))
"""Those of categories that differ from area to area, as routes do: by their size."""


@drawn
def chart(
    table: pd.DataFrame, regime: pd.DataFrame, period_type: PeriodType, of: str
) -> tuple[alt.LayerChart, str]:
    """Table: period_start, category, name (lines parted by a line break), share, about (whether
    rounding may move it), low, high, in the order of stacking, at most four names in all; regime:
    regimes() of metrics.results. What is missing to 100 % is left white and not worked out.
    """
    colours = theme.palette()
    shown = _stacked(table, period_type, colours)
    first, last = regimes.span(shown["period_start"], period_type)
    layers = [
        *regimes.behind(first, last, regime),
        _sheet(shown, colours, period_type),
        _bars(shown, colours, period_type),
        *_names(shown, colours),
        *regimes.marks(first, last),
    ]
    return layered(layers, HEIGHT), _alt(shown, of, period_type)


def _stacked(table: pd.DataFrame, period_type: PeriodType, colours: theme.Palette) -> pd.DataFrame:
    painted = {
        each: HUES.get(each, IN_ORDER[place % len(IN_ORDER)])
        for place, each in enumerate(dict.fromkeys(table["category"]))
    }
    after = ends(table["period_start"], period_type)
    top = table.groupby("period_start")["share"].cumsum()
    return table.assign(
        end=after - GAP * (after - table["period_start"]),
        top=top,
        bottom=top - table["share"],
        hue=[getattr(colours, painted[each][0]) for each in table["category"]],
        depth=[painted[each][1] for each in table["category"]],
        part=[
            words.percent(share, about=about)
            for share, about in zip(table["share"], table["about"], strict=True)
        ],
        period=[words.period(each, period_type) for each in table["period_start"]],
        said=[
            f"{words.percent(share, about=about)}, {words.interval(low, high)}"
            for share, about, low, high in table[["share", "about", "low", "high"]]
            .to_numpy()
            .tolist()
        ],
    )


def _y(field: str) -> alt.Y:
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], gridOpacity=0.4)
    scale = alt.Scale(domain=[0, 1 + STRIP], nice=False)
    return alt.Y(field, title=None, axis=axis, scale=scale)


def _x(shown: pd.DataFrame, period_type: PeriodType) -> alt.X:
    """A financial year is named under its own bar; of quarters, January of each year is marked."""
    axis = alt.Axis(format="%Y", tickCount="year", grid=False)
    if period_type == "year":
        starts = shown["period_start"].drop_duplicates().sort_values()
        # in the middle of its year, so that a name is under its bar and not at the bar's edge
        middles = (starts + pd.DateOffset(months=6)).dt.strftime("%Y-%m-%dT00:00:00")
        after = "timeFormat(timeOffset('year', datum.value, 1), '%y')"
        axis = alt.Axis(
            values=middles.tolist(),
            labelExpr=f"timeFormat(datum.value, '%Y') + '-' + {after}",
            labelOverlap=True,
            ticks=False,
            grid=False,
        )
    return alt.X("period_start:T", title=None, axis=axis)


def _sheet(shown: pd.DataFrame, colours: theme.Palette, each: PeriodType) -> alt.Chart:
    """The whole of every period, behind its parts: white where they do not reach."""
    whole = shown.drop_duplicates("period_start")[["period_start", "end"]].assign(none=0, all=1)
    drawn: alt.Chart = (
        alt.Chart(whole)
        .mark_rect(color=colours.paper, stroke=colours.line)
        .encode(x=_x(shown, each), x2=alt.X2("end:T"), y=_y("none:Q"), y2=alt.Y2("all:Q"))
    )
    return drawn


def _bars(shown: pd.DataFrame, colours: theme.Palette, each: PeriodType) -> alt.Chart:
    columns = ["period_start", "end", "bottom", "top", "hue", "depth", "label", "period", "said"]
    parts = shown.assign(label=shown["name"].str.replace("\n", " "))[columns]
    drawn: alt.Chart = (
        alt.Chart(parts)
        .mark_rect(stroke=colours.paper, strokeWidth=1)
        .encode(
            x=_x(shown, each),
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


def _names(shown: pd.DataFrame, colours: theme.Palette) -> list[alt.Chart]:
    """Every category by name and colour, beside its part of the last period.

    Names are moved apart where they would overlap; those with no part there stand above.
    """
    last = shown[shown["period_start"] == shown["period_start"].max()]
    rest = shown[~shown["category"].isin(last["category"])].drop_duplicates("category")
    named = pd.concat([last, rest.assign(part="not shown", bottom=1.0, top=1.0)])
    text = named["name"] + " " + named["part"]
    tall = (text.str.count("\n") + 1) * LINE
    middle = ((named["bottom"] + named["top"]) / 2).tolist()
    for place in range(1, len(middle)):
        apart = (tall.iloc[place - 1] + tall.iloc[place]) / 2
        middle[place] = max(middle[place], middle[place - 1] + apart)
    names = named[["hue", "depth"]].assign(text=text, y=middle, end=shown["end"].max())
    at = alt.Chart(names).encode(x=alt.X("end:T"), y=_y("y:Q"))
    square = at.mark_square(size=90, xOffset=SWATCH, opacity=1).encode(
        fill=alt.Fill("hue:N", scale=None), fillOpacity=alt.FillOpacity("depth:Q", scale=None)
    )
    mark = at.mark_text(
        align="left",
        baseline="middle",
        dx=10 + SWATCH,
        fontSize=12,
        fontWeight=600,
        color=colours.ink,
        lineBreak="\n",
    )
    return [square, mark.encode(text=alt.Text("text:N"))]


def _alt(shown: pd.DataFrame, of: str, period_type: str) -> str:
    ends_of = (shown["period_start"].min(), shown["period_start"].max())
    parts = []
    for start in dict.fromkeys(ends_of):
        own = shown[shown["period_start"] == start]
        said = ", ".join(
            f"{name} {part}"
            for name, part in zip(own["name"].str.replace("\n", " "), own["part"], strict=True)
        )
        parts.append(f"{words.period(start, period_type)}: {said}")
    return f"Stacked bars of 100 %, {of}. {'; '.join(parts)}."
