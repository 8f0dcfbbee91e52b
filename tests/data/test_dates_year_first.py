"""A year first, then the day: read where the whole column proves it, else as ISO says or not."""

from datetime import date

import pytest

from tests.data.deciding import became, column

TWICE = "ambiguous_date"
MAY = [date(2024, 5, n) for n in range(1, 29)]
SOON, LATE = MAY[:4], MAY[12:15]  # 1 to 4 May, which could be either; 13 to 15, which could not


def turned(days: list[date], mark: str = "-") -> list[str]:
    return [day.strftime(f"%Y{mark}%d{mark}%m") for day in days]


@pytest.mark.parametrize("mark", ["-", "/", ".", ""])
def test_a_column_that_proves_it_is_read_as_it_is_and_told(mark: str) -> None:
    got, said = column(turned(MAY, mark))
    assert got == MAY
    assert said == (
        "Dates in referral_date were read as year, day and month: "
        "16 of them cannot be year, month and day."
    )


def test_times_are_read_past() -> None:
    assert column([f"{text} 00:00:00" for text in turned(MAY)])[0] == MAY


@pytest.mark.parametrize("day_first", [("%d/%m/%Y",), ("%Y-%m-%d",)])
def test_whatever_the_system_usually_writes(day_first: tuple[str, ...]) -> None:
    assert column(turned(MAY), day_first)[0] == MAY


def test_without_proof_the_month_comes_first_as_iso_says() -> None:
    got, said = column(turned(SOON))
    assert got == [date(2024, 1, 5), date(2024, 2, 5), date(2024, 3, 5), date(2024, 4, 5)]
    assert said == ""


@pytest.mark.parametrize("proofs", [1, 2])
def test_too_few_proofs_turn_away_what_could_be_either(proofs: int) -> None:
    got, said = column(turned(SOON + LATE[:proofs]))
    assert got == [TWICE] * 4 + ["not_a_date"] * proofs
    assert f"{proofs:,} can only have the day before the month: 4 that could be either" in said


def test_three_proofs_among_many_that_could_be_either_are_too_few() -> None:
    """One in twenty is asked for."""
    assert column(turned(SOON * 14 + LATE))[0][:4] == SOON
    assert column(turned(SOON * 15 + LATE))[0][:4] == [TWICE] * 4


def test_a_date_that_has_the_month_first_leaves_none_to_be_guessed() -> None:
    got, _ = column([*turned(MAY), "2024-05-20"])
    assert got == [TWICE if n < 12 and n != 4 else day if n == 4 else "not_a_date"
                   for n, day in enumerate(MAY)] + [date(2024, 5, 20)]  # fmt: skip


def test_nor_does_what_a_program_has_read_for_itself() -> None:
    """Dates of its own come as 2024-05-04, whatever was meant; texts with other signs do not."""
    got, _ = column([*turned(LATE, "/"), "2024-05-04"])
    assert got == ["not_a_date"] * 3 + [TWICE]


def test_one_mistyped_date_turns_no_column_round() -> None:
    assert column([*map(str, MAY), "2024-13-05"])[0] == [*MAY, "not_a_date"]


def test_a_column_that_tells_nothing_is_doubted_beside_one_that_is_so() -> None:
    found, said = became(
        {
            "referral_date": turned(MAY),
            "received_date": ["2024-05-04", "2024-05-05"],
            "transfer_received_date": [*map(str, MAY)],
        }
    )
    assert found["received_date"] == [TWICE, date(2024, 5, 5)]
    assert found["transfer_received_date"] == MAY
    assert "received_date may have the day before the month, as those of another column" in said
