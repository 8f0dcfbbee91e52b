"""Reads XLSX and ODS spreadsheets, every cell as text.

Calamine reads; a count of rows and cells from the XML, which shares no code with it, must agree, or
the file is refused whole.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
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
from data.readers import Layout, Staged, TurnedAway
from data.readers.clock import check
from data.readers.heading_rows import LOOKED_AT, heading_rows, notes
from data.readers.leftovers import WHOLE, is_leftover, set_aside
from data.readers.merged import said, shared
from data.readers.package import unreadable
from data.readers.sheet_count import Counted, counted
from data.readers.staging import Row, stage_rows
from data.readers.tally import Tally
from data.refusal import RefusalError, named
from data.settings import settings

EXACT = 10.0**15
"""A spreadsheet keeps fifteen digits of a number; of a longer one the rest is lost."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = tuple(_ORDINALS.split())
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
        return [each for place in seen for each in _layouts(book, found, tables, seen, place)]


def _layouts(
    book: CalamineWorkbook, counted: Counted, tables: list[int], seen: list[int], place: int
) -> Iterator[Layout]:
    sheet, tally = book.get_sheet_by_index(place), counted.sheets[place]
    rows = [row for row in islice(_texts(sheet, tally), LOOKED_AT) if any(row[1])]
    said = _said(len(book.sheet_names), tables, seen, place)
    for number, headings in heading_rows(rows):
        titles = sum(each < number for each, _ in rows)
        told = (*said, *notes(number, titles), *_said_of(tally, counted.day_0))
        yield Layout(
            _without_end(headings),
            number,
            sheet=sheet.name,
            sheet_told=_ordinal(place),
            day_0=counted.day_0,
            notes=told,
            tally=tally,
            top=tuple(rows),
        )


def _said(sheets: int, tables: list[int], seen: list[int], place: int) -> Iterator[str]:
    """Which sheet is read, and which are not, by their order: a name may tell of a person."""
    if sheets > 1:
        yield f"The {_ordinal(place)} of {sheets} sheets was read."
    for each in tables:
        if each != place:
            why = "has no such headings" if each in seen else "is a hidden sheet"
            yield f"The {_ordinal(each)} sheet was not read: it {why}."


def _ordinal(place: int) -> str:
    """Of a place that is counted from 0."""
    if place < len(ORDINALS):
        return ORDINALS[place]
    number = place + 1
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _said_of(tally: Tally | None, day_0: date) -> Iterator[str]:
    if tally and tally.formulas:
        yield "Formulas were read as the results that were saved with the file."
    if tally and tally.hidden_rows:
        yield f"Hidden rows were read as well: {tally.hidden_rows:,}."
    if day_0 != DAY_0:
        yield f"The workbook counts days from {day_0.year}, and was read so."


def stage(connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]) -> Staged:
    """See data.readers.Reader. Cells beyond the headings make a row ragged."""
    staged = Staged()
    with _unpanicked(path), _open(path) as book:
        sheet = book.get_sheet_by_name(layout.sheet)
        merged = shared(layout, wanted)
        rows = _rows(path, sheet, layout, wanted, merged, staged.turned_away)
        stage_rows(connection, rows, wanted)
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
    turned_away: list[TurnedAway],
) -> Iterator[Row]:
    """Rows below the headings, cut to their width; of the others, what is wrong with them.

    Raises RefusalError at the end when rows or cells were not those that were counted.
    """
    width, longest = len(layout.headings), settings().longest_cell
    names = {place: name for name, place in wanted.items()}
    numbers, filled = [], 0
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
            turned_away.append((number, WHOLE, "ragged"))
        elif number in merged and not is_leftover(texts, width):
            turned_away.append((number, names.get(merged[number], WHOLE), "ragged"))
        elif max(map(len, texts)) > longest:
            place = next(place for place, each in enumerate(texts) if len(each) > longest)
            turned_away.append((number, names.get(place, WHOLE), "too_long"))
        else:
            yield number, texts[:width] + [""] * (width - len(texts))
    tally = layout.tally
    if tally is None or numbers != list(tally.rows) or filled != tally.filled:
        raise RefusalError(
            f"{named(path)} was read in two ways that do not find the same rows and cells, so none "
            "of it was loaded: open it in a spreadsheet program, save it again as XLSX or CSV "
            "(UTF-8), and load that."
        )


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
            texts[place] = told
        yield number, texts


def _without_end(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Headings up to the last that is not blank."""
    last = max((place for place, each in enumerate(headings, start=1) if each), default=0)
    return headings[:last]


def text(cell: object) -> str:
    """A cell as a person would type it: whole numbers without a point, days as ISO dates.

    A number of more than fifteen digits is written so that nothing takes it for what it was.
    """
    if isinstance(cell, float) and abs(cell) >= EXACT:
        return f"{cell:.14E}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        cell = _to_the_second(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _to_the_second(moment: datetime) -> datetime:
    """Rounded: a workbook keeps fractions of a day, and 0.9583333 is 23:00, 0.9999999 midnight."""
    try:
        return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    except OverflowError:  # the last half second of the last year there is
        return moment
