"""Rejected rows by reason: the longest bar is what to mend first."""

import altair as alt
import pandas as pd

from pages.ui import theme, words

ROW = 40


def chart(table: pd.DataFrame) -> tuple[alt.LayerChart, str]:
    """Table: short (a few words), reason (a sentence), rows; one row per reason."""
    colours = theme.palette()
    shown = table.dropna(subset=["rows"]).astype({"rows": "float64"})
    shown = shown.assign(
        text=shown["rows"].map(words.count),
    )
    base = alt.Chart(shown[["reason", "short", "rows", "text"]]).encode(
        y=alt.Y("reason:N", sort=None, axis=None), tooltip=alt.Tooltip("reason:N", title="Reason")
    )
    # room at the right for the number beside the longest bar
    scale = alt.Scale(domain=[0, 1.15 * max(shown["rows"].max(), 1)], nice=False)
    x = alt.X("rows:Q", axis=None, scale=scale)
    bars = base.mark_bar(color=colours.counts, height=12, yOffset=9).encode(x=x)
    numbers = base.mark_text(
        align="left", dx=5, dy=9, color=colours.ink, fontSize=12, fontWeight=600
    ).encode(x=x, text="text:N")
    # the words stand above their bar, where a phone has room for them too
    names = base.mark_text(
        align="left", dy=-7, color=colours.ink, fontSize=12, limit=alt.ExprRef("width")
    ).encode(x=alt.value(0), text="short:N")
    drawn = alt.layer(bars, numbers, names).properties(height=ROW * max(len(shown), 1))
    return drawn.configure_view(stroke=None), _alt(shown)


def _alt(shown: pd.DataFrame) -> str:
    said = "; ".join(f"{row.short} {row.text}" for row in shown.itertuples())
    return f"Bar chart of rejected rows by reason, most first: {said or 'none'}"
