"""Whether a row above the headings looks like a record of the table: its cells fit its columns.

A title has one cell, or labels with something beside them. A record that a sort, or a hand, put
above the headings has under each heading what that column holds, though it may lack its number or
hold no more than that.
"""

import re
from collections.abc import Iterator, Sequence

from data.candidates import Candidate
from data.export import Column, exports
from data.lookups import known_texts
from data.profile import plain
from data.variants import variants_of

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = re.compile(
    rf"(?:\d{{1,4}}[/. -](?:\d\d?|{_MONTH})[/. -]\d{{1,4}}|\d{{8}}|{_MONTH} \d\d?, \d{{4}})"
    r"(?:[T ]\d\d?:\d\d.*)?",
    re.IGNORECASE,
)
MONTH = re.compile(rf"{_MONTH}[/. -]\d{{2,4}}|\d{{4}}[/-]\d\d?|\d\d?[/-]\d{{4}}", re.IGNORECASE)
REFERENCE = re.compile(r"(?=\D*\d)[\w/.-]+")
YEARS = re.compile(r"(?:19|20)\d\d([/-]\d{2,4})?|(?:19|20)\d{6}")
"""A bare year, two of them, or a day in digits alone, as titles have them too."""
FEWEST = 2
"""Cells that fit in a row that looks like a record, where its number alone does not tell it."""
SHORTEST = 3
"""Digits of a number without letters that may be a record's."""
NO_SIGN = ("reference", "whole", "title")
"""Kinds that a row of column numbers or of totals fits as well."""


def looks_like_a_record(cells: Sequence[str], best: Candidate) -> bool:
    """Whether most cells of a row are what the headings ask for there, or its number is."""
    if _is_numbered(cells, best):
        return True
    if any(each.strip().endswith(":") for each in cells):
        return False
    judged = [(column, _fits(cell, column, best)) for column, cell in _placed(cells, best)]
    fitting = [column for column, fits in judged if column and fits]
    told = any(column.kind not in NO_SIGN for column in fitting)
    return told and len(fitting) >= FEWEST and 2 * len(fitting) > len(judged)


def _placed(cells: Sequence[str], best: Candidate) -> Iterator[tuple[Column | None, str]]:
    """Each filled cell and the column whose heading it stands under.

    None for what is beyond the headings. What stands under a heading that means nothing here tells
    nothing.
    """
    meant = best.how.meant(best.layout.headings)
    export = exports()[best.how.export]
    for place, cell in enumerate(cells):
        told = cell.strip()
        if not told:
            continue
        if place >= len(meant):
            yield None, told
        elif meant[place]:
            yield export.column(meant[place]), told


def _fits(cell: str, column: Column | None, best: Candidate) -> bool:
    """Whether a cell is of the kind that a column holds; its value need not be right."""
    match column.kind if column else "":
        case "reference":
            return _is_reference(cell)
        case "date" | "month":
            return bool(DATE.fullmatch(cell) or MONTH.fullmatch(cell))
        case "whole":
            return cell.replace(",", "").isdecimal()
        case "code" | "ordinal":
            return cell.lower() in _codes(column, best)
        case "" | "title":
            return False
        case kind:
            known = set(map(plain, known_texts(kind)))
            return all(plain(each) in known for each in cell.split(";"))


def _codes(column: Column | None, best: Candidate) -> set[str]:
    if column is None:
        return set()
    theirs = (best.how.variants, best.how.codes)
    return {
        *variants_of(column),
        *(t.lower() for told in theirs for t in told.get(column.name, ())),
    }


def _is_numbered(cells: Sequence[str], best: Candidate) -> bool:
    """Whether the record's own number is there, formed as those below the headings are."""
    number = exports()[best.how.export].key[0]
    meant = list(best.how.meant(best.layout.headings))
    if number not in meant or exports()[best.how.export].column(number).kind != "reference":
        return False
    place = meant.index(number)
    below = (row for at, row in best.layout.top if at > best.layout.first_row)
    forms = {_form(row[place].strip()) for row in below if place < len(row)}
    told = cells[place].strip() if place < len(cells) else ""
    return _may_be_number(told) and _form(told) in forms


def _may_be_number(cell: str) -> bool:
    """Whether a reference has letters, or enough digits, to be a record's number."""
    return _is_reference(cell) and not (cell.isdigit() and len(cell) < SHORTEST)


def _is_reference(cell: str) -> bool:
    no_title = not DATE.fullmatch(cell) and not YEARS.fullmatch(cell)
    return no_title and bool(REFERENCE.fullmatch(cell))


def _form(cell: str) -> str:
    """The text with each run of digits as one; without letters its length tells it, too."""
    if cell.isdigit():
        return f"{len(cell)} digits"
    return re.sub(r"\d+", "9", cell.upper())
