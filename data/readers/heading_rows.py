"""Finds the rows that may be a table's headings: the first, or one below rows of titles."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from data.grammar import plural, together

LOOKED_AT = 30
"""Rows from the top among which the headings must be."""
NOT_A_HEADING = re.compile(r"[\d\s.,:;/+-]*\d[\d\s.,:;/+-]*")
"""A number or a day: whoever writes a heading uses letters."""
FEWEST, LONG_NUMBER = 3, re.compile(r"\d\D?\d\D?\d")
"""Cells that a row of headings has at least; digits that a heading does not hold."""
OF_TABLE = re.compile(r"(?:'[^'\[\]]+'|[^'\[\]]*)\[([^\[\]]+)\]")
"""A heading as databases and what asks them write: [Referral ID], Referrals[Referral ID]."""

Row = tuple[int, Sequence[str]]


def heading_rows(rows: Iterable[Row]) -> list[tuple[int, tuple[str, ...]]]:
    """Number and headings of each row, from the top, that may hold the headings.

    That is the first row with anything on it, and each that has more filled cells than every row
    above it, since titles and the heads of groups of columns leave cells empty. A title may have
    more cells than there are headings, so a row of different words is one too, however short.
    """
    found: list[tuple[int, tuple[str, ...]]] = []
    most = 0
    for number, cells in rows:
        headings = _own(tuple(map(cleaned, cells)))
        filled = [each for each in headings if each]
        wider = len(filled) > most and not _holds_values(filled)
        if (filled and not found) or wider or _only_words(filled):
            found.append((number, headings))
        most = max(most, len(filled))
    return found


def _own(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Headings without brackets and the table's name, where all are written so."""
    found = [OF_TABLE.fullmatch(each) for each in headings]
    told = tuple(each[1].strip() if each else "" for each in found)
    alike = all(each or not heading for each, heading in zip(found, headings, strict=True))
    return told if alike else headings


def cleaned(heading: str) -> str:
    """A heading without what cannot be seen: control, zero-width and direction characters."""
    plain = "".join(" " if each.isspace() else each for each in heading)
    seen = (each for each in plain if unicodedata.category(each) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(seen).split())


def _only_words(filled: Sequence[str]) -> bool:
    """Whether no cell is there twice, nor holds a day or another number of some length."""
    different = len(filled) >= FEWEST and len({*filled}) == len(filled)
    return different and not any(LONG_NUMBER.search(each) for each in filled)


def _holds_values(filled: Sequence[str]) -> bool:
    return any(NOT_A_HEADING.fullmatch(each) for each in filled)


def notes(first_row: int, above: Sequence[Row]) -> list[str]:
    """What to say of rows above the headings that hold something, and which they are."""
    if not above:
        return []
    rows = plural(len(above), "row above them was", "rows above them were")
    told = together([number for number, _ in above])
    which = "row" if len(above) == 1 else "rows"
    return [f"The headings were found on row {first_row}; {rows} not read ({which} {told})."]
