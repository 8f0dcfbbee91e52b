"""Moves: cases that came from another council area."""

from metrics.measure import Measure

MEASURE = Measure(
    id="moves",
    name="Moves between councils",
    kind="count",
    numerator="referrals of cases that moved from another council area",
    reads=("referrals",),
    dimensions=("moved_from",),
    sql="""
        SELECT referral_date AS day, council, transfer_from_council AS moved_from,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM referrals
        WHERE transfer_from_council <> council
    """,
)
