"""Counts by category, one bar each with its name above and its number beside it."""

import altair as alt
import pandas as pd

from pages.ui import theme, words
from pages.ui.drawing import drawn

ROW = 40
AROUND = 24
"""Room above the first name and under the last bar."""


@drawn
def chart(table: pd.DataFrame, of: str) -> tuple[alt.LayerChart, str]:
    """Table: short (a few words), meaning (a sentence), count and, where some are rounded, about
    (bool); a row a bar. of: what they are.
    """
    colours = theme.palette()
    shown = table.dropna(subset=["count"]).astype({"count": "float64"})
    about = shown["about"] if "about" in shown else pd.Series(data=False, index=shown.index)
    text = shown["count"].map(words.count)
    shown = shown.assign(text=text.mask(about, "about " + text))
    base = alt.Chart(shown[["meaning", "short", "count", "text"]]).encode(
        y=alt.Y("meaning:N", sort=None, axis=None),
        tooltip=[alt.Tooltip("meaning:N", title="What"), alt.Tooltip("text:N", title="Number")],
    )
    # room at the right for the number beside the longest bar
    room = 1.25 if about.any() else 1.15
    scale = alt.Scale(domain=[0, room * max(shown["count"].max(), 1)], nice=False)
    x = alt.X("count:Q", axis=None, scale=scale)
    bars = base.mark_bar(color=colours.counts, height=12, yOffset=9).encode(x=x)
    numbers = base.mark_text(
        align="left", dx=5, dy=9, color=colours.ink, fontSize=12, fontWeight=600
    ).encode(x=x, text=alt.Text("text:N"))
    # the words stand above their bar, where a phone has room for them too
    names = base.mark_text(
        align="left", dy=-7, color=colours.ink, fontSize=12, limit=alt.ExprRef("width")
    ).encode(x=alt.value(0), text=alt.Text("short:N"))
    drawn = alt.layer(bars, numbers, names).properties(height=ROW * max(len(shown), 1) + AROUND)
    return drawn.configure_view(stroke=None), _alt(shown, of)


def _alt(shown: pd.DataFrame, of: str) -> str:
    said = "; ".join(f"{row.short} {row.text}" for row in shown.itertuples())
    return f"Bar chart of {of}, most first: {said or 'none'}"
