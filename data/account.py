"""Every accepted row accounted for: it is in the release, or a row of a later submission is."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.engine import Connection, insert
from data.export import Export

Receipt = Mapping[str, Any]
DISPUTED = "disputed"
"""The table of keys for which more than one provider sent a row, where one provider is meant to."""
SAME_ROW = "{0}.submission_id = {1}.submission_id AND {0}.row_number = {1}.row_number"
BROUGHT = "brought"
"""The table of rows that were there before: when a row of the same key was first loaded."""


def start_account(connection: Connection) -> None:
    """Make `replaced`, which keep_latest fills and account_for drops, `disputed` and `brought`."""
    connection.execute("CREATE TEMP TABLE replaced (submission_id VARCHAR, rows BIGINT)")
    connection.execute(
        f"CREATE TABLE {DISPUTED} (export VARCHAR, provider VARCHAR, submission_id VARCHAR, "
        "row_number BIGINT)"
    )
    connection.execute(
        f"CREATE TABLE {BROUGHT} (export VARCHAR, submission_id VARCHAR, row_number BIGINT, "
        "loaded_at TIMESTAMP)"
    )


def add_taken_back(connection: Connection, receipts: Sequence[Receipt]) -> None:
    """Make `taken_back`: the rows that somebody took back, which account_for drops."""
    connection.execute("CREATE TEMP TABLE taken_back (submission_id VARCHAR, row_number BIGINT)")
    rows = [(each["submission_id"], row) for each in receipts for row in each.get("taken_back", ())]
    insert(connection, "taken_back", rows)


def keep_all(connection: Connection, sent: str) -> str:
    """A join that keeps every row of the SELECT `sent`, but for those that were taken back.

    For submissions that cannot share a key. What is left out is counted in `replaced`.
    """
    gone = SAME_ROW.format("taken_back", "sent")
    ((rows,),) = connection.execute("SELECT count(*) FROM taken_back").fetchall()
    if not rows:
        return ""
    connection.execute(f"""
        INSERT INTO replaced
        WITH sent AS ({sent})
        SELECT sent.submission_id, count(*) FROM sent SEMI JOIN taken_back ON {gone} GROUP BY 1""")
    return f"ANTI JOIN taken_back ON {gone} ORDER BY sent.submission_id, sent.row_number"


def keep_latest(connection: Connection, export: Export, sent: str) -> str:
    """A join that keeps, of the SELECT `sent`, the latest submission's row of each key, in order.

    Ties of loaded_at go to the later submission_id. Only keys are compared, so that whole rows
    need not be held in memory. Rows that are not kept are counted in `replaced`; rows that are,
    instead of another provider's, are listed in `disputed`, and those that were there before are
    listed in `brought` with the time when they first came. A row that was taken back is not kept,
    nor does it bring back what it replaced: nobody should count it.
    """
    key = ", ".join(f"sent.{name}" for name in export.identity)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE aged AS
        WITH sent AS ({sent})
        SELECT sent.submission_id, sent.row_number, sent.provider,
               row_number() OVER latest AS age, submission.loaded_at,
               min(submission.loaded_at) OVER one AS first_loaded,
               first_value(sent.provider) OVER one <> last_value(sent.provider) OVER one AS disputed
        FROM sent JOIN submission USING (submission_id)
        WINDOW latest AS (
            PARTITION BY {key} ORDER BY submission.loaded_at DESC, submission.submission_id DESC
        ), one AS (
            PARTITION BY {key} ORDER BY sent.provider
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    """)
    connection.execute(
        "UPDATE aged SET age = age + 1 FROM taken_back WHERE "
        + SAME_ROW.format("taken_back", "aged")
    )
    connection.execute(
        "INSERT INTO replaced SELECT submission_id, count(*) FROM aged WHERE age > 1 GROUP BY 1"
    )
    connection.execute(f"""
        INSERT INTO {DISPUTED}
        SELECT '{export.name}', provider, submission_id, row_number
        FROM aged WHERE age = 1 AND disputed ORDER BY ALL
    """)
    connection.execute(f"""
        INSERT INTO {BROUGHT}
        SELECT '{export.name}', submission_id, row_number, first_loaded
        FROM aged WHERE age = 1 AND first_loaded < loaded_at ORDER BY ALL
    """)
    return """
        SEMI JOIN aged ON aged.submission_id = sent.submission_id
             AND aged.row_number = sent.row_number AND aged.age = 1
        ORDER BY sent.submission_id, sent.row_number
    """


def account_for(connection: Connection, tables: Mapping[str, str]) -> None:
    """Fill in_release, superseded and replaced of `submission`; tables: of each export's rows.

    superseded: rows that later ones replaced, or that were taken back. replaced: whether no
    accepted row of it is left, as where a corrected file came.

    Raises AssertionError when an accepted row is in neither.
    """
    rows = " UNION ALL ".join(f"SELECT submission_id FROM {table}" for table in tables.values())
    connection.execute(f"""
        UPDATE submission SET
            in_release = coalesce(kept.rows, 0),
            superseded = coalesce((SELECT CAST(sum(rows) AS BIGINT) FROM replaced
                                   WHERE replaced.submission_id = submission.submission_id), 0)
        FROM (SELECT submission.submission_id, count(found.submission_id) AS rows
              FROM submission LEFT JOIN ({rows}) AS found USING (submission_id) GROUP BY 1) AS kept
        WHERE kept.submission_id = submission.submission_id
    """)
    connection.execute("ALTER TABLE submission ADD COLUMN IF NOT EXISTS replaced BOOLEAN")
    connection.execute("UPDATE submission SET replaced = accepted > 0 AND in_release = 0")
    connection.execute("DROP TABLE replaced")
    connection.execute("DROP TABLE IF EXISTS taken_back")
    connection.execute("DROP TABLE IF EXISTS aged")
    lost = connection.execute(
        "SELECT submission_id, accepted, in_release, superseded FROM submission "
        "WHERE accepted <> in_release + superseded"
    ).fetchall()
    for submission_id, accepted, kept, superseded in lost:
        raise AssertionError(
            f"{submission_id}: {accepted} rows accepted, but {kept} are in the release "
            f"and {superseded} were replaced by later ones"
        )


def accounts(connection: Connection) -> dict[str, dict[str, int]]:
    """in_release and superseded of every submission, by its id."""
    found = connection.execute(
        "SELECT submission_id, in_release, superseded FROM submission"
    ).fetchall()
    return {each: {"in_release": kept, "superseded": gone} for each, kept, gone in found}


def left_out(receipts: Sequence[Receipt], used: Sequence[Receipt]) -> list[dict[str, Any]]:
    """Submissions that a release is not made of although it could be, and why."""
    ids, files = {each["submission_id"] for each in used}, {each["sha256"] for each in used}
    return [
        {
            "submission_id": each["submission_id"],
            "file_name": each["file_name"],
            "accepted": each["accepted"],
            "because": "read again later" if each["sha256"] in files else "sample",
        }
        for each in receipts
        if each["submission_id"] not in ids and (each["sample"] or each["sha256"] in files)
    ]
