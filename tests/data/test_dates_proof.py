"""Whether the few dates that can be read in one way only tell how the others are meant."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from data.dates.proof import Proof
from tests.data.deciding import became, column
from tests.data.test_dates import READ, TWICE

UK, US = "%d/%m/%Y", "%m/%d/%Y"
WEEK = [date(2024, 3, n) for n in range(4, 9)]
"""4 to 8 March; read the other way, the 3rd of April to August."""
SLIPS = [date(2024, 3, n) for n in (14, 15, 18)]
YEAR = [date(2023, 1, 1) + timedelta(days=n) for n in range(365)]
Days = Sequence[date]


def written(days: Days, style: str) -> list[str]:
    return [day.strftime(style) for day in days]


def away(days: Days, certain: Days) -> READ:
    """What becomes of dates of which none is taken for another."""
    return [TWICE if day.day != day.month else day for day in days] + list(certain)


@pytest.mark.parametrize(("usual", "other"), [(UK, US), (US, UK)])
@pytest.mark.parametrize("times", [1, 4, 12])
def test_a_slip_turns_no_week_round_where_no_order_is_declared(
    usual: str, other: str, times: int
) -> None:
    got, said = column([*written(WEEK * times, usual), *written(SLIPS[:1], other)])
    assert got == away(WEEK * times, SLIPS[:1])
    first = "month" if other == US else "day"
    assert (
        f"could be day first or month first: 1 can only be {first} first (row {5 * times + 2}), "
        f"too little to tell by: {5 * times} that could be either were turned away. "
        "Send dates as YYYY-MM-DD."
    ) in said
    assert "2024" not in said


@pytest.mark.parametrize("times", [1, 12])
def test_three_slips_turn_no_week_round_of_a_system_that_writes_the_other_way(times: int) -> None:
    got, said = column([*written(WEEK * times, UK), *written(SLIPS, US)], (UK,))
    assert got == away(WEEK * times, SLIPS)
    rows = [5 * times + n for n in (2, 3, 4)]
    assert f"Put rows {rows[0]}, {rows[1]} and {rows[2]} right, and the others can be read" in said


def test_nor_days_of_which_so_few_are_late_as_hardly_any_column_has() -> None:
    early = [day for day in YEAR if day.day <= 12][:112]
    assert column([*written(early, UK), *written(SLIPS[:1], US)])[0] == away(early, SLIPS[:1])
    two = [date(2023, 1, 2), date(2023, 2, 1), date(2023, 3, 2), date(2023, 4, 5)] * 2
    some = [*two, *(day.replace(year=2022, day=day.day + 3) for day in two[:4])]
    assert column(written([*some, *SLIPS[:1]], US))[0] == away(some, SLIPS[:1])


def test_nor_two_days_of_many_rows() -> None:
    """Of so few days nothing can be told but that slips are not a tenth of the rows."""
    two = WEEK[:2]
    assert column([*written(two * 30, UK), *written(SLIPS, US)])[0] == away(two * 30, SLIPS)
    truly = [*two * 13, *SLIPS]
    assert column(written(truly, US))[0] == truly


@pytest.mark.parametrize("days", [WEEK[:1], WEEK[:2]])
def test_nor_a_day_or_two_of_few_rows(days: Days) -> None:
    few = [*days] * 4
    assert column([*written(few, UK), *written(SLIPS[:1], US)])[0] == away(few, SLIPS[:1])


def test_nor_the_first_of_months() -> None:
    """As 1 April, 1 July and 1 October, where agreements begin; or 4, 7 and 10 January."""
    firsts = [date(2024, month, 1) for month in (4, 7, 10)]
    slip = [date(2024, 1, 15)]
    assert column([*written(firsts, UK), *written(slip, US)])[0] == away(firsts, slip)


@pytest.mark.parametrize("style", [UK, US])
@pytest.mark.parametrize(
    "days",
    [
        YEAR[::73],
        YEAR[40:365:66],
        YEAR[::7],
        YEAR[::17],
        [date(2024, 3, n) for n in (9, 10, 11, 12, 13)],
        [date(2024, 3, n) for n in range(1, 15)],
        [date(2024, 3, 12), date(2024, 3, 13)],
        [date(2024, 2, 5), date(2024, 5, 2), date(2023, 9, 1), date(2023, 9, 30)],
    ],
    ids=["5 of a year", "5 others", "weekly", "22 of a year", "a week with one late day",
         "a fortnight with two late days", "two days", "4 with one late day"],
)  # fmt: skip
def test_honest_columns_are_read_where_no_order_is_declared(days: Days, style: str) -> None:
    assert column(written(days, style))[0] == list(days)


def test_a_column_whose_order_only_slips_tell_does_not_stand_up_to_another() -> None:
    """A file of a system that usually writes day first, and this time month first."""
    later = [date(2024, 3, n) for n in range(4, 25)]
    found, said = became(
        {
            "referral_date": written(later, US),
            "received_date": [*written(WEEK * 3, US)[:18], *written(SLIPS, UK)],
        },
        (UK,),
    )
    assert found["referral_date"] == later
    assert found["received_date"] == away((WEEK * 3)[:18], SLIPS)
    assert "received_date should be day first, but other dates of this file are not" in said


@pytest.mark.parametrize(
    ("proof", "tells"),
    [
        (Proof(rows=1, either_rows=9, days=1, early=3), True),
        (Proof(rows=1, either_rows=10, days=1, early=3), False),
        (Proof(rows=2, either_rows=2, days=1, early=6), True),
        (Proof(rows=2, either_rows=2, days=1, early=7), False),
        (Proof(rows=2, either_rows=2, days=1, early=7, months=2, otherwise=4), True),
        (Proof(rows=2, either_rows=2, days=1, early=1, months=4, otherwise=2), False),
        (Proof(rows=2, either_rows=2, days=1, early=1, months=2, otherwise=1), True),
        (Proof(rows=2, either_rows=3, days=1, early=1, months=2, otherwise=1), False),
        (Proof(rows=2, either_rows=2, days=3, early=3, firsts=3), False),
        (Proof(rows=2, either_rows=2, days=3, early=4, firsts=3, others=1), True),
    ],
)
def test_where_each_limit_lies(proof: Proof, tells: bool) -> None:
    assert proof.tells == tells
