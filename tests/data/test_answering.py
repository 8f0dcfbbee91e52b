"""The commands that answer providers and findings: what they write, what they say."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from data import commands
from data.__main__ import main
from data.decisions import today
from data.release import release
from data.store import Store
from tests.data.assist import NAME, file, line
from tests.data.conftest import count_few
from tests.data.findings import found
from tests.data.loading import load_text, receipt

BAND = "referrals.volume_band"
SOON = (today() + timedelta(days=60)).isoformat()
Said = Callable[[], str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("answering") / "store")
    receipt(load_text(store.root, file(line(1), line(2, Our_Risk=NAME)), "march.csv"))
    findings = found((BAND, "warning", "failed"))
    theirs = findings.outcomes.assign(by="provider", key="assist")
    outcomes = pd.concat([findings.outcomes, theirs], ignore_index=True)
    with pytest.MonkeyPatch.context() as patch:
        count_few(patch)
        release(store, examine=lambda _: replace(findings, outcomes=outcomes))
    return store


@pytest.fixture(autouse=True)
def store(built: Store, own_store: Path) -> Store:
    return Store(shutil.copytree(built.root, own_store))


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_feedback_writes_a_file_and_says_where(tmp_path: Path, said: Said, ending: str) -> None:
    out = tmp_path / f"back.{ending}"
    assert main(["feedback", "march.csv", "--out", str(out)]) == commands.DONE
    assert said() == f"1 line on march.csv of assist was written to {out}.\n"
    table = pd.read_csv(out) if ending == "csv" else pd.read_excel(out, engine="calamine")
    assert table[["Row in your file", "Your heading"]].to_numpy().tolist() == [[3, "Our Risk"]]
    assert NAME not in table.to_csv()


def test_feedback_is_named_after_the_file_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["feedback", "march.csv"]) == commands.DONE
    assert (tmp_path / "feedback_march.csv").exists()


@pytest.mark.parametrize("asked", [["feedback", "march.csv"], ["summary", "assist"]])
def test_a_file_that_is_there_is_left_as_it_is(
    tmp_path: Path, said: Said, asked: list[str]
) -> None:
    out = tmp_path / "march.csv"
    out.write_text("the original export")
    assert main([*asked, "--out", str(out)]) == commands.NOTHING_DONE
    assert "is there already" in said()
    assert out.read_text() == "the original export"


def test_decisions_names_a_file_that_it_cannot_read(store: Store, said: Said) -> None:
    store.decisions.mkdir(exist_ok=True)
    (store.decisions / "odd.json").write_text("{")
    assert main(["decisions"]) == commands.DONE
    assert "cannot be read as decisions: odd.json." in said()


def test_feedback_on_what_was_never_loaded_or_to_an_odd_file_is_refused(said: Said) -> None:
    assert main(["feedback", NAME]) == commands.NOTHING_DONE
    assert NAME not in said()
    assert main(["feedback", "march.csv", "--out", "back.pdf"]) == commands.NOTHING_DONE
    assert ".csv or .xlsx" in said()


def test_a_summary_is_written(tmp_path: Path, said: Said) -> None:
    out = tmp_path / "assist.html"
    assert main(["summary", "assist", "--out", str(out)]) == commands.DONE
    assert "for that provider alone" in said()
    assert "What ASSIST" in out.read_text(encoding="utf-8")
    assert main(["summary", "nobody", "--out", str(out)]) == commands.NOTHING_DONE


def test_a_decision_is_kept_listed_and_withdrawn(said: Said) -> None:
    assert main(["decisions"]) == commands.DONE
    assert "Nothing has been decided yet" in said()
    told = ["--provider", "assist", "--because", "a merger"]
    assert main(["decide", BAND, "accept", *told, "--review-on", SOON]) == commands.DONE
    kept = said()
    assert kept.startswith(f"Kept: {BAND} for assist: accepted: known and tolerable (in force)")
    assert "By command line on" in kept
    assert main(["decisions"]) == commands.DONE
    assert said() == kept.removeprefix("Kept: ")
    assert main(["decide", BAND, "withdraw", *told]) == commands.DONE
    main(["decisions"])
    assert f"{BAND} for assist: withdrawn." in said()


def test_what_cannot_be_decided_is_one_sentence(said: Said) -> None:
    told = ["--because", "a merger", "--review-on", SOON]
    assert main(["decide", "referrals.rows", "accept", *told]) == commands.NOTHING_DONE
    assert "passed there" in said()


@pytest.mark.parametrize("wrong", [["--review-on", "31/12/2027"], ["--because", " "]])
def test_what_is_not_a_day_or_a_reason_is_told_and_not_repeated(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--because", "a merger", "--review-on", SOON, *wrong]
    with pytest.raises(SystemExit, match="2"):
        main(["decide", BAND, "accept", *told])
    assert "31/12/2027" not in capsys.readouterr().err


def test_a_workbook_that_no_spreadsheet_would_open_is_refused(
    tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.answering.MOST_LINES", 0)
    out = str(tmp_path / "back.xlsx")
    assert main(["feedback", "march.csv", "--out", out]) == commands.NOTHING_DONE
    assert "give --out a .csv name" in said()
