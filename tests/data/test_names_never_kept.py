"""A name in any column of any export, declared or not, is never kept and never told.

Of declared columns because each is held against a register, a list of codes or a form that no name
of two words has; of the others because they are dropped. A name cannot be told by looking at it.
"""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.__main__ import main
from data.draft import draft
from data.export import Column, exports
from data.feedback import feedback
from data.lookups import NAMES_OF
from data.profile import Profile, ProfileExport, profiles
from data.store import Store
from tests.data.sown import NAMES, UNDECLARED, sown

EVERY = [
    pytest.param(profile, how, id=f"{profile.provider}-{how.export}")
    for profile in profiles().values()
    for how in profile.exports.values()
]
KEPT = [
    pytest.param(column, id=f"{export.name}.{column.name}")
    for export in exports().values()
    for column in export.kept
]
PARTS = [part.casefold() for name in NAMES for part in name.replace(",", " ").split()]


@pytest.mark.parametrize("column", KEPT)
def test_no_column_that_is_kept_is_free_text(column: Column) -> None:
    held_against = column.kind in NAMES_OF or bool(column.allowed)
    of_a_form = column.kind in ("reference", "edition", "date", "month", "whole")
    assert held_against or of_a_form


@pytest.mark.parametrize(("profile", "how"), EVERY)
def test_a_name_in_any_column_is_nowhere(
    profile: Profile,
    how: ProfileExport,
    own_store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    text, planted = sown(how)
    path = tmp_path / "sown.csv"
    path.write_text(text, encoding="utf-8")
    main(["load", "--profile", f"{profile.provider}:{how.export}", str(path)])
    main(["status"])
    store = Store(own_store)
    (receipt,) = store.receipts()
    folder = store.submissions / receipt["submission_id"]
    rejected = pq.read_table(folder / "rejected.parquet").to_pylist()
    titles = [each.name for each in exports()[how.export].columns if each.kind == "title"]
    # the test would prove nothing if rows were turned away for another reason
    assert {(each["row_number"], each["column"]) for each in rejected} == {
        (row, column) for row, column in planted.items() if column and column not in titles
    }
    assert receipt["accepted"] == 1 + sum(not each or each in titles for each in planted.values())

    said = capsys.readouterr()
    told = [said.out, said.err, caplog.text, draft(path), feedback(store, receipt).to_csv()]
    for kept in own_store.rglob("*"):
        if kept.is_file():
            told.append(kept.read_bytes().decode("utf-8", "replace"))
            # Parquet may compress a value, so a look at the bytes is not enough
            told.append(str(pq.read_table(kept).to_pylist()) if kept.suffix == ".parquet" else "")
    for each in told:
        assert not [part for part in PARTS if part in each.casefold()]


def test_the_test_plants_every_column_and_would_see_a_name() -> None:
    for profile in profiles().values():
        for how in profile.exports.values():
            text, planted = sown(how)
            assert set(planted.values()) == {*how.headings.values(), ""}
            assert sum(not each for each in planted.values()) == len(UNDECLARED) * len(NAMES)
            assert all(part in text.casefold() for part in PARTS)
