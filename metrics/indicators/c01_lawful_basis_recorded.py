"""C01: lawful basis recorded."""

from datetime import date

from metrics.indicator import Indicator, Target

INDICATOR = Indicator(
    id="C01",
    name="Lawful basis recorded",
    question="When information is shared, is the lawful basis written down?",
    kind="share",
    numerator="shared events with a lawful basis recorded",
    denominator="shared events",
    reads=("sharing_events",),
    dimensions=("from_org", "to_org"),
    sql="""
        SELECT event_date AS day, council, from_org, to_org,
               CASE WHEN lawful_basis IS NOT NULL THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events
        WHERE decision IN ('shared', 'partial')
    """,
    evidence="UK GDPR Articles 5(1)(a), 5(2) and 6(1)",
    themes=("T7", "NS3"),
    why="Sharing without a recorded basis cannot be defended, and staff who are unsure of the "
    "basis tend not to share at all.",
    better="up",
    targets=(Target(date(2018, 5, 25), target=1.0, close=0.98),),
)
