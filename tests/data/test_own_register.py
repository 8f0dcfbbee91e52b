"""A deployment adds organisations to the register by a file of its store, without a change here."""

import os
from pathlib import Path

import pytest

from data.definitions import definitions
from data.fingerprint import fingerprint
from data.profile import profiles, unsound
from data.reference import organisation_names, organisations, shipped_organisations
from data.reference.own import COLUMNS
from data.regimes import shipped
from data.settings import settings
from tests.data.loading import accepted, lines, load_text, receipt
from tests.data.test_new_provider import SOUND

HEAD = ",".join(COLUMNS)
HARBOUR = "harbour_house,Harbour House,third,no,Harbour|The Harbour"


def add(store: Path, *rows: str, head: str = HEAD) -> None:
    store.mkdir(parents=True, exist_ok=True)
    path = store / "organisations.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    os.utime(path, ns=(0, len(path.read_text())))


def test_what_was_added_is_known_by_each_of_its_names(own_store: Path) -> None:
    rows = [
        {"referral_id": f"R-{n}", "to_org": each} for n, each in enumerate(("Harbour", "ASSIST"))
    ]
    before = receipt(load_text(own_store, lines(*rows), "a.csv"))
    assert before["reasons"] == {"to_org": {"unknown_organisation": 1}}
    add(own_store, HARBOUR)
    found = load_text(own_store, lines(*rows), "a.csv")
    assert receipt(found)["rejected"] == 0
    assert [row["to_org"] for row in accepted(own_store, found)] == ["harbour_house", "assist"]
    assert organisation_names()["harbour_house"] == "Harbour House"
    assert len(organisations()) == len(shipped_organisations()) + 1


def test_a_release_and_a_reading_tell_that_the_register_changed(own_store: Path) -> None:
    def now() -> tuple[str, str]:
        release = fingerprint([], settings(), shipped())
        return definitions("referrals", "assist", sample=False), release

    before = now()
    add(own_store)
    assert now() == before
    add(own_store, HARBOUR)
    assert all(one != other for one, other in zip(now(), before, strict=True))


def test_a_profile_may_fix_what_was_added(own_store: Path) -> None:
    folder = own_store / "profiles"
    folder.mkdir(parents=True)
    fixed = '\n[exports.referrals.fixed]\nto_org = "harbour_house"\n'
    text = SOUND.replace('"Support" = "to_org"\n', "") + fixed
    (folder / "harbour.toml").write_text(text, encoding="utf-8")
    assert "harbour" not in profiles()
    add(own_store, HARBOUR)
    assert "harbour" in profiles()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Light House,Light House,third,no,", "org_code must be a short name"),
        ("light,,third,no,", "org_name is not given"),
        ("light,Light,charity,no,", "sector must be one of police, public, third"),
        ("light,Light,third,perhaps,", "competent_authority must be one of yes, no"),
        ("assist,Another,third,no,", "already another organisation's"),
        ("light,The SACRO,third,no,", "already another organisation's"),
        ("light,Light,third,no,Women's Aid", "already another organisation's"),
        ("light,Fife Council,third,no,", "already another organisation's"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_of_the_file_is_used(
    own_store: Path, row: str, said: str
) -> None:
    add(own_store, HARBOUR, row)
    (told,) = unsound()
    assert told.startswith("The store's own register of organisations is not used: 1 thing")
    assert "organisations.csv:3: " in told
    assert said in told
    assert len(organisations()) == len(shipped_organisations())


@pytest.mark.parametrize("head", ["code,name", HEAD.replace(",", ";"), ""])
def test_a_file_that_is_no_register_says_which_headings_it_needs(
    own_store: Path, head: str
) -> None:
    add(own_store, HARBOUR, head=head)
    (told,) = unsound()
    assert f"organisations.csv:1: it must be CSV in UTF-8 with the headings {HEAD}" in told
