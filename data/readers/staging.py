"""Moves rows that Python has read into the table `read_rows`, a batch at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import pyarrow as pa

from data.engine import Connection
from data.readers.clock import check

BATCH = 20_000  # rows in memory at once: some tens of megabytes
Row = tuple[int, Sequence[str]]


def stage_rows(connection: Connection, rows: Iterable[Row], wanted: Mapping[str, int]) -> None:
    """Fill `read_rows` with the wanted columns of rows of (row number, cells)."""
    connection.execute(f"CREATE TABLE read_rows ({', '.join(_columns(wanted))})")
    for batch in _batches(iter(rows)):
        check()
        connection.register("batch", _table(batch, wanted))
        connection.execute("INSERT INTO read_rows SELECT * FROM batch")
        connection.unregister("batch")


def _columns(wanted: Mapping[str, int]) -> list[str]:
    return ["row_number BIGINT", *(f'"{name}" VARCHAR' for name in wanted)]


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _table(batch: Sequence[Row], wanted: Mapping[str, int]) -> pa.Table:
    numbers = pa.array([number for number, _ in batch], pa.int64())
    texts = [
        pa.array([cells[position] for _, cells in batch], pa.string())
        for position in wanted.values()
    ]
    return pa.table([numbers, *texts], names=["row_number", *wanted])
