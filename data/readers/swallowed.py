"""Tells a cell that has swallowed rows, for want of a quotation mark, from a text of some lines."""

import re
from collections.abc import Sequence

from data.readers import Layout

KINDS = re.compile(r"(\d+)|([^\W\d]+)|\s+")


def holds_rows(cells: Sequence[str], layout: Layout) -> bool:
    """Whether a line inside one of the record's cells looks like a row of the same table.

    It has as many cells as there are headings, and numbers, days and references where the record
    itself has them.
    """
    return len(layout.headings) > 1 and any(
        _is_row(line.split(layout.delimiter), cells, place, len(layout.headings))
        for place, cell in enumerate(cells)
        if "\n" in cell or "\r" in cell
        for line in cell.splitlines()
    )


def _is_row(pieces: Sequence[str], cells: Sequence[str], place: int, width: int) -> bool:
    """place: of the cell in which the pieces stand."""
    if len(pieces) < width:
        return False
    telling = [
        each
        for each, cell in enumerate(cells)
        if each != place and any(map(str.isdigit, cell)) and "\n" not in cell
    ]
    if len(cells) != width or not telling:
        return True  # nothing to compare them with
    both = [each for each in telling if pieces[each].strip(' "')]
    alike = sum(_shape(pieces[each]) == _shape(cells[each]) for each in both)
    return bool(both) and alike * 2 >= len(both)


def _shape(cell: str) -> str:
    """What kind of signs follow each other, as 0-0-0 for a day and a-0 for a reference."""
    return KINDS.sub(lambda each: "0" if each[1] else "a" if each[2] else " ", cell.strip(' "'))
