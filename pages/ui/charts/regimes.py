"""The bands behind every line over time: which lawful basis referrals rested on, and events."""

import altair as alt
import pandas as pd

from data.codes import LAWFUL_BASIS
from data.reference import events
from pages.ui import theme, words

KINDS = ("confounder", "recording", "law")
"""Kinds of event that are numbered on a chart; the regimes themselves are bands."""


NEAR = 300
"""Days under which two numbers would lie on one another on a phone."""


def bands(first: pd.Timestamp, last: pd.Timestamp, regimes: pd.DataFrame) -> pd.DataFrame:
    """The times between two days, one row each: start, end, regime, label.

    regimes: of metrics.results, of one area. A window whose day is not known is a time of its own,
    its regime "transition".
    """
    label = regimes["regime"].map(words.basis)
    ends = regimes["earliest"].shift(-1).fillna(last)
    holds = regimes.assign(start=regimes["settled"], end=ends, label=label)
    window = regimes[regimes["earliest"] != regimes["settled"]]
    between = window.assign(start=window["earliest"], end=window["settled"])
    between = between.assign(regime="transition", label="Changing over")
    table = pd.concat([holds, between])[["start", "end", "regime", "label"]].sort_values("start")
    inside = table[(table["start"] < last) & (table["end"] > first)]
    return inside.assign(
        start=inside["start"].where(inside["start"] > first, first),
        end=inside["end"].where(inside["end"] < last, last),
    )


def numbered(first: pd.Timestamp, last: pd.Timestamp, scope: str = "scotland") -> pd.DataFrame:
    """Events between two days that may explain a change.

    Columns: number, date, label, certainty, lifted (True when close behind the one before).
    """
    found = events()
    inside = found["date"].between(first, last) & found["kind"].isin(KINDS)
    found = found[inside & found["scope"].isin([scope, "scotland", "uk"])].sort_values("date")
    close = found["date"].diff() < pd.Timedelta(days=NEAR)
    return found.assign(number=[str(n) for n in range(1, len(found) + 1)], lifted=close)


def key(marks: pd.DataFrame) -> list[str]:
    """The key under a chart, one sentence per numbered event."""
    return [
        f"{row.date:%b %Y}: {row.label}" + ("" if row.certainty == "confirmed" else " (reported)")
        for row in marks.itertuples()
    ]


def layers(
    first: pd.Timestamp, last: pd.Timestamp, regimes: pd.DataFrame, *, small: bool = False
) -> alt.LayerChart:
    """Bands with their names inside, and the numbered events at the foot; bands only when small."""
    colours = theme.palette()
    drawn = alt.Chart(bands(first, last, regimes))
    parts = [_tints(drawn, colours), _edges(drawn, colours)]
    if not small:
        parts += [_names(drawn, colours), *_marks(numbered(first, last), colours)]
    return alt.LayerChart(layer=parts)


def _tints(regimes: alt.Chart, colours: theme.Palette) -> alt.Chart:
    # any regime that is neither is drawn as public task is; its name stands inside
    names = ["consent", "transition", *(each for each in LAWFUL_BASIS if each != "consent")]
    others = len(names) - 2
    tints = [colours.consent, colours.consent, *[colours.public_task] * others]
    hues = alt.Scale(domain=names, range=tints)
    depth = alt.Scale(domain=names, range=[0.30, 0.12, *[0.16] * others])
    tinted: alt.Chart = regimes.mark_rect().encode(
        x=alt.X("start:T", title=None),
        x2="end:T",
        color=alt.Color("regime:N", legend=None, scale=hues),
        opacity=alt.Opacity("regime:N", legend=None, scale=depth),
    )
    return tinted


def _edges(regimes: alt.Chart, colours: theme.Palette) -> alt.Chart:
    rule = regimes.mark_rule(color=colours.quiet, strokeDash=[2, 3], opacity=0.6)
    edged: alt.Chart = rule.encode(x="start:T")
    return edged


def _names(regimes: alt.Chart, colours: theme.Palette) -> alt.Chart:
    # A band is too narrow for its name on a phone, so the name stands upright there.
    narrow = "width < 520"
    mark = regimes.mark_text(
        align=alt.ExprRef(f"{narrow} ? 'right' : 'left'"),
        baseline="top",
        angle=alt.ExprRef(f"{narrow} ? 270 : 0"),
        dx=alt.ExprRef(f"{narrow} ? -6 : 6"),
        dy=alt.ExprRef(f"{narrow} ? 4 : 7"),
        fontSize=12,
        fontWeight=600,
        color=colours.ink,
    )
    named: alt.Chart = mark.encode(x="start:T", y=alt.value(0), text="label:N")
    return named


def _marks(marks: pd.DataFrame, colours: theme.Palette) -> list[alt.Chart]:
    tips = [alt.Tooltip("label:N", title="Event"), alt.Tooltip("date:T", format="%-d %b %Y")]
    drawn = []
    for lifted, height in ((False, 10), (True, 30)):
        here = marks.loc[marks["lifted"] == lifted, ["date", "number", "label"]]
        foot = alt.value(alt.ExprRef(f"height - {height}"))
        at = alt.Chart(here).encode(x="date:T", y=foot, tooltip=tips)
        dots = at.mark_circle(size=190, color=colours.paper, stroke=colours.quiet, opacity=1)
        digits = at.mark_text(fontSize=11, fontWeight=600, color=colours.ink)
        drawn += [dots, digits.encode(text="number:N")]
    return drawn
