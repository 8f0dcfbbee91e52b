"""Routes: who refers to whom, as sender>receiver."""

from metrics.measure import Measure

MEASURE = Measure(
    id="routes",
    name="Routes",
    kind="count",
    numerator="referrals, by who sent them to whom",
    reads=("referrals",),
    dimensions=("route",),
    sql="""
        SELECT referral_date AS day, council, from_org || '>' || to_org AS route,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM referrals
    """,
)
