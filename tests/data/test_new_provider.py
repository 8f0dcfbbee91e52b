"""A new provider joins in minutes without Python: an unknown file, a draft, a few edits, a load."""

import re
import tomllib
from itertools import cycle
from pathlib import Path

import pytest

from data import commands
from data.__main__ import main
from data.draft import draft
from data.draft.direction import direction
from data.profile import own_folder, profiles, unsound
from data.profile_file import faults
from data.store import Store
from tests.data.loading import lines
from tests.data.test_draft import written

ROWS = 60
SENDERS = ("Police Scotland", "PSoS", "COPFS", "Fife Council")
SERVICES = ("ASSIST", "Scottish Women's Aid", "Sacro")
COUNCILS = ("Fife", "Glasgow City", "City of Edinburgh", "Highland")
ROUND = (COUNCILS, SENDERS, SERVICES, ("High", "Standard"))


def export(sender: str, service: str, **more: str) -> str:
    """An unknown system's file, its two columns of organisations under these headings."""
    rows = [
        [f"HH-{n}", f"{n % 28 + 1:02}/03/2024", council, by, to, level, *more.values()]
        for n, council, by, to, level in zip(range(ROWS), *map(cycle, ROUND), strict=False)
    ]
    head = ["Our ref", "Sent on", "Area", sender, service, "Danger", *more]
    return written([head, *rows])


@pytest.mark.parametrize(
    ("sender", "service"),
    [
        ("Sent by", "Support provider"),
        ("Referred by", "Referred to"),
        ("Agency", "Service"),
        ("Referring service", "Agency"),
        ("Source agency", "Receiving agency"),
        ("Who sent it, by agency", "Passed to"),
        ("Referred by", "Received by"),
        ("Absender", "Service"),
        ("Referred by", "Empfaenger"),
    ],
)
def test_organisations_are_told_by_what_the_columns_hold_and_which_by_the_heading(
    tmp_path: Path, sender: str, service: str
) -> None:
    path = tmp_path / "new.csv"
    path.write_text(export(sender, service), encoding="utf-8")
    text = draft(path)
    # a heading that may not be shown is told by its place in the file
    unshown = {
        place: column for column, place in re.findall(r'"FILL IN" = "(\w+)" +# column (\d)', text)
    }
    headings = tomllib.loads(text)["exports"]["referrals"]["headings"]
    assert headings.get(sender, unshown.get("4")) == "from_org"
    assert headings.get(service, unshown.get("5")) == "to_org"


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Referred by", "from_org"),
        ("ReferredTo", "to_org"),
        ("Received by", "to_org"),
        ("Referring service", "from_org"),
        ("Agency", ""),
        ("From or to", ""),
        ("Support worker", ""),
        ("Referred by officer", ""),
    ],
)
def test_where_a_heading_points(heading: str, meant: str) -> None:
    assert direction(heading) == meant


def test_an_organisation_that_the_register_does_not_know_is_said_and_never_sure(
    tmp_path: Path,
) -> None:
    path = tmp_path / "new.csv"
    text = export("Sent by", "Support provider").replace("ASSIST", "Harbour House")
    path.write_text(text, encoding="utf-8")
    (line,) = (each for each in draft(path).splitlines() if each.startswith('"Support provider"'))
    assert '"to_org"' in line
    assert "67% of its rows name an organisation on the register" in line
    assert "sure" not in line


