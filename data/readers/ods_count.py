"""Counts the filled rows and cells of ODS sheets in their XML, and notes what calamine leaves out.

Calamine gives nothing for an error, nor for a formula without its result, and a number without what
its format shows beside it; and it does not say what day numbers count from.
"""

from collections.abc import Callable, Iterable
from datetime import date

from data.dates.epoch import DAY_0
from data.readers.format_sections import text_seen
from data.readers.number_formats import seen, with_decimals
from data.readers.tally import NO_RESULT, SHOWN_OTHERWISE, Area, Tally, error_text
from data.readers.xml_part import local, read

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
VALUES = ("value", "date-value", "time-value", "boolean-value")
_ROWS, _COLUMNS = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
MOST_COLUMNS = 16_384  # of the format
CELLS = ("table-cell", "covered-table-cell")
Check = Callable[[int, int], None]


class _Counter:
    def __init__(self, allowed: Check) -> None:
        self.tallies: list[Tally] = []
        self.day_0 = DAY_0
        self._allowed = allowed
        self._across = 0
        self._row = self._column = self._repeat = self._times = self._apart = 0
        self._filled: list[tuple[int, int]] = []
        self._told: dict[str, str] = {}
        self._text: list[str] = []
        self._says = False
        self._notes: list[tuple[int, str]] = []
        self._points: list[tuple[int, str]] = []

    def start(self, name: str, told: dict[str, str]) -> None:
        part = local(name)
        if part in CELLS:
            self._told, self._text, self._says = told, [], False
            self._times = int(told.get(f"{_TABLE}number-columns-repeated", 1))
        elif part == "table-row":
            self._repeat = int(told.get(f"{_TABLE}number-rows-repeated", 1))
            self._column, self._filled, self._notes, self._points = 0, [], [], []
            hidden = told.get(f"{_TABLE}visibility", "visible") != "visible"
            self._hidden = self._repeat if hidden else 0
        elif part == "table-column":
            first, repeat = self._across + 1, int(told.get(f"{_TABLE}number-columns-repeated", 1))
            self._across += repeat
            if told.get(f"{_TABLE}visibility", "visible") != "visible":
                self.tallies[-1].hidden.append((first, self._across))
        elif part == "table" and name.startswith(_TABLE):
            self.tallies.append(Tally())
            self._row = self._across = 0
        elif part == "annotation":
            self._apart += 1
        elif part == "p":
            self._says = self._says or not self._apart
        elif part == "null-date":
            self.day_0 = date.fromisoformat(told.get(f"{_TABLE}date-value", str(DAY_0))[:10])

    def text(self, told: str) -> None:
        if not self._apart:
            self._text.append(told)

    def end(self, name: str) -> None:
        part = local(name)
        if part in CELLS:
            self._end_cell()
        elif part == "table-row":
            self._end_row()
        elif part == "annotation":
            self._apart -= 1

    def _end_cell(self) -> None:
        shown, kind = "".join(self._text).strip(), self._told.get(f"{_OFFICE}value-type", "")
        tally, otherwise = self.tallies[-1], ""
        formula = f"{_TABLE}formula" in self._told
        tally.formulas += formula
        if self._told.get(_CALC) == "error":
            otherwise = error_text(shown)
        elif formula and not kind:
            otherwise = NO_RESULT
        else:
            otherwise = self._otherwise(kind, shown)
        if otherwise or shown or self._has_value(kind):
            self._filled.append((self._column, self._times))
        places = range(self._column, self._column + min(self._times, MOST_COLUMNS))
        if otherwise:
            self._notes.extend((place, otherwise) for place in places)
        elif kind == "float" and "." in shown:
            told = with_decimals(self._told.get(f"{_OFFICE}value", ""), len(shown.split(".")[-1]))
            self._points.extend((place, told) for place in places if told == shown)
        if _ROWS in self._told or _COLUMNS in self._told:
            self._merge(int(self._told.get(_ROWS, 1)), int(self._told.get(_COLUMNS, 1)))
        self._column += self._times

    def _otherwise(self, kind: str, shown: str) -> str:
        """What a cell shows where that is not what it holds; "" where it does not say."""
        number = self._told.get(f"{_OFFICE}value", "")
        if kind == "percentage":
            return shown or f"{number}%"
        if not self._says:
            return ""
        if kind == "float":
            return seen(shown, number)
        if kind == "date":
            return "" if shown else SHOWN_OTHERWISE
        return text_seen(shown, self._told.get(f"{_OFFICE}string-value", ""))

    def _merge(self, rows: int, columns: int) -> None:
        top, left = self._row + 1, self._column
        self.tallies[-1].merged.append(Area(top, left, top + rows - 1, left + columns - 1))

    def _has_value(self, kind: str) -> bool:
        names = ("string-value",) if kind == "string" else VALUES
        return any(self._told.get(_OFFICE + each, "").strip() for each in names)

    def _end_row(self) -> None:
        first, self._row = self._row + 1, self._row + self._repeat
        if not self._filled:
            return
        column, times = self._filled[-1]
        self._allowed(self._row, column + times)
        columns = [place + each for place, times in self._filled for each in range(times)]
        tally = self.tallies[-1]
        tally.hidden_rows += self._hidden
        for row in range(first, self._row + 1):
            tally.add(row, columns)
            for place, text in self._notes:
                tally.note(row, place, text)
            for place, text in self._points:
                tally.note_point(row, place, text)


def count(pieces: Iterable[bytes], allowed: Check) -> tuple[list[Tally], date]:
    """Count each sheet, in order, and say which day bare day numbers count from.

    `allowed` raises for the last row and column of a sheet too large. Raises ValueError, or
    IndexError, for a file that is damaged.
    """
    counter = _Counter(allowed)
    read(pieces, counter.start, counter.end, counter.text)
    return counter.tallies, counter.day_0
