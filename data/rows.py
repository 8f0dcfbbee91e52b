"""Row tables of a release: every export's accepted rows, the latest submission of a key winning."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.account import account_for, add_taken_back, keep_all, keep_latest, start_account
from data.engine import Connection, insert, quoted
from data.export import Column, Export
from data.reference import SCOTLAND, councils, organisations

Receipt = Mapping[str, Any]
AREA_TYPES = ("council", "division", "scotland")

TYPES = {"date": "DATE", "month": "DATE", "whole": "BIGINT"} | dict.fromkeys(
    ("councils", "organisations"), "VARCHAR[]"
)
"""How each kind of column is stored; every other kind is VARCHAR."""
TABLES = {"referrals": "referral_rows"}
"""Where an export's rows go when its own name is kept for something made from them."""
RECEIPT_COLUMNS = {
    **dict.fromkeys(("submission_id", "provider", "profile", "export", "file_name"), "VARCHAR"),
    "sha256": "VARCHAR",
    "format": "VARCHAR",
    "loaded_at": "TIMESTAMP",
    **dict.fromkeys(("rows_read", "accepted", "rejected", "repeats"), "BIGINT"),
    **dict.fromkeys(("in_release", "superseded"), "BIGINT"),
    "first_day": "DATE",
    "last_day": "DATE",
    "sample": "BOOLEAN",
}


def used(receipts: Sequence[Receipt]) -> list[Receipt]:
    """The submissions that a release is made of, in the order in which their files came.

    Samples only while there is nothing real; of a file that was read again, since the definitions
    had changed, only the latest reading. It stands where the file first came (loaded_at): an old
    file that is read again must not bring its rows back over a correction.
    """
    real = [receipt for receipt in receipts if not receipt["sample"]]
    readings = sorted(real or receipts, key=_when)
    latest = {each["sha256"]: each for each in readings}
    came = {each["sha256"]: each["loaded_at"] for each in reversed(readings)}
    return sorted(
        ({**each, "loaded_at": came[sha256]} for sha256, each in latest.items()), key=_when
    )


def _when(receipt: Receipt) -> tuple[str, str]:
    return receipt["loaded_at"], receipt["submission_id"]


def add_rows(
    connection: Connection,
    exports: Mapping[str, Export],
    receipts: Sequence[Receipt],
    submissions: Path,
) -> None:
    """Fill one table an export, and the tables of the reference facts."""
    add_submissions(connection, receipts)
    start_account(connection)
    add_taken_back(connection, receipts)
    # Two threads are no faster here, and write what small files bring twice.
    connection.execute("SET threads = 1")
    for export in exports.values():
        sent = [receipt for receipt in receipts if receipt["export"] == export.name]
        _add_export(connection, export, sent, submissions)
    connection.execute("RESET threads")
    account_for(connection, {each.name: table_of(each) for each in exports.values()})
    add_agreement_lists(connection)
    add_reference(connection)


def add_submissions(connection: Connection, receipts: Sequence[Receipt]) -> None:
    """Fill `submission` with the receipts, and `rejected` with their reasons."""
    columns = ", ".join(f"{name} {kind}" for name, kind in RECEIPT_COLUMNS.items())
    connection.execute(f"CREATE TABLE submission ({columns})")
    connection.execute(
        "CREATE TABLE rejected (submission_id VARCHAR, provider VARCHAR, export VARCHAR, "
        '"column" VARCHAR, reason VARCHAR, rows BIGINT)'
    )
    facts = [[receipt.get(name) for name in RECEIPT_COLUMNS] for receipt in receipts]
    insert(connection, "submission", sorted(facts, key=lambda fact: fact[0]))
    insert(connection, "rejected", sorted(_reasons(receipts)))


def _reasons(receipts: Sequence[Receipt]) -> list[list[Any]]:
    return [
        [receipt["submission_id"], receipt["provider"], receipt["export"], column, reason, rows]
        for receipt in receipts
        for column, reasons in receipt["reasons"].items()
        for reason, rows in reasons.items()
    ]


def table_of(export: Export) -> str:
    """The table of a release that holds an export's rows."""
    return TABLES.get(export.name, export.name)


def _add_export(
    connection: Connection, export: Export, receipts: Sequence[Receipt], submissions: Path
) -> None:
    """The export's rows as they lie in their files, which takes no sorting.

    So the same submissions give equal tables.
    """
    table = table_of(export)
    columns = ", ".join(f"{column.name} {kind(column)}" for column in export.kept)
    connection.execute(
        f"CREATE TABLE {table} ({columns}, provider VARCHAR, side VARCHAR, "
        "submission_id VARCHAR, row_number BIGINT)"
    )
    if receipts:
        ids = sorted(each["submission_id"] for each in receipts)
        files = [submissions / each / "accepted.parquet" for each in ids]
        sent = _sent(export, files)
        meet = _may_meet(export, receipts)
        kept = keep_latest(connection, export, sent) if meet else keep_all(connection, sent)
        connection.execute(f"""
            INSERT INTO {table} BY NAME WITH sent AS ({sent})
            SELECT sent.* FROM sent {kept}
        """)


def _may_meet(export: Export, receipts: Sequence[Receipt]) -> bool:
    """Whether two submissions could hold the same key; in one file none is there twice."""
    providers = {receipt["provider"] for receipt in receipts}
    return len(receipts) > (1 if export.one_provider else len(providers))


def _sent(export: Export, files: Sequence[Path]) -> str:
    """SELECT of every accepted row of some submissions."""
    names = ", ".join([*(column.name for column in export.kept), "provider", "side", "row_number"])
    listed = ", ".join(quoted(file) for file in files)
    return f"""
        SELECT {names}, regexp_extract(filename, '([^/]+)/accepted.parquet$', 1) AS submission_id
        FROM read_parquet([{listed}], union_by_name = true, filename = true)
    """


def kind(column: Column) -> str:
    """The SQL type that a column is stored in."""
    return TYPES.get(column.kind, "VARCHAR")


def add_agreement_lists(connection: Connection) -> None:
    """Fill agreement_parties and agreement_councils: one row for each member of the two lists."""
    for table, column, name in (
        ("agreement_parties", "parties", "party"),
        ("agreement_councils", "councils", "council"),
    ):
        connection.execute(
            f"CREATE TABLE {table} AS "
            f"SELECT DISTINCT agreement_id, provider, owner_org, unnest({column}) AS {name} "
            f"FROM agreements ORDER BY agreement_id, provider, owner_org, {name}"
        )


def add_reference(connection: Connection) -> None:
    """Fill organisations, and area: what each council adds up to (itself, a division, Scotland)."""
    connection.execute(
        "CREATE TABLE organisations "
        "(org VARCHAR, name VARCHAR, sector VARCHAR, competent_authority VARCHAR)"
    )
    register = organisations()[["org_code", "org_name", "sector", "competent_authority"]]
    insert(connection, "organisations", register.to_numpy().tolist())
    connection.execute("CREATE TABLE area (council VARCHAR, area_type VARCHAR, area_code VARCHAR)")
    areas = [
        (council, area_type, code)
        for council, division in councils()[["council_code", "division_code"]].to_numpy().tolist()
        for area_type, code in zip(AREA_TYPES, (council, division, SCOTLAND), strict=True)
    ]
    insert(connection, "area", areas)
