"""High-risk domestic abuse incidents."""

from metrics.measure import Measure

MEASURE = Measure(
    id="high_risk_incidents",
    name="High-risk domestic abuse incidents",
    kind="count",
    numerator="domestic abuse incidents recorded as high risk",
    reads=("incidents",),
    dimensions=(),
    sql="""
        SELECT month AS day, council,
               high_risk_domestic_abuse_incidents AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM incidents
        WHERE high_risk_domestic_abuse_incidents IS NOT NULL
    """,
)
