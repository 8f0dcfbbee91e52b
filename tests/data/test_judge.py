"""Of rows of one key that say different things none is taken, whatever their order."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.data.loading import accepted, lines, load_text, receipt, rejected

INCIDENTS = (
    "Month,Local Authority Code,Concern Reports,DA Incidents,DA Incidents High Risk,System,"
    "Counting Rules\n"
)
PARTS = ("S12000049,100,50,5", "S12000049,200,60,6", "Glasgow City,300,70,7")


def month(*counts: str) -> str:
    return INCIDENTS + "".join(f"Apr-2016,{each},iVPD,rules-1\n" for each in counts)


@pytest.mark.parametrize("parts", list(permutations(PARTS)))
def test_parts_of_a_councils_month_are_all_rejected(own_store: Path, parts: list[str]) -> None:
    found = load_text(own_store, month("Fife,10,5,1", *parts), "incidents.csv")
    assert [row["concern_reports_total"] for row in accepted(own_store, found)] == [10]
    assert rejected(own_store, found) == [(row, "month", "repeated_key") for row in (3, 4, 5)]


def test_a_part_is_not_taken_where_another_cannot_be_read(own_store: Path) -> None:
    found = load_text(
        own_store, month("Glasgow City,100,50,5", "Glasgow City,many,60,6"), "incidents.csv"
    )
    assert rejected(own_store, found) == [
        (2, "month", "repeated_key"),
        (3, "concern_reports_total", "not_a_number"),
    ]


def test_a_month_sent_twice_alike_is_a_repeat_of_a_good_row(own_store: Path) -> None:
    told = receipt(
        load_text(own_store, month("S12000049,100,50,5", "Glasgow City,100,50,5"), "incidents.csv")
    )
    assert (told["accepted"], told["repeats"]) == (1, 1)


def test_a_row_of_another_council_or_month_is_none_of_them(own_store: Path) -> None:
    text = month("Glasgow City,100,50,5", "Fife,many,60,6") + "May-2016,Fife,1,1,1,iVPD,rules-1\n"
    assert receipt(load_text(own_store, text, "incidents.csv"))["accepted"] == 2


@pytest.mark.parametrize("outcomes", list(permutations(("pending", "engaged", ""))))
def test_no_row_of_a_referral_passes_for_the_latest(own_store: Path, outcomes: list[str]) -> None:
    rows = [{"referral_id": "R-1", "outcome": each} for each in outcomes]
    found = load_text(own_store, lines({"referral_id": "R-2", "outcome": "engaged"}, *rows))
    assert [row["referral_id"] for row in accepted(own_store, found)] == ["R-2"]
    assert [each[2] for each in rejected(own_store, found)] == ["repeated_key"] * 3
