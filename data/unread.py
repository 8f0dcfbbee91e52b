"""Rows that a way to read a file leaves out and that may be data: above the headings, on a sheet.

Titles are left out by right: they are short, or hold no number of a record, and their cells do not
fit the columns under which they stand. In doubt the file is refused, since what is not read is
neither accepted nor rejected.
"""

import re
from collections.abc import Iterable, Sequence

from data.candidates import Candidate
from data.export import Column, exports
from data.fitting import looks_like_a_record
from data.profile import plain
from data.readers.heading_rows import FEWEST, LONG_NUMBER
from data.refusal import RefusalError

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAY = re.compile(
    rf"\d{{1,4}}[/-](\d\d?|({MONTHS})[a-z]*)([/-]\d{{1,4}})?|(19|20)\d\d([/-]\d{{2,4}})?"
    rf"|({MONTHS})[a-z]*[/-]?\d{{2,4}}",
    re.IGNORECASE,
)
"""A day, a month or a year, as titles have them too."""
NUMBER = re.compile(r"[\w/-]*\d[\w/-]*")
DIGITS = {"reference": 1, "date": 3, "month": 2}
"""Digits that a cell of some kinds holds at least."""
MANY = 5
"""Cells of a row that may be another table's; a title has fewer, or no number of a record."""


def check_unread(
    name: str, best: Candidate, ranked: Sequence[Candidate], *, chosen: bool = False
) -> None:
    """Raises RefusalError when what is not read may be data; chosen: somebody said what to read."""
    _check_headings_above(name, best, ranked)
    _check_rows_above(name, best, ranked)
    told = [each for each in ranked if not chosen or each.option == best.option]
    _check_sheets(name, best, told)


def _check_headings_above(name: str, best: Candidate, ranked: Sequence[Candidate]) -> None:
    first = best.layout.first_row
    above = [each for each in ranked if _same_sheet(each, best) and each.layout.first_row < first]
    for row in sorted({each.layout.first_row for each in above}):
        headed = [each for each in above if each.layout.first_row == row and _is_headed(each)]
        most = max((each.known for each in headed), default=0)
        if headed and not any(_agrees(each, best) for each in headed if each.known == most):
            raise RefusalError(
                f"{name} was not read, since row {row} holds headings as well as row {first}: send "
                "each table in a file of its own, or put all rows below one row of headings."
            )


def _check_rows_above(name: str, best: Candidate, ranked: Sequence[Candidate]) -> None:
    first = best.layout.first_row
    # A row above may be separated by another sign than the table.
    read = {each.layout.delimiter: each.layout.top for each in ranked if _same_sheet(each, best)}
    for number, cells in (row for top in read.values() for row in top):
        if number < first and _may_be_data(cells, best):
            raise RefusalError(
                f"{name} was not read, since row {number}, above the headings on row {first}, "
                "may be a row of data: put the headings on the first row and every row of data "
                "below them, and load it again."
            )


def _check_sheets(name: str, best: Candidate, ranked: Sequence[Candidate]) -> None:
    for each in ranked:
        if not _same_sheet(each, best) and (_continues(each, best) or _is_table(each, best)):
            raise RefusalError(
                f"{name} was not read, since its {each.layout.sheet_told} sheet would be left out, "
                "and there may be rows of data on it: send each sheet in a file of its own; or, "
                "if that sheet is no part of the export, hide it, and load the file again."
            )


def _same_sheet(one: Candidate, other: Candidate) -> bool:
    return one.layout.sheet == other.layout.sheet


def _is_headed(each: Candidate) -> bool:
    """Whether most cells of the row are headings that the export has."""
    filled = sum(bool(plain(heading)) for heading in each.layout.headings)
    return each.known >= FEWEST and each.known * 2 > filled


def _agrees(one: Candidate, other: Candidate) -> bool:
    """Whether two rows of headings mean the same columns, as far as both have a meaning."""
    pairs = zip(
        one.how.meant(one.layout.headings), other.how.meant(other.layout.headings), strict=False
    )
    alike = all(not (mine and theirs) or mine == theirs for mine, theirs in pairs)
    return alike and one.how.export == other.how.export


def _continues(each: Candidate, best: Candidate) -> bool:
    """Whether the sheet has rows as below the headings of the one that is read."""
    return any(_fits(cells, best) for _, cells in each.layout.top)


def _is_table(each: Candidate, best: Candidate) -> bool:
    """Whether there are rows with a number or a day of some length below most of the headings."""
    below = (cells for number, cells in each.layout.top if number > each.layout.first_row)
    most = each.known * 2 > min(best.known, len(each.how.headings))
    return most and any(
        len(_filled(cells)) >= FEWEST and any(LONG_NUMBER.search(cell) for cell in cells)
        for cells in below
    )


def _may_be_data(cells: Sequence[str], best: Candidate) -> bool:
    """Whether a row above the headings may be one of this table, or of another."""
    filled = _filled(cells)
    words = any(not _digits(each) for each in filled)
    long = any(_is_number(each) and (_letters(each) or LONG_NUMBER.search(each)) for each in filled)
    numbered = len(filled) >= FEWEST and any(
        place < len(cells) and _is_number(cells[place].strip())
        for column, place in _required(best)
        if column.kind == "reference"
    )
    if _fits(cells, best) or (words and (numbered or (long and len(filled) >= MANY))):
        return True
    return looks_like_a_record(cells, best)


def _fits(cells: Sequence[str], best: Candidate) -> bool:
    """Whether a row has what the export requires, where its headings want it."""
    filled = _filled(cells)
    return (
        len(filled) >= FEWEST
        and any(map(_letters, filled))  # else it may count the columns
        and all(
            place < len(cells)
            and cells[place].strip()
            and _digits(cells[place]) >= DIGITS.get(column.kind, 0)
            for column, place in _required(best)
        )
    )


def _required(best: Candidate) -> list[tuple[Column, int]]:
    """The columns that the export requires and the file has, and where it has them."""
    places = {column: place for place, column in enumerate(best.how.meant(best.layout.headings))}
    columns = exports()[best.how.export].columns
    return [(each, places[each.name]) for each in columns if each.required and each.name in places]


def _is_number(cell: str) -> bool:
    """Whether a cell may be the number of a record: one word with digits, and no day."""
    return bool(NUMBER.fullmatch(cell)) and not DAY.fullmatch(cell)


def _digits(cell: str) -> int:
    return sum(map(str.isdigit, cell))


def _letters(cell: str) -> int:
    return sum(map(str.isalpha, cell))


def _filled(cells: Iterable[str]) -> list[str]:
    return [each.strip() for each in cells if each.strip()]
