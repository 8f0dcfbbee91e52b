"""What is hidden in a workbook: told where it was read, and where it seems to be left out rows."""

from collections.abc import Iterable, Iterator, Mapping

from data.grammar import listed
from data.readers.heading_rows import cleaned
from data.readers.tally import Tally

NAMED = 10
"""Hidden columns that are named; the others are counted."""
Headings = frozenset[str]


def read_as_well(tally: Tally) -> Iterator[str]:
    """Hidden rows and columns of the sheet that was read, as sentences."""
    if tally.hidden_rows:
        yield f"Hidden rows were read as well: {tally.hidden_rows:,}."
    if columns := tally.hidden_columns:
        told = listed([f"column {each}" for each in columns[:NAMED]])
        more = f" and {len(columns) - NAMED:,} more" if len(columns) > NAMED else ""
        yield f"Hidden columns were read as well: {told}{more}."


def folded(cells: Iterable[str]) -> Headings:
    """A row's texts, whatever their order and case."""
    return frozenset(cleaned(each).casefold() for each in cells if each.strip())


def alike(headings: Iterable[str], hidden: Mapping[str, set[Headings]]) -> Iterator[str]:
    """Hidden sheets that have the headings of the one that was read, each in a sentence.

    hidden: by a sheet's place in words, its first rows.
    """
    own = folded(headings)
    for place, rows in hidden.items():
        if own in rows:
            yield (
                f"The {place} sheet is hidden and has the same headings as the one that was read: "
                "it seems to hold more rows of this export, which were not read and are in no "
                "number. If they count, save them in a file of their own and load that; if not, "
                "delete the sheet."
            )
