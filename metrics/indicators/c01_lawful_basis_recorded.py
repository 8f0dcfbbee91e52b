"""C01: lawful basis recorded."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target

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
    why="An organisation must be able to say which lawful basis it relied on. Staff who are unsure "
    "of the basis tend not to share at all.",
    caveat="It shows that a basis was written down, not that it was the right one: C02 looks at "
    "that.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=1.0, close=0.98),),
)
