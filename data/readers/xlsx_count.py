"""Counts the filled rows and cells of an XLSX sheet in its XML, and notes what calamine leaves out.

Calamine gives nothing for an error, nor for a formula without its result, and a number without what
its format shows beside it.
"""

import re
from collections.abc import Iterable

from data.readers.number_formats import with_decimals
from data.readers.tally import NO_RESULT, Area, Tally, error_text
from data.readers.xlsx_book import Book
from data.readers.xml_part import local, read

LETTERS = re.compile(r"[A-Z]{1,3}")
AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
MOST_COLUMNS = 16_384  # of the format
TEXTS = ("s", "str", "inlineStr")


class _Counter:
    def __init__(self, book: Book) -> None:
        self.tally, self._book = Tally(), book
        self._row, self._column, self._filled = 0, -1, list[int]()
        self._kind, self._style = "n", 0
        self._value: list[str] | None = None
        self._formula = self._taking = False
        self._aloud, self._suffix, self._columns = 0, "0", dict[str, int]()

    def start(self, name: str, told: dict[str, str]) -> None:
        match local(name):
            case "c":
                self._start_cell(told)
            case "v" | "t":
                self._taking = not self._aloud
                self._value = self._value or []
            case "f":
                self._formula = True
                self.tally.formulas += 1
            case "row":
                self._row, self._column = int(told.get("r", self._row + 1)), -1
                self._suffix = str(self._row)
                self.tally.hidden_rows += told.get("hidden") in ("1", "true")
            case "col" if told.get("hidden") in ("1", "true"):
                self.tally.hidden.append((int(told.get("min", "")), int(told.get("max", ""))))
            case "rPh":
                self._aloud += 1
            case "mergeCell":
                self._merge(told.get("ref", ""))

    def _start_cell(self, told: dict[str, str]) -> None:
        column = self._column + 1
        if "r" in told:
            column = self._column_of(told["r"].removesuffix(self._suffix))
        if not self._column < column < MOST_COLUMNS:
            raise ValueError("a cell comes twice, or out of its order")
        self._column, self._kind, self._style = column, told.get("t", "n"), int(told.get("s", 0))
        self._value, self._formula = None, False

    def _merge(self, told: str) -> None:
        if area := AREA.fullmatch(told):
            left, top, right, bottom = area.groups()
            self.tally.merged.append(Area(int(top), _number(left), int(bottom), _number(right)))

    def _column_of(self, letters: str) -> int:
        found = self._columns.get(letters)
        if found is None:
            found = self._columns[letters] = _number(letters)
        return found

    def text(self, told: str) -> None:
        if self._taking and self._value is not None:
            self._value.append(told)

    def end(self, name: str) -> None:
        match local(name):
            case "v" | "t":
                self._taking = False
            case "c":
                self._end_cell("".join(self._value) if self._value is not None else None)
            case "row":
                self.tally.add(self._row, self._filled)
                self._filled = []
            case "rPh":
                self._aloud -= 1

    def _end_cell(self, value: str | None) -> None:
        otherwise = self._otherwise(value)
        if otherwise:
            self.tally.note(self._row, self._column, otherwise)
        elif value and self._kind == "n":
            self._note_point(value)
        if otherwise or self._is_filled(value or ""):
            self._filled.append(self._column)

    def _otherwise(self, value: str | None) -> str:
        if value is None:
            return NO_RESULT if self._formula else ""
        if self._kind == "e":
            return error_text(value)
        if self._style >= len(self._book.shows):
            return ""
        if self._kind in TEXTS:
            template = self._book.shows_text[self._style]
            return template if template and self._is_filled(value) else ""
        shown = self._book.shows[self._style]
        return shown(value) if shown and self._kind == "n" else ""

    def _note_point(self, value: str) -> None:
        """What a number shows of decimals, which may be a number of an edition."""
        decimals = self._book.decimals
        if self._style < len(decimals) and decimals[self._style]:
            told = with_decimals(value, decimals[self._style])
            if told:
                self.tally.note_point(self._row, self._column, told)

    def _is_filled(self, value: str) -> bool:
        if self._kind == "s":
            return not self._book.blank[int(value)] if value else False
        return bool(value.strip())


def count(book: Book, pieces: Iterable[bytes]) -> Tally:
    """Count one sheet. Raises ValueError, or IndexError, for one that is damaged."""
    counter = _Counter(book)
    read(pieces, counter.start, counter.end, counter.text)
    return counter.tally


def _number(letters: str) -> int:
    """Column from 0: A is 0, Z 25, AA 26. Raises ValueError for what is none of its row."""
    if not LETTERS.fullmatch(letters):
        raise ValueError("a cell that is not in its row")
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1
