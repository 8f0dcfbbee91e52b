"""What is read only to be looked at is gone from memory before the rows are judged."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data import judge
from data.engine import Connection
from data.personal import screen
from tests.data.corpus.making import csv, ods, ods_row, ods_table, rows, xlsx
from tests.data.corpus.parquets import written
from tests.data.loading import load_bytes, receipt

TOLD = "zq.told@example.org"
"""Seen as personal, so that screening makes tables of its own with it."""
HEADS, *BODY = rows(200)
TABLE = [
    ["Told", *HEADS, "Told too"],
    *([each := TOLD if number == 7 else "zq", *cells, each] for number, cells in enumerate(BODY)),
]


def from_1904(table: Sequence[Sequence[str]]) -> bytes:
    return xlsx(table, date_1904=True)


def columns(table: Sequence[Sequence[str]]) -> bytes:
    heads, *body = table
    told = dict(zip(heads, zip(*body, strict=True), strict=True))
    return written(pa.table({name: pa.array(cells) for name, cells in told.items()}))


FILES = {
    "plain.csv": csv(TABLE),
    "titled.csv": csv([["A title"], *TABLE]),
    "a.xlsx": xlsx(TABLE),
    "from_1904.xlsx": from_1904(TABLE),
    "a.ods": ods(ods_table("".join(map(ods_row, TABLE)))),
    "a.parquet": columns(TABLE),
}


def holding(connection: Connection) -> set[str]:
    """Tables and views that hold the text in any column."""
    made = connection.execute(
        "SELECT DISTINCT table_name FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    return {
        name
        for (name,) in made
        for (rows_with,) in connection.execute(
            f'SELECT count(*) FROM "{name}" AS t WHERE contains(CAST(t AS VARCHAR), ?)', [TOLD]
        ).fetchall()
        if rows_with
    }


@pytest.mark.parametrize("name", FILES)
def test_no_text_of_a_column_that_is_never_kept_is_left(
    own_store: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    seen: dict[str, set[str]] = {}

    def spied(place: str, inner: Any) -> Any:
        def look(connection: Connection, *rest: Any, **also: Any) -> Any:
            seen[place] = holding(connection)
            return inner(connection, *rest, **also)

        return look

    monkeypatch.setattr(screen, "look_at_unkept", spied("before", screen.look_at_unkept))
    monkeypatch.setattr(screen, "look_at_references", spied("after", screen.look_at_references))
    monkeypatch.setattr(judge, "_find_repeats", spied("judging", judge._find_repeats))
    told = receipt(load_bytes(own_store, FILES[name], name))
    assert "staged" in seen["before"]
    assert seen["after"] == seen["judging"] == set()
    assert (told["accepted"], told["dropped_columns"]) == (200, ["Told", "Told too"])
    assert sum(sum(kinds.values()) for kinds in told["personal"].values()) == 2
