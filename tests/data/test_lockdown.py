"""What reads a provider's file can read that file and write its own folder, and nothing else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from data.engine import Connection, EngineError, intake


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """The file, the folder to work in, and what lies beside them."""
    for name in ("inbox", "work"):
        (tmp_path / name).mkdir()
    (tmp_path / "inbox" / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for other in ("inbox/other.csv", "other.csv"):
        (tmp_path / other).write_text("a\nelsewhere\n", encoding="utf-8")
    return {
        "file": str(tmp_path / "inbox" / "a.csv"),
        "neighbour": str(tmp_path / "inbox" / "other.csv"),
        "inbox": str(tmp_path / "inbox"),
        "work": str(tmp_path / "work"),
        "top": str(tmp_path),
    }


@pytest.fixture
def connection(places: dict[str, str]) -> Iterator[Connection]:
    with closing(intake(Path(places["file"]), Path(places["work"]))) as made:
        yield made


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "COPY (SELECT 1) TO '{work}/a.parquet' (FORMAT parquet)",
    ],
)
def test_what_reading_needs(connection: Connection, places: dict[str, str], sql: str) -> None:
    assert connection.execute(sql.format(**places)).fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{neighbour}')",
        "SELECT * FROM '{neighbour}'",
        "SELECT * FROM read_text('{neighbour}')",
        "SELECT * FROM read_blob('/etc/hostname')",
        "SELECT * FROM read_csv('{work}/../other.csv')",
        "SELECT * FROM read_csv('{inbox}/*.csv')",
        "SELECT * FROM sniff_csv('{neighbour}')",
        "SELECT * FROM glob('{top}/*')",
        "CREATE VIEW seen AS SELECT * FROM read_csv('{neighbour}')",
        "COPY (SELECT 1) TO '{neighbour}'",
        "COPY (SELECT 1) TO '{file}'",
        "COPY (SELECT 1) TO '{work}/../a.csv'",
        "ATTACH '{top}/a.duckdb' AS other",
        "EXPORT DATABASE '{top}/all'",
        "IMPORT DATABASE '{top}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '{inbox}/a.duckdb_extension'",
        "SELECT * FROM read_csv('https://127.0.0.1/a.csv')",
        "SELECT getenv('HOME')",
        "CREATE SECRET s (TYPE s3)",
        "CREATE PERSISTENT SECRET s (TYPE http)",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET allowed_paths = ['{neighbour}']",
        "SET temp_directory = '{top}'",
        "SET lock_configuration = false",
        "SET autoload_known_extensions = true",
        "PRAGMA enable_profiling",
        "SET log_query_path = '{top}/log'",
        "SELECT * FROM places",  # a variable of this program
    ],
)
def test_no_way_out(connection: Connection, places: dict[str, str], sql: str) -> None:
    with pytest.raises(EngineError):
        connection.execute(sql.format(**places)).fetchall()
    assert not list(Path(places["work"]).glob("*"))
