"""Sharing events: how many decisions were made, and which."""

from metrics.measure import Measure

MEASURE = Measure(
    id="sharing_events",
    name="Sharing events",
    kind="count",
    numerator="decisions to share, or not to share, information",
    reads=("sharing_events",),
    dimensions=("decision", "from_org", "to_org", "lawful_basis"),
    sql="""
        SELECT event_date AS day, council, decision, from_org, to_org, lawful_basis,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM sharing_events
    """,
)
