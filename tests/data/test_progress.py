"""Progress for a person goes to stderr, for the Load page to stdout."""

import json

import pytest

from data.progress import part, progress


def test_bars_say_nothing_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("bar") as tell:
        tell("load", 0.5, "half")
    assert capsys.readouterr().out == ""


def test_json_lines_stay_between_nothing_and_everything(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("json") as tell:
        tell("load", -0.1, "start")
        tell("load", 1.1, "end")
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told == [
        {"step": "load", "done": 0.0, "message": "start"},
        {"step": "load", "done": 1.0, "message": "end"},
    ]


def test_a_part_runs_over_its_own_stretch() -> None:
    told: list[float] = []
    inner = part(lambda _step, done, _message: told.append(done), 0.2, 0.6)
    for done in (0.0, 0.5, 1.0):
        inner("load", done, "")
    assert told == pytest.approx([0.2, 0.4, 0.6])
