"""Rows that a way to read a file leaves out and that may be data: above the headings, on a sheet.

Titles are left out by right: they are short, or hold no number of a record. In doubt the file is
refused, since what is not read is neither accepted nor rejected.
"""

import re
from collections.abc import Iterable, Sequence

from data.candidates import Candidate
from data.export import exports
from data.profile import plain
from data.readers import Layout
from data.readers.heading_rows import FEWEST, LONG_NUMBER
from data.refusal import RefusalError

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAY = re.compile(
    rf"\d{{1,4}}([/-]\w+){{1,2}}|(19|20)\d\d|({MONTHS})[a-z]*[/-]?\d{{2,4}}", re.IGNORECASE
)
"""A day, a month or a year, as titles have them too."""
NUMBER = re.compile(r"[\w/-]*\d[\w/-]*")
NUMBERED = ("reference", "date", "month")
"""Kinds of column whose cells hold a digit."""


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
        if number < first and (_holds_record(cells) or _fits(cells, best)):
            raise RefusalError(
                f"{name} was not read, since row {number}, above the headings on row {first}, "
                "may be a row of data: put the headings on the first row and every row of data "
                "below them, and load it again."
            )


def _check_sheets(name: str, best: Candidate, ranked: Sequence[Candidate]) -> None:
    for each in ranked:
        if not _same_sheet(each, best) and (_continues(each.layout, best) or _is_table(each)):
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


def _is_table(each: Candidate) -> bool:
    """Whether there are rows with a number or a day of some length below such headings."""
    below = (cells for number, cells in each.layout.top if number > each.layout.first_row)
    return _is_headed(each) and any(
        len(_filled(cells)) >= FEWEST and any(LONG_NUMBER.search(cell) for cell in cells)
        for cells in below
    )


def _continues(layout: Layout, best: Candidate) -> bool:
    return any(_fits(cells, best) for _, cells in layout.top)


def _fits(cells: Sequence[str], best: Candidate) -> bool:
    """Whether a row has what the export requires, where its headings want it."""
    columns = exports()[best.how.export].columns
    places = {column: place for place, column in enumerate(best.how.meant(best.layout.headings))}
    wanted = {places[each.name]: each for each in columns if each.required and each.name in places}
    return _is_mixed(cells, FEWEST) and all(
        place < len(cells)
        and cells[place].strip()
        and (column.kind not in NUMBERED or any(map(str.isdigit, cells[place])))
        for place, column in wanted.items()
    )


def _holds_record(cells: Sequence[str]) -> bool:
    """Whether a row of some length holds words and the number of a record, which is no day."""
    return _is_mixed(cells, FEWEST + 1) and any(map(_is_number, _filled(cells)))


def _is_mixed(cells: Sequence[str], fewest: int) -> bool:
    """Whether some cells are filled, and not with numbers alone, as those that count columns."""
    filled = _filled(cells)
    return len(filled) >= fewest and any(letter.isalpha() for cell in filled for letter in cell)


def _is_number(cell: str) -> bool:
    """Whether a cell is letters and digits, or digits of some length, and nothing else."""
    long = any(map(str.isalpha, cell)) or LONG_NUMBER.search(cell)
    return bool(long and NUMBER.fullmatch(cell)) and not DAY.fullmatch(cell)


def _filled(cells: Iterable[str]) -> list[str]:
    return [each.strip() for each in cells if each.strip()]
