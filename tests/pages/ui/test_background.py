"""A command beside the web process: what it says is heard, and the files it was given go."""

import subprocess
import sys
from pathlib import Path

import pytest

from pages.ui import background
from pages.ui.background import Job, Step

Files = list[tuple[str, bytes]]


def job(program: str) -> Job:
    return Job("load", process(program))


def process(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run_on_files(
    program: str, store: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """What the program says of the files it is given as arguments, once its thread has ended."""
    monkeypatch.setattr(background, "_run", lambda given, _: process(program, *given[1:]))
    started = background.start(["load"], store, files)
    assert started.ended.wait(20)
    return started.said


def test_hears_progress_and_keeps_other_sentences() -> None:
    heard = job(
        'print(\'{"step": "read", "done": 0.5, "message": "half"}\');'
        "print('assist.csv: 2 rows rejected.'); print('{\"step\": 1}')"
    )
    heard.follow()
    assert heard.step == Step("read", 0.5, "half")
    assert heard.said == ["assist.csv: 2 rows rejected.", '{"step": 1}']
    assert heard.code == 0


@pytest.mark.parametrize("command", ["load", "rollback"])
def test_a_command_that_dies_is_told_in_our_words_and_not_in_its_own(
    command: str, own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    dies = "import sys; sys.exit('a traceback with Jane Smith in it')"
    (tmp_path / "data" / "__main__.py").write_text(dies, encoding="utf-8")
    monkeypatch.setattr(background, "PROJECT", tmp_path)
    started = background.start([command], own_store)
    assert started.ended.wait(20)
    assert started.said == [background.STOPPED]


def test_code_is_unknown_until_it_has_ended() -> None:
    running = job("raise SystemExit(2)")
    assert running.code is None
    running.follow()
    assert running.code == 2


PRINT = "import sys; [print(open(path).read()) for path in sys.argv[1:]];"


@pytest.mark.parametrize(
    "end", ["", "raise SystemExit(2)", "sys.stdout.flush();import os;os.abort()"]
)
def test_files_are_there_and_go_however_the_command_ends(
    end: str, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run_on_files(PRINT + end, own_store, [("a.csv", b"1"), ("a.csv", b"2")], monkeypatch)
    assert said[:2] == ["1", "2"]
    assert said[2:] == ([background.STOPPED] if "abort" in end else [])
    assert list((own_store / "work").iterdir()) == []


def test_files_go_when_the_command_cannot_start(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(background, "_run", broken)
    with pytest.raises(FileNotFoundError):
        background.start(["load"], own_store, [("a.csv", b"1")])
    assert list((own_store / "work").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../a.csv", "a.csv"),
        ("C:\\Users\\me\\a.csv", "a.csv"),
        ("/etc/a.csv", "a.csv"),
        ("a.csv\x00", "a.csv"),
        ("-a.csv", "-a.csv"),
        ("..", "file"),
    ],
)
def test_a_name_stays_in_the_inbox(
    name: str, kept: str, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run_on_files("import sys; print(sys.argv[1])", own_store, [(name, b"1")], monkeypatch)
    inside = Path(said[0]).relative_to(own_store.resolve() / "work")
    assert inside.parts[1:] == ("0", kept)
