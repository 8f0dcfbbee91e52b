"""Reads XLSX and ODS spreadsheets, every cell as text.

Calamine reads; a count of rows and cells from the XML, which shares no code with it, must agree, or
the file is refused whole.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from data.dates.epoch import DAY_0
from data.engine import Connection
from data.export import exports
from data.grammar import ordinal
from data.personal.aside import COMMENTS
from data.readers import Layout, Staged
from data.readers.aside import Aside
from data.readers.cell_comments import comments
from data.readers.cell_text import text
from data.readers.clock import check
from data.readers.heading_rows import LOOKED_AT, heading_rows, notes
from data.readers.hidden import alike, folded, read_as_well
from data.readers.leftovers import WHOLE, is_leftover, set_aside
from data.readers.merged import said, shared
from data.readers.package import unreadable
from data.readers.sheet_count import Counted, counted
from data.readers.staging import Row, stage_rows
from data.readers.tally import HELD, Tally
from data.refusal import RefusalError, named
from data.settings import settings

COMMENTED = "Cells have comments, which were not read: they must tell of nobody, so send none."
OFTEN = 20_000  # rows between looks at the clock


def layouts(connection: Connection, path: Path) -> list[Layout]:  # noqa: ARG001 - one shape for all
    """One layout for each sheet in view and each row of it that may hold the headings."""
    found = counted(path)
    with _unpanicked(path), _open(path) as book:
        sheets = book.sheets_metadata
        if len(sheets) != len(found.sheets):
            raise unreadable(path)
        tables = [
            place
            for place, (sheet, tally) in enumerate(zip(sheets, found.sheets, strict=True))
            if tally and tally.rows and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        seen = [each for each in tables if sheets[each].visible == SheetVisibleEnum.Visible]
        if not seen:
            raise RefusalError(
                f"{named(path)} has no sheet in view with anything on it: "
                "a first row of headings was expected; export it again."
            )
        hidden = {
            ordinal(place): {folded(cells) for _, cells in _first_rows(book, found, place)}
            for place in tables
            if place not in seen
        }
        return [
            replace(each, look=tuple(alike(each.headings, hidden)))
            for place in seen
            for each in _layouts(book, found, tables, seen, place)
        ]


def _first_rows(book: CalamineWorkbook, counted: Counted, place: int) -> list[Row]:
    rows = _texts(book.get_sheet_by_index(place), counted.sheets[place])
    return [row for row in islice(rows, LOOKED_AT) if any(row[1])]


def _layouts(
    book: CalamineWorkbook, counted: Counted, tables: list[int], seen: list[int], place: int
) -> Iterator[Layout]:
    name, tally = book.sheet_names[place], counted.sheets[place]
    rows = _first_rows(book, counted, place)
    said = _said(len(book.sheet_names), tables, seen, place)
    for number, headings in heading_rows(rows):
        above = [row for row in rows if row[0] < number]
        told = (*said, *notes(number, above), *_said_of(tally, counted.day_0))
        yield Layout(
            _without_end(headings),
            number,
            sheet=name,
            sheet_told=ordinal(place),
            day_0=counted.day_0,
            notes=told,
            tally=tally,
            top=tuple(rows),
        )


def _said(sheets: int, tables: list[int], seen: list[int], place: int) -> Iterator[str]:
    """Which sheet is read, and which are not, by their order: a name may tell of a person."""
    if sheets > 1:
        yield f"The {ordinal(place)} of {sheets} sheets was read."
    for each in tables:
        if each != place:
            none = "has no such headings with rows below them"
            why = none if each in seen else "is a hidden sheet"
            yield f"The {ordinal(each)} sheet was not read: it {why}."


def _said_of(tally: Tally | None, day_0: date) -> Iterator[str]:
    if tally and tally.formulas:
        yield "Formulas were read as the results that were saved with the file."
    if tally:
        yield from read_as_well(tally)
    if day_0 != DAY_0:
        yield f"The workbook counts days from {day_0.year}, and was read so."


def stage(connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]) -> Staged:
    """See data.readers.Reader. Cells beyond the headings make a row ragged."""
    staged = Staged()
    with _unpanicked(path), _open(path) as book:
        sheet = book.get_sheet_by_name(layout.sheet)
        merged = shared(layout, wanted)
        aside = Aside(connection, staged.turned_away)
        stage_rows(connection, _rows(path, sheet, layout, wanted, merged, aside), wanted)
        _keep_other_sheets(book, layout, aside)
    commented = list(comments(path))
    for number, comment in commented:
        aside.keep(number, COMMENTS, [comment])
    staged.notes.extend([COMMENTED] if commented else [])
    aside.done()
    if covered := sum(number in merged for number, _, _ in staged.turned_away):
        staged.notes.append(said(covered))
    set_aside(connection, layout, wanted, staged)
    return staged


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError):
        raise unreadable(path) from None


@contextmanager
def _unpanicked(path: Path) -> Iterator[None]:
    """A library in Rust that meets what it has not foreseen raises what is no Exception."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException" and not isinstance(error, CalamineError):
            raise
        raise unreadable(path) from None


