"""A receipt says how many of a file's rows stand in place of rows of earlier files."""

import json
import os
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import commands
from data.__main__ import main
from data.engine import build
from data.export import exports
from data.load import Loaded, load
from data.release import release
from data.rows import add_rows, used
from data.store import Store
from tests.data.loading import TODAY, lines, load_text, receipt
from tests.data.test_own_register import HARBOUR, add

SAID = "of earlier files: of rows with one identifier the latest counts."


def said(store: Path, rows: list[dict[str, str]], name: str, profile: str = "") -> list[str]:
    """What the receipt of a file with these rows says of rows that it replaces."""
    told = receipt(load_text(store, lines(*rows), name, profile))
    return [each for each in told["notes"] if each.endswith(SAID)]


def some(*numbers: int, **also: str) -> list[dict[str, str]]:
    return [{"referral_id": f"R-{number}", **also} for number in numbers]


def test_each_row_is_counted_once_however_many_files_had_it(own_store: Path) -> None:
    assert said(own_store, some(1, 2, 3), "1.csv") == []
    assert said(own_store, some(3, 4), "2.csv") == [f"1 of its rows replaces a row {SAID}"]
    assert said(own_store, some(3, 4, 2, 5, 6), "3.csv") == [f"3 of its rows replace rows {SAID}"]
    assert said(own_store, some(7), "4.csv") == []


@pytest.mark.usefixtures("two_measures")
def test_the_number_is_that_of_the_rows_a_release_leaves_out(own_store: Path) -> None:
    said(own_store, some(1, 2, 3, 4), "1.csv")
    (told,) = said(own_store, some(2, 3, 4, 5, risk_sender="high"), "2.csv")
    manifest = Store(own_store).manifest(release(Store(own_store)).release_id)
    gone = sum(each["superseded"] for each in manifest["submissions"])
    assert gone == 3
    assert told.startswith("3 of its rows replace")


def test_another_organisation_that_keeps_the_identifier_has_a_row_of_its_own(
    own_store: Path,
) -> None:
    said(own_store, some(1, 2), "1.csv")
    assert said(own_store, some(1, 2, to_org="Sacro"), "2.csv") == []
    assert said(own_store, some(1, 2, risk_sender="high"), "3.csv") == [
        f"2 of its rows replace rows {SAID}"
    ]


def test_samples_and_real_files_do_not_meet(own_store: Path) -> None:
    said(own_store, some(1, 2), "sample_1.csv")
    assert said(own_store, some(1, 2, 3), "1.csv") == []
    assert said(own_store, some(1, 4), "sample_2.csv") == [f"1 of its rows replaces a row {SAID}"]


def test_rejected_rows_replace_nothing_and_are_not_replaced(own_store: Path) -> None:
    said(own_store, [*some(1), *some(2, council="Nowhere")], "1.csv")
    assert said(own_store, [*some(2), *some(1, council="Nowhere")], "2.csv") == []


def test_the_same_bytes_read_again_are_no_earlier_file(own_store: Path) -> None:
    rows = some(1, 2)
    first = receipt(load_text(own_store, lines(*rows), "1.csv"))
    # the earlier reading was under other definitions, so that this one is a submission of its own
    folder = own_store / "submissions" / first["submission_id"]
    file = folder / "receipt.json"
    file.write_text(file.read_text("utf-8").replace(first["definitions"], "0" * 12), "utf-8")
    folder.rename(folder.with_name(first["submission_id"].replace(first["definitions"], "0" * 12)))
    assert said(own_store, rows, "again.csv") == []
    assert len(Store(own_store).receipts()) == 2


def test_another_provider_has_rows_of_its_own(own_store: Path) -> None:
    said(own_store, some(1, 2), "1.csv", "standard")
    before = Store(own_store).receipts()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "receipts", lambda _: [{**before[0], "provider": "sacro"}])
        assert said(own_store, some(1, 3), "2.csv", "standard") == []
    assert said(own_store, some(1, 4), "3.csv", "standard") == [
        f"1 of its rows replaces a row {SAID}"
    ]


