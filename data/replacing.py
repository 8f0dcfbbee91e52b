"""How many rows of a file stand in place of rows of files before it, as its receipt says."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data.engine import Connection
from data.export import Export, exports
from data.rows import used

Receipt = Mapping[str, Any]
COMPARED = 5_000_000
"""Earlier rows that are compared, of the latest files first: with a large file every night for
years, a load would else take longer every night."""


def replacing(
    connection: Connection, receipt: Receipt, known: Sequence[Receipt], submissions: Path
) -> list[str]:
    """A sentence with the number; none where no row replaces another.

    connection: holds `accepted`. known: receipts of every submission, oldest first, whose rows lie
    in `submissions`. Only keys are compared, and none is told.
    """
    export = exports()[receipt["export"]]
    before = _before(receipt, known, export)
    compared = list(_latest(before))
    rows = _replaced(connection, export, [submissions / each for each in compared])
    if not rows:
        return []
    told = "1 of its rows replaces a row" if rows == 1 else f"{rows:,} of its rows replace rows"
    least = "" if len(compared) == len(before) else "At least "
    return [f"{least}{told} of earlier files: of rows with one identifier the latest counts."]


def _before(receipt: Receipt, known: Sequence[Receipt], export: Export) -> list[Receipt]:
    """What a release could hold beside this file, oldest first, in which its keys may be."""
    alike = ("export", "sample") if export.one_provider else ("export", "sample", "provider")
    return [
        each
        for each in used([each for each in known if each["sample"] == receipt["sample"]])
        if each["sha256"] != receipt["sha256"]
        and each["accepted"]
        and all(each[name] == receipt[name] for name in alike)
    ]


def _latest(before: Sequence[Receipt]) -> Iterator[str]:
    """Ids of submissions, the latest first, until COMPARED rows are reached."""
    rows = 0
    for each in reversed(before):
        rows += each["accepted"]
        if rows > COMPARED:
            return
        yield each["submission_id"]


def _replaced(connection: Connection, export: Export, folders: Sequence[Path]) -> int:
    """How many rows of `accepted` have a key that is in one of the submissions."""
    if not folders:
        return 0
    import pyarrow.parquet as pq

    names = [f'"{name}"' for name in export.key]
    same = " AND ".join(f"own_key.{name} IS NOT DISTINCT FROM earlier.{name}" for name in names)
    connection.execute(f"CREATE TABLE own_key AS SELECT {', '.join(names)} FROM accepted")
    found = 0
    for folder in folders:
        # read here, since the connection may read nothing but the file that is being loaded
        connection.register(
            "earlier", pq.read_table(folder / "accepted.parquet", columns=list(export.key))
        )
        ((rows,),) = connection.execute(
            f"DELETE FROM own_key WHERE EXISTS (SELECT 1 FROM earlier WHERE {same})"
        ).fetchall()
        connection.unregister("earlier")
        found += rows
    connection.execute("DROP TABLE own_key")
    return found
