"""Reads XLSX and ODS spreadsheets, every cell as text."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from data.engine import Connection
from data.readers import Layout
from data.readers.staging import Row, stage_rows
from data.refusal import RefusalError, named


def layouts(connection: Connection, path: Path) -> list[Layout]:  # noqa: ARG001 - one shape for all
    """One layout for each sheet that holds anything, its first row with anything as headings."""
    with _open(path) as book:
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        found = [_layout(sheet) for sheet in sheets if sheet.start is not None]
    if not found:
        raise RefusalError(
            f"{named(path)} has no sheet with anything on it: "
            "a first row of headings was expected; export it again."
        )
    return found


def stage(
    connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]
) -> list[int]:
    """See data.readers.Reader. Cells beyond the headings make a row ragged."""
    ragged: list[int] = []
    with _open(path) as book:
        sheet = book.get_sheet_by_name(layout.sheet)
        stage_rows(connection, _rows(sheet, layout, ragged), wanted)
    return ragged


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        problem = "is locked with a password: save it without one"
    except (CalamineError, OSError):
        problem = "is not a spreadsheet that can be read: save it again as XLSX, ODS or CSV (UTF-8)"
    raise RefusalError(f"{named(path)} {problem}, and load it again.")


def _layout(sheet: CalamineSheet) -> Layout:
    first = next(sheet.iter_rows(), [])
    headings = [text(cell) for cell in first]
    while headings and not headings[-1]:
        headings.pop()
    return Layout(tuple(headings), _first_row(sheet), sheet=sheet.name)


def _first_row(sheet: CalamineSheet) -> int:
    return sheet.start[0] + 1 if sheet.start else 1


def _rows(sheet: CalamineSheet, layout: Layout, ragged: list[int]) -> Iterator[Row]:
    """Rows with anything on them, cut to the headings' width; notes those that are wider."""
    width = len(layout.headings)
    for number, cells in enumerate(sheet.iter_rows(), start=layout.first_row):
        texts = [text(cell) for cell in cells]
        if number == layout.first_row or not any(texts):
            continue
        if any(texts[width:]):
            ragged.append(number)
        else:
            yield number, texts[:width]


def text(cell: object) -> str:
    """A cell as a person would type it: whole numbers without a point, days as ISO dates."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
