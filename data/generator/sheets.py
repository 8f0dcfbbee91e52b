"""Writes one sheet as XLSX or ODS, the same bytes whenever it is written."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

Cell = str | int | date
MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - written as it is, in no time zone
"""When every spreadsheet says it was made."""


def write_xlsx(path: Path, name: str, rows: Sequence[Sequence[Cell]]) -> None:
    """One sheet, row by row; days as days and numbers as numbers."""
    # Each takes a third of a second to import, and only writing samples needs them.
    import xlsxwriter  # type: ignore[import-untyped] # has no types of its own

    options = {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": MADE})
        page = book.add_worksheet(name)
        write = {str: page.write_string, int: page.write_number, date: page.write_datetime}
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell != "":
                    write[type(cell)](number, place, cell)


def write_ods(path: Path, name: str, rows: Sequence[Sequence[Cell]]) -> None:
    """One sheet; days as days and numbers as numbers."""
    import odfdo

    document = odfdo.Document("spreadsheet")
    document.body.clear()
    sheet = odfdo.Table(name)
    sheet.set_values([[None if cell == "" else cell for cell in row] for row in rows])
    document.body.append(sheet)
    document.meta.creation_date = MADE
    document.meta.date = MADE
    document.save(path)
    _stamp(path)


def _stamp(path: Path) -> None:
    """Give every part of a zipped file the same time."""
    with ZipFile(path) as book:
        parts = [(part.filename, book.read(part)) for part in book.infolist()]
    with ZipFile(path, "w") as book:
        for name, content in parts:
            # A reader tells the kind of file from this part, which must not be packed.
            packing = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            book.writestr(ZipInfo(name), content, packing)
