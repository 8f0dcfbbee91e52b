"""Domestic abuse incidents: the denominator of referrals."""

from metrics.measure import Measure

MEASURE = Measure(
    id="domestic_abuse_incidents",
    name="Domestic abuse incidents",
    kind="count",
    numerator="domestic abuse incidents recorded by the police",
    reads=("incidents",),
    dimensions=("source_system",),
    offered=("all",),
    sql="""
        SELECT month AS day, council, source_system,
               domestic_abuse_incidents AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM incidents
        WHERE domestic_abuse_incidents IS NOT NULL
    """,
)
