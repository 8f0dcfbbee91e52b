"""Whether what one column tells shows that a program has swapped the days and months of it."""

from data.dates.proof import LATE
from data.dates.survey import Survey

FEWEST_PROOFS, LEAST_SHARE = 3, 0.05
"""Rows that overturn what would hold without them; and the share of those that are alike."""
BY_CHANCE = 0.05
"""How likely chance may be where there is another reason that is."""


def is_swapped(found: Survey) -> bool:
    """Whether a spreadsheet program has taken days for months.

    It makes 3 April, written day first, a date of its own, 4 March, where it expects the month
    first, and leaves 15 April as it is: then all days of the ones are up to 12, none of the others.
    """
    left = found.day + found.month
    return is_of_both(found) and bool(left) and found.both + left >= FEWEST_PROOFS


def is_renamed(found: Survey) -> bool:
    """Whether it has, and wrote the month of its own dates in letters, as 04-Mar-24.

    People write months in letters now and then as well, so that chance must not make it so: that
    all of these have a day up to 12, and all the others a later one.
    """
    left = found.day + found.month
    by_chance = (1 - LATE) ** found.named_early * LATE**left
    return is_named_early(found) and bool(left) and by_chance < BY_CHANCE


def is_early(found: Survey) -> bool:
    """Whether so few days are after the 12th that days and months must have been swapped.

    That is what a program leaves that takes days for months, and drops what it cannot read.
    """
    by_calendar = found.spread.is_by_calendar(planned=not found.column.not_future)
    return found.column.kind == "date" and found.spread.is_telling and not by_calendar


def is_of_both(found: Survey) -> bool:
    """Whether dates that start with the year are other days where day and month swap."""
    kept, left = found.straight + found.both + found.same, found.day + found.month + found.either
    few = found.straight < LEAST_SHARE * kept and found.either <= LEAST_SHARE * left
    return found.column.kind == "date" and bool(found.both) and few


def is_named_early(found: Survey) -> bool:
    """Whether dates with the month in letters are other days where day and month swap."""
    left = found.day + found.month + found.either
    few = found.named_late < LEAST_SHARE * found.named_early and found.either <= LEAST_SHARE * left
    return found.column.kind == "date" and bool(found.named_early) and few
