"""Cells that a spreadsheet merges over rows of data: one value, and no way to tell whose it is.

Cells that are merged as a report draws them, a record over several rows or a column over several,
are harmless: nothing else stands beside those that are covered.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from data.grammar import plural
from data.readers import Layout
from data.readers.clock import check
from data.readers.tally import Area, Tally

NAME_OF_UNKEPT = "?"
"""How the names of columns begin that are read and never kept (data/personal/unkept.py)."""


def shared(layout: Layout, wanted: Mapping[str, int]) -> dict[int, int]:
    """Number of each row of data that has part in a merged cell to the column (from 0) of it."""
    found: dict[int, int] = {}
    places = [place for name, place in wanted.items() if not name.startswith(NAME_OF_UNKEPT)]
    if layout.tally is None:
        return found
    for area in layout.tally.merged:
        check()
        columns = [place for place in places if area.left <= place <= area.right]
        rows = list(_filled(layout.tally, area))
        if columns and area.top > layout.first_row and (len(columns) > 1 or len(rows) > 1):
            found |= dict.fromkeys(rows, min(columns))
    return found


def _filled(tally: Tally, area: Area) -> Iterator[int]:
    """The rows of an area that hold anything."""
    first = bisect_right(tally.rows, area.top - 1)
    for place in range(first, len(tally.rows)):
        if tally.rows[place] > area.bottom:
            return
        yield tally.rows[place]


def said(rows: int) -> str:
    """What to say of rows that were rejected for it."""
    return (
        f"Merged cells, with one value for several, lie over {plural(rows, 'row')} of data, "
        "rejected as ragged: unmerge the cells, fill in each, and send the file again."
    )
