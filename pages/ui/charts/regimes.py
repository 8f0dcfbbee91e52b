"""The bands behind every line over time: which lawful basis referrals rested on, and events."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from data.codes import FIRST_DAY, LAWFUL_BASIS
from data.reference import events
from metrics.answers.periods import MONTHS, PeriodType
from pages.ui import theme, words

KINDS = ("confounder", "recording", "law")
"""Kinds of event that are numbered on a chart; the regimes themselves are bands."""
NEAR = 300
"""Days under which two numbers would lie on one another on a phone."""
DRAWN = ["regime", "earliest", "settled"]
"""What of regimes() a chart needs; a drawing is known by its tables, and reads all of them."""
STRIPES = 14
"""In the band of a change, from corner to corner."""
LINES = ("events", "lifted events")
"""The tables of the events by the line that they stand on."""


def bands(first: pd.Timestamp, last: pd.Timestamp, regimes: pd.DataFrame) -> pd.DataFrame:
    """The times between two days, one row each: start, end, regime, label.

    regimes: of metrics.results, of one area. A window whose day is not known is a time of its own,
    its regime "transition".
    """
    rows: list[tuple[Any, Any, str, str]] = []
    ends = [*regimes["earliest"].iloc[1:], last]
    for own, end in zip(regimes.to_dict("records"), ends, strict=True):
        if own["earliest"] != own["settled"]:
            rows.append((own["earliest"], own["settled"], "transition", "Changing over"))
        rows.append((own["settled"], end, own["regime"], words.basis(own["regime"])))
    inside = [
        (max(start, first), min(end, last), *named)
        for start, end, *named in rows
        if start < last and end > first
    ]
    return pd.DataFrame(inside, columns=["start", "end", "regime", "label"])


@cache
def numbered(first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Events from one day to before another that may explain a change, numbered as on every chart.

    Columns: number, date, label, certainty, lifted (True when close behind the one before). An
    event on the first day that any data reaches has no number: nothing lies before it.
    """
    found = events().sort_values("date", kind="stable")
    told = found["kind"].isin(KINDS) & found["scope"].isin(["scotland", "uk"])
    found = found[told & (found["date"] > pd.Timestamp(FIRST_DAY))]
    found = found.assign(number=[str(n) for n in range(1, len(found) + 1)])
    found = found[found["date"].between(first, last, inclusive="left")]
    return found.assign(lifted=found["date"].diff() < pd.Timedelta(days=NEAR))


