"""How full each provider's latest two submissions were, column by column: has anything changed?"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data.asked import asked_of, sums
from data.engine import Connection, insert, quoted

Receipt = Mapping[str, Any]
LATEST = 2
"""The latest submission, and the one before to compare it with."""


def add_filled(connection: Connection, receipts: Sequence[Receipt], submissions: Path) -> None:
    """Fill `filled`: submission_id, export, provider, column, sent, filled, asked.

    Counted from the submissions' own accepted rows, whether or not later files replaced them.
    `sent` is whether the file had the column at all. A column not asked for in any row is absent.
    """
    connection.execute(
        "CREATE TABLE filled (submission_id VARCHAR, export VARCHAR, provider VARCHAR, "
        '"column" VARCHAR, sent BOOLEAN, filled BIGINT, asked BIGINT)'
    )
    rows = [row for each in latest(receipts) for row in _filled(connection, each, submissions)]
    insert(connection, "filled", sorted(rows))


def latest(receipts: Sequence[Receipt]) -> list[Receipt]:
    """The latest two submissions with accepted rows of every provider and export."""
    found: dict[tuple[str, str], list[Receipt]] = {}
    for each in sorted(receipts, key=lambda each: (each["loaded_at"], each["submission_id"])):
        if each["accepted"]:
            found.setdefault((each["provider"], each["export"]), []).append(each)
    return [each for sent in found.values() for each in sent[-LATEST:]]


def _filled(
    connection: Connection, receipt: Receipt, submissions: Path
) -> Iterator[tuple[Any, ...]]:
    asked, missing = asked_of(receipt["export"]), receipt.get("missing_columns", ())
    if not asked:
        return
    file = quoted(submissions / receipt["submission_id"] / "accepted.parquet")
    ((*counts,),) = connection.execute(
        f"SELECT {sums(receipt['export'])} FROM read_parquet({file})"
    ).fetchall()
    names = (receipt["submission_id"], receipt["export"], receipt["provider"])
    for each, whole, part in zip(asked, counts[::2], counts[1::2], strict=True):
        if whole:
            yield (*names, each.column, each.column not in missing, part, whole)
