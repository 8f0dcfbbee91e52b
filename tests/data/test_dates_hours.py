"""Times of day beside dates: read past, unless the clock of another zone may tell midnights."""

from datetime import date, datetime

import pytest

from data.readers.sheet import text
from tests.data.deciding import column
from tests.data.test_dates import TWICE

SUMMER = ["2024-05-28 23:00", "2024-05-29 23:00", "2024-05-30T23:00:00"]


def test_midnights_of_summer_time_told_by_another_clock_are_turned_away() -> None:
    texts = ["2024-01-02 00:00:00", "2024-05-28 23:00:00", "2024-05-29T23:00", "2024-01-03"]
    days, said = column(texts)
    assert days == [date(2024, 1, 2), TWICE, TWICE, date(2024, 1, 3)]
    assert "2 at 22:00 or 23:00, which may be of the day after, were turned away" in said


def test_times_of_a_day_are_read_past_and_told_and_hours_that_are_none_are_not() -> None:
    texts = ["2024-05-28 23:00", "2024-05-28 09:30:59", "2024-05-28 00:00", "2024-05-28 24:00",
             "2024-05-28 99:99"]  # fmt: skip
    days, said = column(texts)
    assert days == [date(2024, 5, 28)] * 3 + ["not_a_date"] * 2
    assert said == "Dates in referral_date that have a time of day, which was not kept: 2."


@pytest.mark.parametrize(
    "others",
    [
        ["2024-01-06 09:30"],
        ["2024-01-06 09:00", "2024-01-07 14:00"],
        [f"2024-01-{n:02} 09:{n:02}" for n in range(1, 30)],
        [*["2024-01-06 00:00"] * 9, "2024-01-07 10:17"],
    ],
    ids=["one real time", "fewer whole hours", "many times, none a whole hour", "midnights"],
)
def test_real_times_beside_do_not_hide_the_midnights_of_another_clock(others: list[str]) -> None:
    got, said = column([*others, *SUMMER])
    assert got[len(others) :] == [TWICE] * 3
    assert TWICE not in got[: len(others)]
    assert "3 at 22:00 or 23:00, which may be of the day after, were turned away" in said
    real = sum("00:00" not in each for each in others)
    assert f"that have a time of day, which was not kept: {real}." in said


@pytest.mark.parametrize(
    "others",
    [
        ["2024-01-06 09:00", "2024-01-06 21:00", "2024-01-07 14:00"],
        [f"2024-01-{n:02} {n % 22 + 1:02}:{n:02}" for n in range(1, 29)] * 3
        + [f"2024-01-02 {n:02}:00" for n in range(18, 22)],
    ],
    ids=["as many whole hours", "times as they come"],
)
def test_times_as_they_come_are_read_past(others: list[str]) -> None:
    assert TWICE not in column([*others, *SUMMER])[0]
    assert TWICE not in column(["2024-01-06 09:30", *SUMMER[:2]])[0]


@pytest.mark.parametrize("hour", ["22:00", "22:00:00.000", "10:00 PM", "11:00:00 pm"])
def test_so_does_the_clock_of_central_europe_and_so_does_one_of_twelve_hours(hour: str) -> None:
    assert column([f"2024-06-{n:02} {hour}" for n in range(1, 21)])[0] == [TWICE] * 20


@pytest.mark.parametrize("hour", ["22:01", "21:00", "10:00 AM", "10:00", "22:00:01", "01:00"])
def test_any_other_time_is_of_its_day(hour: str) -> None:
    assert column([f"2024-06-{n:02} {hour}" for n in (1, 2, 20)])[0] == [
        date(2024, 6, n) for n in (1, 2, 20)
    ]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2024-03-04T22:59:59.490000", "2024-03-04 22:59:59"),
        ("2024-03-04T22:59:59.990000", "2024-03-04 23:00:00"),
        ("2024-03-04T23:59:59", "2024-03-04 23:59:59"),
        ("2024-03-04T23:59:59.910000", "2024-03-05"),
        ("2024-03-05T00:00:00.090000", "2024-03-05"),
        ("9999-12-31T23:59:59.910000", "9999-12-31 23:59:59"),
    ],
)
def test_a_time_in_a_workbook_is_rounded_to_the_second(told: str, shown: str) -> None:
    assert text(datetime.fromisoformat(told)) == shown
