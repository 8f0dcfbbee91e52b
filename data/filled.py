"""How full each provider's latest two submissions were, column by column: has anything changed?"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data.asked_for import asked_of, sums
from data.engine import Connection, insert, quoted

Receipt = Mapping[str, Any]
LATEST = 2
"""The latest day on which files were loaded, and the one before to compare it with."""


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
    """The submissions of the latest two days on which a provider's export was loaded.

    Of days, since many organisations may send files of one export in one provider's layout.
    """
    days: dict[tuple[str, str], set[str]] = {}
    for each in receipts:
        days.setdefault((each["provider"], each["export"]), set()).add(_day(each))
    return [
        each
        for each in receipts
        if each["accepted"]
        and _day(each) in sorted(days[each["provider"], each["export"]])[-LATEST:]
    ]


def _day(receipt: Receipt) -> str:
    return str(receipt["loaded_at"])[:10]


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
