"""Row tables of a release: every export's accepted rows, the latest submission of a key winning."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.engine import Connection, insert, quoted
from data.export import Column, Export
from data.reference import councils, organisations

Receipt = Mapping[str, Any]
SCOTLAND = "S92000003"
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
    "first_day": "DATE",
    "last_day": "DATE",
    "sample": "BOOLEAN",
}


def used(receipts: Sequence[Receipt]) -> list[Receipt]:
    """The submissions that a release is made of: samples only while there is nothing real."""
    real = [receipt for receipt in receipts if not receipt["sample"]]
    return real or list(receipts)


def add_rows(
    connection: Connection,
    exports: Mapping[str, Export],
    receipts: Sequence[Receipt],
    submissions: Path,
) -> None:
    """Fill one table an export, and the tables of the reference facts."""
    add_submissions(connection, receipts)
    for export in exports.values():
        sent = [receipt for receipt in receipts if receipt["export"] == export.name]
        _add_export(connection, export, sent, submissions)
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
    facts = [[receipt[name] for name in RECEIPT_COLUMNS] for receipt in receipts]
    insert(connection, "submission", sorted(facts, key=lambda fact: fact[0]))
    insert(connection, "rejected", sorted(_reasons(receipts)))


def _reasons(receipts: Sequence[Receipt]) -> list[list[Any]]:
    return [
        [receipt["submission_id"], receipt["provider"], receipt["export"], column, reason, rows]
        for receipt in receipts
        for column, reasons in receipt["reasons"].items()
        for reason, rows in reasons.items()
    ]


def _add_export(
    connection: Connection, export: Export, receipts: Sequence[Receipt], submissions: Path
) -> None:
    """The export's rows in order of day and key, so that the same submissions give equal tables."""
    table = TABLES.get(export.name, export.name)
    columns = ", ".join(f"{column.name} {kind(column)}" for column in export.kept)
    connection.execute(
        f"CREATE TABLE {table} ({columns}, provider VARCHAR, side VARCHAR, "
        "submission_id VARCHAR, row_number BIGINT)"
    )
    if receipts:
        files = [submissions / each["submission_id"] / "accepted.parquet" for each in receipts]
        providers = [receipt["provider"] for receipt in receipts]
        newest = _newest(export) if len(set(providers)) < len(providers) else ""
        connection.execute(f"""
            INSERT INTO {table} BY NAME WITH sent AS ({_sent(export, files)})
            SELECT sent.* FROM sent {newest}
            ORDER BY {export.day}, sent.provider, {", ".join(export.key)}
        """)


def _sent(export: Export, files: Sequence[Path]) -> str:
    """SELECT of every accepted row of some submissions."""
    names = ", ".join([*(column.name for column in export.kept), "provider", "side", "row_number"])
    listed = ", ".join(quoted(file) for file in files)
    return f"""
        SELECT {names}, regexp_extract(filename, '([^/]+)/accepted.parquet$', 1) AS submission_id
        FROM read_parquet([{listed}], union_by_name = true, filename = true)
    """


def _newest(export: Export) -> str:
    """A join that keeps the rows of the latest submission of each key.

    Ties of loaded_at go to the later submission_id. Only keys are compared, so that whole rows
    need not be held in memory; where each provider sent one file there is nothing to compare.
    """
    key = ", ".join(("sent.provider", *(f"sent.{name}" for name in export.key)))
    return f"""
        SEMI JOIN (
            SELECT sent.submission_id, sent.row_number, rank() OVER (
                       PARTITION BY {key}
                       ORDER BY submission.loaded_at DESC, submission.submission_id DESC
                   ) AS age
            FROM sent JOIN submission USING (submission_id)
        ) AS aged
        ON aged.submission_id = sent.submission_id AND aged.row_number = sent.row_number
           AND aged.age = 1
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
            f"CREATE TABLE {table} AS SELECT DISTINCT agreement_id, provider, {name} FROM ("
            f"SELECT agreement_id, provider, unnest({column}) AS {name} FROM agreements) "
            f"ORDER BY agreement_id, provider, {name}"
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
