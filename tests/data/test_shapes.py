"""A system whose numbers look like personal data is understood where its profile says so, only."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.profile import own_folder, profiles, unsound
from tests.data.loading import load_text, receipt, rejected
from tests.data.test_new_provider import SOUND
from tests.data.test_personal import chi

HEAD = "Ref,Sent on,Area,Sent by,Support,Risk\n"
NUMBERS = [f"AB{number}C" for number in range(123450, 123460)]
POSTCODE = "EH1" + "2NG"


def profile(shapes: str) -> None:
    own_folder().mkdir(parents=True, exist_ok=True)
    told = f"\n[exports.referrals.shapes]\n{shapes}\n" if shapes else ""
    (own_folder() / "harbour.toml").write_text(SOUND + told, encoding="utf-8")


def file(*references: str) -> str:
    return HEAD + "".join(f"{each},02/03/2024,Fife,ASSIST,SACRO,3\n" for each in references)


def test_without_a_shape_such_numbers_are_refused(own_store: Path) -> None:
    profile("")
    found = load_text(own_store, file(*NUMBERS))
    assert found.state == "refused"
    assert "National Insurance number (10 rows)" in found.sentence


def test_with_its_shape_they_are_taken_hashed_and_the_receipt_says_what_was_assumed(
    own_store: Path,
) -> None:
    profile('referral_id = "AA999999A"')
    found = load_text(own_store, file(*NUMBERS))
    told = receipt(found)
    assert (told["accepted"], told["personal"]) == (10, {})
    (note,) = (each for each in told["notes"] if "shape" in each)
    assert note.startswith("Assumed of referral_id, as the profile says: AA999999A")
    assert "10 rows have one that would be taken for a National Insurance number" in note
    kept = pq.read_table(own_store / "submissions" / told["submission_id"] / "accepted.parquet")
    assert not [each for each in NUMBERS if each in str(kept.to_pylist())]


@pytest.mark.parametrize(
    "other",
    [
        POSTCODE,
        "AB 12 34 56 C",
        chi("150684", 12),
        f"AB123456C-{chi('150684', 12)}",
        "jo@example.org",
        "dob-010119",
    ],
)
def test_whatever_has_not_that_shape_is_turned_away_as_ever(own_store: Path, other: str) -> None:
    profile('referral_id = "AA999999A"')
    found = load_text(own_store, file(*NUMBERS * 20, other))
    assert [(row, column) for row, column, _ in rejected(own_store, found)] == [
        (202, "referral_id")
    ]


def test_a_postcode_is_let_in_by_its_own_shape_alone_and_only_in_that_column(
    own_store: Path,
) -> None:
    profile('referral_id = "AA999999A"')
    rest = [f"R-{number}" for number in range(200)]
    found = load_text(own_store, file(POSTCODE, *rest), "a.csv")
    assert rejected(own_store, found) == [(2, "referral_id", "personal_data")]
    profile('referral_id = "AA99AA"')
    found = load_text(own_store, file(POSTCODE, *rest), "b.csv")
    assert rejected(own_store, found) == []
    text = file(*rest).replace("Fife", POSTCODE, 1)
    assert rejected(own_store, load_text(own_store, text, "c.csv"))[0][1] == "council"


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        ('referral_id = "9999999999"', "with A and 9 both"),
        ('referral_id = "AAAAAAAA"', "with A and 9 both"),
        ('referral_id = "A9 9AA"', "with A and 9 both"),
        ('referral_id = ".*9A"', "with A and 9 both"),
        ('council = "AA99AA"', "kept as hashes"),
        ('case_ref = "AA99AA"', "that are sent"),
        ('colour = "AA99AA"', "kept as hashes"),
    ],
)
def test_a_shape_that_lets_in_more_than_it_says_is_no_profile(shapes: str, said: str) -> None:
    profile(shapes)
    (told,) = unsound()
    assert said in told
    assert "harbour.toml:23:" in told
    assert "harbour" not in profiles()


def test_no_profile_of_ours_assumes_a_shape() -> None:
    assert not [how for each in profiles().values() for how in each.exports.values() if how.shapes]
