"""What a receipt says of how the dates of a column were read, and of those turned away."""

from collections.abc import Iterator
from typing import Literal

from data.dates import OTHER, First
from data.dates.order import Order
from data.dates.strays import NAMED, Strays
from data.dates.survey import Survey
from data.grammar import small

PLEASE = "Send dates as YYYY-MM-DD."
AS_WRITTEN = (
    " Send the file as your system wrote it, and do not open and save it before. If all are "
    "right as they are, send them all with the month in letters, as 4-Mar-2024."
)

Why = Literal["declared", "strays", "mixed", "thin", "few", "proven", "lost", "nothing"]
"""Why a column is read as it is: as its system writes, though a few are not so; not, since both are
proven, or the other by too few, or one by too few of a system that may write either; since the
whole column proves it; not, since another column is written otherwise, or since nothing tells."""


def of_order(found: Survey, why: Why, strays: Strays | None, placed: int) -> str:
    """What is said of what comes first, and of dates that could be either; "" where it is usual.

    placed: rows of them that were read by their place in the file.
    """
    if why == "declared":
        return ""
    name, declared = found.column.name, found.order.first
    proof: dict[First, int] = {"day": found.day, "month": found.month}
    rows = {strays.first: f"{proof[strays.first]:,}, {strays.told()}"} if strays else {}
    told = {each: rows.get(each, f"{count:,}") for each, count in proof.items()}
    if why == "proven":
        first: First = "day" if proof["day"] else "month"
        return (
            f"Dates in {name} were read as {first} first: "
            f"{proof[first]:,} of them cannot be {OTHER[first]} first."
        )
    if why == "mixed":
        said = f"are written both day first ({told['day']}) and month first ({told['month']})"
    elif why == "few" and strays:
        only, count = strays.first, f"{proof[strays.first]:,}"
        said = (
            f"could be day first or month first: {count} can only be {only} first "
            f"({strays.told()}), too little to tell by"
        )
    elif why == "nothing" or declared is None:
        said = "could be day first or month first, and nothing tells which"
    elif why == "strays":
        other = OTHER[declared]
        return (
            f"Dates in {name} were read as {declared} first, as this system writes them: "
            f"those that can only be {other} first ({told[other]}) were turned away."
        )
    elif why == "thin":
        other = OTHER[declared]
        said = (
            f"should be {declared} first, but some can only be {other} first ({told[other]}), too "
            "little to tell by"
        )
    else:
        said = (
            f"should be {declared} first, but other dates of this file are not, and these tell "
            "nothing by themselves"
        )
    if not found.either:
        return f"Dates in {name} {said}. {PLEASE}"
    right = strays is not None and strays.first != declared and why != "few"
    mend = right and strays is not None and strays.count <= NAMED
    return f"Dates in {name} {said}: {_of_either(found.either, strays, placed, mend=mend)}"


def _of_either(either: int, strays: Strays | None, placed: int, *, mend: bool) -> str:
    """What became of dates that could be either, and what to do; mend: the strays alone will do."""
    parts = [f"{placed:,} that could be either were read by the dates around them, since the file "
             "is in the order of this date"] if placed else []  # fmt: skip
    away = either - placed
    if away or not placed:
        parts.append(f"{away:,} that could be either were turned away")
    if not away:
        return f"{', and '.join(parts)}."
    if not mend or strays is None:
        return f"{', and '.join(parts)}. {PLEASE}"
    return (
        f"{', and '.join(parts)}. Put {strays.told()} right, and the others can be read, or "
        f"{small(PLEASE)}"
    )


def of_doubts(found: Survey, order: Order, shown: str) -> Iterator[str]:
    """What is said of dates that could be read and were turned away.

    shown: what shows that days and months were swapped: "late" days among the texts, nothing but
    "early" ones, or "" where only another column does.
    """
    name, away = found.column.name, "that could be either were turned away"
    if order.second is None:
        why = (
            f"start with the year, and {found.turned:,} can only have the day before the month"
            if found.turned
            else "may have the day before the month, as those of another column of this file have"
        )
        yield f"Dates in {name} {why}: {found.both:,} {away}. {PLEASE}"
    swapping = found.both + found.swapping + (found.either if order.first else 0)
    swapping = (swapping if order.swapped else 0) + (found.named_early if order.renamed else 0)
    if swapping:
        do = AS_WRITTEN if shown else ""
        yield f"Dates in {name} {_why(found, order, shown)}: {swapping:,} {away}.{do}"
    if order.year_first:
        yield (
            f"Dates in {name} have years of two digits, which may be the first number or the last: "
            f"{found.backward + found.unsure:,} {away}. {PLEASE}"
        )
    if order.hours_lost:
        yield (
            f"Times in {name} are so often 22:00, 23:00 or midnight as where the clock of "
            f"another zone tells midnights: {found.hours_before:,} at 22:00 or 23:00, which may be "
            "of the day after, were turned away. Send dates without a time."
        )


def of_styles(found: Survey, order: Order) -> Iterator[str]:
    """What is said of dates that were read."""
    name = found.column.name
    if order.second == "day":
        yield (
            f"Dates in {name} were read as year, day and month: "
            f"{found.turned:,} of them cannot be year, month and day."
        )
    if _is_odd(found, order):
        yield (
            f"Dates in {name} were read as they are, but {_how_early(found)}: compare some with "
            "your records, as a spreadsheet program may have taken days for months."
        )
    if _stands_for_months(found) and not order.swapped:
        yield (
            f"Dates in {name} are the first of a month, nearly all, and were read so: if your "
            "system keeps days, a program has changed them, and the file should come as your "
            "system wrote it."
        )
    if order.two_digits and not (order.year_first or any("%y" in each for each in order.styles)):
        yield f"Years in {name} have two digits, and were read as of this century."
    if found.timed:
        timed = found.timed + (0 if order.hours_lost else found.hours_before)
        yield f"Dates in {name} that have a time of day, which was not kept: {timed:,}."
    doubt = order.swapped or order.renamed or order.year_first or order.second != "month"
    if found.others and not doubt:
        yield (
            f"Dates in {name} that were read though written in another style than usual for this "
            f"system, with no doubt about day and month: {found.others:,}."
        )


def _why(found: Survey, order: Order, shown: str) -> str:
    """Why days and months may be swapped."""
    if shown == "late":
        which = (
            "have the month in letters"
            if order.renamed
            else "a program keeps as dates, or that start with the year,"
        )
        return (
            f"that {which} all have a day up to 12, and the others a later one, as where a "
            "spreadsheet program has taken days for months"
        )
    if shown == "early":
        return (
            f"{_how_early(found)}, as where a spreadsheet program has taken days for months and "
            "lost what it could not read, so that rows may be missing, too"
        )
    return "may have day and month swapped, as those of another column of this file seem to have"


def _how_early(found: Survey) -> str:
    days = found.spread.early + found.spread.late
    late = f"{found.spread.late:,}" if found.spread.late else "none"
    return (
        f"are {days:,} different days in {found.spread.months:,} months, and {late} after the "
        "12th of a month"
    )


def _is_odd(found: Survey, order: Order) -> bool:
    """Whether days were read of which none is late, though too few for that to mean a fault."""
    read = not order.swapped and order.second == "month" and (order.first or not found.either)
    fixed = found.spread.is_by_calendar(planned=not found.column.not_future)
    return bool(read) and found.column.kind == "date" and found.spread.is_odd and not fixed


def _stands_for_months(found: Survey) -> bool:
    """Whether what happens on any day is only ever told as of the first of a month."""
    told = found.spread.is_telling and found.spread.is_first_days
    return told and found.column.kind == "date" and found.column.not_future