def _rows(
    path: Path,
    sheet: CalamineSheet,
    layout: Layout,
    wanted: Mapping[str, int],
    merged: Mapping[int, int],
    aside: Aside,
) -> Iterator[Row]:
    """Rows below the headings, cut to their width; of the others, what is wrong with them.

    Raises RefusalError at the end when rows or cells were not those that were counted.
    """
    width, longest = len(layout.headings), settings().longest_cell
    names = {place: name for name, place in wanted.items()}
    editions, numbers, filled = _editions(layout, wanted), [], 0
    for number, texts in _texts(sheet, layout.tally):
        if number % OFTEN == 0:
            check()
        held = sum(bool(each.strip()) for each in texts)
        if held:
            numbers.append(number)
            filled += held
        if not held or number <= layout.first_row:
            continue
        if any(texts[width:]):
            aside.turn_away(number, WHOLE, "ragged", texts)
        elif number in merged and not is_leftover(texts, width):
            aside.turn_away(number, names.get(merged[number], WHOLE), "ragged", texts)
        elif max(map(len, texts)) > longest:
            place = next(place for place, each in enumerate(texts) if len(each) > longest)
            aside.turn_away(number, names.get(place, WHOLE), "too_long", texts)
        else:
            cells = texts[:width] + [""] * (width - len(texts))
            for place, shown in editions.items():
                cells[place] = shown.get(number, cells[place])
            yield number, cells
    tally = layout.tally
    if tally is None or numbers != list(tally.rows) or filled != tally.filled:
        raise RefusalError(
            f"{named(path)} was read in two ways that do not find the same rows and cells, so none "
            "of it was loaded: open it in a spreadsheet program, save it again as XLSX or CSV "
            "(UTF-8), and load that."
        )


def _keep_other_sheets(book: CalamineWorkbook, layout: Layout, aside: Aside) -> None:
    """Keep what stands on the sheets that are not read, hidden ones too, to be looked at."""
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.name != layout.sheet and sheet.typ == SheetTypeEnum.WorkSheet:
            for number, texts in _texts(book.get_sheet_by_index(place), None):
                if number % OFTEN == 0:
                    check()
                aside.keep(number, f"the {ordinal(place)} sheet", texts)


def _editions(layout: Layout, wanted: Mapping[str, int]) -> dict[int, Mapping[int, str]]:
    """Place of each column of editions to row number to what is shown with decimals, as 1.0."""
    known = frozenset[str]().union(*(export.editions for export in exports().values()))
    points = layout.tally.with_point if layout.tally else {}
    places = (place for name, place in wanted.items() if name in known)
    return {place: points[place] for place in places if place in points}


def _texts(sheet: CalamineSheet, tally: Tally | None) -> Iterator[tuple[int, list[str]]]:
    """Every row from the first, each from the sheet's first column, as a person would see it."""
    if sheet.start is None:
        return
    left = sheet.start[1]
    otherwise = tally.seen_otherwise if tally else {}
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [""] * left + [text(cell) for cell in cells]
        for place, told in otherwise.get(number, {}).items():
            texts += [""] * (place + 1 - len(texts))
            texts[place] = told.replace(HELD, texts[place])
        yield number, texts


def _without_end(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Headings up to the last that is not blank."""
    last = max((place for place, each in enumerate(headings, start=1) if each), default=0)
    return headings[:last]
