"""The process that runs the checks: it ends with its starter, and tells nothing it should not."""

import subprocess
import sys
from pathlib import Path

import pytest

from data.examiner import ROOT, ExaminerError, examiner

PLANTED = "Morag-Planted"


def test_checks_that_cannot_be_run_are_told_without_their_error(tmp_path: Path) -> None:
    database = tmp_path / "rows.duckdb"
    database.write_text(PLANTED)
    with examiner() as examine, pytest.raises(ExaminerError) as told:
        examine(database)
    assert "the published one stays" in str(told.value)
    assert PLANTED not in str(told.value)
    assert [file.name for file in tmp_path.iterdir()] == ["rows.duckdb"]


def test_an_examiner_that_is_not_asked_ends_at_once() -> None:
    with examiner():
        pass


def test_the_process_ends_when_whoever_started_it_is_gone() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "expectations"], cwd=ROOT, stdin=subprocess.PIPE
    )
    assert process.poll() is None
    if process.stdin:
        process.stdin.close()
    assert process.wait(timeout=60) == 1
