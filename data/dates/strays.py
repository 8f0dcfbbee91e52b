"""Which rows of a column are not written as its others are: told by their numbers, never a cell."""

from dataclasses import dataclass

from data.dates import First
from data.engine import Connection
from data.grammar import listed

NAMED = 5
"""How many are named, so that a person can look at them; the others are counted."""


@dataclass(frozen=True)
class Strays:
    """Rows that can only be in one order, in a column that has more of the other."""

    first: First
    """What comes first in them."""
    rows: tuple[int, ...]
    """Their numbers in the file, from its top; no more than NAMED."""
    count: int
    away: bool
    """Whether they were turned away; else others were, that could be either."""

    def told(self) -> str:
        """As row 2; rows 2 and 7; rows 2, 3, 5, 7, 11 and 9 more."""
        names, more = [f"{each}" for each in self.rows], self.count - len(self.rows)
        named = listed([*names, f"{more:,} more"] if more else names)
        return f"{'row' if self.count == 1 else 'rows'} {named}"


def strays(connection: Connection, column: str, only: str, first: First, *, away: bool) -> Strays:
    """Rows of `staged` of whose `told` the SQL predicate `only` holds; repeats left out."""
    found = connection.execute(f"""
        SELECT row_number, count(*) OVER () FROM staged
        SEMI JOIN (SELECT text FROM "told_{column}" WHERE {only}) AS sent
        ON sent.text = staged."{column}"
        WHERE row_number NOT IN (SELECT row_number FROM repeat)
        ORDER BY row_number LIMIT {NAMED}""").fetchall()
    count = found[0][1] if found else 0
    return Strays(first, tuple(row for row, _ in found), count, away)
