"""Steps in a series that may be worth a look, and what is known to have happened at the time."""

from typing import NamedTuple

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, events
from metrics import steps
from metrics.answers import wording
from metrics.answers.regimes import regimes
from metrics.answers.trend import trend
from metrics.quasi_poisson import Effect

DAYS = 365.25 / 12
"""Of a month."""
NEAR = 2
"""Months around a known date in which it explains a step."""


class Suggestion(NamedTuple):
    """A step, and the event that explains it ("" when none does)."""

    month: pd.Timestamp
    effect: Effect
    event: str
    span: int = 0
    """Months between which the event is known to lie, where its day is not known; else 0."""


def suggestions(
    reader: Reader, measure_id: str, area_code: str = SCOTLAND
) -> tuple[list[Suggestion], str]:
    """Steps of one measure's months in one area, and why none could be looked for ("" otherwise).

    It never changes a limit or a date. Raises KeyError for a measure that does not exist.
    """
    months = trend(reader, measure_id, area_code).set_index("period_start")
    counts = months["numerator"].astype("Float64").astype("float64")
    found, why = steps.steps(months["value"], counts)
    known = _known(regimes(reader, area_code))
    return [Suggestion(each.month, each.effect, *_event(each.month, known)) for each in found], why


def _known(regime: pd.DataFrame) -> pd.DataFrame:
    """What may explain a step: name, first and last day, span, regimes first.

    span: months between which a change lies whose day is not known; 0 for what lasted so long.
    """
    moves = "the move to " + regime["regime"].str.replace("_", " ")
    changes = pd.DataFrame({"name": moves, "first": regime["earliest"], "last": regime["latest"]})
    happened = events()
    ends = happened["end_date"].fillna(happened["date"])
    others = pd.DataFrame({"name": happened["label"], "first": happened["date"], "last": ends})
    between = ((changes["last"] - changes["first"]).dt.days / DAYS).round().astype("int64")
    changes = changes.assign(span=between.where(between > 2 * NEAR, 0))
    others = others.assign(span=0)
    return pd.concat([changes, others[happened["scope"].isin(["scotland", "uk"])]])


def _event(month: pd.Timestamp, known: pd.DataFrame) -> tuple[str, int]:
    near = pd.DateOffset(months=NEAR)
    at = known[(known["first"] <= month + near) & (known["last"] >= month - near)]
    return (str(at["name"].iloc[0]), int(at["span"].iloc[0])) if len(at) else ("", 0)


def _interval(effect: Effect) -> str:
    if not effect.clear:
        return f"95 % interval {wording.spanning(effect)}"
    _, first, last = wording.percents(effect)
    return f"95 % interval {first} to {last} {'higher' if effect.ratio > 1 else 'lower'}"


def said(found: Suggestion) -> str:
    """A suggestion in words; it says that nothing was redrawn."""
    change = f"{wording.signed(found.effect.ratio)} afterwards ({_interval(found.effect)})"
    when = wording.month(found.month)
    if found.span:
        return (
            f"A shift around {when}, within the {found.span} months in which {found.event} took "
            f"place, on a day that is not known: {change}."
        )
    if found.event:
        return f"A shift around {when}, at the time of {found.event}: {change}."
    return f"A shift that no event explains around {when}: {change}. Nothing was redrawn."
