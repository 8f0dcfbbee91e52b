"""A profile that somebody chooses: another reading of the same bytes, until the next choice."""

from pathlib import Path

import pytest

from data import commands
from data.__main__ import main
from data.receipts import latest
from data.rows import used
from data.store import Store
from tests.data.loading import accepted, load_text, receipt

BOTH = (
    "ASSIST Ref;Date Referred;Local Authority;Referred By;Service;SACRO No.;Referral;LA;From\n"
    "A-1;15/03/2024;Fife;Police Scotland;ASSIST;S-1;45366;Angus;Police Scotland\n"
)
"""Recognised as ASSIST's by its headings, and fit to be read as SACRO's."""


def test_a_chosen_profile_reads_the_file_its_own_way(own_store: Path) -> None:
    found = load_text(own_store, BOTH, profile="sacro:referrals")
    (row,) = accepted(own_store, found)
    assert (row["referral_id"], row["council"], row["to_org"]) == ("S-1", "S12000041", "sacro")
    assert receipt(found)["chosen"] == "sacro:referrals"
    assert "as was asked for" in found.sentence
    assert "as was asked for" in receipt(found)["recognised"]


def test_a_choice_stands_until_another_and_can_be_taken_back(own_store: Path) -> None:
    said = [
        load_text(own_store, BOTH, profile=profile).state
        for profile in ("assist", "assist", "sacro", "", "assist", "sacro:referrals", "sacro")
    ]
    assert said == [
        *("loaded", "already loaded", "loaded", "already loaded", "loaded", "loaded"),
        "already loaded",
    ]
    store = Store(own_store)
    assert [each["provider"] for each in store.receipts()] == ["assist", "sacro", "assist", "sacro"]
    assert [each["provider"] for each in latest(store)] == ["sacro"]
    assert [each["provider"] for each in used(store.receipts())] == ["sacro"]


def test_choosing_what_the_headings_tell_is_no_other_reading(own_store: Path) -> None:
    text = "ASSIST Ref;Date Referred;Local Authority;Referred By;Service\nA-1;;;;\n"
    first = receipt(load_text(own_store, text))
    assert load_text(own_store, text, profile="assist").state == "already loaded"
    assert first["chosen"] == first["instead_of"] == ""


def test_a_choice_is_kept_when_definitions_change(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_text(own_store, BOTH, profile="sacro")
    monkeypatch.setattr("data.definitions.hashed", lambda _: "another hash")
    again = receipt(load_text(own_store, BOTH))
    assert (again["provider"], again["chosen"]) == ("sacro", "sacro")


def test_the_command_takes_a_choice_and_says_what_is_wrong_with_it(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "both.csv"
    path.write_text(BOTH, encoding="utf-8")
    assert main(["load", str(path), "--profile", "sacrro"]) == commands.NOTHING_DONE
    assert (
        "Nothing was done. No provider is called that. Did you mean SACRO"
        in capsys.readouterr().out
    )
    assert main(["load", str(path), "--profile", "marac"]) == commands.NOTHING_DONE
    assert "cannot be read as Marac coordinators' log" in capsys.readouterr().out
    assert main(["load", str(path), "--profile", "sacro"]) == commands.DONE
    said = capsys.readouterr().out
    assert "Read, as was asked for, as referrals from SACRO service records." in said
    assert "council found by: name 1" in said
    (note,) = Store(own_store).receipts()[0]["notes"]
    assert note.startswith('"Local Authority" was not read')
