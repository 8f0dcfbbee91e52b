"""Reads any provider's file as text, whatever its format, into one table called `staged`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from data.engine import Connection
from data.refusal import RefusalError, named


@dataclass(frozen=True)
class Layout:
    """One way to read a file: where its headings are and what they say."""

    headings: tuple[str, ...]
    first_row: int = 1
    """Row number of the headings."""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


class Reader(Protocol):
    """What every format's module in this folder offers."""

    def layouts(self, connection: Connection, path: Path) -> Sequence[Layout]:
        """Every way to read the file. Raises RefusalError when there is none."""

    def stage(
        self, connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]
    ) -> list[int]:
        """Fill `staged`: row_number, then a VARCHAR for each wanted column, by its position.

        Returns the row numbers with too many or too few cells, which are not in the table.
        Raises RefusalError when the file cannot be read to its end with certainty.
        """


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
        raise RefusalError(
            f"{named(path)} is not a kind of file that can be read: "
            "save it as CSV, XLSX, ODS or Parquet and load it again."
        ) from None
