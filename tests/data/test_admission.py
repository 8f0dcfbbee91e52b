"""What is turned away before it is opened, and what stops a reading that has begun."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from data.engine import EngineError, build
from data.load import load
from data.readers import clock
from data.store import Store
from tests.data.loading import TODAY, lines, load_bytes, load_text, receipt

ROW = {"referral_id": "R-1"}


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(
    own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(Path, "open", opened)
    (found,) = load(Store(own_store), [path], today=TODAY)
    assert found.sentence == (
        "a.csv is larger than 1,000 MB, so it was not loaded: send it in parts, or have the people "
        "who run this service raise SHARING_LARGEST_FILE_MB."
    )


@pytest.mark.parametrize("name", ["~$referrals.xlsx", "~$referrals.csv"])
def test_what_excel_keeps_beside_an_open_workbook_is_named_as_such(
    own_store: Path, name: str
) -> None:
    found = load_bytes(own_store, b"\x05Jo Bloggs", name)
    assert found.sentence == (
        f"{name} is no export but what Excel keeps beside a workbook while it is open: close the "
        "workbook, choose the file of that name without ~$, and load it again."
    )
    assert load(Store(own_store), [found.path.parent], today=TODAY) == []


def test_a_file_that_this_user_may_not_read(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever runs the tests may be allowed to read anything, so the system's answer is played.
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    from data import submission

    monkeypatch.setattr(submission, "fingerprint", denied)
    found = load_text(own_store, lines(ROW))
    assert found.sentence.startswith(
        "referrals.csv cannot be opened: check that this user may read"
    )


def test_a_file_that_vanishes_while_it_is_read(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data import intake

    def gone(*_: object) -> None:
        raise FileNotFoundError(2, "No such file")

    monkeypatch.setattr(intake, "recognise", gone)
    found = load_text(own_store, lines(ROW))
    assert (found.state, "none of it was loaded" in found.sentence) == ("refused", True)


def test_what_nobody_foresaw_stops_no_other_file_and_tells_no_value(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data import intake

    def broken(*_: object) -> None:
        raise LookupError("Jane")

    monkeypatch.setattr(intake, "recognise", broken)
    found = load_text(own_store, lines(ROW))
    assert found.state == "refused"
    assert "something unforeseen happened (LookupError at data/intake.py:" in found.sentence
    assert "Jane" not in found.sentence
    assert not list((own_store / "work").iterdir())


def test_the_time_limit_stops_a_query() -> None:
    with closing(build()) as connection, clock.limited(connection, 0.2):
        began = time.monotonic()
        with pytest.raises(EngineError):
            connection.execute("SELECT count(*) FROM range(1000000) a, range(1000000) b").fetchall()
        assert clock.late()
        with pytest.raises(clock.OvertimeError):
            clock.check()
    assert time.monotonic() - began < 60
    assert not clock.late()
    clock.check()


def test_the_time_limit_is_told_as_a_refusal(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHARING_SECONDS_TO_READ", "0.000001")
    found = load_text(own_store, lines(ROW))
    assert found.sentence == (
        "referrals.csv took longer than 0 seconds to read, so none of it was loaded: send it in "
        "parts, or have the people who run this service raise SHARING_SECONDS_TO_READ."
    )


def test_notes_are_on_the_receipt(own_store: Path) -> None:
    found = load_bytes(own_store, b"A title\n" + lines(ROW).encode() + b"Total,1\n")
    assert receipt(found)["notes"] == [
        "The headings were found on row 2; 1 row above them was not read (row 1).",
        "1 row was rejected as a total, a note or the headings again, among or under the data.",
    ]
