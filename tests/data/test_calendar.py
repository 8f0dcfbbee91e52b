"""Working days against Scotland's published bank holidays; months and periods of a release."""

from datetime import date
from pathlib import Path

import pytest

from data.calendar import add_calendar, last_day, periods
from data.codes import FIRST_DAY
from data.engine import build
from data.export import exports
from data.rows import add_rows
from data.store import Store
from data.working_days import covered, working_days
from tests.data.sent import event, referral, submit

NUMBERS = dict(working_days(date(2026, 12, 31)))

HOLIDAYS = {  # https://www.mygov.scot/scotland-bank-holidays, weekdays only
    2020: "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28",
    2022: "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27",
    2023: "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26",
    2024: "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_bank_holidays_and_weekends_are_not_working_days(year: int) -> None:
    days = [day for day in NUMBERS if day.year == year]
    before = NUMBERS[date(year - 1, 12, 31)]
    numbers = [NUMBERS[day] for day in days]
    earlier = [before, *numbers[:-1]]
    worked = {day for day, a, b in zip(days, earlier, numbers, strict=True) if b == a + 1}
    off = {f"{day:%m-%d}" for day in days if day.weekday() < 5 and day not in worked}
    assert off == set(HOLIDAYS[year].split())
    assert not any(day.weekday() >= 5 for day in worked)


def test_working_days_between_two_days_are_a_difference_of_numbers() -> None:
    friday, monday, wednesday = date(2024, 5, 24), date(2024, 5, 27), date(2024, 5, 29)
    assert NUMBERS[monday] == NUMBERS[friday]  # Spring holiday
    assert NUMBERS[wednesday] - NUMBERS[friday] == 2


def test_working_days_reach_back_as_far_as_any_row_may() -> None:
    assert min(NUMBERS) == FIRST_DAY == date(2014, 4, 1)


@pytest.mark.parametrize(
    ("as_at", "last"),
    [
        (date(2026, 10, 30), date(2026, 11, 1)),  # a Friday
        (date(2026, 10, 29), date(2026, 10, 29)),  # Friday is still to come
        (date(2024, 3, 28), date(2024, 3, 31)),  # before Good Friday, at a quarter's end
        (date(2024, 3, 27), date(2024, 3, 27)),
        (date(2024, 12, 31), date(2025, 1, 2)),  # two days of New Year
    ],
)
def test_data_covers_the_days_off_that_follow_it(as_at: date, last: date) -> None:
    assert covered(as_at) == last


def test_a_quarter_and_a_year_end_with_their_last_month_of_data() -> None:
    months = [date(2024, month, 1) for month in (2, 3, 4, 5)]
    assert [each for each in periods(months) if each[1] != "month"] == [
        (date(2024, 2, 1), "quarter", date(2024, 1, 1), False),
        (date(2024, 2, 1), "year", date(2023, 4, 1), False),
        (date(2024, 3, 1), "quarter", date(2024, 1, 1), True),
        (date(2024, 3, 1), "year", date(2023, 4, 1), True),
        (date(2024, 4, 1), "quarter", date(2024, 4, 1), False),
        (date(2024, 4, 1), "year", date(2024, 4, 1), False),
        (date(2024, 5, 1), "quarter", date(2024, 4, 1), True),
        (date(2024, 5, 1), "year", date(2024, 4, 1), True),
    ]


def test_a_release_reaches_from_its_first_row_to_its_last(own_store: Path) -> None:
    store = Store(own_store)
    submit(store, "referrals", [referral(1, referral_date=date(2023, 11, 30))])
    submit(store, "sharing_events", [event(1, event_date=date(2024, 2, 1))])
    incidents = {"month": date(2023, 10, 1), "council": "S12000033"}
    submit(store, "incidents", [incidents, incidents | {"month": date(2024, 5, 1)}])
    connection = build()
    add_rows(connection, exports(), store.receipts(), store.submissions)
    assert add_calendar(connection) == date(2024, 2, 1)
    months = connection.execute("SELECT month, month_end FROM months ORDER BY 1").fetchall()
    assert (months[0], months[-1]) == (
        (date(2023, 10, 1), date(2023, 10, 31)),
        (date(2024, 2, 1), date(2024, 2, 29)),
    )
    assert len(months) == 5
    complete = connection.execute("SELECT complete FROM months ORDER BY month").fetchall()
    assert complete == [(True,)] * 4 + [(False,)]


def test_a_day_is_found_in_any_export(store: Store) -> None:
    submit(store, "incidents", [{"month": date(2024, 2, 1), "council": "S12000005"}])
    connection = build()
    add_rows(connection, exports(), store.receipts(), store.submissions)
    assert last_day(connection) == date(2024, 2, 29)
