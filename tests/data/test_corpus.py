"""Every messy or hostile file becomes what the corpus says, with every row accounted for."""

import json
from pathlib import Path

import pytest

from data.load import load
from data.receipts import personal
from data.store import Store
from tests.data.corpus import Case, themes, told
from tests.data.corpus.beside import EMAIL, PHONE, POSTCODE
from tests.data.corpus.making import EXPECTED
from tests.data.loading import TODAY, kept, receipt, rejected, stored

NUMBERS = {kept(f"ZQ-{number}"): number for number in range(1, 100)}
CASES = [case for theme in themes() for case in theme.cases]


def test_there_are_enough_and_no_two_alike() -> None:
    assert len(CASES) >= 150
    assert len({case.id for case in CASES}) == len({case.what for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_becomes_what_is_expected(
    case: Case, own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in case.limits.items():
        monkeypatch.setenv(f"SHARING_{name}", value)
    path = tmp_path / "inbox" / case.name
    path.parent.mkdir()
    if isinstance(case.make, bytes):
        path.write_bytes(case.make)
    else:
        case.make(path)
    (found,) = load(Store(own_store), [path.parent], today=TODAY)

    said = found.sentence + json.dumps(found.receipt)
    assert "zq" not in said.lower()
    assert not [each for each in (PHONE, POSTCODE, EMAIL) if each in said]
    assert "unforeseen" not in said
    assert not list((own_store / "work").glob("*"))
    if case.accepted is None:
        assert found.state == "refused", found.sentence
        assert case.refused
        for words in case.refused:
            assert words in found.sentence
        # a sentence, or one that ends with the command to run
        assert found.sentence.endswith((".", " NAME"))
        assert not list(own_store.glob("submissions/*"))
        return
    counts = receipt(found)
    assert counts["rows_read"] == counts["accepted"] + counts["rejected"] + counts["repeats"]
    rows = stored(own_store, found)
    assert tuple(rejected(own_store, found)) == case.rejected
    assert tuple(row["row_number"] for row in rows) == case.accepted
    for row in rows:
        number = NUMBERS[row["referral_id"]]
        expected = {**EXPECTED, "case_ref": f"ZQC-{number}", **case.values}
        expected["case_ref"] = expected["case_ref"] and kept(expected["case_ref"])
        assert {name: row[name] for name in expected} == expected
    for words in case.notes:
        assert words in " ".join(counts["notes"])
    told_of = "; ".join(personal(counts))
    for words in case.personal:
        assert words in told_of
        assert words or not told_of


def test_the_page_about_them_is_up_to_date() -> None:
    assert told.PAGE.read_text(encoding="utf-8") == told.page()
