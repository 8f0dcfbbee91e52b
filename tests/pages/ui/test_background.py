"""A command beside the web process: what it says is heard, and the files it was given go."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pages.ui.background import Job, Step, sweep, write_inbox


def job(program: str, folder: Path | None = None) -> Job:
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Job("load", process, folder)


def test_hears_progress_and_keeps_other_sentences() -> None:
    heard = job(
        'print(\'{"step": "read", "done": 0.5, "message": "half"}\');'
        "print('assist.csv: 2 rows rejected.'); print('{\"step\": 1}')"
    )
    heard.follow()
    assert heard.step == Step("read", 0.5, "half")
    assert heard.said == ["assist.csv: 2 rows rejected.", '{"step": 1}']
    assert heard.code == 0


def test_code_is_unknown_until_it_has_ended() -> None:
    running = job("raise SystemExit(2)")
    assert running.code is None
    running.follow()
    assert running.code == 2


@pytest.mark.parametrize("program", ["pass", "raise SystemExit(2)", "import os; os.abort()"])
def test_files_go_however_the_command_ends(program: str, tmp_path: Path) -> None:
    inbox = write_inbox(tmp_path, [("referrals.csv", b"a,b\n1,2\n")])
    job(program, inbox).follow()
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_name_are_two_files(tmp_path: Path) -> None:
    inbox = write_inbox(tmp_path, [("a.csv", b"1"), ("a.csv", b"2")])
    assert sorted(path.read_bytes() for path in inbox.rglob("a.csv")) == [b"1", b"2"]


@pytest.mark.parametrize("name", ["../../a.csv", "C:\\Users\\me\\a.csv", "/etc/a.csv", "a.csv\x00"])
def test_a_name_with_folders_stays_in_the_inbox(name: str, tmp_path: Path) -> None:
    inbox = write_inbox(tmp_path / "work", [(name, b"1")])
    assert [path.name for path in inbox.rglob("*") if path.is_file()] == ["a.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["work"]


def test_a_name_that_is_no_name_still_gets_one(tmp_path: Path) -> None:
    inbox = write_inbox(tmp_path, [("..", b"1")])
    assert [path.name for path in inbox.rglob("*") if path.is_file()] == ["file"]


def test_sweep_takes_only_what_the_dead_left(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    ours = write_inbox(tmp_path, [("a.csv", b"1")])
    for owner in (gone.pid, os.getppid()):
        (tmp_path / f"inbox-{owner}-abcd").mkdir()
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {ours.name, f"inbox-{os.getppid()}-abcd"}
