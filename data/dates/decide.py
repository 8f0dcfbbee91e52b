"""Decides from whole columns, and from the whole file, how its dates are read, and says so.

03/04/2024 is a day in April or in March. What the system is known to write decides, unless enough
dates of the column say otherwise, as 03/25/2024 does, and none speaks for it: one mistyped cell
turns no column round. Where too few say so, dates contradict each other, or nothing decides, a date
that could be either is turned away, never guessed. A column that tells nothing by itself follows
its system only where no other column of the file was written otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from data.dates import First
from data.dates.order import Order
from data.dates.survey import Survey, survey
from data.engine import Connection
from data.export import Column
from data.profile import Profile

OTHER: dict[First, First] = {"day": "month", "month": "day"}
FEWEST_PROOFS, LEAST_SHARE = 3, 0.05
"""Rows, and their share of those that are alike, that overturn what would hold without them."""
MOST_STRAYS = 0.01
"""Below this share of a column's proofs, those against the declared order are mistyped cells."""
PLEASE = "Send dates as YYYY-MM-DD."


def orders_of(
    connection: Connection, columns: Iterable[Column], profile: Profile, today: str
) -> Mapping[str, Order]:
    """By column, how its dates are read: from every text of each `told_<column>`; today: as ISO."""
    told = {"date": profile.date_styles, "month": profile.month_styles}
    found = [survey(connection, each, told[each.kind], today) for each in columns]
    lost = any(each.order.first not in (None, _first(each)[0]) for each in found)
    swapped = any(map(_is_swapped, found))
    return {each.column.name: _decided(each, lost=lost, swapped=swapped) for each in found}


def _decided(found: Survey, *, lost: bool, swapped: bool) -> Order:
    """lost: some column of the file is not in its system's order; swapped: see _is_swapped."""
    first, note = _first(found, lost=lost)
    order = replace(
        found.order,
        first=first,
        swapped=_is_turned(found) or _is_swapped(found) or (swapped and _may_be_swapped(found)),
        year_first=_may_start_with_years(found),
        hour_lost=_has_lost_an_hour(found),
    )
    notes = (*order.notes, note, *_of_doubts(found, order), *_of_styles(found, order))
    return replace(order, notes=tuple(filter(None, notes)))


def _first(found: Survey, *, lost: bool = False) -> tuple[First | None, str]:
    """What comes first in dates of three numbers, the year last, and what to say of it."""
    name, declared, either = found.column.name, found.order.first, found.either
    proof: dict[First, int] = {"day": found.day, "month": found.month}
    away = f"{either:,} that could be either were turned away. {PLEASE}"
    against = proof[OTHER[declared]] if declared else 0
    if declared and against and against < MOST_STRAYS * sum(proof.values()):
        return declared, (
            f"Dates in {name} were read as {declared} first, as this system writes them: "
            f"{against:,} that can only be {OTHER[declared]} first were turned away."
        )
    if all(proof.values()):
        return None, (
            f"Dates in {name} are written both day first ({proof['day']:,}) and month first "
            f"({proof['month']:,}): {away}"
        )
    proven: First | None = next((each for each, count in proof.items() if count), None)
    if declared and against and not _enough(against, either):
        return None, (
            f"Dates in {name} should be {declared} first, but {against:,} can only be "
            f"{OTHER[declared]} first, too few to tell by: {away}"
        )
    if proven and proven != declared:
        return proven, (
            f"Dates in {name} were read as {proven} first: "
            f"{proof[proven]:,} of them cannot be {OTHER[proven]} first."
        )
    if declared and lost and either and not _enough(proof[declared], either):
        return None, (
            f"Dates in {name} should be {declared} first, but other dates of this file are not, "
            f"and these tell nothing by themselves: {away}"
        )
    if not (proven or declared) and either:
        return None, (
            f"Dates in {name} could be day first or month first, and nothing tells which: "
            f"{either:,} were turned away. {PLEASE}"
        )
    return declared, ""


def _is_turned(found: Survey) -> bool:
    """Whether dates that start with the year have the day before the month, or may."""
    others = found.straight + found.both
    return bool(found.turned) and (not found.straight or _enough(found.turned, others))


def _is_swapped(found: Survey) -> bool:
    """Whether a spreadsheet program has taken days for months.

    It makes 3 April, written day first, a date of its own, 4 March, where it expects the month
    first, and leaves 15 April as it is: then all days of the ones are up to 12, none of the others.
    """
    left = found.day + found.month
    return _may_be_swapped(found) and bool(left) and found.both + left >= FEWEST_PROOFS


def _may_be_swapped(found: Survey) -> bool:
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


def _of_doubts(found: Survey, order: Order) -> Iterator[str]:
    """What is said of dates that could be read and were turned away."""
    name, away = found.column.name, "that could be either were turned away"
    if _is_turned(found):
        yield (
            f"Dates in {name} start with the year, and {found.turned:,} can only have the day "
            f"before the month: {found.both:,} {away}. {PLEASE}"
        )
    elif _is_swapped(found):
        yield (
            f"Dates in {name} that a program keeps as dates, or that start with the year, all have "
            "a day up to 12, and the others a later one, as where a spreadsheet program has taken "
            f"days for months: {found.both:,} {away}. Send the file as your system wrote it, and "
            "do not open and save it before."
        )
    elif order.swapped:
        yield (
            f"Dates in {name} may have day and month swapped, as those of another column of this "
            f"file seem to have: {found.both:,} {away}."
        )
    if order.year_first:
        yield (
            f"Dates in {name} have years of two digits, which may be the first number or the last: "
            f"{found.backward + found.unsure:,} {away}. {PLEASE}"
        )
    if order.hour_lost:
        yield (
            f"Times in {name} are 23:00 or midnight, as where another clock tells the midnights of "
            f"summer time: {found.hour_before:,} at 23:00, which may be of the day after, were "
            "turned away. Send dates without a time."
        )


def _of_styles(found: Survey, order: Order) -> Iterator[str]:
    """What is said of dates that were read."""
    name = found.column.name
    if order.two_digits and not (order.year_first or any("%y" in each for each in order.styles)):
        yield f"Years in {name} have two digits, and were read as of this century."
    if found.timed:
        timed = found.timed + found.hour_before
        yield f"Dates in {name} that have a time of day, which was not kept: {timed:,}."
    if found.others and not (order.swapped or order.year_first):
        yield (
            f"Dates in {name} that were read though written in another style than usual for this "
            f"system, with no doubt about day and month: {found.others:,}."
        )