def test_where_not_every_earlier_row_is_compared_it_is_at_least_so_many(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(own_store, some(1, 2, 3), "1.csv")
    said(own_store, some(4, 5), "2.csv")
    monkeypatch.setattr("data.replacing.COMPARED", 2)
    assert said(own_store, some(1, 4, 5, 6), "3.csv") == [
        f"At least 2 of its rows replace rows {SAID}"
    ]


def test_a_damaged_earlier_file_stops_no_other(own_store: Path) -> None:
    said(own_store, some(1, 2), "1.csv")
    (file,) = own_store.glob("submissions/*/accepted.parquet")
    file.write_bytes(b"PAR1")
    assert said(own_store, some(1, 3), "2.csv") == []


def inbox_of(store: Path, *files: tuple[str, list[dict[str, str]]]) -> Path:
    """A folder of these files, each last changed an hour after the one before."""
    inbox = store.parent / "inbox"
    inbox.mkdir()
    for hour, (name, rows) in enumerate(files):
        (inbox / name).write_text(lines(*rows), encoding="utf-8")
        os.utime(inbox / name, (3600 * hour, 3600 * hour))
    return inbox


def doubts(found: list[Loaded]) -> list[list[str]]:
    """What is to be looked at first of each file, where it is about files of one load."""
    told = [receipt(each)["warnings"] for each in found]
    return [[each for each in some if "loaded with it" in each] for some in told]


def test_a_correction_counts_whatever_the_files_are_called(own_store: Path) -> None:
    inbox = inbox_of(
        own_store,
        ("march.csv", some(1, 2, 3)),
        ("march corrected.csv", some(1, 2, 3, risk_sender="high")),
    )
    first, second = load(Store(own_store), [inbox], today=TODAY)
    assert [first.path.name, second.path.name] == ["march.csv", "march corrected.csv"]
    assert doubts([first, second]) == [
        [],
        [
            "3 of its rows replace rows of march.csv, which was loaded with it. Files are read in "
            "the order in which they are named, those of a folder oldest first by when they were "
            "last changed, and what is read last counts. Should march.csv be the newer one, put an "
            "empty line at its end, or save the workbook again, and load it by itself, since the "
            "same file is never read twice."
        ],
    ]
    # as it says
    path = inbox / "march.csv"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    (again,) = load(Store(own_store), [path], today=TODAY)
    assert f"3 of its rows replace rows {SAID}" in receipt(again)["notes"]
    assert doubts([again]) == [[]]


def test_of_many_files_loaded_together_only_what_counted_is_said_and_once(
    own_store: Path,
) -> None:
    risks = ("standard", "medium", "high")
    inbox = inbox_of(
        own_store,
        ("1.csv", some(1, 2, 3, 4)),
        *((f"{n + 2}.csv", some(n + 1, risk_sender=risk)) for n, risk in enumerate(risks)),
        ("5.csv", some(1, 2, 3, 4, consent_recorded="yes")),
        ("6.csv", some(1, 2, 3, 4, consent_recorded="no")),
    )
    found = load(Store(own_store), [inbox], today=TODAY)
    told = doubts(found)
    assert [len(each) for each in told] == [0, 1, 1, 1, 1, 1]
    assert told[4][0].startswith(
        "4 of its rows replace rows of files that were loaded with it: 1 of 1.csv, 1 of 2.csv, 1 "
        "of 3.csv and 1 more file."
    )
    assert "Should one of those be the newer one" in told[4][0]
    # what 5.csv stood in place of already is no business of 6.csv
    assert told[5][0].startswith("4 of its rows replace rows of 5.csv, which was loaded with it.")


def test_files_of_one_load_that_go_on_to_later_days_leave_no_doubt(own_store: Path) -> None:
    later = some(3, referral_date="2024-01-05")
    inbox = inbox_of(
        own_store, ("b.csv", some(1, 2)), ("a.csv", [*some(1), *later]), ("c.csv", some(4))
    )
    found = load(Store(own_store), [inbox], today=TODAY)
    assert [each.path.name for each in found] == ["b.csv", "a.csv", "c.csv"]
    assert doubts(found) == [[], [], []]
    assert f"1 of its rows replaces a row {SAID}" in receipt(found[1])["notes"]


def test_commands_say_it(own_store: Path, tmp_path: Path, capsys: Any) -> None:
    said(own_store, some(1, 2), "1.csv")
    path = tmp_path / "2.csv"
    path.write_text(lines(*some(1, 2, 3)), encoding="utf-8")
    assert main(["load", str(path)]) == commands.DONE
    out = capsys.readouterr().out
    assert f"  2 of its rows replace rows {SAID}" in out
    assert "R-1" not in out


def test_an_old_file_that_is_read_again_does_not_come_back_over_its_correction(
    own_store: Path,
) -> None:
    first, harbour = some(1, 2, risk_sender="high"), {"referral_id": "R-3", "to_org": "Harbour"}
    assert said(own_store, [*first, harbour], "first.csv") == []
    assert len(said(own_store, some(1, 2, risk_sender="medium"), "corrected.csv")) == 1
    add(own_store, HARBOUR)
    assert said(own_store, [*first, harbour], "first.csv") == []
    store = Store(own_store)
    with closing(build()) as connection:
        add_rows(connection, exports(), used(store.receipts()), store.submissions)
        told = connection.execute("SELECT risk_sender FROM referral_rows ORDER BY ALL").fetchall()
    assert told == [("medium",), ("medium",), (None,)]


def test_a_date_that_lay_ahead_when_a_file_came_still_does_when_it_is_read_again(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = lines(*some(1, referral_date="2024-07-02"), *some(2, to_org="Harbour"))
    before = load_text(own_store, rows)
    path = own_store / "submissions" / receipt(before)["submission_id"] / "receipt.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps(told | {"loaded_at": "2024-06-30T12:00:00.000000"}))
    add(own_store, HARBOUR)
    monkeypatch.setattr("tests.data.loading.TODAY", date(2024, 8, 1))
    again = receipt(load_text(own_store, rows))
    assert again["reasons"] == {"referral_date": {"in_the_future": 1}}
