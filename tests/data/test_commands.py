"""The command line: what it does, what it says, and its exit codes."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from data import commands
from data.__main__ import main
from data.columns import REASONS
from data.personal.reason import problem_with
from data.store import Store
from tests.data.assist import file, line
from tests.data.loading import lines
from tests.data.sent import referral, submit


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(inbox: Path, name: str, text: str) -> str:
    path = inbox / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_loading_says_what_became_of_each_file(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = put(inbox, "good.csv", lines({"referral_id": "R-1", "Worker": "Jane"}))
    assert main(["load", good]) == commands.DONE
    said = capsys.readouterr().out
    assert "good.csv: Recognised as referrals from The data standard. 1 row read: 1 acc" in said
    assert "columns that the standard does not have: Worker" in said
    assert main(["load", good]) == commands.DONE
    assert "already loaded" in capsys.readouterr().out


def test_a_rejected_row_is_told_under_the_files_own_heading_too(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(inbox, "a.csv", file(line(1), line(2, Our_Risk="X9")))
    assert main(["load", str(inbox)]) == commands.SOMETHING_LEFT_OUT
    assert "rejected for risk_receiver (“Our Risk”): not_allowed 1" in capsys.readouterr().out


def test_a_rejected_row_is_told_with_what_its_reason_means(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(inbox, "a.csv", lines({"council": "Narnia"}, {"council": "Mordor"}))
    assert main(["load", str(inbox)]) == commands.SOMETHING_LEFT_OUT
    said = capsys.readouterr().out
    assert "rejected for council: unknown_council 2" in said
    assert REASONS["unknown_council"] in said
    assert 'what to mend, row by row: python -m data feedback "a.csv"' in said
    assert "To publish them" not in said
    assert "Narnia" not in said
    main(["status"])
    said = capsys.readouterr().out
    assert "a.csv: no row was accepted, so it counts nowhere. Every row was rejected" in said
    assert "Narnia" not in said


def test_a_refused_file_among_others_is_1_and_alone_is_2(inbox: Path) -> None:
    bad = put(inbox, "bad.csv", "nothing we know\n")
    assert main(["load", bad]) == commands.NOTHING_DONE
    put(inbox, "good.csv", lines({"referral_id": "R-1"}))
    assert main(["load", str(inbox)]) == commands.SOMETHING_LEFT_OUT


def test_an_empty_folder_is_2(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(inbox)]) == commands.NOTHING_DONE
    assert "No files there" in capsys.readouterr().out


def test_progress_as_json_lines(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["load", put(inbox, "good.csv", lines({"referral_id": "R-1"})), "--progress", "json"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[0] == "{"]
    assert {tuple(each) for each in told} == {("step", "done", "message")}
    assert [each["done"] for each in told] == sorted(each["done"] for each in told)
    assert told[-1]["done"] == 1.0


def test_a_store_that_cannot_be_written_is_one_sentence(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in_the_way").write_text("a file")
    monkeypatch.setenv("SHARING_STORE", str(tmp_path / "in_the_way"))
    good = put(inbox, "good.csv", lines({"referral_id": "R-1"}))
    assert main(["load", good]) == commands.NOTHING_DONE
    said = capsys.readouterr().err
    assert "in_the_way" in said
    assert "Traceback" not in said


def test_with_nothing_there_status_and_releases_say_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["status"]) == main(["releases"]) == commands.DONE
    said = capsys.readouterr().out
    assert "Nothing is published yet." in said
    assert "python -m data release" in said


def manifest(store: Store, release_id: str, **told: object) -> None:
    folder = store.releases / release_id
    folder.mkdir(parents=True)
    facts = {
        "release_id": release_id,
        "built_at": "2024-05-01T09:00:00+00:00",
        "as_at": "2024-04-30",
        "sample": False,
        "submissions": [],
        "rows": {"referrals": 1200},
        "checks": {"passed": 9, "failed": 1, "errored": 0},
        "withheld": [],
        "accepted": {},
    } | told
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")


def test_status_names_what_waits_and_leaves_samples_out_once_there_is_real_data(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(own_store)
    row = referral(1, referral_date=date(2024, 1, 2))
    inside = submit(store, "referrals", [row], provider="assist")
    submit(store, "referrals", [row], provider="sacro")
    submit(store, "referrals", [row], provider="marac", sample=True)
    held = next(each for each in store.receipts() if each["submission_id"] == inside)
    manifest(store, "2024-05-01.1", submissions=[{**held}])
    store.publish("2024-05-01.1")
    assert main(["status"]) == commands.DONE
    said = capsys.readouterr().out
    assert "Release 2024-05-01.1 is published, with data as at 2024-04-30." in said
    assert "sacro_referrals.csv: rows accepted: 1" in said
    assert "assist_referrals.csv" not in said
    assert "1 of them wait" in said
    assert "Samples left out, since real exports are loaded: " in said


def test_status_says_that_a_sample_waits_only_until_something_real_is_loaded(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = referral(1, referral_date=date(2024, 1, 2))
    submit(Store(own_store), "referrals", [row], provider="marac", sample=True)
    assert main(["status"]) == commands.DONE
    assert "left out as soon as a real export is loaded" in capsys.readouterr().out


def test_releases_says_which_is_published_and_which_was_held_back(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(own_store)
    manifest(store, "2024-05-01.1")
    manifest(store, "2024-05-01.2", withheld=["referrals.volume_band"])
    store.publish("2024-05-01.1")
    main(["releases"])
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if "2024-05-01.1" in line and "published" in line]
    assert [line for line in said if "2024-05-01.2" in line and "held back" in line]


@pytest.mark.parametrize("style", ["bar", "json"])
def test_what_nobody_foresaw_is_one_sentence_without_its_message(
    inbox: Path, style: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("Jane Smith")

    monkeypatch.setattr("data.load.building", broken)
    good = put(inbox, "good.csv", lines({"referral_id": "R-1"}))
    assert main(["load", good, "--progress", style]) == commands.NOTHING_DONE
    said = capsys.readouterr()
    heard = said.out if style == "json" else said.err
    assert re.search(r"ValueError at data/load\.py:\d+\)", heard)
    assert "Jane" not in said.out + said.err
    assert "Traceback" not in said.out + said.err


def test_a_file_that_tells_of_somebody_and_cannot_be_used_is_not_named(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/in/Jane Smith 2111801003.csv")

    monkeypatch.setattr("data.load.building", broken)
    main(["load", put(inbox, "good.csv", lines({"referral_id": "R-1"}))])
    said = capsys.readouterr().err
    assert "Permission denied: /in/file (name not shown).csv" in said
    assert "Jane" not in said


@pytest.mark.parametrize("reason", ["about 0101801009", "x" * 301, " "])
def test_a_reason_that_cannot_be_kept_is_refused_and_not_repeated(
    reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["release", "--accept=referrals.volume_band", f"--because={reason}"])
    assert ended.value.code == commands.NOTHING_DONE
    said = capsys.readouterr().err
    assert problem_with(reason) in said
    assert reason == " " or reason not in said


def test_a_reason_may_start_with_a_hyphen(capsys: pytest.CaptureFixture[str]) -> None:
    main(["release", "--accept=referrals.volume_band", "--because=- as agreed"])
    assert "no accepted rows" in capsys.readouterr().out


def test_accept_needs_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["release", "--accept", "referrals.volume_band"])
    assert ended.value.code == commands.NOTHING_DONE
    assert "--because" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["load", "release", "status", "releases", "rollback", "sample", "first-start"]
)
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"python -m data {command}" in capsys.readouterr().out


def test_importing_data_brings_in_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import data, sys; print('duckdb' in sys.modules or 'pandas' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_samples_are_counted_and_never_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["sample", "--rows", "20000", "--out", str(tmp_path / "samples")]
    assert main(words) == commands.DONE
    said = capsys.readouterr().out
    assert re.search(r"2[0-9],[0-9]{3} rows, not real, were written to 15 files in", said), said
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "samples").iterdir()}
    assert main(words) == commands.NOTHING_DONE
    assert "give --out another folder" in capsys.readouterr().out
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "samples").iterdir()}
    assert before == after