def test_names_of_people_are_no_organisations_whatever_the_heading(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    text = export("Sent by", "Support worker")
    for service, name in zip(SERVICES, ("Jane Smith", "Bob Brown", "Ann Lee"), strict=True):
        text = text.replace(service, name)
    path.write_text(text, encoding="utf-8")
    drafted = draft(path)
    assert "Support worker" not in tomllib.loads(drafted)["exports"]["referrals"]["headings"]
    assert "Smith" not in drafted


def test_what_is_left_is_told_by_what_it_looks_like(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text(export("Sent by", "Service", Arrived="05/03/2024"), encoding="utf-8")
    told = draft(path)
    assert re.search(r"column 6 \(heading not shown\) +# holds codes as of risk_sender", told)
    assert re.search(r"column 7 \(heading not shown\) +# holds dates: .*received_date", told)


def test_the_whole_route_from_an_unknown_file_to_accepted_rows(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.csv"
    path.write_text(export("Sent by", "Support provider"), encoding="utf-8")
    assert main(["load", str(path)]) == commands.NOTHING_DONE
    assert "python -m data profile FILE --save NAME" in capsys.readouterr().out

    assert main(["profile", str(path), "--save", "harbour"]) == commands.DONE
    kept = own_store / "profiles" / "harbour.toml"
    said = capsys.readouterr().out
    assert f"A draft was written to {kept}" in said
    line = next(n for n, each in enumerate(kept.read_text().splitlines(), 1) if "title" in each)
    assert f"{kept}:{line}: title still says FILL IN" in said
    assert main(["profile", str(kept)]) == commands.SOMETHING_LEFT_OUT

    edited = kept.read_text().replace('title = "FILL IN"', 'title = "Harbour House"')
    kept.write_text(edited.replace("headings]\n", 'headings]\n"Danger" = "risk_sender"\n'))
    capsys.readouterr()
    assert main(["profile", str(kept)]) == commands.DONE
    assert "Next: python -m data load FILE" in capsys.readouterr().out

    assert main(["load", str(path)]) == commands.DONE
    (receipt,) = Store(own_store).receipts()
    assert (receipt["provider"], receipt["accepted"], receipt["rejected"]) == ("harbour", ROWS, 0)


def test_a_draft_elsewhere_is_told_where_it_belongs_and_the_folder_is_made(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "new.csv", tmp_path / "draft.toml"
    path.write_text(export("Sent by", "Service"), encoding="utf-8")
    assert main(["profile", str(path), "--out", str(out)]) == commands.DONE
    assert (own_store / "profiles").is_dir()
    assert "(lines that still say FILL IN: 2)" in capsys.readouterr().out
    out.write_text(out.read_text().replace('"FILL IN"', '"harbour"'))
    assert main(["profile", str(out)]) == commands.DONE
    assert f"used as soon as it lies in {own_store / 'profiles'}" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["Jane Smith", "../up", "x", "a" * 60])
def test_a_name_that_cannot_be_a_providers_is_refused(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.csv"
    path.write_text(lines({}), encoding="utf-8")
    assert main(["profile", str(path), "--save", name]) == commands.NOTHING_DONE
    assert "short name of small letters" in capsys.readouterr().out


def test_what_was_saved_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text(lines({}), encoding="utf-8")
    main(["profile", str(path), "--save", "harbour"])
    (own_folder() / "harbour.toml").write_text("mine", encoding="utf-8")
    assert main(["profile", str(path), "--save", "harbour"]) == commands.NOTHING_DONE
    assert (own_folder() / "harbour.toml").read_text() == "mine"


SOUND = """provider = "harbour"
title = "Harbour House"
encoding = "utf-8"
blank = [""]
date_styles = ["%d/%m/%Y"]

[exports.referrals]
recognise = ["Ref"]
side = "receiver"

[exports.referrals.headings]
"Ref" = "referral_id"
"Sent on" = "referral_date"
"Area" = "council"
"Sent by" = "from_org"
"Support" = "to_org"
"Risk" = "risk_sender"

[exports.referrals.codes.risk_sender]
"3" = "high"
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('title = "Harbour House"\n', "", 1, "title is not there"),
        ('encoding = "utf-8"', "encoding = 8", 3, "must be text in quotation marks"),
        ('["%d/%m/%Y"]', '["dd/mm/yyyy"]', 5, "date_styles must be such as"),
        ("[exports.referrals]\n", "[exports.referals]\n", 7, "headings"),
        ('recognise = ["Ref"]', 'recognize = ["Ref"]', 8, "nothing called recognize"),
        ('"receiver"', '"them"', 9, "side must be one of"),
        ('"Area" = "council"', '"Area" = "counsil"', 14, "no column counsil"),
        ('"Sent by" = "from_org"\n', '# "FILL IN" = "from_org"\n', 15, "leads to from_org"),
        ('"Support" = "to_org"\n', "", 11, "leads to to_org"),
        ('"3" = "high"', '"3" = "severe"', 20, "severe is not a code"),
        ('"3" = "high"', '"3" = high', 20, "not TOML"),
    ],
)
def test_each_thing_that_is_wrong_has_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text(SOUND, encoding="utf-8")
    assert faults(path) == []
    assert old in SOUND
    path.write_text(SOUND.replace(old, new), encoding="utf-8")
    assert any(each.line == line and said in each.text for each in faults(path)), faults(path)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    own_folder().mkdir(parents=True)
    wrong = {
        '"harbour"': '"FILL IN"',
        '"Harbour House"': '"FILL IN"',
        '"Area" = "council"': '"Area" = "counsil"',
        '"3" = "high"': '"3" = "severe"',
    }
    text = SOUND
    for old, new in wrong.items():
        text = text.replace(old, new)
    (own_folder() / "harbour.toml").write_text(text, encoding="utf-8")
    (said,) = unsound()
    # the column that counsil leaves without a heading is a thing of its own
    assert "5 things to put right (lines that still say FILL IN: 2):" in said
    told = re.findall(r"harbour\.toml:(\d+): ", said)
    assert told == ["1", "2", "11", "14", "20"]


def test_a_title_of_more_words_than_there_are_headings_is_not_taken_for_them(
    tmp_path: Path,
) -> None:
    path = tmp_path / "new.csv"
    title = "Report,Referrals,Period,April to June,Prepared by,the hub,Version,final,Status,ok\n"
    path.write_text(title + export("Sent by", "Service"), encoding="utf-8")
    assert tomllib.loads(draft(path))["exports"]["referrals"]["headings"]["Area"] == "council"


def test_a_file_of_one_service_is_guessed_to_be_what_that_service_received(tmp_path: Path) -> None:
    path, text = tmp_path / "new.csv", export("Sent by", "Service")
    path.write_text(text, encoding="utf-8")
    assert 'side = "sender"' in draft(path)
    for service in SERVICES:
        text = text.replace(service, "SACRO")
    path.write_text(text, encoding="utf-8")
    assert re.search('side = "receiver" +# guess: check', draft(path))


def test_two_files_of_one_provider_are_told_and_the_second_is_not_used() -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "harbour.toml").write_text(SOUND, encoding="utf-8")
    second = SOUND.replace('"Ref"', '"Other ref"')
    (own_folder() / "harbour_2.toml").write_text(second, encoding="utf-8")
    (said,) = unsound()
    assert "harbour_2.toml:1: harbour.toml is of the provider harbour too" in said
    assert "Ref" in profiles()["harbour"].exports["referrals"].headings
