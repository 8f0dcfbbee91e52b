"""One file in, one submission: everything accounted for, nothing twice, nothing half done."""

import json
import os
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from data import definitions as defined
from data.definitions import definitions
from data.fingerprint import ROOT
from data.load import Loaded, load
from data.profile import profiles
from data.receipts import latest
from data.reference import organisation_names
from data.store import Store
from data.submission import Receipt
from tests.data.loading import (
    TODAY,
    accepted,
    lines,
    load_bytes,
    load_text,
    receipt,
    rejected,
)
from tests.data.test_personal import chi, ni_number

ROW = {"referral_id": "R-1"}
OTHER = {"referral_id": "R-2"}


def test_rows_read_are_accepted_rejected_or_repeats(own_store: Path) -> None:
    #                one key  repeat  accepted  same key, other content      rejected
    text = lines(ROW, ROW, OTHER, {**ROW, "risk_sender": "high"}, {"council": "Narnia"})
    found = load_text(own_store, text)
    told = receipt(found)
    assert (told["rows_read"], told["accepted"], told["rejected"], told["repeats"]) == (5, 1, 3, 1)
    assert [row["row_number"] for row in accepted(own_store, found)] == [4]
    assert rejected(own_store, found) == [
        (2, "referral_id", "repeated_key"),
        (5, "referral_id", "repeated_key"),
        (6, "council", "unknown_council"),
    ]
    assert told["reasons"] == {
        "council": {"unknown_council": 1},
        "referral_id": {"repeated_key": 2},
    }


def test_rows_that_say_the_same_in_another_way_are_repeats(own_store: Path) -> None:
    same = [
        {"council": "Fife"},
        {"council": "FIFE"},
        {"referral_id": "r-1 ", "council": "S12000047"},
    ]
    other = {"council": "fife", "risk_sender": "high"}
    found = load_text(own_store, lines(*same, other, {"council": "Narnia"}, {"council": "Narnja"}))
    told = receipt(found)
    assert (told["accepted"], told["rejected"], told["repeats"]) == (0, 4, 2)
    assert rejected(own_store, found) == [
        (2, "referral_id", "repeated_key"),
        (5, "referral_id", "repeated_key"),
        (6, "council", "unknown_council"),
        (7, "council", "unknown_council"),
    ]


def test_repeats_are_told_by_what_is_kept(own_store: Path) -> None:
    noted = [{**ROW, "notes": "one"}, {**ROW, "notes": "two"}]
    assert receipt(load_text(own_store, lines(*noted)))["repeats"] == 1


def test_a_rejected_row_does_not_keep_its_key_from_a_good_one(own_store: Path) -> None:
    found = load_text(own_store, lines({**ROW, "council": "Narnia"}, ROW))
    assert [row["row_number"] for row in accepted(own_store, found)] == [3]


def test_a_receipt_that_loses_a_row_cannot_be_made(own_store: Path) -> None:
    told = dict(receipt(load_text(own_store, lines(ROW))))
    with pytest.raises(AssertionError, match="rows read"):
        Receipt(**{**told, "accepted": 0})


def test_the_receipt_on_disk_says_what_was_found(own_store: Path) -> None:
    text = lines({**ROW, "Worker": "x", "ref 12345": "y"}, OTHER)
    found = load_text(own_store, text, "sample_standard_referrals.csv")
    (told,) = Store(own_store).receipts()
    assert told == json.loads(json.dumps(receipt(found)))
    alike = definitions("referrals", "standard", sample=True)
    assert told["definitions"] == alike
    assert told["submission_id"] == f"referrals-standard-{told['sha256'][:12]}-{alike}"
    assert told["dropped_columns"] == ["Worker", "column 7 (heading not shown)"]
    assert "risk_sender" in told["missing_columns"]
    assert (told["first_day"], told["last_day"], told["sample"]) == (
        "2024-01-02",
        "2024-01-02",
        True,
    )


def test_the_same_file_again_changes_nothing(own_store: Path) -> None:
    load_text(own_store, lines(ROW))
    before = _everything(own_store)
    again = load_text(own_store, lines(ROW), "another_name.csv")
    assert again.state == "already loaded"
    assert _everything(own_store) == before


