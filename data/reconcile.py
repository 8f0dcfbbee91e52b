"""Referrals seen by two systems: the sender's row and the receiver's row made into one."""

from data.engine import Connection
from data.export import Column, Export

LINK = "coalesce(incident_ref, case_ref)"
"""What two systems that saw the same referral both wrote down."""
COMPARED = ("council", "referral_date", "purpose_code")
"""What both sides write down and should agree on, whatever they think of the risk."""
ORDER = "referral_id, provider, from_org, submission_id, row_number"


def reconcile(connection: Connection, export: Export) -> None:
    """Fill `referrals`, one row a referral, from `referral_rows`.

    A sender's row and a receiver's row are one referral when they have the same incident (or
    case) reference, the same service and the same referral date. Of those left over, the first of
    the same reference and service is paired with the first, the second with the second.
    Each value is taken from the side that knows it (Column.told_by), else from the other side.
    `provider` is who sent the row of the side that sent, `received_by` that of the side that had
    it; submission_id and row_number lead to the first's row, received_in and received_row to the
    second's. A row without a side comes from a system that tells both, and was received
    when it says when. `same_council` and its like say whether two sides that both told a value
    told the same; NULL where only one did. Raises AssertionError when a row is in none of them.
    """
    same = ", ".join(f"sender.{each} = receiver.{each} AS same_{each}" for each in COMPARED)
    values = ",\n".join(_told(column) for column in export.kept)
    connection.execute(f"""
        CREATE TABLE referrals AS
        WITH told AS (
            SELECT *, {LINK} AS link, row_number() OVER day_side AS place,
                   least(count(*) FILTER (WHERE side = 'sender') OVER day,
                         count(*) FILTER (WHERE side = 'receiver') OVER day) AS pairs
            FROM referral_rows WHERE side IS NOT NULL
            WINDOW day AS (PARTITION BY {LINK}, to_org, referral_date),
                   day_side AS (PARTITION BY {LINK}, to_org, referral_date, side ORDER BY {ORDER})
        ), turned AS (
            SELECT *, place <= pairs AS same_day,
                   row_number() OVER (
                       PARTITION BY link, to_org, side, place <= pairs
                       ORDER BY referral_date, place
                   ) AS turn
            FROM told
        ), sender AS (SELECT * FROM turned WHERE side = 'sender'),
        receiver AS (SELECT * FROM turned WHERE side = 'receiver'),
        paired AS (
            SELECT {values},
                   coalesce(sender.provider, receiver.provider) AS provider,
                   sender.provider IS NOT NULL AS sent,
                   receiver.provider IS NOT NULL AS received,
                   receiver.provider AS received_by,
                   coalesce(sender.submission_id, receiver.submission_id) AS submission_id,
                   coalesce(sender.row_number, receiver.row_number) AS row_number,
                   receiver.submission_id AS received_in, receiver.row_number AS received_row,
                   {same}
            FROM sender FULL OUTER JOIN receiver
              ON sender.link = receiver.link AND sender.to_org = receiver.to_org
             AND sender.same_day = receiver.same_day AND sender.turn = receiver.turn
        ), whole AS (
            SELECT {", ".join(column.name for column in export.kept)}, provider,
                   true AS sent, received_date IS NOT NULL AS received,
                   CASE WHEN received_date IS NOT NULL THEN provider END AS received_by,
                   submission_id, row_number,
                   CASE WHEN received_date IS NOT NULL THEN submission_id END AS received_in,
                   CASE WHEN received_date IS NOT NULL THEN row_number END AS received_row,
                   {", ".join(f"CAST(NULL AS BOOLEAN) AS same_{each}" for each in COMPARED)}
            FROM referral_rows WHERE side IS NULL
        )
        SELECT * FROM (SELECT * FROM paired UNION ALL SELECT * FROM whole)
        ORDER BY referral_date, provider, referral_id, from_org, to_org
    """)
    _none_lost(connection)


def _none_lost(connection: Connection) -> None:
    """Raise AssertionError unless every row of `referral_rows` is the source of a referral."""
    lost = connection.execute("""
        SELECT submission_id, count(*) FROM referral_rows ANTI JOIN (
            SELECT submission_id, row_number FROM referrals
            UNION ALL SELECT received_in, received_row FROM referrals
        ) AS found USING (submission_id, row_number) GROUP BY 1 ORDER BY 1
    """).fetchall()
    for submission_id, rows in lost:
        raise AssertionError(f"{submission_id}: {rows} accepted rows are in no referral")


def _told(column: Column) -> str:
    """The better informed side's value of a column."""
    name = column.name
    other = "receiver" if column.told_by == "sender" else "sender"
    return f"coalesce({column.told_by}.{name}, {other}.{name}) AS {name}"
