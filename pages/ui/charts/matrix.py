"""States of every indicator in every area: a shape and a tint in each cell."""

import altair as alt
import pandas as pd

from pages.ui import theme, words
from pages.ui.drawing import drawn

ROW = 24
HEADS = 125
"""Room for the areas' names above the rows."""
STRENGTH = {"below target": 0.75, "close": 0.2, "meets target": 0.14}
STRENGTH |= {"needs work": 0.75, "watch": 0.2, "good": 0.14}
"""How strongly a state is tinted; states that are not rated have no tint."""

GOOD, BAD = ("meets target", "good"), ("below target", "needs work")
UNRATED = ("too few to rate", "not shown: protected", "too few to say")
MARKS = words.STATE_MARKS | words.FACET_MARKS
KEY = (
    " ".join(f"{mark} {state};" for state, mark in words.STATE_MARKS.items()).rstrip(";")
    + ". Point at a cell for its value and interval. Columns are in alphabetical order, never "
    "ranked."
)


@drawn
def chart(
    table: pd.DataFrame, *, chosen: str = "", area: str = "", of: str = "indicators"
) -> tuple[alt.LayerChart, str]:
    """Table: id, name, area_code, area_name, state, said (the value in words); chosen: an id and
    area: a code, whose row and column are marked; of: what the rows are, in the plural.
    """
    colours = theme.palette()
    cells = pd.DataFrame(
        {
            "row": (table["id"] + "  " + table["name"]).str.strip(),
            "area": table["area_name"],
            "state": table["state"],
            "said": table["said"],
            "mark": table["state"].map(MARKS).fillna("□"),
            "tint": table["state"].isin(GOOD).map({True: colours.counts, False: colours.attention}),
            "strength": table["state"].map(STRENGTH).fillna(0.0),
            "ink": table["state"]
            .map(dict.fromkeys(BAD, theme.LIGHT.ink) | dict.fromkeys(UNRATED, colours.quiet))
            .fillna(colours.ink),
            "edge": (
                (table["id"].eq(chosen) & bool(chosen)) | (table["area_code"].eq(area) & bool(area))
            ).map({True: colours.highlight, False: colours.line}),
        }
    )
    base = alt.Chart(cells).encode(x=_x(colours), y=_y(colours), tooltip=_tips())
    tiles = base.mark_rect().encode(
        fill=alt.Fill("tint:N", scale=None),
        fillOpacity=alt.FillOpacity("strength:Q", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
        strokeWidth=alt.value(0.75),
    )
    marks = base.mark_text(fontSize=13).encode(
        text=alt.Text("mark:N"), color=alt.Color("ink:N", scale=None)
    )
    drawn = alt.layer(tiles, marks).properties(height=HEADS + ROW * cells["row"].nunique())
    return drawn.configure_view(stroke=None), _alt(table, of)


def _x(colours: theme.Palette) -> alt.X:
    axis = alt.Axis(
        orient="top",
        labelAngle=-60,
        labelOverlap=False,
        title=None,
        domain=False,
        ticks=False,
        labelLimit=0,
        labelColor=colours.ink,
    )
    return alt.X("area:N", sort=None, axis=axis, scale=alt.Scale(padding=0.04))


def _y(colours: theme.Palette) -> alt.Y:
    axis = alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelLimit=300,
        labelAlign="left",
        labelPadding=290,
        minExtent=290,
        labelColor=colours.ink,
        labelFontSize=12,
    )
    return alt.Y("row:N", sort=None, axis=axis, scale=alt.Scale(padding=0.06))


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("row:N", title="What"),
        alt.Tooltip("area:N", title="Area"),
        alt.Tooltip("state:N", title="State"),
        alt.Tooltip("said:N", title="Value"),
    ]


def _alt(table: pd.DataFrame, of: str) -> str:
    counts = table["state"].value_counts()
    said = ", ".join(f"{number} {state}" for state, number in counts.items())
    return (
        f"Matrix of {table['name'].nunique()} {of} by {table['area_code'].nunique()} areas, "
        f"one mark a cell: {said}."
    )
