"""Signs that one table was put together of two that say what its columns are in other ways."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from data.engine import Connection, quoted
from data.export import exports
from data.headings import known_headings
from data.profile import plain
from data.readers.heading_rows import FEWEST
from data.recognise import Recognised
from data.refusal import RefusalError
from data.texts import told_sql

MOST = 100
"""Rows of headings that are looked at."""


def check_versions(connection: Connection, name: str, found: Recognised) -> list[str]:
    """What to say of columns that are there under two headings, of which one is read.

    Raises RefusalError when a row of `staged` is filled only under the one that is not.
    """
    return [
        _check_version(connection, name, found, place, column)
        for place, column in found.doubled.items()
        if column in found.columns
    ]


def _check_version(
    connection: Connection, name: str, found: Recognised, place: int, column: str
) -> str:
    kept = exports()[found.how.export].column(column)
    read, unread = (
        told_sql(kept, f'"{each}"', found.profile, found.how) for each in (column, f"?{place}")
    )
    lost = connection.execute(
        f"SELECT 1 FROM staged WHERE {read} IS NULL AND {unread} IS NOT NULL LIMIT 1"
    ).fetchall()
    own, other = found.how.heading(column), _alias(found, place)
    if lost:
        raise RefusalError(
            f'{name} has rows that are filled under "{other}" and not under "{own}", two headings '
            f"of the same thing ({column} of the standard): put both in one column, or leave "
            f'"{other}" out if it says something else, and load it again.'
        )
    return f'"{other}" was not read: it is another heading of {column}, and "{own}" is there.'


def _alias(found: Recognised, place: int) -> str:
    """The heading as the profile has it."""
    told = plain(found.layout.headings[place])
    return next(each for each in found.how.aliases if plain(each) == told)


def check_order(connection: Connection, name: str, found: Recognised) -> None:
    """Raises RefusalError for headings again among the rows that mean other columns.

    What stands below them was not read as they say. Needs the tables of data/texts.py.
    """
    required = [
        each.name
        for each in exports()[found.how.export].columns
        if each.required and each.kind != "reference" and each.name in found.columns
    ]
    # A row of headings is looked for among distinct texts, which are few.
    held = [each for each in required if _texts(connection, each)]
    if len(held) * 2 > len(required):
        for number, cells in _rows(connection, found, held):
            if _is_headed(list(cells.values())) and _means_otherwise(cells, found):
                raise RefusalError(
                    f"{name} was not read, since row {number} holds headings again, in another "
                    f"order than on row {found.layout.first_row}: send each table in a file of its "
                    "own, or put all rows below one row of headings."
                )


def _texts(connection: Connection, column: str) -> bool:
    """Whether the column holds what is a heading of any system."""
    sql = f'SELECT 1 FROM "told_{column}" WHERE {_heading_sql("text")} LIMIT 1'
    return bool(connection.execute(sql).fetchall())


def _rows(
    connection: Connection, found: Recognised, held: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Row number, and the cells of the columns that are kept, of rows that may be headings."""
    names, where = list(found.columns), " AND ".join(_heading_sql(f'"{each}"') for each in held)
    listed = ", ".join(f'"{each}"' for each in names)
    rows = connection.execute(
        f"SELECT min(row_number), {listed} FROM staged WHERE {where} GROUP BY ALL "
        f"ORDER BY 1 LIMIT {MOST}"
    ).fetchall()
    for number, *cells in rows:
        yield number, dict(zip(names, (cell or "" for cell in cells), strict=True))


def _heading_sql(text: str) -> str:
    """Whether a text is a heading of ours; those that start with a digit are days and numbers."""
    words = f"trim(regexp_replace(lower({text}), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g'))"
    return f"(ascii({text}) > ascii('9') AND {words} IN ({', '.join(map(quoted, _known()))}))"


@cache
def _known() -> list[str]:
    return sorted({plain(each) for each in known_headings()})


def _is_headed(cells: Sequence[str]) -> bool:
    """Whether most cells of a row are headings of some system."""
    filled = [plain(each) for each in cells if each.strip()]
    known = sum(each in _known() for each in filled)
    return known >= FEWEST and known * 2 > len(filled)


def _means_otherwise(cells: Mapping[str, str], found: Recognised) -> bool:
    """Whether a heading stands in a column that it is no heading of."""
    how = found.how
    meant = {plain(each): to for told in (how.aliases, how.headings) for each, to in told.items()}
    told = {column: plain(cell) for column, cell in cells.items()}
    return any(each in _known() and meant.get(each) != column for column, each in told.items())
