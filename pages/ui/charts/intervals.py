"""A share for each of some names, as a mark with its 95 % interval and its value in words."""

import altair as alt
import pandas as pd

from pages.ui import theme, words
from pages.ui.drawing import drawn

ROW = 40


@drawn
def chart(table: pd.DataFrame, of: str) -> tuple[alt.LayerChart, str]:
    """Table: name, value, low, high (shares from 0 to 1, all known), in this order."""
    colours = theme.palette()
    shown = table.assign(
        text=[
            f"{words.percent(row.value)} ({words.interval(row.low, row.high)})"
            for row in table.itertuples()
        ]
    )
    base = alt.Chart(shown[["name", "value", "low", "high", "text"]]).encode(
        y=alt.Y("name:N", sort=None, axis=None),
        tooltip=[alt.Tooltip("name:N", title="What"), alt.Tooltip("text:N", title="Share")],
    )
    axis = alt.Axis(format=".0%", tickCount=5, gridOpacity=0.4)
    scale = alt.Scale(domain=[0, 1.05 * shown["high"].max()], nice=True)
    x = alt.X("low:Q", title=None, axis=axis, scale=scale)
    rule = base.mark_rule(color=colours.counts, strokeWidth=2, yOffset=9).encode(
        x=x, x2=alt.X2("high:Q")
    )
    dots = base.mark_point(filled=True, size=70, opacity=1, color=colours.counts, yOffset=9)
    # names and values stand above their mark, where a phone has room for them too
    names = base.mark_text(align="left", dy=-7, color=colours.ink, fontWeight=600, fontSize=12)
    values = base.mark_text(align="right", dy=-7, color=colours.quiet, fontSize=12)
    layers = [
        rule,
        dots.encode(x=alt.X("value:Q", scale=scale)),
        names.encode(x=alt.value(0), text=alt.Text("name:N")),
        values.encode(x=alt.value(alt.ExprRef("width")), text=alt.Text("text:N")),
    ]
    drawn = alt.LayerChart(layer=layers).properties(height=ROW * len(shown) + 20)
    return drawn.configure_view(stroke=None), _alt(shown, of)


def _alt(shown: pd.DataFrame, of: str) -> str:
    rows = zip(shown["name"], shown["text"], strict=True)
    return f"Intervals of {of}: " + "; ".join(f"{name} {text}" for name, text in rows) + "."
