"""Whatever bytes come, a file is read with every row accounted for, or refused in one sentence.

Files are written as programs write them, then damaged: bytes flipped, cut, doubled, put in. What is
read must agree with a reading that is slow and plain.
"""

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.engine import Connection, EngineError, intake
from data.load import load
from data.readers import Layout, Staged, reader
from data.readers.clock import limited
from data.recognise import recognise
from data.refusal import RefusalError
from data.store import Store
from tests.data.corpus.making import HEADINGS, ods, ods_row, ods_table, raw_xlsx, row, xml_row

LONG, SHORT = 52_000, 240
"""Files of the long run, and of every run; a quarter of each format."""
WHOLE = 40
"""One file in so many goes the whole way, into a store."""
CELLS = (
    *("", " ", "a", "1", "007", "1.23E+12", "#REF!", "Total", "=A1", "\u200b", "é", "Zoë", "日"),
    *("a,b", "a;b", 'a"b', '"', '""', "a\nb", "a\r\nb", "x" * 300, "2024-01-02", "\x07", "\u202e"),
)
SPLICES = (
    *(b'"', b'""', b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf"),
    *(b"\xc3", b"PK\x03\x04", b"PAR1", b"</row>", b"<c>", b"&b;", b"<!DOCTYPE a>", b"\\"),
)
OUTCOMES = ("read", "read, some rows turned away", "refused", "also loaded into a store")
Make = Callable[[Random], bytes]


def table(random: Random) -> list[list[str]]:
    """Headings and up to nine rows, some cells odd, some rows short or long, some rows blank."""
    found = [list(HEADINGS)]
    for number in range(random.randrange(10)):
        cells = row(number)
        while random.random() < 0.4:
            cells[random.randrange(len(cells))] = random.choice(CELLS)
        if random.random() < 0.1:
            cells = random.choice(
                [cells[:-1], [*cells, "x"], [*cells, ""], [], ["Total"], [""] * 8]
            )
        found.append(cells)
    for _ in range(random.choice((0, 0, 0, 1, 3))):
        found.insert(0, random.choice([["A title"], [], ["From", "To"], ["", "x"]]))
    return found


def text(random: Random) -> bytes:
    content = io.StringIO()
    made = csv.writer(
        content,
        delimiter=random.choice(",;\t|"),
        lineterminator=random.choice(("\n", "\r\n", "\r")),
        quoting=random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    )
    made.writerows(table(random))
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"))
    return content.getvalue().encode(encoding, "replace")


def escaped(cells: list[str]) -> list[str]:
    marked = (each.replace("&", "&amp;").replace("<", "&lt;") for each in cells)
    return ["".join(letter for letter in each if letter.isprintable()) for each in marked]


def xlsx(random: Random) -> bytes:
    lines = (
        xml_row(number, escaped(cells)[:8]) for number, cells in enumerate(table(random), start=1)
    )
    data = "".join(lines)
    if random.random() < 0.3:
        data = data.replace(
            "</row>",
            random.choice(('<c r="I2" t="e"><v>#N/A</v></c></row>', '<c s="1"/></row>')),
            1,
        )
    return damaged_part(random, raw_xlsx(data or "<row/>"), "xl/worksheets/sheet1.xml")


def open_document(random: Random) -> bytes:
    lines = [ods_row(escaped(cells), repeat=random.choice((1, 1, 1, 3))) for cells in table(random)]
    return damaged_part(random, ods(ods_table("".join(lines))), "content.xml")


def parquet(random: Random) -> bytes:
    _, *body = [each for each in table(random) if len(each) == len(HEADINGS)] or [[]]
    columns = {
        name: pa.array([cells[place] or None for cells in body], pa.string())
        for place, name in enumerate(HEADINGS)
    }
    content = io.BytesIO()
    pq.write_table(
        pa.table(columns), content, compression=random.choice(("none", "snappy", "zstd"))
    )
    return content.getvalue()


def damaged_part(random: Random, packed: bytes, name: str) -> bytes:
    """A package with one part damaged inside its packing, which no checksum would show."""
    if random.random() < 0.5:
        return packed
    with ZipFile(io.BytesIO(packed)) as book:
        parts = {each: book.read(each) for each in book.namelist()}
    parts[name] = damaged(random, parts[name])
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as book:
        for each, part in parts.items():
            book.writestr(each, part)
    return content.getvalue()


def damaged(random: Random, content: bytes) -> bytes:
    """Up to three of: a byte changed, a piece lost, doubled or put in, the end cut off."""
    found = bytearray(content)
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        at = random.randrange(len(found) + 1)
        match random.randrange(5):
            case 0 if at < len(found):
                found[at] = random.randrange(256)
            case 1:
                del found[at : at + random.randrange(1, 40)]
            case 2:
                found[at:at] = found[at : at + random.randrange(1, 80)]
            case 3:
                found[at:at] = random.choice(SPLICES)
            case _ if random.random() < 0.4:
                del found[at:]
    return bytes(found)


FORMATS: Mapping[str, Make] = {
    "csv": text,
    "xlsx": xlsx,
    "ods": open_document,
    "parquet": parquet,
}


DAMAGED = {"csv": 0.7, "xlsx": 0.2, "ods": 0.2, "parquet": 0.5}
"""Share of files that are damaged as they lie; a packed one is hardly ever readable after it."""


@dataclass
class Tally:
    """What became of the files of one format."""

    outcomes: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    turned_away: int = 0


def slow_rows(path: Path, layout: Layout) -> int | None:
    """Rows below the headings as the csv module has them; None for what it does not read."""
    if path.suffix != ".csv":
        return None
    with path.open(encoding=layout.encoding, newline="") as file:
        found = list(csv.reader(file, delimiter=layout.delimiter, strict=True))
    below = found[layout.first_row :]
    return sum(any(cells) and not (len(cells) == 1 and not cells[0].strip()) for cells in below)


def read(connection: Connection, path: Path, tally: Tally) -> None:
    """Read one file as far as `staged`, and account for its rows."""
    _, reading = reader(path)
    try:
        found = recognise(path.name, reading.layouts(connection, path))
        staged = reading.stage(connection, path, found.layout, found.columns)
    except RefusalError as refusal:
        sentence = str(refusal)
        assert sentence.startswith(path.name)
        assert sentence.endswith(".")
        tally.outcomes["refused"] += 1
        return
    check(connection, path, found.layout, staged, tally)


def check(connection: Connection, path: Path, layout: Layout, staged: Staged, tally: Tally) -> None:
    numbers = [row[0] for row in connection.execute("SELECT row_number FROM staged").fetchall()]
    away = [number for number, _, _ in staged.turned_away]
    assert len({*numbers, *away}) == len(numbers) + len(away)
    assert min([*numbers, *away], default=layout.first_row + 1) > layout.first_row
    expected = slow_rows(path, layout)
    if expected is not None:
        assert len(numbers) + len(away) == expected
    if layout.tally is not None:
        below = [number for number in layout.tally.rows if number > layout.first_row]
        assert sorted([*numbers, *away]) == below
    tally.outcomes["read, some rows turned away" if away else "read"] += 1
    tally.rows += len(numbers) + len(away)
    tally.turned_away += len(away)


def cleared(connection: Connection, path: Path, work: Path) -> Connection:
    """A connection without the tables of one file, for the next: to make one takes longer.

    A damaged Parquet file may leave DuckDB so that it must be opened anew, as a load does for each.
    """
    try:
        made = connection.execute(
            "SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal "
            "UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables()"
        ).fetchall()
        for kind, name in made:
            connection.execute(f"DROP {kind} IF EXISTS {name} CASCADE")
    except EngineError:
        connection.close()
        return intake(path, work)
    return connection


def whole(path: Path, store: Path, tally: Tally) -> None:
    """Load one file into a store: its receipt cannot be made unless its rows add up."""
    (found,) = load(Store(store), [path])
    assert found.state in ("loaded", "refused", "already loaded")
    assert "unforeseen" not in found.sentence
    tally.outcomes["also loaded into a store"] += found.state == "loaded"


def run(name: str, count: int, seed: int, folder: Path) -> Tally:
    """Read so many files of one format; the same seed makes the same files."""
    tally, path, work = Tally(), folder / f"a.{name}", folder / "work"
    work.mkdir(parents=True)
    connection = intake(path, work)
    for number in range(count):
        random = Random(f"{seed}-{name}-{number}")  # noqa: S311 - for files, not for secrets
        content = FORMATS[name](random)
        path.write_bytes(damaged(random, content) if random.random() < DAMAGED[name] else content)
        try:
            with limited(connection, 60):
                read(connection, path, tally)
            connection = cleared(connection, path, work)
            if number % WHOLE == 0:
                whole(path, folder / "store", tally)
        except BaseException as error:
            error.add_note(f"seed {seed}, {name} file {number}")
            raise
    connection.close()
    return tally


@pytest.mark.parametrize("name", FORMATS)
def test_some_files(name: str, tmp_path: Path) -> None:
    tally = run(name, SHORT // len(FORMATS), 1, tmp_path / "files")
    assert tally.outcomes["refused"] > 0
    assert tally.outcomes["read"] > 0


@pytest.mark.long
def test_more_than_fifty_thousand_files() -> None:
    """Writes what became of them beside the other results in docs/."""
    seed, each = int(datetime.now(UTC).timestamp()), LONG // len(FORMATS)
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2) as pool:
        runs = {name: pool.submit(run, name, each, seed, Path(folder) / name) for name in FORMATS}
        found = {name: started.result() for name, started in runs.items()}
    for tally in found.values():
        assert sum(tally.outcomes[outcome] for outcome in OUTCOMES[:3]) == each
    write(found, seed)


def write(found: Mapping[str, Tally], seed: int) -> None:
    """The result as a table in docs/intake_fuzz.md."""
    head = ["format", "files", *OUTCOMES, "rows", "rows turned away"]
    lines = [
        [
            name,
            LONG // len(found),
            *(tally.outcomes[each] for each in OUTCOMES),
            tally.rows,
            tally.turned_away,
        ]
        for name, tally in found.items()
    ]
    shown = [
        head,
        ["---"] * len(head),
        *([f"{x:,}" if isinstance(x, int) else x for x in line] for line in lines),
    ]
    told = "\n".join(f"| {' | '.join(map(str, line))} |" for line in shown)
    Path(__file__).parents[2].joinpath("docs", "intake_fuzz.md").write_text(
        TOLD.format(files=LONG, day=datetime.now(UTC).date(), seed=seed, told=told),
        encoding="utf-8",
    )


TOLD = """# Files made to break the readers

{files:,} files were written as programs write them, most of them then damaged (bytes changed, lost,
doubled or put in, the end cut off), and read. None crashed a reader. In every file that was read,
the rows that were staged and those that were turned away are together the rows that are there, each
once: for CSV as the csv module counts them, for spreadsheets as a count in the XML does, for
Parquet as its own list of contents says. All others were refused in one sentence. One file in forty
also went the whole way into a store.

Day: {day}. Seed: {seed}. Again, with a seed of its own (a quarter of an hour or more):

    uv run pytest -m long tests/data/test_reader_fuzz.py

{told}
"""
