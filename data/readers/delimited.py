"""Reads CSV: separated by comma, semicolon, tab or bar, in UTF-8, UTF-16 or cp1252.

Two readers that share no code must find the same number of records, or the file is refused. A
plain file is read by DuckDB and counted from its bytes. Any other (another encoding, mixed line
endings, titles, rows with too many or too few cells) is read by the csv module in its strict mode
and counted line by line.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from itertools import islice
from pathlib import Path

from data.engine import Connection, EngineError, quoted
from data.readers import Layout, Staged
from data.readers.heading_rows import LOOKED_AT, Row, heading_rows, notes
from data.readers.leftovers import set_aside
from data.readers.limits import check_columns, check_rows
from data.readers.plain_count import plain_records
from data.readers.records import stage as stage_records
from data.readers.records import unsure
from data.readers.text import PLAIN, encoding_of
from data.refusal import RefusalError, named
from data.settings import settings

DELIMITERS = (",", ";", "\t", "|")
TOLD = re.compile(r'\ufeff?"?sep=(.)"?', re.IGNORECASE)
"""A first line for Excel, which does not show it."""
UNSEEN = (
    "The file's first line names its separator: rows are counted without it, as Excel shows them."
)
PATTERN = re.compile(r"[*?\[]")
"""What makes DuckDB take a file's name for several names."""


def layouts(connection: Connection, path: Path) -> list[Layout]:  # noqa: ARG001 - one shape for all
    """One layout for each delimiter and each row that may hold the headings."""
    encoding = encoding_of(path)
    found = [layout for delimiter in DELIMITERS for layout in _layouts(path, encoding, delimiter)]
    if not found and _holds_anything(path, encoding):
        raise unsure(path, "cannot be read with certainty from row 1 on")
    if not found:
        raise RefusalError(
            f"{named(path)} is empty: a first line of headings was expected; export it again."
        )
    return found


def _holds_anything(path: Path, encoding: str) -> bool:
    with path.open(encoding=encoding) as file:
        return any(line.strip() for line in file)


def _layouts(path: Path, encoding: str, delimiter: str) -> Iterator[Layout]:
    rows = list(_top(path, encoding, delimiter))
    named_it = rows and TOLD.fullmatch(delimiter.join(rows[0][1]))
    unseen = 1 if named_it else 0
    told = [UNSEEN] if named_it else []
    rows = [(number - unseen, cells) for number, cells in rows[unseen:] if any(cells)]
    for number, headings in heading_rows(rows):
        check_columns(path, len(headings))
        above = [row for row in rows if row[0] < number]
        said = (*told, *notes(number, above), *_said_of(encoding))
        yield Layout(headings, number, unseen, encoding, delimiter, notes=said, top=tuple(rows))


def _said_of(encoding: str) -> list[str]:
    if encoding.startswith("utf-16"):
        return ["Read as UTF-16."]
    return ["Read as cp1252 (Windows), as this system writes."] if encoding == "cp1252" else []


def _top(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """The first records, as far as they can be read with this delimiter."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            rows = csv.reader(file, delimiter=delimiter, strict=True)
            yield from islice(enumerate(rows, start=1), LOOKED_AT)
    except (csv.Error, UnicodeError):
        return


def stage(connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]) -> Staged:
    """See data.readers.Reader."""
    staged = Staged()
    if not (_may_be_plain(path, layout) and _stage_plain(connection, path, layout, wanted)):
        stage_records(connection, path, layout, wanted, staged)
    set_aside(connection, layout, wanted, staged)
    return staged


def _may_be_plain(path: Path, layout: Layout) -> bool:
    on_top = layout.first_row == 1 and not layout.unseen
    return layout.encoding in PLAIN and on_top and not PATTERN.search(str(path))


def _stage_plain(
    connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]
) -> bool:
    """Whether DuckDB read as many records as were counted; else it is not as plain as that."""
    width, longest = len(layout.headings), settings().longest_cell
    with ThreadPoolExecutor(1) as aside:  # both look at every byte, and neither needs the other
        count = partial(plain_records, path, layout.delimiter, width, longest)
        counted = aside.submit(copy_context().run, count)
        found = _read_plain(connection, path, layout, wanted)
        records = counted.result()
    check_rows(path, (records or 1) - 1)
    if records is None or found != records - 1:
        return False
    connection.execute(
        "CREATE VIEW read_rows AS SELECT CAST(rowid + 2 AS BIGINT) AS row_number, * FROM picked"
    )
    return True


def _read_plain(
    connection: Connection, path: Path, layout: Layout, wanted: Mapping[str, int]
) -> int | None:
    """Make `picked`, and return the number of its rows; None when DuckDB finds the file unusual."""
    columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(len(layout.headings)))
    picked = ", ".join(f'c{position} AS "{name}"' for name, position in wanted.items())
    try:
        # A new table keeps the file's order, so rowid (from 0) tells the record: headings are 1.
        # To read in several threads and put the rows in order again takes half as much work more,
        # and gains little while the count runs beside it.
        connection.execute(f"""
            CREATE OR REPLACE TABLE picked AS SELECT {picked} FROM read_csv({quoted(path)},
                auto_detect = false, header = true, columns = {{{columns}}}, strict_mode = true,
                delim = {quoted(layout.delimiter)}, quote = '"', escape = '"', encoding = 'utf-8',
                null_padding = false, parallel = false)""")
        ((found,),) = connection.execute("SELECT count(*) FROM picked").fetchall()
    except EngineError:
        return None
    return int(found)
