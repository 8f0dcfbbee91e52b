"""Dates that a hand, a clock or a program has changed, and styles in which systems write them."""

from datetime import date, datetime

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, csv, row, xlsx

TITLE = "Dates of a whole column"


def received(*days: str) -> bytes:
    """A row for each, whose other date is the same where day and month swap."""
    told = enumerate(days, start=1)
    made = (row(n, referral_date="2024-01-01", received_date=day) for n, day in told)
    return csv([list(HEADINGS), *made], sep=";")


def away(count: int, reason: str = "ambiguous_date") -> tuple[tuple[int, str, str], ...]:
    """The first rows, turned away for their dates."""
    return tuple((n, "received_date", reason) for n in range(2, count + 2))


WEEK = [f"0{n}/03/2024" for n in range(4, 9)]
WRITTEN = ("03JAN2024", "Jan  3 2024 12:00AM", "03-JAN-24 12.00.00.000000000 AM")
WRITTEN = (*WRITTEN, "03JAN2024:00:00:00", "Wednesday, January 3, 2024", "2024-01-03-00.00.00")
NEARLY_MIDNIGHT = datetime(2024, 1, 2, 23, 59, 59, 910_000)  # noqa: DTZ001 - a workbook has none
NEARLY_ELEVEN = datetime(2024, 5, 2, 22, 59, 59, 990_000)  # noqa: DTZ001
FIRST = {"referral_date": date(2024, 1, 1)}

CASES = [
    Case(
        "date_slip",
        "One date month first in a week of others that could be either",
        received(*WEEK * 2, "03/14/2024"),
        accepted=(12,),
        rejected=away(10),
        notes=("1 can only be month first (row 12), too little to tell by: 10 that could be",),
        values=FIRST | {"received_date": date(2024, 3, 14)},
    ),
    Case(
        "date_slip_back",
        "One date day first among many that could be either",
        received(*(f"0{n}/0{m}/2024" for n in range(2, 6) for m in range(6, 9)), "14/03/2024"),
        accepted=(14,),
        rejected=away(12),
        notes=("1 can only be day first (row 14), too little to tell by: 12 that could be",),
        values=FIRST | {"received_date": date(2024, 3, 14)},
    ),
    Case(
        "date_letters",
        "Days that a spreadsheet program took for months, and shows with the month in letters",
        received("04-Jan-24", "05-Jan-24", "06-Jan-24", *["13/01/2024"] * 4),
        accepted=(5, 6, 7, 8),
        rejected=away(3, "swapped_date"),
        notes=("have the month in letters all have a day up to 12, and the others a later one",),
        values=FIRST | {"received_date": date(2024, 1, 13)},
    ),
    Case(
        "date_hours",
        "Midnights told by another clock, beside one time of day",
        received(*["2024-05-03 23:00:00"] * 3, "2024-01-03 09:30:00"),
        accepted=(5,),
        rejected=away(3),
        notes=("3 at 22:00 or 23:00, which may be of the day after", "was not kept: 1."),
        values=FIRST,
    ),
    Case(
        "date_european_hours",
        "Midnights told by a clock two hours behind",
        received(*["2024-05-03T22:00:00"] * 3),
        accepted=(),
        rejected=away(3),
        notes=("3 at 22:00 or 23:00, which may be of the day after",),
    ),
    Case(
        "date_fraction",
        "A midnight in a workbook that lacks a tenth of a second",
        xlsx([list(HEADINGS), [*row(1)[:-1], NEARLY_MIDNIGHT]]),
        "referrals.xlsx",
        accepted=(2,),
    ),
    Case(
        "date_fraction_hours",
        "Midnights told by another clock in a workbook that lacks a hundredth of a second",
        xlsx([list(HEADINGS), *([*row(n)[:-1], NEARLY_ELEVEN] for n in (1, 2, 3))]),
        "referrals.xlsx",
        accepted=(),
        rejected=away(3),
        notes=("3 at 22:00 or 23:00, which may be of the day after",),
    ),
    Case(
        "date_written",
        "Dates as SAS, SQL Server, Oracle, Windows and DB2 write them",
        received(*WRITTEN),
        accepted=tuple(range(2, len(WRITTEN) + 2)),
        notes=(f"with no doubt about day and month: {len(WRITTEN) - 1}",),
        values=FIRST,
    ),
    Case(
        "date_weekday",
        "A date beside the weekday of another",
        received("Wednesday, January 3, 2024", "Tuesday, January 3, 2024"),
        accepted=(2,),
        rejected=((3, "received_date", "not_a_date"),),
        values=FIRST,
    ),
]
