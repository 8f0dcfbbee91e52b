"""Exports in which every column, declared or not, holds somebody's name in one row."""

import csv
import io
from itertools import count

from data.export import Column, Export, exports
from data.profile import ProfileExport

NAMES = ("Ishbel Plantagenista", "PLANTAGENISTA, Ishbel", "Zo\u00eb O'Plantagenista-Grant")
UNDECLARED = ("Seen by", "x")
GOOD = {
    "date": "2024-01-02",
    "month": "2024-01",
    "edition": "v1",
    "whole": "1",
    "council": "Fife",
    "councils": "Fife;Angus",
    "division": "S32000006",
    "organisation": "ASSIST",
    "organisations": "ASSIST;SACRO",
    "title": "An agreement",
}
"""A good text of each kind; the others' are made from the column."""


def _good(column: Column, number: int) -> str:
    if column.kind == "reference":
        return f"R-{number}"
    return column.allowed[0] if column.allowed else GOOD[column.kind]


def sown(how: ProfileExport) -> tuple[str, dict[int, str]]:
    """A file as a system writes it, and for each row with a name the column it stands in."""
    export, numbers = exports()[how.export], count(1)
    headings = [*how.headings, *UNDECLARED]
    rows, planted = [_row(export, how, next(numbers))], dict[int, str]()
    for heading in headings:
        for name in _names(export, how.headings.get(heading, "")):
            row = _row(export, how, next(numbers))
            row[headings.index(heading)] = name
            rows.append(row)
            planted[len(rows) + 1] = how.headings.get(heading, "")
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([headings, *rows])
    return text.getvalue(), planted


def _row(export: Export, how: ProfileExport, number: int) -> list[str]:
    """Good in every column; its month is its own, where that tells rows apart."""
    cells = [_good(export.column(column), number) for column in how.headings.values()]
    if "month" in how.headings.values():
        cells[list(how.headings.values()).index("month")] = (
            f"{2015 + number // 12}-{number % 12 + 1:02}"
        )
    if export.name == "assurance":
        end = list(how.headings.values()).index("period_end")
        cells[end] = f"{2015 + number // 28}-01-{number % 28 + 1:02}"
    return [*cells, *(f"s{number}" for _ in UNDECLARED)]


def _names(export: Export, column: str) -> list[str]:
    listed = column and export.column(column).kind in ("councils", "organisations")
    first = "Fife" if listed and export.column(column).kind == "councils" else "ASSIST"
    return [*NAMES, *(f"{first};{name}" for name in NAMES if listed)]
