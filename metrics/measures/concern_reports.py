"""Concern reports: every vulnerability, not domestic abuse alone."""

from metrics.measure import Measure

MEASURE = Measure(
    id="concern_reports",
    name="Concern reports",
    kind="count",
    numerator="concern reports about any vulnerability, on the interim Vulnerable Persons Database",
    reads=("incidents",),
    dimensions=(),
    sql="""
        SELECT month AS day, council,
               concern_reports_total AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM incidents
        WHERE concern_reports_total IS NOT NULL
    """,
)
