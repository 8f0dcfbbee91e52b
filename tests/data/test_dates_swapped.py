"""Days and months that a program swapped, where it left no text to show it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest

from data.dates.styles import EXCEL
from tests.data.deciding import became, column

SWAPPED = "swapped_date"
UK = ("%d/%m/%Y",)
YEAR = [date(2023, 1, 1) + timedelta(days=n) for n in range(365)]
Days = list[date]


def swapped(days: Iterable[date]) -> Days:
    """What a program keeps that takes days for months and drops what it cannot read."""
    return [day.replace(day=day.month, month=day.day) for day in days if day.day <= 12]


def first_weekdays(weekday: int, months: int, nth: int = 0) -> Days:
    """The nth such weekday of each month."""
    starts = [date(2021 + n // 12, n % 12 + 1, 1) for n in range(months)]
    return [start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * nth) for start in starts]


def firsts(months: int, day: int = 1) -> Days:
    return [date(2021 + n // 12, n % 12 + 1, day) for n in range(months)]


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [(0, 365, 1), (0, 365, 3), (0, 90, 1), (31, 59, 1), (59, 90, 1), (181, 365, 2)],
    ids=["a year", "every third day", "a quarter", "February", "March", "half a year"],
)
def test_dates_of_which_none_is_late_are_turned_away(first: int, last: int, step: int) -> None:
    kept = swapped(YEAR[first:last:step])
    got, said = column([str(day) for day in kept])
    assert got == [SWAPPED if day.day != day.month else day for day in kept]
    assert f"{sum(day.day != day.month for day in kept)} that could be either were turned" in said
    assert "none after the 12th" in said
    assert "rows may be missing" in said


@pytest.mark.parametrize("late", [0, 1])
def test_a_few_that_were_mended_by_hand_do_not_hide_it(late: int) -> None:
    kept = [*swapped(YEAR[::4]), *[date(2023, 5, 20)] * late]
    got, said = column([str(day) for day in kept])
    assert got.count(SWAPPED) == sum(day.day <= 12 and day.day != day.month for day in kept)
    assert got[len(kept) - late :] == [date(2023, 5, 20)] * late
    assert "2023" not in said


HONEST: dict[str, Callable[[], Days]] = {
    "the days as they were": lambda: YEAR[::3],
    "first of a month": lambda: firsts(36),
    "first of a quarter": lambda: firsts(42)[::3],
    "first Tuesdays": lambda: first_weekdays(1, 24),
    "first Tuesdays and first Thursdays": lambda: first_weekdays(1, 24) + first_weekdays(3, 24),
    "first Tuesdays, and one meeting more": lambda: [*first_weekdays(1, 24), date(2022, 3, 25)],
    "second Tuesdays": lambda: first_weekdays(1, 24, nth=1),
    "weekly": lambda: YEAR[::7],
    "fortnightly": lambda: YEAR[::14],
    "first days of one month": lambda: YEAR[:12],
    "first days of one month, and some of earlier months": lambda: [
        *YEAR[90:102],
        *(date(2023, month, 7) for month in (1, 2, 3)),
    ],
    "first days of two months": lambda: [*YEAR[90:102], *YEAR[120:132]],
    "few": lambda: [date(2023, n, 3 * n % 12 + 1) for n in range(1, 7)],
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_columns_are_read(name: str) -> None:
    days = HONEST[name]()
    got, said = column([str(day) for day in days])
    assert got == days
    assert "12th" not in said


def test_dates_that_are_all_the_first_of_a_month_are_told() -> None:
    assert "are the first of a month" in column([str(day) for day in firsts(24)])[1]
    assert column([str(day) for day in first_weekdays(1, 24)])[1] == ""


def test_a_day_of_each_month_may_be_planned_and_does_not_happen() -> None:
    """So are the dates of an export of March left, as 3 January to 3 December."""
    days = [str(day) for day in firsts(24, day=3)]
    assert SWAPPED in column(days)[0]
    assert SWAPPED not in column(days, name="return_due_date")[0]


def test_so_are_those_left_of_the_working_days_of_one_month() -> None:
    march = [day for day in YEAR[59:90] if day.weekday() < 5]
    kept = swapped(march)
    assert len(kept) == 8
    assert column([str(day) for day in kept])[0].count(SWAPPED) == 7
    assert SWAPPED not in column([str(day) for day in kept[1:]])[0]


def test_one_less_than_what_is_told_by_is_read() -> None:
    """Ten days outside the month that has most, in three months: not nine, nor in two."""
    busiest = [date(2023, 1, n) for n in (2, 3, 4, 5, 6, 7)]
    others = [date(2023, 2, n) for n in (3, 4, 5, 8, 9)] + [
        date(2023, 3, n) for n in (4, 6, 9, 11, 12)
    ]
    assert SWAPPED in column([str(day) for day in busiest + others])[0]
    assert SWAPPED not in column([str(day) for day in busiest + others[1:]])[0]
    early = [date(2023, month, n) for month in (2, 4) for n in range(1, 13)]
    assert SWAPPED not in column([str(day) for day in early])[0]


def test_fewer_are_read_and_told() -> None:
    days = [date(2023, month, 13 - month) for month in range(3, 10)]
    got, said = column([str(day) for day in days])
    assert got == days
    assert "were read as they are, but are 7 different days in 7 months, and none after" in said
    assert column([str(day) for day in days[1:]]) == (days[1:], "")
    assert column([str(day) for day in [*days, date(2023, 5, 20)]])[1] == ""


def test_texts_of_which_none_is_late_are_judged_alike() -> None:
    kept = swapped(YEAR)
    texts = [day.strftime("%d/%m/%Y") for day in kept]
    assert column(texts, UK)[0] == [SWAPPED if day.day != day.month else day for day in kept]
    found, said = column(texts)
    assert found.count("ambiguous_date") == sum(day.day != day.month for day in kept)
    assert "nothing tells which" in said
    assert "12th" not in said


def test_so_are_day_numbers() -> None:
    kept = swapped(YEAR)
    numbers = [str((day - date(1899, 12, 30)).days) for day in kept]
    assert column(numbers, (EXCEL,))[0] == [
        SWAPPED if day.day != day.month else day for day in kept
    ]
    honest = [str((day - date(1899, 12, 30)).days) for day in YEAR[::5]]
    assert column(honest, (EXCEL,))[0] == YEAR[::5]


def test_a_month_in_letters_was_not_swapped() -> None:
    kept = swapped(YEAR)
    assert column([day.strftime("%d-%b-%Y") for day in kept])[0] == kept


def test_a_column_that_tells_nothing_is_doubted_beside_one_that_is_swapped() -> None:
    sent = [str(day) for day in swapped(YEAR)]
    found, said = became(
        {
            "referral_date": sent,
            "received_date": ["2023-05-04", "2023-05-05"],
            "transfer_received_date": [str(day) for day in YEAR[::20]],
        }
    )
    assert found["received_date"] == [SWAPPED, date(2023, 5, 5)]
    assert found["transfer_received_date"] == YEAR[::20]
    assert "received_date may have day and month swapped" in said
