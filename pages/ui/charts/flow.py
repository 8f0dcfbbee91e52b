"""Who refers to whom as a flow: senders left, services right, a band as wide as its count."""

from typing import Literal

import altair as alt
import pandas as pd

from pages.ui import theme, words
from pages.ui.charts.flow_paths import flow
from pages.ui.drawing import drawn

HEIGHT = 460
EDGE = 0.012
"""Width of the bar that a node is drawn as."""
ENDS: tuple[tuple[str, float, Literal["left", "right"], int], ...] = (
    ("sender", EDGE, "left", 6),
    ("service", 1 - EDGE, "right", -6),
)
"""Where a side's names stand: at x, aligned so, this many pixels inwards."""
SLIM = 16 / HEIGHT
"""A node lower than its name has the name above it, where its own bands do not run."""


@drawn
def chart(table: pd.DataFrame) -> tuple[alt.LayerChart, str]:
    """Table: sender, service (names), count, sent (all that the sender sent, or NaN), the largest
    count first. A sender's name carries what it sent, a service's the sum of its bands.
    """
    colours = theme.palette()
    shown = table[["sender", "service", "count"]]
    found = flow(shown)
    sent = found.nodes["name"].map(table.groupby("sender")["sent"].first())
    whole = found.nodes["count"].mask(found.nodes["side"].eq("sender") & sent.notna(), sent)
    nodes = found.nodes.assign(count=whole)
    route = shown["sender"].iloc[0] + shown["service"].iloc[0]
    bands = found.bands.assign(
        route=found.bands["sender"] + found.bands["service"],
        said=found.bands["count"].map(words.count),
    )
    bands = bands.assign(depth=bands["route"].eq(route).map({True: 0.5, False: 0.24}))
    drawn = alt.LayerChart(
        layer=[_bands(bands, colours), _edges(found.nodes, colours), *_names(nodes, colours)]
    )
    return drawn.properties(height=HEIGHT).configure_view(stroke=None), _alt(shown)


def _x(field: str) -> alt.X:
    return alt.X(field, axis=None, scale=alt.Scale(domain=[0, 1], nice=False))


def _y(field: str) -> alt.Y:
    return alt.Y(field, axis=None, scale=alt.Scale(domain=[0, 1], reverse=True, nice=False))


def _bands(bands: pd.DataFrame, colours: theme.Palette) -> alt.Chart:
    drawn: alt.Chart = (
        alt.Chart(bands)
        .mark_area(color=colours.counts)
        .encode(
            x=_x("x:Q"),
            y=_y("low:Q"),
            y2=alt.Y2("high:Q"),
            detail=alt.Detail("route:N"),
            opacity=alt.Opacity("depth:Q", scale=None),
            tooltip=[
                alt.Tooltip("sender:N", title="From"),
                alt.Tooltip("service:N", title="To"),
                alt.Tooltip("said:N", title="Referrals"),
            ],
        )
    )
    return drawn


def _edges(nodes: pd.DataFrame, colours: theme.Palette) -> alt.Chart:
    left = nodes["side"].eq("sender")
    bars = nodes[["top", "bottom"]].assign(
        x=left.map({True: 0.0, False: 1 - EDGE}), end=left.map({True: EDGE, False: 1.0})
    )
    drawn: alt.Chart = (
        alt.Chart(bars)
        .mark_rect(color=colours.counts)
        .encode(x=_x("x:Q"), x2=alt.X2("end:Q"), y=_y("top:Q"), y2=alt.Y2("bottom:Q"))
    )
    return drawn


def _names(nodes: pd.DataFrame, colours: theme.Palette) -> list[alt.Chart]:
    drawn = []
    for side, x, align, dx in ENDS:
        own = nodes[nodes["side"] == side]
        text = own["name"] + "  " + own["count"].map(words.count)
        slim = own["bottom"] - own["top"] < SLIM
        y = ((own["top"] + own["bottom"]) / 2).mask(slim, own["top"] - SLIM / 2)
        at = alt.Chart(pd.DataFrame({"y": y, "text": text, "x": x})).encode(
            x=_x("x:Q"), y=_y("y:Q"), text=alt.Text("text:N")
        )
        # other nodes' bands may pass behind a name: it stands on a rim of paper
        for rim in (3, 0):
            mark = at.mark_text(
                align=align,
                dx=dx,
                fontSize=12,
                fontWeight=600,
                color=colours.paper if rim else colours.ink,
                stroke=colours.paper if rim else None,
                strokeWidth=rim,
                opacity=0.8 if rim else 1,
                limit=alt.ExprRef("width * 0.48"),
            )
            drawn.append(mark)
    return drawn


def _alt(shown: pd.DataFrame) -> str:
    rows = zip(shown["sender"], shown["service"], shown["count"], strict=True)
    said = "; ".join(f"{sender} to {to} {words.count(number)}" for sender, to, number in rows)
    return f"Flow chart of referrals from senders to services, widest first: {said}."
