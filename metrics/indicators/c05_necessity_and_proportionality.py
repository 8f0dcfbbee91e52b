"""C05: necessity and proportionality written down."""

from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C05",
    name="Necessity and proportionality written down",
    question="Is it written down why sharing was necessary and why it went no further than needed?",
    kind="share",
    numerator="shared events with both necessity and proportionality recorded",
    denominator="shared events",
    reads=("sharing_events",),
    dimensions=("from_org",),
    part_of=(PartOf("C01"),),
    sql="""
        SELECT event_date AS day, council, from_org,
               CASE WHEN necessity_recorded = 'yes' AND proportionality_recorded = 'yes'
                    THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events
        WHERE decision IN ('shared', 'partial')
    """,
    evidence="Data Sharing Code checklist; UK GDPR Article 5(2)",
    themes=("T3", "T2"),
    why="A short note of why sharing was needed, and why this much, shows that risk to the person "
    "was weighed and not left to habit.",
    caveat="It shows that reasons were recorded, not how good they were.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.98, close=0.90),),
)
