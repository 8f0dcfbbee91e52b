"""The generator's working form: whole numbers for everything, -1 for blank, until dressed."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BLANK = -1


@dataclass
class Frame:
    """Rows of one export, column by column. Columns that are not of the export are never sent.

    Dates are days since 1970; codes are places in the column's `allowed`; councils, divisions and
    organisations are places in the registers; references are bare numbers.
    """

    columns: dict[str, Ints]
    lists: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """Columns that hold lists: their cells are places here, and what stands there are codes."""

    @property
    def spare(self) -> Flags:
        """Rows that may be lost to a defect: all, unless a column `spare` says otherwise (1, 0)."""
        found: Flags = self.columns.get("spare", np.ones(self.rows)) == 1
        return found

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(next(iter(self.columns.values())))

    def take(self, rows: Ints | Flags) -> "Frame":
        """Only these rows, in this order."""
        taken = {name: values[rows] for name, values in self.columns.items()}
        return Frame(taken, self.lists)


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def keep(values: Ints | int, when: Flags) -> Ints:
    """The values where `when` holds, blank elsewhere."""
    return np.where(when, values, BLANK).astype(np.int64)
