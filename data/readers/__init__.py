"""Reads any provider's file as text, whatever its format, into one table called `staged`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from data.dates.epoch import DAY_0
from data.engine import Connection
from data.readers.tally import Tally
from data.refusal import RefusalError, named


@dataclass(frozen=True)
class Layout:
    """One way to read a file: where its headings are and what they say."""

    headings: tuple[str, ...]
    first_row: int = 1
    """Row number of the headings. Rows above them are titles, which are not read."""
    unseen: int = 0
    """Lines above row 1 that a spreadsheet program obeys and does not show, as sep=;"""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheet_told: str = ""
    """Which sheet it is, by its order: its name may tell of a person."""
    top: tuple[tuple[int, Sequence[str]], ...] = field(default=(), repr=False, compare=False)
    """Number and cells of the first rows that hold anything, titles and headings included."""
    day_0: date = DAY_0
    """What bare day numbers count from: another day in workbooks that an old Mac started."""
    notes: tuple[str, ...] = ()
    """What a person should know of how the file is read, in sentences without a value."""
    look: tuple[str, ...] = ()
    """What a person should look at first, if the file is read so."""
    tally: Tally | None = field(default=None, repr=False, compare=False)
    """What another count than the reader's own found on the sheet."""

    @property
    def bare(self) -> bool:
        """Whether nothing stands below the headings, as on a sheet for a month to come."""
        return self.tally is not None and self.tally.last_row <= self.first_row


TurnedAway = tuple[int, str, str]
"""Row number, column (or data.columns.WHOLE_ROW) and reason of a row that is not in `staged`."""


@dataclass(frozen=True)
class Staged:
    """What reading a file to its end left out of `staged`, each row once, and what to say of it."""

    turned_away: list[TurnedAway] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Reader(Protocol):
    """What every format's module in this folder offers."""

    def layouts(self, connection: Connection, path: Path) -> Sequence[Layout]:
        """Every way to read the file. Raises RefusalError when there is none."""

    def stage(
        self, connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]
    ) -> Staged:
        """Fill `staged`: row_number, then a VARCHAR for each wanted column, by its position.

        Raises RefusalError when the file cannot be read to its end with certainty.
        """


OLD_WORKBOOKS = (".xls", ".xlsb", ".xlsm", ".xltx", ".numbers")


def reader(path: Path) -> tuple[str, Reader]:
    """The format that a file's name promises, and its reader. Raises RefusalError."""
    from data.readers import delimited, parquet, sheet

    formats: dict[str, tuple[str, Reader]] = {
        ".csv": ("csv", delimited),
        ".txt": ("csv", delimited),
        ".tsv": ("csv", delimited),
        ".xlsx": ("xlsx", sheet),
        ".ods": ("ods", sheet),
        ".parquet": ("parquet", parquet),
    }
    try:
        return formats[path.suffix.lower()]
    except KeyError:
        what = "workbook" if path.suffix.lower() in OLD_WORKBOOKS else "file"
        raise RefusalError(
            f"{named(path)} is not a kind of {what} that can be read: "
            "save it as CSV, XLSX, ODS or Parquet and load it again."
        ) from None
