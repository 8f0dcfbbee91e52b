"""Referrals received: what the services themselves report."""

from metrics.measure import Measure

MEASURE = Measure(
    id="referrals_received",
    name="Referrals received",
    kind="count",
    numerator="referrals that the receiving services report",
    reads=("referrals",),
    dimensions=("to_org",),
    sql="""
        SELECT COALESCE(received_date, referral_date) AS day, council, to_org,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM referral_rows
        WHERE side = 'receiver'
    """,
)
