"""Decides from whole columns, and from the whole file, how its dates are read, and says so.

03/04/2024 is a day in April or in March. What the system is known to write decides, unless enough
dates of the column say otherwise, as 03/25/2024 does, and none speaks for it: one mistyped cell
turns no column round. Where too few say so, dates contradict each other, or nothing decides, a date
that could be either is turned away, never guessed. A column that tells nothing by itself follows
its system only where no other column of the file was written otherwise. Where no day of a column is
after the 12th, though that is close to impossible, its days and months may have been swapped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.dates import OTHER, First
from data.dates.order import Order, only_sql
from data.dates.placing import place
from data.dates.said import Why, of_doubts, of_order, of_styles
from data.dates.strays import strays
from data.dates.survey import Survey, survey
from data.engine import Connection
from data.export import Column
from data.profile import Profile

FEWEST_PROOFS, LEAST_SHARE = 3, 0.05
"""Rows, and their share of those that are alike, that overturn what would hold without them."""
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
        swapped=any(map(_is_swapped, found)),
        early=any(map(_is_early, found)),
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
    """See _is_swapped."""
    early: bool = False
    """See _is_early."""


def _decided(connection: Connection, found: Survey, file: _File) -> Order:
    first, why = _first(found, lost=file.lost)
    second = _second(found, turned=file.turned)
    order = replace(
        found.order,
        first=first,
        second=second,
        swapped=second == "month" and _may_be_swapped(found, file),
        year_first=_may_start_with_years(found),
        hour_lost=_has_lost_an_hour(found),
    )
    usual, seen = _usual(found, why), None
    if usual and why in ("strays", "mixed", "thin"):
        only = only_sql("told", OTHER[usual], order)
        away = why == "strays"
        seen = strays(connection, found.column.name, only, OTHER[usual], away=away)
    placed = 0
    if usual and found.either and _may_be_placed(found, order):
        placed = place(connection, found.column.name, order, usual)
    shown = "late" if _is_swapped(found) else "early" if _is_early(found) else ""
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
    proven: First | None = next((each for each, count in proof.items() if count), None)
    if declared and against and not _enough(against, either):
        return None, "thin"
    if proven and proven != declared:
        return proven, "proven"
    if declared and lost and either and not _enough(proof[declared], either):
        return None, "lost"
    if not (proven or declared) and either:
        return None, "nothing"
    return declared, "declared"


def _usual(found: Survey, why: Why) -> First | None:
    """What comes first in most dates of three numbers, as far as that can be said."""
    if why == "mixed" and found.day != found.month:
        return "day" if found.day > found.month else "month"
    return found.order.first or ("day" if why == "mixed" else None)


def _may_be_placed(found: Survey, order: Order) -> bool:
    """Whether nothing is in doubt but what comes first."""
    other = order.swapped or order.year_first or order.hour_lost or order.second is None
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
    return "day" if found.marks == 1 and _enough(found.turned, others) else None


def _is_swapped(found: Survey) -> bool:
    """Whether a spreadsheet program has taken days for months.

    It makes 3 April, written day first, a date of its own, 4 March, where it expects the month
    first, and leaves 15 April as it is: then all days of the ones are up to 12, none of the others.
    """
    left = found.day + found.month
    return _is_of_both(found) and bool(left) and found.both + left >= FEWEST_PROOFS


def _is_early(found: Survey) -> bool:
    """Whether so few days are after the 12th that days and months must have been swapped.

    That is what a program leaves that takes days for months, and drops what it cannot read.
    """
    by_calendar = found.spread.is_by_calendar(planned=not found.column.not_future)
    return found.column.kind == "date" and found.spread.is_telling and not by_calendar


def _may_be_swapped(found: Survey, file: _File) -> bool:
    """Whether days and months of the column may be swapped, by itself or beside the others."""
    early = file.early and found.column.kind == "date" and found.spread.may_be_swapped
    return _is_early(found) or early or (file.swapped and _is_of_both(found))


def _is_of_both(found: Survey) -> bool:
    """Whether dates that start with the year are other days where day and month swap."""
    kept, left = found.straight + found.both + found.same, found.day + found.month + found.either
    few = found.straight < LEAST_SHARE * kept and found.either <= LEAST_SHARE * left
    return found.column.kind == "date" and bool(found.both) and few


def _may_start_with_years(found: Survey) -> bool:
    """Whether 24-03-15 may be 15 March 2024: some dates are only so, or its 24 is a year's."""
    if found.forward:
        return _enough(found.backward, found.forward + found.unsure)
    return bool(found.backward) or found.starts_vary_less


def _has_lost_an_hour(found: Survey) -> bool:
    """Whether days are told as midnight, and some in summer time by a clock that has none."""
    return bool(found.hour_before) and not found.timed


def _enough(against: int, others: int) -> bool:
    return against >= max(FEWEST_PROOFS, LEAST_SHARE * (against + others))
