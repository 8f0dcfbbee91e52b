"""Single rows of a file are taken back: kept, told, and in no release to come."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from data import commands
from data.__main__ import main
from data.engine import build
from data.export import exports
from data.release import release
from data.rows import add_rows, used
from data.store import Store
from data.taken_back import TakenBack, row_numbers, rows_of
from data.withdraw import RowsError, withdraw, withdraw_rows
from tests.data.findings import all_well
from tests.data.loading import kept, lines, load_text, receipt
from tests.data.test_own_register import HARBOUR, add
from tests.data.test_replacing import some

WHY = {"because": "never made", "by": "a steward"}


def sent(store: Path, rows: list[dict[str, str]], name: str) -> Any:
    return receipt(load_text(store, lines(*rows), name))


def in_release(store: Path) -> list[tuple[Any, ...]]:
    """Identifier and risk of each referral that a release would hold, and accounts that agree."""
    with closing(build()) as connection:
        add_rows(connection, exports(), used(Store(store).receipts()), Store(store).submissions)
        return connection.execute(
            "SELECT referral_id, risk_sender FROM referral_rows ORDER BY row_number"
        ).fetchall()


def ids(*numbers: int, risk: str | None = None) -> list[tuple[Any, ...]]:
    return [(kept(f"R-{number}"), risk) for number in numbers]


def test_rows_taken_back_are_in_no_release_and_can_be_put_back(own_store: Path) -> None:
    told = sent(own_store, some(1, 2, 3, 4), "1.csv")
    said = withdraw_rows(Store(own_store), told, [3, 4], **WHY)
    assert said.startswith("2 rows of 1.csv taken back")
    assert in_release(own_store) == ids(1, 4)
    withdraw_rows(Store(own_store), told, [4], "put back", **WHY)
    assert in_release(own_store) == ids(1, 3, 4)


def test_what_it_replaced_does_not_come_back_and_what_came_later_stays(own_store: Path) -> None:
    sent(own_store, some(1, 2, 3, risk_sender="high"), "1.csv")
    told = sent(own_store, some(1, 2, risk_sender="medium"), "2.csv")
    withdraw_rows(Store(own_store), told, [2], **WHY)
    assert in_release(own_store) == [*ids(2, risk="medium"), *ids(3, risk="high")]
    sent(own_store, some(1), "3.csv")
    assert ids(1)[0] in in_release(own_store)


def test_an_earlier_row_that_is_taken_back_leaves_what_replaced_it(own_store: Path) -> None:
    told = sent(own_store, some(1, 2), "1.csv")
    sent(own_store, some(1, risk_sender="high"), "2.csv")
    withdraw_rows(Store(own_store), told, [2, 3], **WHY)
    assert in_release(own_store) == ids(1, risk="high")


def test_it_holds_for_every_reading_of_the_file(own_store: Path) -> None:
    rows = [*some(1, 2), {"referral_id": "R-3", "to_org": "Harbour"}]
    told = sent(own_store, rows, "1.csv")
    withdraw_rows(Store(own_store), told, [2], **WHY)
    add(own_store, HARBOUR)
    again = sent(own_store, rows, "1.csv")
    assert again["accepted"] == 3
    assert in_release(own_store) == ids(2, 3)


@pytest.mark.usefixtures("two_measures")
def test_release_manifest_receipt_and_status_say_so(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(own_store)
    told = sent(own_store, some(1, 2, 3), "1.csv")
    first = release(store, examine=all_well)
    assert main(["status"]) == commands.DONE
    assert "0 of them wait for a release" in capsys.readouterr().out
    asked = ["withdraw", "1.csv", "--rows", "2,4", "--because", "never made", "--by", "Jo"]
    assert main(asked) == commands.DONE
    assert "Next: python -m data release" in capsys.readouterr().out
    main(["status"])
    assert "1 of them wait for a release" in capsys.readouterr().out
    (note,) = [each for each in store.receipts()[0]["notes"] if "taken back" in each]
    assert note.startswith("2 rows were taken back and count nowhere from the next release on: 2 ")
    assert note.endswith(": never made")
    second = release(store, examine=all_well)
    assert second.release_id != first.release_id
    assert "Rows of files that were taken back: 2." in second.sentences
    (made_of,) = store.manifest(str(second.release_id))["submissions"]
    assert made_of["taken_back"] == [2, 4]
    assert (made_of["in_release"], made_of["superseded"], told["accepted"]) == (1, 2, 3)
    assert store.manifest(str(second.release_id))["rows"]["referral_rows"] == 1
    (before,) = store.manifest(str(first.release_id))["submissions"]
    assert "taken_back" not in before
    main(["status"])
    assert "0 of them wait for a release" in capsys.readouterr().out


def test_rows_that_are_not_accepted_or_not_taken_back_are_refused(own_store: Path) -> None:
    told = sent(own_store, [*some(1), *some(2, council="Nowhere")], "1.csv")
    with pytest.raises(RowsError, match=r"Of 1.csv, rows 1, 3 and 4 are not among its accepted"):
        withdraw_rows(Store(own_store), told, [1, 2, 3, 4], **WHY)
    with pytest.raises(RowsError, match=r"row 2 is not taken back"):
        withdraw_rows(Store(own_store), told, [2], "put back", **WHY)
    assert in_release(own_store) == ids(1)


@pytest.mark.parametrize("wrong", [["--rows", "2;3"], ["--rows", "9"], ["--put-back"]])
def test_the_command_refuses_what_cannot_be(own_store: Path, wrong: list[str]) -> None:
    sent(own_store, some(1, 2), "1.csv")
    try:
        code = main(["withdraw", "1.csv", "--because", "a trial", *wrong])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert code == commands.NOTHING_DONE
    assert len(in_release(own_store)) == 2


@pytest.mark.parametrize(
    ("text", "rows"), [("12", [12]), ("12,15-17", [12, 15, 16, 17]), (" 3 , 3-4", [3, 4])]
)
def test_row_numbers_are_read(text: str, rows: list[int]) -> None:
    assert row_numbers(text) == rows


@pytest.mark.parametrize("text", ["", "a", "0", "5-3", "1-999999", "-2", "1,,2", "\u0661"])
def test_what_is_no_row_number_is_refused(text: str) -> None:
    with pytest.raises(Exception, match="give row numbers of the file"):
        row_numbers(text)


def test_the_latest_word_on_a_row_counts_and_other_files_are_left() -> None:
    found = [
        TakenBack(sha256=sha256, verb=verb, rows=rows, because="", by="", at="")
        for sha256, verb, rows in (
            ("a", "take back", [2, 3]),
            ("a", "put back", [3]),
            ("b", "take back", [9]),
            ("a", "take back", [4]),
        )
    ]
    assert (rows_of("a", found), rows_of("b", found), rows_of("c", found)) == ([2, 4], [9], [])


def test_a_later_file_that_has_such_rows_again_says_so_first(own_store: Path) -> None:
    told = sent(own_store, some(1, 2, 3), "1.csv")
    withdraw_rows(Store(own_store), told, [2, 3], **WHY)
    # without them it has fewer rows than before, and nothing is missing
    assert sent(own_store, some(3), "2.csv")["warnings"] == []
    (said,) = sent(own_store, some(1, 2, 3, 4), "3.csv")["warnings"]
    assert said.startswith("2 rows are in it again that were taken back from 1.csv, and will count")
    assert len(in_release(own_store)) == 4


def test_a_damaged_note_is_named_and_nothing_goes_on_without_it(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = sent(own_store, some(1, 2), "1.csv")
    withdraw_rows(Store(own_store), told, [2], **WHY)
    (note,) = (own_store / "taken_back").iterdir()
    note.chmod(0o644)
    note.write_text("{", encoding="utf-8")
    assert main(["release"]) == commands.NOTHING_DONE
    said = capsys.readouterr().err.replace("\n", "")  # a long path is told on lines of its own
    assert "does not say any more which rows were taken back" in said
    assert note.name in said


def test_a_file_that_is_withdrawn_and_loaded_again_is_still_without_them(own_store: Path) -> None:
    told = sent(own_store, some(1, 2), "1.csv")
    withdraw_rows(Store(own_store), told, [2], **WHY)
    withdraw(Store(own_store), told, because="a trial")
    sent(own_store, some(1, 2), "1.csv")
    assert in_release(own_store) == ids(2)
