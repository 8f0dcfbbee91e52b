"""Reads Parquet, every value as text; its own list of contents says how many rows there are."""

import re
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.engine import Connection, EngineError, quoted
from data.personal.aside import TURNED_AWAY, put_all
from data.readers import Layout, Staged
from data.readers.clock import check
from data.readers.heading_rows import cleaned
from data.readers.kinds import PARQUET, kind_of
from data.readers.leftovers import set_aside
from data.readers.limits import check_columns, check_rows, check_unpacked
from data.refusal import RefusalError, named
from data.settings import settings

UNREADABLE = (pa.ArrowException, OSError, ValueError, KeyError)
"""What pyarrow raises; a ValueError where even the names are damaged."""
PATTERN = re.compile(r"[*?\[]")
"""What makes DuckDB take a file's name for several names."""


def layouts(connection: Connection, path: Path) -> list[Layout]:  # noqa: ARG001 - one shape for all
    """The one layout: the file's column names. Row 1 is thought of as the headings."""
    what = kind_of(path)
    if what != PARQUET:
        raise _unreadable(path, f"is {what or 'text or something else'}, and")
    if PATTERN.search(str(path)):
        raise RefusalError(
            f"{named(path)} has one of * ? [ in its name or its folder's: rename it, and load it "
            "again."
        )
    found = _contents(path)
    check_columns(path, found.num_columns)
    check_rows(path, found.num_rows)
    groups = range(found.num_row_groups)
    check_unpacked(path, sum(found.row_group(each).total_byte_size for each in groups))
    return [Layout(tuple(map(cleaned, _names(path, found))))]


def stage(connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]) -> Staged:
    """See data.readers.Reader. A table has no ragged rows."""
    staged = Staged()
    try:
        _read(connection, path, wanted)
        ((found,),) = connection.execute("SELECT count(*) FROM all_rows").fetchall()
    except EngineError:
        check()
        raise _unreadable(path) from None
    if found != _contents(path).num_rows:
        raise _unreadable(path)
    _set_long_aside(connection, wanted, staged)
    set_aside(connection, layout, wanted, staged)
    return staged


def _read(connection: Connection, path: Path, wanted: Mapping[str, int]) -> None:
    source = f"read_parquet({quoted(path)}, file_row_number = true)"
    names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    picked = ", ".join(
        f'CAST({_name(names[place])} AS VARCHAR) AS "{name}"' for name, place in wanted.items()
    )
    connection.execute(f"""
        CREATE TABLE all_rows AS
        SELECT CAST(file_row_number + 2 AS BIGINT) AS row_number, {picked} FROM {source}""")


def _set_long_aside(connection: Connection, wanted: Mapping[str, int], staged: Staged) -> None:
    longest = settings().longest_cell
    long = " ".join(f"WHEN length(\"{name}\") > {longest} THEN '{name}'" for name in wanted)
    connection.execute(
        f"CREATE TABLE long AS SELECT row_number, CASE {long} END AS place FROM all_rows "
        f"WHERE (CASE {long} END) IS NOT NULL"
    )
    found = connection.execute("SELECT row_number, place FROM long ORDER BY row_number").fetchall()
    staged.turned_away.extend((number, place, "too_long") for number, place in found)
    put_all(connection, TURNED_AWAY, "all_rows SEMI JOIN long USING (row_number)", wanted)
    connection.execute(
        "CREATE VIEW read_rows AS SELECT * FROM all_rows ANTI JOIN long USING (row_number)"
    )


def _contents(path: Path) -> pq.FileMetaData:
    try:
        return pq.read_metadata(path)
    except UNREADABLE:
        raise _unreadable(path) from None


def _names(path: Path, contents: pq.FileMetaData) -> list[str]:
    """Column names as they were written: DuckDB's tell the second of two alike apart."""
    try:
        return list(contents.schema.to_arrow_schema().names)
    except UNREADABLE:
        raise _unreadable(path) from None


def _name(name: str) -> str:
    """A name that the provider chose, safe in SQL."""
    return '"' + name.replace('"', '""') + '"'


def _unreadable(path: Path, what: str = "") -> RefusalError:
    told = f"{named(path)} {what} is not a Parquet file that can be read".replace("  ", " ")
    return RefusalError(
        f"{told}, perhaps since it was cut short: export it again, or save it as CSV (UTF-8), and "
        "load that."
    )
