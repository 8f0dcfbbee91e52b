"""What a count of its own, beside the reader's, found on one sheet of a spreadsheet."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

NO_RESULT = "#NO RESULT!"
"""Stands for a formula whose result was not saved with the file."""

SHOWN_OTHERWISE = "#SHOWN OTHERWISE!"
"""Stands for a cell whose format shows something else, or nothing, so that nobody can tell."""
MOST_WITH_POINT = 100_000
"""Far more than there are agreements or councils' months."""
NOT_AN_ERROR = "#NULL!"
"""SPSS writes it as a text where nothing is known; of a cell that holds an error it is one."""
HELD = "\0"
"""In a text to be seen, stands for what the reader finds in the cell."""


class Area(NamedTuple):
    """Cells that are merged into one: rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


def error_text(shown: str) -> str:
    """What stands for an error that a cell holds."""
    return NO_RESULT if shown.strip() in ("", NOT_AN_ERROR) else shown


@dataclass
class Tally:
    """Rows and filled cells of one sheet, and what the reader does not see of them."""

    rows: "array[int]" = field(default_factory=lambda: array("q"))
    """Numbers of the rows with anything on them, from 1, in order."""
    filled: int = 0
    """How many cells hold anything."""
    width: int = 0
    """Number of the last column with anything in it."""
    seen_otherwise: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row number to column (from 0) to text: errors, and what is shown otherwise than it is kept.

    HELD in it stands for the cell's own text.
    """
    with_point: dict[int, dict[int, str]] = field(default_factory=dict)
    """Column (from 0) to row number to a small number as it is shown, where with decimals.

    Only a number of an edition is meant as it is shown; of a column of counts or measures no more
    than MOST_WITH_POINT are kept.
    """
    merged: list[Area] = field(default_factory=list)
    formulas: int = 0
    hidden_rows: int = 0
    hidden: list[tuple[int, int]] = field(default_factory=list)
    """First and last number, from 1, of columns that are hidden, filled or not."""

    @property
    def hidden_columns(self) -> list[int]:
        """Numbers of hidden columns, as far as the sheet is filled."""
        return [n for first, last in self.hidden for n in range(first, min(last, self.width) + 1)]

    @property
    def last_row(self) -> int:
        """Number of the last row with anything on it; 0 when there is none."""
        return self.rows[-1] if self.rows else 0

    def add(self, row: int, filled: Sequence[int]) -> None:
        """Count one row's filled columns (from 0). Raises ValueError when the order is broken."""
        if not filled:
            return
        if row <= self.last_row:
            raise ValueError("a row comes twice, or out of its order")
        self.rows.append(row)
        self.filled += len(filled)
        self.width = max(self.width, filled[-1] + 1)

    def note_point(self, row: int, column: int, text: str) -> None:
        """Remember a number that is shown with decimals."""
        told = self.with_point.setdefault(column, {})
        if len(told) < MOST_WITH_POINT:
            told[row] = text

    def note(self, row: int, column: int, text: str) -> None:
        """Remember what a cell shows where the reader would see something else."""
        self.seen_otherwise.setdefault(row, {})[column] = text
