"""Reads CSV: separated by comma, semicolon or tab, in UTF-8, UTF-16 or cp1252.

Two readers that share no code must find the same number of records, or the file is refused:
DuckDB, which is fast and strict, and the csv module. Where DuckDB cannot read a file as it is
(another encoding, mixed line endings, rows with too many or too few cells) the csv module's
rows are taken, in its strict mode.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.engine import Connection, EngineError, quoted
from data.readers import Layout
from data.readers.staging import Row, stage_rows
from data.readers.text import encoding_of
from data.refusal import RefusalError, named

DELIMITERS = (",", ";", "\t")
csv.field_size_limit(1 << 20)  # one cell; more is an unclosed quote


def layouts(connection: Connection, path: Path) -> list[Layout]:  # noqa: ARG001 - one shape for all
    """One layout for each delimiter."""
    encoding = encoding_of(path)
    found = [Layout(_headings(path, encoding, each), 1, encoding, each) for each in DELIMITERS]
    if not any(layout.headings for layout in found):
        raise RefusalError(
            f"{named(path)} is empty: a first line of headings was expected; export it again."
        )
    return found


def stage(
    connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]
) -> list[int]:
    """See data.readers.Reader."""
    try:
        scan = _scan(path, layout)
        if scan.plain and layout.encoding in ("utf-8", "utf-8-sig"):
            _stage_fast(connection, path, layout, wanted)
            _agree(connection, path, scan.records)
        else:
            stage_rows(connection, _good_rows(path, layout), wanted)
            _agree(connection, path, scan.records - len(scan.ragged))
    except (csv.Error, UnicodeError, EngineError):
        raise _unsure(path) from None
    return scan.ragged


@dataclass(frozen=True)
class _Scan:
    records: int
    ragged: list[int]
    plain: bool
    """DuckDB can read it as it is."""


def _scan(path: Path, layout: Layout) -> _Scan:
    width, records, blank, ragged = len(layout.headings), 0, 0, []
    with path.open(encoding=layout.encoding, newline="") as file:
        for number, cells in enumerate(csv.reader(file, delimiter=layout.delimiter, strict=True)):
            if not any(cells):
                blank += 1
            elif number:
                records += 1
                if len(cells) != width:
                    ragged.append(number + 1)
        one_ending = not isinstance(file.newlines, tuple)
    return _Scan(records, ragged, not ragged and not blank and one_ending)


def _headings(path: Path, encoding: str, delimiter: str) -> tuple[str, ...]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            return tuple(next(csv.reader(file, delimiter=delimiter), ()))
    except (csv.Error, UnicodeError):
        return ()


def _good_rows(path: Path, layout: Layout) -> Iterator[Row]:
    with path.open(encoding=layout.encoding, newline="") as file:
        rows = csv.reader(file, delimiter=layout.delimiter, strict=True)
        next(rows)
        for number, cells in enumerate(rows, start=2):
            if any(cells) and len(cells) == len(layout.headings):
                yield number, cells


def _stage_fast(
    connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]
) -> None:
    columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(len(layout.headings)))
    picked = ", ".join(f'c{position} AS "{name}"' for name, position in wanted.items())
    # A new table keeps the file's order, so rowid (from 0) tells the record: headings are 1.
    connection.execute(f"""
        CREATE TABLE picked AS SELECT {picked} FROM read_csv({quoted(path)},
            auto_detect = false, header = true, columns = {{{columns}}}, strict_mode = true,
            delim = {quoted(layout.delimiter)}, quote = '"', escape = '"', encoding = 'utf-8',
            null_padding = false)""")
    connection.execute(
        "CREATE VIEW staged AS SELECT CAST(rowid + 2 AS BIGINT) AS row_number, * FROM picked"
    )


def _agree(connection: Connection, path: Path, records: int) -> None:
    found = connection.execute("SELECT count(*) FROM staged").fetchall()
    if found != [(records,)]:
        raise _unsure(path)


def _unsure(path: Path) -> RefusalError:
    return RefusalError(
        f"{named(path)} cannot be read to its end with certainty, so none of it was loaded: "
        "look for an unclosed quotation mark or a damaged line, and export it again as CSV (UTF-8)."
    )
