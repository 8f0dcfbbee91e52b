"""The expectations of a release, run in a process of their own.

Great Expectations takes seconds to import, is slow without its own core, and keeps hold of the
files it opened; a process of its own is started early, does its work beside the counting, and
takes all of that with it when it ends.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]


class ExaminerError(Exception):
    """The checks could not be run at all."""


@dataclass(frozen=True)
class Findings:
    """What the checks found, in the shapes of expectations/outcome.py."""

    outcomes: pd.DataFrame
    """One row per check and cut."""
    gate: pd.DataFrame
    """Council-months in which a critical check failed."""
    rows: pd.DataFrame
    """Wrong rows of the checks that failed: where they are, not what is in them."""


Examine = Callable[[Path], Findings]
"""Given a release's rows.duckdb, which no connection of this process writes, the findings."""


@contextmanager
def examiner() -> Iterator[Examine]:
    """Start the process, and give what runs the checks of one release in it."""
    # What it says on its way is not shown: an error message of a library may hold a cell's value.
    process = subprocess.Popen(
        [sys.executable, "-m", "expectations"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def examine(rows_database: Path) -> Findings:
        # It holds on to standard input while it works: our death closes it, and ends the process.
        with suppress(BrokenPipeError):
            _ask(process, rows_database)
        return _read(rows_database.parent, process.wait())

    try:
        yield examine
    finally:
        process.kill()
        process.wait()
        with suppress(BrokenPipeError):
            process.communicate()


def _ask(process: "subprocess.Popen[str]", rows_database: Path) -> None:
    if process.stdin:
        process.stdin.write(f"{rows_database.absolute()}\n")
        process.stdin.flush()


def _read(folder: Path, code: int) -> Findings:
    """The findings that were left in a folder, which keeps none of them."""
    if code != 0:
        raise ExaminerError(
            "The checks could not be run, so no release was made; the published one stays. "
            "Try again, and tell the people who run this service if it happens twice."
        )
    paths = [folder / f"{name}.parquet" for name in ("outcomes", "gate", "failing")]
    outcomes, gate, rows = (pd.read_parquet(path) for path in paths)
    for path in paths:
        path.unlink()
    return Findings(outcomes, gate, rows)
