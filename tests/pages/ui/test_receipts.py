"""What a receipt says in words, and what waits to be published."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.receipts import held_back, personal, releasable, taken_back, waiting
from data.recognise import check_chosen
from data.store import Store
from pages.ui import receipts

RECEIPT: dict[str, Any] = {
    "submission_id": "referrals-assist-1",
    "export": "referrals",
    "profile": "ASSIST case management",
    "provider": "assist",
    "file_name": "march.csv",
    "sha256": "1",
    "loaded_at": "2024-04-01T00:00:00.000001+00:00",
    "rows_read": 1240,
    "accepted": 1230,
    "rejected": 8,
    "repeats": 2,
    "reasons": {"council": {"unknown_council": 3}, "received_date": {"wrong_order": 5}},
    "dropped_columns": ["Client Name"],
    "missing_columns": ["division", "outcome"],
    "sample": False,
    "first_day": "2024-03-01",
    "last_day": "2024-03-31",
}


@pytest.fixture
def store(own_store: Path) -> Store:
    return Store(own_store)


def submit(store: Store, **changes: object) -> None:
    receipt = RECEIPT | changes
    folder = store.submissions / str(receipt["submission_id"])
    folder.mkdir(parents=True)
    (folder / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")


def release(store: Store, release_id: str, ids: list[str], **changes: object) -> None:
    folder = store.releases / release_id
    folder.mkdir(parents=True)
    manifest = {
        "release_id": release_id,
        "built_at": "2024-04-02T10:00:00+00:00",
        "as_at": "2024-03-31",
        "submissions": [
            {"submission_id": each, "sha256": each[-1], "file_name": f"{each[-1]}.csv"}
            for each in ids
        ],
        "checks": {"passed": 9, "failed": 1, "errored": 0},
        "withheld": [],
        "accepted": {},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest | changes), encoding="utf-8")


def test_every_row_is_accounted_for_in_words() -> None:
    said = receipts.sentence(RECEIPT)
    assert "1,240 rows read: 1,230 accepted, 8 rejected, 2 exact repeats." in said
    assert said.endswith("They run from 1 Mar 2024 to 31 Mar 2024.")
    one = receipts.sentence(RECEIPT | {"last_day": "2024-03-01"})
    assert one.endswith("They are all of 1 Mar 2024.")


def test_how_a_file_was_read_and_what_was_left_out_is_told() -> None:
    why = "All 3 tell-tale headings are there."
    assert receipts.read_as(RECEIPT | {"recognised": why}) == [
        why,
        "Dropped and not stored, because the standard does not list them: Client Name.",
        "Not sent, and so in no number of this file: outcome.",
    ]
    assert receipts.read_as(RECEIPT | {"dropped_columns": [], "missing_columns": []}) == []


def test_what_was_decided_is_said_and_an_old_receipt_has_nothing_to_say() -> None:
    decided = {
        "notes": ["Dates in referral_date were read as month first: 2 of them cannot be day."],
        "suggested": {"council": {"Fife": 2, "Angus": 1}},
    }
    said = receipts.decided(RECEIPT | decided)
    assert said[:1] == decided["notes"]
    close = "Unknown in council, but close to a known name: to Fife in 2 rows, to Angus in 1 row."
    assert said[1].startswith(close)
    assert receipts.decided(RECEIPT) == []


def test_what_comes_next_is_said() -> None:
    other = RECEIPT | {"submission_id": "another"}
    assert receipts.next_step([RECEIPT], [RECEIPT]).startswith("Next: read the above, then publish")
    assert "published already" in receipts.next_step([RECEIPT], [other])
    many = RECEIPT | {"rejected": RECEIPT["rows_read"] // 2}
    assert receipts.next_step([many], [many]).startswith("Next: give the feedback to whoever sent")
    nothing = receipts.next_step([RECEIPT | {"accepted": 0}], [])
    assert nothing.startswith("Nothing of this can be published")


def test_how_names_were_found_is_a_row_for_each_column() -> None:
    found = receipts.resolved(RECEIPT | {"resolved": {"council": {"name": 9, "unknown": 3}}})
    assert found.to_dict("records") == [
        {
            "Column": "council",
            "Name": 9,
            "Current code": 0,
            "Superseded code": 0,
            "Variant": 0,
            "Unknown": 3,
        }
    ]


def test_every_system_and_export_can_be_chosen() -> None:
    found = receipts.systems()
    assert found["council:agreements"] == "Councils' returns: agreements"
    assert not any(check_chosen(each) for each in found)


def test_a_chosen_profile_is_said() -> None:
    said = receipts.sentence(RECEIPT | {"chosen": "assist:referrals"})
    assert said.startswith("Read, as was asked for, as referrals from ASSIST case management.")


def test_one_row_is_a_row() -> None:
    said = receipts.sentence(RECEIPT | {"rows_read": 1, "first_day": None, "dropped_columns": []})
    assert "1 row read" in said
    assert "They" not in said


def test_reasons_come_most_frequent_first_and_in_words() -> None:
    found = receipts.reasons(RECEIPT)
    assert found["Column of the standard"].tolist() == ["received_date", "council"]
    assert found["Heading"].tolist() == ["Date Received", "Local Authority"], "as the file has it"
    assert found["Rows"].tolist() == [5, 3]
    assert found["Reason"].str.endswith(".").all()


def test_what_is_not_in_the_published_release_waits(store: Store) -> None:
    submit(store)
    submit(store, submission_id="referrals-assist-2", sha256="2")
    release(store, "2024-04-02.1", ["referrals-assist-1"])
    store.publish("2024-04-02.1")
    assert [each["submission_id"] for each in waiting(store)] == ["referrals-assist-2"]


def test_what_was_taken_back_and_is_still_published_is_named(store: Store) -> None:
    submit(store)
    release(store, "2024-04-02.1", ["referrals-assist-1", "referrals-assist-2"])
    assert taken_back(store) == []
    store.publish("2024-04-02.1")
    assert taken_back(store) == ["2.csv"]
    submit(store, submission_id="referrals-assist-2", sha256="2")
    assert taken_back(store) == []


def test_a_file_that_was_read_anew_is_not_taken_back(store: Store) -> None:
    submit(store, submission_id="again")
    release(store, "2024-04-02.1", ["referrals-assist-1"])
    store.publish("2024-04-02.1")
    assert taken_back(store) == []


def test_without_an_accepted_row_no_release_can_be_made(store: Store) -> None:
    submit(store, accepted=0)
    assert not releasable(store)
    submit(store, submission_id="referrals-assist-2", sha256="2")
    assert releasable(store)


def test_samples_do_not_wait_beside_a_real_file(store: Store) -> None:
    submit(store, submission_id="s", sample=True)
    assert len(waiting(store)) == 1
    submit(store)
    assert [each["submission_id"] for each in waiting(store)] == ["referrals-assist-1"]


def test_a_sample_says_that_it_is_one() -> None:
    said = receipts.sentence(RECEIPT | {"sample": True})
    assert "left out as soon as a real export is loaded" in said
    assert "sample" not in receipts.sentence(RECEIPT)


def test_only_the_latest_reading_of_a_file_is_shown_and_waits(store: Store) -> None:
    submit(store)
    submit(store, submission_id="again", loaded_at="2024-05-01T00:00:00.000001+00:00")
    assert [each["submission_id"] for each in receipts.of_files(store, ["1"])] == ["again"]
    assert [each["submission_id"] for each in waiting(store)] == ["again"]


def test_a_file_without_an_accepted_row_does_not_wait(store: Store) -> None:
    submit(store, accepted=0)
    assert waiting(store) == []


@pytest.mark.parametrize(
    ("waiting", "held", "said"),
    [
        (0, False, "Everything that was loaded is published"),
        (1, False, "1 file is loaded and not yet published"),
        (3, False, "3 files are loaded and not yet published"),
        (3, True, "A release was held back: a critical check failed, and somebody has to decide"),
    ],
)
def test_headline(waiting: int, held: bool, said: str) -> None:
    assert receipts.headline(waiting, held_back=held) == said


def test_the_headline_tells_of_what_was_taken_back() -> None:
    assert receipts.headline(0, held_back=False, gone=1) == (
        "1 file was taken back and is still published"
    )
    assert receipts.headline(2, held_back=False, gone=2) == (
        "2 files are loaded and not yet published; 2 files were taken back and are still published"
    )


def test_releases_say_which_is_published_held_back_or_earlier(store: Store) -> None:
    for number, changes in enumerate([{}, {}, {"withheld": ["a.check"]}], 1):
        release(store, f"2024-04-02.{number}", [], **changes)
    store.publish("2024-04-02.2")
    states = dict(receipts.releases(store)[["Release", "State"]].itertuples(index=False))
    assert states == {
        "2024-04-02.1": "○ earlier",
        "2024-04-02.2": "● published",
        "2024-04-02.3": "⊘ held back",
    }
    held = held_back(store)
    assert held is not None
    assert held["release_id"] == "2024-04-02.3"


def test_personal_data_is_told_by_column_with_what_to_change() -> None:
    found = {
        "Notes": {"free text, announced by its heading": 9, "phone number": 1},
        "case_ref": {"CHI number": 2},
    }
    receipt = RECEIPT | {"personal": found}
    assert receipts.personal(receipt).to_numpy().tolist() == [
        ["Notes", "Phone number (1 row); free text, announced by its heading (9 rows)"],
        ["case_ref", "CHI number (2 rows)"],
    ]
    assert "Personal data was sent" in receipts.found_or_announced(receipt)
    assert personal(receipt)[-1] == (
        "Ask the provider to leave out Notes, and to send nothing but references, codes and dates "
        "in case_ref, and to export the file again. Should its own numbers of ten digits only look "
        "like CHI numbers, as one in 300 does by chance, two more digits before each of them, "
        "always the same, tell them apart."
    )


def test_a_heading_alone_is_not_called_personal_data() -> None:
    receipt = RECEIPT | {"personal": {"Name": {"name, announced by its heading": 3}}}
    assert receipts.found_or_announced(receipt).startswith("Columns made for personal data")


def test_nothing_found_is_nothing_said() -> None:
    assert personal(RECEIPT) == personal(RECEIPT | {"personal": {}}) == []
