"""Decides from whole columns, and from the whole file, how its dates are read, and says so.

03/04/2024 is a day in April or in March. What the system is known to write decides, unless enough
dates of the column say otherwise, as 03/25/2024 does, and none speaks for it: a few mistyped cells
turn no column round, be the system known to write either or not. Where too few say so, dates
contradict each other, or nothing decides, a date that could be either is turned away, never
guessed. A column that tells nothing by itself follows its system only where no other column of the
file was written otherwise. Where no day of a column is after the 12th, though that is close to
impossible, its days and months may have been swapped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.dates import OTHER, First
from data.dates.order import Order, only_sql
from data.dates.placing import place
from data.dates.proof import Proof
from data.dates.said import Why, of_doubts, of_order, of_styles
from data.dates.strays import strays
from data.dates.survey import Survey, survey
from data.dates.swapped import (
    FEWEST_PROOFS,
    LEAST_SHARE,
    is_early,
    is_named_early,
    is_of_both,
    is_renamed,
    is_swapped,
)
from data.engine import Connection
from data.export import Column
from data.profile import Profile

MOST_STRAYS = 0.01
"""Below this share of a column's proofs, those against the declared order are mistyped cells."""


def orders_of(
    connection: Connection, columns: Iterable[Column], profile: Profile, today: str
) -> Mapping[str, Order]:
    """By column, how its dates are read: from every text of each `told_<column>`; today: as ISO.

    Where a date's place among the rows of `staged` tells its day, it is written as ISO in `told_`.
    """
    told = {"date": profile.date_styles, "month": profile.month_styles}
    found = [survey(connection, each, told[each.kind], today) for each in columns]
    file = _File(
        lost=any(each.order.first not in (None, _first(each)[0]) for each in found),
        turned=any(_second(each) != "month" for each in found),
        swapped=any(map(is_swapped, found)),
        renamed=any(map(is_renamed, found)),
        early=any(map(is_early, found)),
    )
    return {each.column.name: _decided(connection, each, file) for each in found}


@dataclass(frozen=True)
class _File:
    """What some column of the file shows, which others may share."""

    lost: bool = False
    """Dates are not in their system's order."""
    turned: bool = False
    """The day comes before the month after a year, or may."""
    swapped: bool = False
    """See data/dates/swapped.py; so the next two."""
    renamed: bool = False
    early: bool = False


def _decided(connection: Connection, found: Survey, file: _File) -> Order:
    first, why = _first(found, lost=file.lost)
    second = _second(found, turned=file.turned)
    order = replace(
        found.order,
        first=first,
        second=second,
        swapped=second == "month" and _may_be_swapped(found, file),
        renamed=file.renamed and is_named_early(found),
        year_first=_may_start_with_years(found),
        hours_lost=_has_lost_hours(found),
    )
    usual, seen = _usual(found, why), None
    odd = OTHER[usual] if usual else _proven(found)
    if odd and why in ("strays", "mixed", "thin", "few"):
        only, away = only_sql("told", odd, order), why == "strays"
        seen = strays(connection, found.column.name, only, odd, away=away)
    placed = 0
    if usual and found.either and _may_be_placed(found, order):
        placed = place(connection, found.column.name, order, usual)
    late = is_swapped(found) or is_renamed(found)
    shown = "late" if late else "early" if is_early(found) else ""
    notes = (
        *order.notes,
        of_order(found, why, seen, placed),
        *of_doubts(found, order, shown),
        *of_styles(found, order),
    )
    return replace(order, strays=seen, notes=tuple(filter(None, notes)))


def _first(found: Survey, *, lost: bool = False) -> tuple[First | None, Why]:
    """What comes first in dates of three numbers, the year last, and why that is."""
    declared, either = found.order.first, found.either
    proof: dict[First, int] = {"day": found.day, "month": found.month}
    against = proof[OTHER[declared]] if declared else 0
    if declared and against and against < MOST_STRAYS * sum(proof.values()):
        return declared, "strays"
    if all(proof.values()):
        return None, "mixed"
    proven = _proven(found)
    if declared and against and not _overturns(against, found.proof[OTHER[declared]]):
        return None, "thin"
    if proven and not declared and either and not found.proof[proven].tells:
        return None, "few"
    if proven and proven != declared:
        return proven, "proven"
    if (
        declared
        and lost
        and either
        and not (proof[declared] and _overturns(proof[declared], found.proof[declared]))
    ):
        return None, "lost"
    if not (proven or declared) and either:
        return None, "nothing"
    return declared, "declared"


def _proven(found: Survey) -> First | None:
    """What comes first in those dates of three numbers that tell it."""
    return "day" if found.day else "month" if found.month else None


def _usual(found: Survey, why: Why) -> First | None:
    """What comes first in most dates of three numbers, as far as that can be said."""
    if why == "mixed" and found.day != found.month:
        return "day" if found.day > found.month else "month"
    return found.order.first or ("day" if why == "mixed" else None)


def _may_be_placed(found: Survey, order: Order) -> bool:
    """Whether nothing is in doubt but what comes first."""
    other = (
        order.swapped
        or order.renamed
        or order.year_first
        or order.hours_lost
        or order.second is None
    )
    return order.first is None and found.column.kind == "date" and not other


def _second(found: Survey, *, turned: bool = False) -> First | None:
    """What comes after a year that is first: the month, unless the whole column says otherwise.

    turned: some column of the file says otherwise.
    """
    others = found.straight + found.both
    if not found.turned:
        silent = found.both and not _enough(found.straight, found.both)
        return None if turned and silent else "month"
    if found.straight:
        return None if _enough(found.turned, others) else "month"
    # what a program has read for itself is written with another sign than what it could not read
    proven = found.marks == 1 and _overturns(found.turned, found.turned_proof)
    return "day" if proven else None


def _may_be_swapped(found: Survey, file: _File) -> bool:
    """Whether days and months of the column may be swapped, by itself or beside the others."""
    early = file.early and found.column.kind == "date" and found.spread.may_be_swapped
    return is_early(found) or early or (file.swapped and is_of_both(found))


def _may_start_with_years(found: Survey) -> bool:
    """Whether 24-03-15 may be 15 March 2024: some dates are only so, or its 24 is a year's."""
    if found.forward:
        return _enough(found.backward, found.forward + found.unsure)
    return bool(found.backward) or found.starts_vary_less


def _has_lost_hours(found: Survey) -> bool:
    """Whether days are told as midnight, and some by a clock that is an hour or two behind.

    As one that has no summer time. Of times as they come no more are of these two hours than of all
    the others, be they told to the minute, or those told in whole hours.
    """
    if not found.timed:
        return bool(found.hours_before)
    return found.hours_before >= FEWEST_PROOFS and found.hours_before > found.whole_hours


def _overturns(rows: int, proof: Proof) -> bool:
    """Whether so many rows that can be read in one way only overturn what holds without them."""
    return rows >= FEWEST_PROOFS and proof.tells


def _enough(against: int, others: int) -> bool:
    return against >= max(FEWEST_PROOFS, LEAST_SHARE * (against + others))
