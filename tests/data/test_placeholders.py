"""A number that stands for no record joins nobody's rows, and the receipt says how many had one."""

from pathlib import Path

import pytest

from tests.data.loading import accepted, lines, load_text, receipt


def cases(store: Path, *references: str) -> tuple[list[str | None], list[str]]:
    """What the case references of some rows are kept as, and what the receipt says of them."""
    rows = [{"referral_id": f"R-{n}", "case_ref": each} for n, each in enumerate(references)]
    found = load_text(store, lines(*rows))
    told = [each for each in receipt(found)["notes"] if "Taken as not known" in each]
    return [row["case_ref"] for row in accepted(store, found)], told


@pytest.mark.parametrize("none", ["0", "000000", "99999", "11111", "999999999"])
def test_a_placeholder_is_not_known(own_store: Path, none: str) -> None:
    kept, (said,) = cases(own_store, none, "C-1", none)
    assert kept == [None, "C-1", None]
    assert "in case_ref" in said
    assert ": 2 rows. Leave it empty" in said
    assert none not in said.replace("it is 0", "")


def test_numbers_of_records_stay_as_they_are(own_store: Path) -> None:
    numbers = ["1", "9999", "1111", "100000", "10", "12345", "C0", "A-00000", "99998", "0001"]
    assert cases(own_store, *numbers) == (numbers, [])


def test_an_identifier_must_be_given_and_may_be_any_number(own_store: Path) -> None:
    found = load_text(own_store, lines({"referral_id": "99999"}))
    assert receipt(found)["accepted"] == 1
    assert receipt(found)["notes"] == []