@pytest.fixture
def new_definitions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is as if the text of a typing module had changed."""
    monkeypatch.setattr(defined, "hashed", lambda _: "another hash")


def test_the_same_file_is_read_again_under_new_definitions(
    own_store: Path, request: pytest.FixtureRequest
) -> None:
    first = receipt(load_text(own_store, lines(ROW)))
    before = _everything(own_store)
    request.getfixturevalue("new_definitions")
    second = receipt(load_text(own_store, lines(ROW)))
    assert first["sha256"] == second["sha256"]
    assert first["definitions"] != second["definitions"]
    assert before.items() <= _everything(own_store).items()
    store = Store(own_store)
    assert [each["submission_id"] for each in store.receipts()] == [
        first["submission_id"],
        second["submission_id"],
    ]
    assert [each["submission_id"] for each in latest(store)] == [second["submission_id"]]
    assert load_text(own_store, lines(ROW)).state == "already loaded"


def test_a_profile_that_changes_makes_other_definitions(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {name: replace(each, blank=("?",)) for name, each in profiles().items()}
    before = definitions("referrals", "standard", sample=False)
    monkeypatch.setattr(defined, "profiles", lambda: changed)
    assert definitions("referrals", "standard", sample=False) != before


def test_what_decides_how_a_file_is_read_is_there() -> None:
    assert all((ROOT / path).exists() for path in defined.TYPING)


def test_a_real_file_named_as_a_sample_says_so_and_can_be_loaded_under_another_name(
    own_store: Path,
) -> None:
    named_so = load_text(own_store, lines(ROW), "sample_march.csv")
    assert "left out as soon as a real export is loaded" in named_so.sentence
    real = load_text(own_store, lines(ROW), "march.csv")
    assert (receipt(named_so)["sample"], receipt(real)["sample"]) == (True, False)
    assert "left out" not in real.sentence
    again = load_text(own_store, lines(ROW), "sample_march.csv")
    assert again.state == "already loaded"
    assert not Store(own_store).receipts()[-1]["sample"]


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        (f"Jane Smith {chi('211180', 100)}.csv", True),
        ("Jane 01-01-1980.csv", True),
        (f"sample_{ni_number()}.csv", True),
        ("referrals_2024-03-31.csv", False),
        ("assist march 2024.csv", False),
    ],
)
def test_a_name_that_tells_of_somebody_is_neither_shown_nor_stored(
    own_store: Path, name: str, hidden: bool
) -> None:
    found = load_text(own_store, lines(ROW), name)
    told = receipt(found)
    assert told["file_name"] == (f"file {told['sha256'][:12]}.csv" if hidden else name)
    assert found.sentence.startswith(told["file_name"])
    assert told["sample"] == name.startswith("sample_")
    gone = load(Store(own_store), [own_store / name])
    assert (name in gone[0].sentence) is not hidden


def test_a_file_with_headings_only_is_a_submission_of_no_rows(own_store: Path) -> None:
    told = receipt(load_text(own_store, lines()))
    assert (told["rows_read"], told["first_day"]) == (0, None)


def test_a_refused_file_stops_no_other_and_leaves_nothing(own_store: Path) -> None:
    inbox = own_store.parent / "inbox"
    (inbox / "folder").mkdir(parents=True)
    (inbox / "b.csv").write_text(lines(ROW), encoding="utf-8")
    (inbox / "a.csv").write_text("what is this\n", encoding="utf-8")
    (inbox / ".hidden.csv").write_text(lines(OTHER), encoding="utf-8")
    os.utime(inbox / "a.csv", (0, 0))
    found = load(Store(own_store), [inbox, inbox / "gone.csv"], today=TODAY)
    assert [(each.path.name, each.state) for each in found] == [
        ("a.csv", "refused"),
        ("b.csv", "loaded"),
        ("gone.csv", "refused"),
    ]
    assert not list((own_store / "work").iterdir())


def test_progress_goes_from_nothing_to_everything(own_store: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("a", "b"):
        (inbox / f"{name}.csv").write_text(lines({"referral_id": f"{name}-1"}), encoding="utf-8")
    told: list[float] = []
    load(Store(own_store), [inbox], tell=lambda _step, done, _message: told.append(done))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_two_loads_at_once_make_one_submission(own_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        lines(*({"referral_id": f"R-{number}"} for number in range(2000))), encoding="utf-8"
    )
    found: list[Loaded] = []

    def one() -> None:
        found.extend(load(Store(own_store), [path], today=TODAY))

    threads = [Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.state for each in found) == ["already loaded", "already loaded", "loaded"]
    assert [told["accepted"] for told in Store(own_store).receipts()] == [2000]
    assert not list((own_store / "work").iterdir())


def test_a_file_that_changes_while_it_is_read_is_refused(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data import submission

    def grow(*arguments: object) -> None:
        write(*arguments)  # type: ignore[arg-type] # passed on as they came
        with (own_store.parent / "inbox" / "referrals.csv").open("a") as file:
            file.write("one more line")

    write = submission.write_rows
    monkeypatch.setattr(submission, "write_rows", grow)
    found = load_text(own_store, lines(ROW))
    assert found.state == "refused"
    assert "changed while" in found.sentence
    assert Store(own_store).receipts() == []


SACRO = (
    "SACRO No.,Referral,LA,From,Risk (SACRO),Repeat\n"
    "S-1,45293,S12000049,Police Scotland,3,1\n"
    "S-2,45293.0,Glasgow,Police Scotland,#N/A,0\n"
    "S-3,02/01/2024,Glasgow,Police Scotland,1,0\n"
    "S-4,99999,Glasgow,Police Scotland,1,0\n"
)


def test_a_profile_maps_codes_blanks_dates_and_what_is_fixed(own_store: Path) -> None:
    found = load_bytes(own_store, SACRO.encode("cp1252"), "sacro.csv")
    first, second = accepted(own_store, found)
    assert first["referral_date"] == second["referral_date"] == TODAY.replace(month=1, day=2)
    assert (first["risk_receiver"], second["risk_receiver"]) == ("high", None)
    assert (first["repeat_disclosure"], second["repeat_disclosure"]) == ("yes", "no")
    assert first["to_org"] == "sacro"
    assert first["to_org"] in organisation_names()
    assert (first["provider"], first["side"]) == ("sacro", "receiver")
    assert rejected(own_store, found) == [
        (4, "referral_date", "ambiguous_date"),
        (5, "referral_date", "date_out_of_range"),
    ]


def test_a_name_that_cannot_be_printed_is_no_obstacle(own_store: Path) -> None:
    told = receipt(load_text(own_store, lines(ROW), "a\x1b[31m\n.csv"))
    assert told["file_name"] == "a?[31m?.csv"


def test_a_name_that_is_not_text_is_refused(own_store: Path) -> None:
    found = load_text(own_store, lines(ROW), "a\udcff.csv")
    assert (found.state, "rename" in found.sentence) == ("refused", True)
    assert found.sentence.startswith("a?.csv has a name")


def _everything(store: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }
