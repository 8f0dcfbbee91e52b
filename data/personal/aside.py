"""Texts of a file that are read as no row of data, until they were looked at for personal data.

A row that is turned away, a title, a note under the data and another sheet may tell who somebody
is as well as a good row. Their texts are never written: they are in memory, in the table `aside`
of (row_number, place, text), which is dropped once it was looked at.
"""

import re
from collections.abc import Iterable, Sequence

import pyarrow as pa

from data.engine import Connection, quoted
from data.grammar import listed

TABLE = "aside"
TURNED_AWAY, NO_DATA, ABOVE = "turned away", "not data", "above the headings"
COMMENTS = "comments on cells"
"""Places of texts; of another sheet, which it is."""
SHORTEST = 5
"""No kind of personal data is shorter than a postcode without its space."""
LISTED = 3
"""Numbers of rows that are told of one place."""
ELSEWHERE = re.compile(r"rows? \d[\d,]*.*|(the \S+ sheet|comments on cells) .*")
"""What named() says, which no heading that may be shown looks like."""


def start(connection: Connection) -> None:
    """Make the table, unless a reader has put something into it."""
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS {TABLE} (row_number BIGINT, place VARCHAR, text VARCHAR)"
    )


def put(connection: Connection, place: str, numbers: Sequence[int], texts: Sequence[str]) -> None:
    """Put texts aside, with the number of each one's row."""
    start(connection)
    if not numbers:
        return  # nearly always; making an array imports pandas, which a load can do without
    told = {"row_number": pa.array(numbers, pa.int64()), "text": pa.array(texts, pa.string())}
    connection.register("put_aside", pa.table(told))
    connection.execute(
        f"INSERT INTO {TABLE} SELECT row_number, {quoted(place)}, text FROM put_aside "
        f"WHERE length(text) >= {SHORTEST}"
    )
    connection.unregister("put_aside")


def put_all(connection: Connection, place: str, rows: str, columns: Iterable[str]) -> None:
    """Put the texts of these columns aside, of a SQL relation that has row_number too."""
    start(connection)
    texts = ", ".join(f'"{each}"' for each in columns)
    connection.execute(
        f"INSERT INTO {TABLE} SELECT * FROM (SELECT row_number, {quoted(place)}, "
        f"unnest([{texts}]) AS text FROM {rows}) WHERE length(text) >= {SHORTEST}"
    )


def named(place: str, rows: Sequence[int]) -> str:
    """What a receipt calls a place in which these rows, in order, hold personal data."""
    shown = [f"{each:,}" for each in rows[:LISTED]]
    more = [f"{len(rows) - LISTED:,} more"] if len(rows) > LISTED else []
    told = f"row{'s' if len(rows) > 1 else ''} {listed([*shown, *more])}"
    of_rows = place in (TURNED_AWAY, NO_DATA, ABOVE)
    return f"{told} ({place})" if of_rows else f"{place} ({told})"


def is_elsewhere(place: str) -> bool:
    """Whether a receipt's place is no column of the file but one of these."""
    return bool(ELSEWHERE.fullmatch(place))
