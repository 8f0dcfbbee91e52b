"""Reads Parquet, every value as text."""

from collections.abc import Mapping
from pathlib import Path

from data.engine import Connection, EngineError, quoted
from data.readers import Layout
from data.refusal import RefusalError, named


def layouts(connection: Connection, path: Path) -> list[Layout]:
    """The one layout: the file's column names. Row 1 is thought of as the headings."""
    try:
        found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({quoted(path)})")
        return [Layout(tuple(row[0] for row in found.fetchall()))]
    except EngineError:
        raise _unreadable(path) from None


def stage(
    connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]
) -> list[int]:
    """See data.readers.Reader. A table has no ragged rows."""
    names = {name: layout.headings[position] for name, position in wanted.items()}
    picked = ", ".join(
        f'CAST({_name(there)} AS VARCHAR) AS "{here}"' for here, there in names.items()
    )
    try:
        connection.execute(f"""
            CREATE TABLE staged AS
            SELECT CAST(file_row_number + 2 AS BIGINT) AS row_number, {picked}
            FROM read_parquet({quoted(path)}, file_row_number = true)""")
    except EngineError:
        raise _unreadable(path) from None
    return []


def _name(name: str) -> str:
    """A name that the provider chose, safe in SQL."""
    return '"' + name.replace('"', '""') + '"'


def _unreadable(path: Path) -> RefusalError:
    return RefusalError(
        f"{named(path)} is not a Parquet file that can be read: "
        "export it again, or save it as CSV (UTF-8), and load that."
    )
