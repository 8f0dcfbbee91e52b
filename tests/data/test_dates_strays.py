"""A few dates written otherwise than their column: named by row, and costing few others."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.feedback import DOUBTFUL, feedback
from data.store import Store
from tests.data.assist import file, line
from tests.data.deciding import became, column
from tests.data.loading import load_text, receipt
from tests.data.test_dates import read

TWICE = "ambiguous_date"
UK, US = "%d/%m/%Y", "%m/%d/%Y"
DAYS = [date(2023, 1, 1) + timedelta(days=2 * n) for n in range(130)]
TWO_IN_APRIL = [date(2023, 4, 13), date(2023, 4, 20)]
CULPRITS = (25, 70)  # 20 February and 21 May


def written(days: list[date], culprits: tuple[int, ...] = CULPRITS) -> list[str]:
    """Day first, but for these, which are month first."""
    return [day.strftime(US if n in culprits else UK) for n, day in enumerate(days)]


def shuffled(days: list[date]) -> list[date]:
    """In no order of time."""
    return [days[n * 37 % len(days)] for n in range(len(days))]


def doubtful(days: list[date]) -> int:
    return sum(day.day <= 12 and day.day != day.month for day in days)


def test_the_rows_that_keep_others_out_are_named_and_never_their_dates() -> None:
    days = shuffled(DAYS)
    culprits = tuple(n for n, day in enumerate(days) if day.day > 28)[:2]
    got, said = column(written(days, culprits), (UK,))
    rows = " and ".join(str(n + 2) for n in culprits)
    assert got.count(TWICE) == doubtful(days)
    assert [got[n] for n in culprits] == [days[n] for n in culprits]
    assert f"month first (2, rows {rows}): {doubtful(days)} that could be either were" in said
    assert f"Put rows {rows} right, and the others can be read" in said
    assert "2023" not in said


def test_once_they_are_put_right_the_others_are_read() -> None:
    days = shuffled(DAYS)
    assert column(written(days, ()), (UK,)) == (days, "")


def test_only_the_first_few_are_named() -> None:
    days = shuffled(DAYS)
    culprits = tuple(n for n, day in enumerate(days) if day.day > 20)[:8]
    _, said = column(written(days, culprits), (UK,))
    rows = ", ".join(str(n + 2) for n in culprits[:5])
    assert f"month first (8, rows {rows} and 3 more)" in said
    assert "Put rows" not in said


def test_rows_that_are_day_first_are_named_in_a_column_that_is_month_first() -> None:
    days = shuffled(DAYS)
    culprit = next(n for n, day in enumerate(days) if day.day > 12)
    texts = [day.strftime(UK if n == culprit else US) for n, day in enumerate(days)]
    _, said = column(texts, (US,))
    assert f"day first (1, row {culprit + 2}) and month first (" in said


@pytest.mark.parametrize("back", [False, True])
def test_where_the_file_is_in_the_order_of_its_dates_their_place_tells(back: bool) -> None:
    days = DAYS[::-1] if back else DAYS
    culprits = tuple(len(days) - 1 - n if back else n for n in CULPRITS)
    got, said = column(written(days, culprits), (UK,))
    away = [day for day, each in zip(days, got, strict=True) if each == TWICE]
    # before the second certain date there is nothing to place them by
    assert sorted(away) == [date(2023, 1, n) for n in (3, 5, 7, 9, 11)]
    assert all(each in (TWICE, day) for day, each in zip(days, got, strict=True))
    placed = doubtful(days) - 5
    assert f"{placed} that could be either were read by the dates around them" in said
    assert "5 that could be either were turned away" in said


def test_so_it_is_with_the_rows_of_a_file(own_store: Path) -> None:
    texts = written(DAYS)
    became, notes = read(own_store, texts, "assist")
    assert (became, notes[0]) == column(texts, (UK,))


def test_what_is_written_otherwise_and_could_be_either_is_not_placed() -> None:
    """It lies where it belongs; but so might 4 May, day first, that does not."""
    lies = DAYS.index(date(2023, 4, 5))
    got, _ = column(written(DAYS, (*CULPRITS, lies)), (UK,))
    assert got[lies] == TWICE
    assert got[lies + 1] == DAYS[lies + 1]


def test_one_certain_date_out_of_order_places_none() -> None:
    days = [*DAYS[:60], date(2023, 1, 31), *DAYS[60:]]
    assert column(written(days), (UK,))[0].count(TWICE) == doubtful(days)


def test_one_mistyped_date_beside_another_does_not_place_it_wrongly() -> None:
    """4 March, written month first, after a 1 March that was mistyped as 31."""
    start = [date(2023, 1, n) for n in range(13, 25)]
    around = [date(2023, 2, 28), date(2023, 3, 31), date(2023, 3, 4), *TWO_IN_APRIL]
    got, _ = column(written([*start, *around], (0, len(start) + 2)), (UK,))
    assert got == [*start, date(2023, 2, 28), date(2023, 3, 31), TWICE, *TWO_IN_APRIL]


def test_nor_do_few_steps() -> None:
    days = [date(2023, 1, 20), date(2023, 1, 25), date(2023, 2, 5), date(2023, 2, 15)]
    steps = [date(2023, 3, n) for n in range(13, 21)]
    got, _ = column(written([*days, *steps], (0,)), (UK,))
    assert got[2] == date(2023, 2, 5)
    assert column(written([*days, *steps[:-1]], (0,)), (UK,))[0][2] == TWICE


def test_a_text_that_stands_in_two_places_is_placed_only_if_both_say_so() -> None:
    """4 March, written month first, and 3 April, written day first, are one text."""
    days = [date(2023, 2, 13) + timedelta(days=n) for n in range(70)]
    march, april = days.index(date(2023, 3, 4)), days.index(date(2023, 4, 3))
    got, _ = column(written(days, (0, march)), (UK,))
    assert got[march] == got[april] == TWICE
    assert got[april + 1] == days[april + 1]


@given(
    gaps=st.lists(st.integers(0, 9), min_size=20, max_size=60),
    culprits=st.sets(st.integers(0, 59), min_size=1, max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_no_date_of_a_file_in_order_is_ever_read_as_another(
    gaps: list[int], culprits: set[int]
) -> None:
    days = [date(2022, 1, 1) + timedelta(days=sum(gaps[:n])) for n in range(len(gaps))]
    proofs = {n in culprits for n, day in enumerate(days) if day.day > 12}
    assume(len(proofs) == 2)  # else nothing contradicts, and the column is read as it proves
    for meant, got in zip(days, column(written(days, tuple(culprits)))[0], strict=True):
        assert got in (meant, TWICE, "swapped_date")


def test_the_feedback_file_names_them_too(own_store: Path) -> None:
    days = shuffled(DAYS)
    culprits = tuple(n for n, day in enumerate(days) if day.day > 20)[:6]
    rows = (line(n, Date_Referred=each, Date_Received="", Incident_Date="", First_Contact="")
            for n, each in enumerate(written(days, culprits)))  # fmt: skip
    told = receipt(load_text(own_store, file(*rows), "assist march.csv"))
    lines = feedback(Store(own_store), told)
    found = lines[lines["What became of the row"] == DOUBTFUL]
    assert found["Row in your file"].tolist() == [n + 2 for n in culprits[:5]]
    assert set(found["Your heading"]) == {"Date Referred"}
    assert set(found["What is wrong"]) == {
        "The date can only have the month first, and most dates of this column that can be told "
        "have not."
    }
    assert "1 more row of the same kind." in set(lines["What is wrong"])
    assert (lines["What became of the row"] == "rejected: it is in no number").sum() == doubtful(
        days
    )


def test_a_count_of_nought_is_not_told() -> None:
    days, said = became({"referral_date": ["15/03/2024", "03/15/2024"]})
    assert "are written both day first (1" in said
    assert "month first (1" in said
    assert "either" not in said
    assert said.endswith("Send dates as YYYY-MM-DD.")
    some = became({"referral_date": ["15/03/2024", "03/15/2024", "03/04/2024"]})
    assert "1 that could be either were turned away" in some[1]
    assert len(days["referral_date"]) == 2
