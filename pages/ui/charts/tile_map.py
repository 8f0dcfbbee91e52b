"""The 32 councils as tiles, roughly where they lie: who stands outside the limits, at a glance."""

import altair as alt
import pandas as pd

from data.reference import tile_map
from pages.ui import theme, withheld, words
from pages.ui.charts import outside
from pages.ui.drawing import drawn

HEIGHT = 460
KEY = (
    f"{outside.MARKS[outside.ABOVE]} above and {outside.MARKS[outside.BELOW]} below the 99.8 % "
    f"limits, {outside.MARKS[outside.HIGH]} {outside.MARKS[outside.LOW]} outside the 95 % limits "
    f"only, {outside.MARKS[outside.INSIDE]} inside, {outside.MARKS[outside.UNKNOWN]} too few "
    f"cases, {outside.MARKS[outside.WITHHELD]} withheld: data quality. Tiles are of one size, so "
    "that a small council is seen as well as a large one."
)
NARROW = "width < 440"
"""Tiles too narrow for a council's whole name."""
STRENGTH = {
    outside.ABOVE: 0.9,
    outside.BELOW: 0.9,
    outside.HIGH: 0.35,
    outside.LOW: 0.35,
    outside.INSIDE: 0.13,
    outside.UNKNOWN: 0.0,
    outside.WITHHELD: 0.0,
}


@drawn
def chart(
    table: pd.DataFrame, *, kind: str = "share", chosen: str = ""
) -> tuple[alt.LayerChart, str]:
    """Table: councils_now() of metrics.results; chosen: an area_code."""
    colours = theme.palette()
    tiles = tile_map().merge(_worded(table, kind), left_on="council_code", right_on="area_code")
    painted = tiles.assign(
        chosen=tiles["area_code"] == chosen,
        short_name=~tiles["label"].str.contains("|", regex=False),
        tint=outside.paint(
            tiles, full=colours.attention, part=colours.attention, rest=colours.counts
        ),
        strength=tiles["standing"].map(STRENGTH),
        # words on a full orange tile are dark in both themes
        ink=outside.paint(tiles, full=theme.LIGHT.ink, part=colours.ink, rest=colours.ink),
    )
    base = alt.Chart(painted).encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(paddingInner=0.05, paddingOuter=0)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.06, paddingOuter=0)),
        tooltip=[
            alt.Tooltip("area_name:N", title="Council"),
            alt.Tooltip("said:N", title="Value"),
            alt.Tooltip("standing:N", title="Standing"),
        ],
    )
    base = base.transform_calculate(name=f"{NARROW} ? datum.short : datum.label")
    layers = [_tiles(base, colours), _names(base), _values(base)]
    drawn = alt.layer(*layers).properties(height=HEIGHT)
    return drawn.configure_view(stroke=None), _alt(tiles)


def _worded(table: pd.DataFrame, kind: str) -> pd.DataFrame:
    standing = outside.standing(table)
    value = table["value"].map(lambda value: words.measured(value, kind))
    shown = value.where(table["value"].notna(), "")
    intervals = [
        words.interval(low, high, kind)
        for low, high in zip(table["low"], table["high"], strict=True)
    ]
    return table[["area_code", "area_name"]].assign(
        standing=standing,
        shown=[
            f"{outside.MARKS[each]} {text}".strip()
            for each, text in zip(standing, shown, strict=True)
        ],
        said=list(map(_said, table["because"], shown, intervals, table["partial"])),
    )


def _said(because: str, shown: str, interval: str, partial: str) -> str:
    """A council's value with its interval, or the check that withholds it."""
    if because:
        return f"withheld: “{because}”"
    return withheld.beside(f"{shown or 'not shown'} {interval}".strip(), partial)


def _tiles(base: alt.Chart, colours: theme.Palette) -> alt.Chart:
    drawn: alt.Chart = base.mark_rect(cornerRadius=3).encode(
        fill=alt.Fill("tint:N", scale=None),
        fillOpacity=alt.FillOpacity("strength:Q", scale=None),
        stroke=alt.condition("datum.chosen", alt.value(colours.highlight), alt.value(colours.line)),
        strokeWidth=alt.condition("datum.chosen", alt.value(3), alt.value(0.75)),
    )
    return drawn


def _names(base: alt.Chart) -> alt.Chart:
    mark = base.mark_text(
        lineBreak="|",
        dy=alt.ExprRef(f"{NARROW} || datum.short_name ? -7 : -11"),
        lineHeight=12,
        fontSize=alt.ExprRef(f"{NARROW} ? 10 : 11"),
    )
    drawn: alt.Chart = mark.encode(text=alt.Text("name:N"), color=alt.Color("ink:N", scale=None))
    return drawn


def _values(base: alt.Chart) -> alt.Chart:
    mark = base.mark_text(dy=16, fontWeight=600, fontSize=alt.ExprRef(f"{NARROW} ? 11 : 12.5"))
    drawn: alt.Chart = mark.encode(text=alt.Text("shown:N"), color=alt.Color("ink:N", scale=None))
    return drawn


def _alt(tiles: pd.DataFrame) -> str:
    return (
        "Map of the 32 council areas as equal tiles, roughly in geographic position. "
        + outside.in_words(tiles)
    )
