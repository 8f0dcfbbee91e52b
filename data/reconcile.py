"""Referrals seen by two systems: the sender's row and the receiver's row made into one."""

from data.engine import Connection
from data.export import Column, Export

LINK = "coalesce(incident_ref, case_ref)"
"""What two systems that saw the same referral both wrote down."""
COMPARED = ("council", "referral_date", "purpose_code")
"""What both sides write down and should agree on, whatever they think of the risk."""
ORDER = ("referral_id", "provider", "from_org", "submission_id", "row_number")
NO_PAIRS = "(SELECT 0 AS sender, 0 AS receiver WHERE false)"


def reconcile(connection: Connection, export: Export) -> None:
    """Make `referrals`, one row a referral, from `referral_rows`.

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
    _pair(connection)
    found = connection.execute("SELECT count(*) FROM pair").fetchone()
    if found and found[0]:
        connection.execute(f"CREATE TABLE referrals AS {_made(export, 'pair')} ORDER BY one.rowid")
    else:  # every row is a referral of its own: there is nothing to keep a second time
        connection.execute(f"CREATE VIEW referrals AS {_made(export, NO_PAIRS)}")
    connection.execute("DROP TABLE pair")
    _none_lost(connection)


def _pair(connection: Connection) -> None:
    """Fill the temporary table `pair` with the rowids of a sender's and a receiver's row.

    Where a reference and service have one row of each side those are a pair whatever their dates,
    and most have; only of the others is it worked out which row is whose.
    """
    sides = ", ".join(
        f"count(*) FILTER (WHERE side = '{side}') OVER day AS {side}s"
        for side in ("sender", "receiver")
    )
    connection.execute(f"""
        CREATE TEMP TABLE pair AS
        WITH keyed AS (
            SELECT rowid AS place, {LINK} AS link, side, to_org, referral_date
            FROM referral_rows WHERE side IS NOT NULL AND {LINK} IS NOT NULL
        ), heard AS (  -- a number for each reference and service: quicker to compare than texts
            SELECT link, to_org, min(place) AS meeting
            FROM keyed WHERE side = 'receiver' GROUP BY link, to_org
        ), met AS (
            SELECT place, side, referral_date, meeting FROM keyed JOIN heard USING (link, to_org)
        ), alone AS (
            SELECT meeting, any_value(place) FILTER (WHERE side = 'sender') AS sender,
                   any_value(place) FILTER (WHERE side = 'receiver') AS receiver
            FROM met GROUP BY meeting
            HAVING count(*) = 2 AND count(*) FILTER (WHERE side = 'sender') = 1
        ), several AS (
            SELECT met.*, {", ".join(f"own.{name}" for name in ORDER)}
            FROM met ANTI JOIN alone USING (meeting)
            JOIN referral_rows AS own ON own.rowid = met.place
        ), told AS (
            SELECT *, row_number() OVER day_side AS nth, {sides}
            FROM several
            WINDOW day AS (PARTITION BY meeting, referral_date),
                   day_side AS (
                       PARTITION BY meeting, referral_date, side ORDER BY {", ".join(ORDER)}
                   )
        ), turned AS (
            SELECT place, side, meeting, nth <= least(senders, receivers) AS same_day,
                   row_number() OVER (
                       PARTITION BY meeting, side, nth <= least(senders, receivers)
                       ORDER BY referral_date, nth
                   ) AS turn
            FROM told
        )
        SELECT sender.place AS sender, receiver.place AS receiver
        FROM turned AS sender JOIN turned AS receiver USING (meeting, same_day, turn)
        WHERE sender.side = 'sender' AND receiver.side = 'receiver'
        UNION ALL SELECT sender, receiver FROM alone
    """)


def _made(export: Export, pairs: str) -> str:
    """SELECT of the referrals that rows make: a receiver's row that is paired is no other's."""
    values = ",\n".join(_told(column) for column in export.kept)
    same = ", ".join(f"one.{each} = other.{each} AS same_{each}" for each in COMPARED)
    received, had = (
        "CASE one.side WHEN 'sender' THEN other.sender IS NOT NULL WHEN 'receiver' THEN true "
        "ELSE one.received_date IS NOT NULL END",
        "CASE WHEN one.side = 'sender' THEN other.{name} "
        "WHEN one.side = 'receiver' OR one.received_date IS NOT NULL THEN one.{name} END",
    )
    return f"""
        SELECT {values},
               one.provider, one.side IS DISTINCT FROM 'receiver' AS sent, {received} AS received,
               {had.format(name="provider")} AS received_by,
               one.submission_id, one.row_number,
               {had.format(name="submission_id")} AS received_in,
               {had.format(name="row_number")} AS received_row,
               {same}
        FROM referral_rows AS one LEFT JOIN (
            SELECT pairs.sender, told.*
            FROM {pairs} AS pairs JOIN referral_rows AS told ON told.rowid = pairs.receiver
        ) AS other ON other.sender = one.rowid
        WHERE one.rowid NOT IN (SELECT receiver FROM {pairs} AS paired)
          AND (one.side IS NULL OR one.side IN ('sender', 'receiver'))
    """


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
    """The better informed side's value of a column; `one` is the sender's row of two."""
    first, second = ("one", "other") if column.told_by == "sender" else ("other", "one")
    return f"coalesce({first}.{column.name}, {second}.{column.name}) AS {column.name}"
