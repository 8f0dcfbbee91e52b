"""A person may give names, titles and beginnings; near misses are suggested, never guessed."""

from datetime import timedelta
from pathlib import Path

import pytest

from data import called, commands, names
from data.__main__ import main
from data.decisions import today
from data.names import UnclearError
from data.plain_parser import plainly
from data.profile import own_folder, profiles
from data.regimes import WHOLE, current
from data.store import Store
from tests.data.loading import lines, load_text, receipt
from tests.data.test_new_provider import SOUND


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("assist", "assist"),
        ("ASSIST case management", "assist"),
        ("assist case", "assist"),
        ("Victim Support", "victim_support_scotland"),
        ("victim", "victim_support_scotland"),
        ("police_ivpd", "police_ivpd"),
    ],
)
def test_a_provider_is_meant_by(asked: str, meant: str) -> None:
    assert names.provider(asked) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("S12000047", "S12000047"),
        ("fife", "S12000047"),
        ("Edinburgh", "S12000036"),
        ("Glas", "S12000049"),
        ("East Loth", "S12000010"),
        ("Dumfries & Galloway", "S12000006"),
    ],
)
def test_a_council_is_meant_by(asked: str, meant: str) -> None:
    assert names.council(asked) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("Scotland", WHOLE), (WHOLE, WHOLE), ("E", "S32000006"), ("Edinb", "S32000006")],
)
def test_a_division_is_meant_by(asked: str, meant: str) -> None:
    assert names.division(asked, whole=WHOLE) == meant


def test_a_check_is_meant_by_its_id_its_title_or_a_beginning() -> None:
    assert called.check_id("referrals.volume_band") == "referrals.volume_band"
    assert called.check_id("referrals volume") == "referrals.volume_band"
    assert called.check_id("Agreements: at least one row has") == "agreements.rows"


def test_a_code_that_begins_another_is_itself() -> None:
    assert names.pick("a", {"a": ["One"], "ab": ["Two"]}, "thing") == "a"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("asist", "Did you mean ASSIST case management (assist)? Nothing was guessed"),
        ("police", "More than one provider is called that: "),
        ("Jane Smith", "No provider is called that. Give one of these"),
        (" ", "No provider is called that."),
    ],
)
def test_what_is_not_one_provider_is_told_and_not_repeated(asked: str, said: str) -> None:
    with pytest.raises(UnclearError) as told:
        names.provider(asked)
    assert said in str(told.value)
    assert "Jane" not in str(told.value)


def test_every_provider_and_title_means_itself() -> None:
    for name, profile in profiles().items():
        assert names.provider(name) == names.provider(profile.title) == name


def test_a_file_is_loaded_by_the_title_of_a_system(own_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(lines({}), encoding="utf-8")
    assert main(["load", "--profile", "the data standard:Referrals", str(path)]) == commands.DONE
    (found,) = Store(own_store).receipts()
    assert found["chosen"] == "standard:referrals"


def test_a_date_is_set_by_the_name_of_a_division(own_store: Path) -> None:
    words = ["date", "Edinburgh", "public task", "--from", "2020-03-02", "--certainty", "confirmed"]
    assert main([*words, "--source", "a letter", "--because", "they told us"]) == commands.DONE
    made = current(Store(own_store)).lines[-1]
    assert (made.scope, made.regime) == ("S32000006", "public_task")


@pytest.mark.parametrize(
    "words",
    [
        ["summary", "asist", "--out", "x.html"],
        ["load", "--profile", "asist", "x.csv"],
        ["decide", "referrals.volum_band", "accept", "--because", "a", "--review-on", "SOON"],
        ["decide", "referrals.volume_band", "accept", "--because", "a", "--provider", "asist"],
        ["decide", "referrals.volume_band", "accept", "--because", "a", "--council", "Five"],
        ["release", "--accept", "referrals.volum_band", "--because", "a merger"],
        ["date", "Five", "consent", "--from", "2020-01-01", "--certainty", "reported",
         "--source", "a", "--because", "b"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_near_miss_is_suggested_and_exits_with_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    soon = (today() + timedelta(days=30)).isoformat()
    assert main([soon if each == "SOON" else each for each in words]) == commands.NOTHING_DONE
    said = capsys.readouterr().out
    assert said.startswith("Nothing was done. No ")
    assert "Did you mean" in said


VALUE = "Jane-Smith"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "This is still to be given: COMMAND."),
        (["lod"], "COMMAND is one of load, release,"),
        (["lod"], "Did you mean load?"),
        (["status", VALUE], "does not take"),
        (["load"], "This is still to be given: PATH. Such as: python -m data load inbox/"),
        (["sample", "--rows", VALUE, "--out", "x"], "--rows: give a whole number above zero"),
        (["load", "x", "--progress", VALUE], "--progress is one of bar, json."),
        (["rollback", "2026-11-22.1", "--by"], "does not take"),
        (["decide", "a", VALUE], "VERB is one of accept"),
        (["profile", "a", "--save", "x", "--out", "y"], "Give --out or --save, not both."),
        (["load", "x", "--profile"], "--profile needs something after it"),
    ],
)
def test_what_cannot_be_understood_is_a_plain_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == commands.NOTHING_DONE
    told = capsys.readouterr().err
    assert said in told
    assert "usage:" not in told
    assert VALUE not in told
    assert told.count("\n") == 1


def test_a_sentence_of_argparse_that_nobody_foresaw_is_still_a_sentence() -> None:
    assert plainly("something odd") == "Something odd."
    assert plainly("ambiguous option: --b could match --because, --by").endswith("--because, --by.")


@pytest.mark.parametrize("named", ["harbour", "Harbour House"])
def test_a_provider_whose_profile_is_not_sound_is_told_what_is_wrong_with_it(
    own_store: Path, tmp_path: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own_folder().mkdir(parents=True)
    kept = own_folder() / "harbour.toml"
    kept.write_text(SOUND, encoding="utf-8")
    text = "Ref,Sent on,Area,Sent by,Support,Risk\nR-1,01/02/2024,Fife,ASSIST,SACRO,9\n"
    assert receipt(load_text(own_store, text, "a.csv"))["provider"] == "harbour"
    kept.write_text(SOUND.replace('"council"', '"counsil"'), encoding="utf-8")
    out = str(tmp_path / "out.csv")
    for words in (["summary", named], ["feedback", "a.csv"]):
        assert main([*words, "--out", out]) == commands.NOTHING_DONE
        told = capsys.readouterr()
        assert "harbour.toml:14: in referrals there is no column counsil" in told.out + told.err
    kept.unlink()
    assert main(["feedback", "a.csv", "--out", out]) == commands.NOTHING_DONE
    assert "put it back into the store's folder profiles" in capsys.readouterr().out
    assert not Path(out).exists()