def span(starts: pd.Series, period_type: PeriodType = "month") -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the first day of the first period to the day after the last one."""
    return starts.min(), starts.max() + pd.DateOffset(months=MONTHS[period_type])


def key(starts: pd.Series, period_type: PeriodType = "month") -> dict[str, str]:
    """The key under a chart of these periods: a sentence by the number of each event."""
    return {
        str(row.number): f"{row.date:%b %Y}: {row.label}"
        + ("" if row.certainty == "confirmed" else " (reported)")
        for row in numbered(*span(starts, period_type)).itertuples()
    }


def layers(first: pd.Timestamp, last: pd.Timestamp, regimes: pd.DataFrame) -> list[alt.Chart]:
    """Bands with their names inside, and the numbered events at the foot."""
    return [*behind(first, last, regimes), *marks(first, last)]


def tables(
    first: pd.Timestamp, last: pd.Timestamp, regimes: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """The tables of named(): bands, and the events of each line that has any."""
    return {"bands": bands(first, last, regimes), **_lines(numbered(first, last))}


def named(tables: Sequence[str]) -> list[alt.Chart]:
    """What layers() draws, without names and smaller, of tables by their names.

    The events stand at the top of a small chart, which has no names there, above the line.
    """
    colours = theme.palette()
    drawn = alt.Chart(alt.NamedData("bands"))
    layers = [_tints(drawn, colours), _edges(drawn, colours)]
    for line, name in enumerate(LINES):
        if name in tables:
            at = alt.Chart(alt.NamedData(name)).encode(y=_height(6.5 + 13 * line))
            layers += _marked(at, colours, size=90, font=9)
    return layers


def behind(first: pd.Timestamp, last: pd.Timestamp, regimes: pd.DataFrame) -> list[alt.Chart]:
    """The bands alone, for a chart whose marks would cover what lies at its foot."""
    colours = theme.palette()
    drawn = alt.Chart(bands(first, last, regimes))
    return [_tints(drawn, colours), _edges(drawn, colours), _names(drawn, colours)]


def _tints(regimes: alt.Chart, colours: theme.Palette) -> alt.Chart:
    # any regime that is neither is drawn as public task is; its name stands inside
    names = ["consent", "transition", *(each for each in LAWFUL_BASIS if each != "consent")]
    others = len(names) - 2
    tints = [colours.consent, colours.consent, *[colours.public_task] * others]
    hues = alt.Scale(domain=names, range=tints)
    # said outright: left to itself Vega-Lite spaces opacities evenly between the first two
    depth = alt.Scale(type="ordinal", domain=names, range=[0.32, 0.26, *[0.18] * others])
    changing = alt.value(_hatching(colours.consent))
    tinted: alt.Chart = regimes.mark_rect().encode(
        x=alt.X("start:T", title=None),
        x2=alt.X2("end:T"),
        color=alt.condition(
            "datum.regime === 'transition'",
            changing,
            alt.Color("regime:N", legend=None, scale=hues),
        ),
        opacity=alt.Opacity("regime:O", legend=None, scale=depth),
    )
    return tinted


def _hatching(colour: str) -> dict[str, Any]:
    """Slanting stripes, which are told from a plain tint in grey print too."""
    stops = [
        {"offset": offset, "color": colour if stripe % 2 else "rgba(0,0,0,0)"}
        for stripe in range(2 * STRIPES)
        for offset in (stripe / (2 * STRIPES), (stripe + 1) / (2 * STRIPES))
    ]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 1, "stops": stops}


def _edges(regimes: alt.Chart, colours: theme.Palette) -> alt.Chart:
    rule = regimes.mark_rule(color=colours.quiet, strokeDash=[2, 3], opacity=0.6)
    edged: alt.Chart = rule.encode(x=alt.X("start:T"))
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
        lineBreak=alt.ExprRef(f"{narrow} ? ' ' : '\\n'"),
    )
    named: alt.Chart = mark.encode(x=alt.X("start:T"), y=_height(0), text=alt.Text("label:N"))
    return named


def marks(first: pd.Timestamp, last: pd.Timestamp) -> list[alt.Chart]:
    """The numbered events at the foot of a chart, those close behind another one line higher."""
    colours = theme.palette()
    drawn = []
    for name, here in _lines(numbered(first, last)).items():
        foot = _height(alt.ExprRef(f"height - {10 + 20 * LINES.index(name)}"))
        drawn += _marked(alt.Chart(here).encode(y=foot), colours, size=190, font=11)
    return drawn


def _lines(events: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The events of numbered() by line; a line without any would be an image without words."""
    lines = zip(LINES, (~events["lifted"], events["lifted"]), strict=True)
    return {
        name: events.loc[here, ["date", "number", "label"]] for name, here in lines if here.any()
    }


def _marked(at: alt.Chart, colours: theme.Palette, *, size: int, font: int) -> list[alt.Chart]:
    tips = [alt.Tooltip("label:N", title="Event"), alt.Tooltip("date:T", format="%-d %b %Y")]
    at = at.encode(x=alt.X("date:T"), tooltip=tips)
    dots = at.mark_circle(size=size, color=colours.paper, stroke=colours.quiet, opacity=1)
    digits = at.mark_text(fontSize=font, fontWeight=600, color=colours.ink)
    return [dots, digits.encode(text=alt.Text("number:N"))]


def _height(place: float | alt.ExprRef) -> alt.YValue:
    """A place in pixels from the top; alt.value() would say it too, in a hundred times as long."""
    return alt.YValue(place)  # type: ignore[no-untyped-call]
