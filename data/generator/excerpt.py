"""The small excerpt that is kept in data/samples/: every file, every year, few rows."""

from datetime import date
from pathlib import Path

from data.generator import sample
from data.generator.truth import Truth

ROWS = 10_300
UNTIL = date(2026, 6, 1)
"""Fixed, so that the files are the same whenever they are written."""


def write_excerpt(out: Path) -> Truth:
    """Write the excerpt into a folder and say what it holds."""
    return sample(out, ROWS, until=UNTIL)
