"""Counts every sheet of a spreadsheet, before any other reader opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.dates.epoch import DAY_0, FROM_1904
from data.readers import ods_count, xlsx_book, xlsx_count
from data.readers.kinds import must_be_packed
from data.readers.limits import check_cells, check_columns, check_rows
from data.readers.package import Package, locked, package, unreadable
from data.readers.tally import Tally
from data.settings import settings

XLSX, ODS, MANIFEST = "xl/workbook.xml", "content.xml", "META-INF/manifest.xml"
ENCRYPTED = b"encryption-data"


@dataclass(frozen=True)
class Counted:
    """What a spreadsheet holds by a count of its own: a tally for each sheet, in order."""

    sheets: Sequence[Tally | None]
    """None for what is no table, such as a sheet that is a chart."""
    day_0: date = DAY_0
    """What bare day numbers count from."""


def counted(path: Path) -> Counted:
    """Raises RefusalError for a file that is no spreadsheet, is damaged, or is beyond a limit."""
    must_be_packed(path)
    with package(path) as parts:
        found = _counted(path, parts)
        # Whatever else is in the package must unpack, too, and to no more than is allowed.
        for name in parts.names - parts.read:
            for _ in parts.part(name):
                pass
    for tally in found.sheets:
        if tally is not None:
            _allowed(path, tally.last_row, tally.width)
    return found


def _counted(path: Path, parts: Package) -> Counted:
    named_so = path.suffix.lower() == ".xlsx"
    if named_so and XLSX in parts.names:
        book = xlsx_book.book(parts)
        sheets = [
            xlsx_count.count(book, parts.part(each)) if _is_table(parts, each) else None
            for each in book.parts
        ]
        return Counted(sheets, FROM_1904 if book.days_from_1904 else DAY_0)
    if not named_so and ODS in parts.names:
        if MANIFEST in parts.names and ENCRYPTED in b"".join(parts.part(MANIFEST)):
            raise locked(path)
        return Counted(*ods_count.count(parts.part(ODS), _guard(path)))
    raise unreadable(path)


def _guard(path: Path) -> ods_count.Check:
    """A quick check of a row's number and width, asked before a row that says it repeats is."""
    most = settings()

    def allowed(rows: int, columns: int) -> None:
        cells = rows * columns
        if rows > most.most_rows or columns > most.most_columns or cells > most.most_cells:
            _allowed(path, rows, columns)

    return allowed


def _is_table(parts: Package, name: str) -> bool:
    return name in parts.names and "worksheets/" in name


def _allowed(path: Path, rows: int, columns: int) -> None:
    check_columns(path, columns)
    check_rows(path, rows)
    check_cells(path, rows, columns)
