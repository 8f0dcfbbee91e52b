"""C06: purpose and intended outcome stated."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C06",
    name="Purpose and intended outcome stated",
    question="Does each act of sharing say what it is for and what should come of it?",
    kind="share",
    numerator="shared events with a purpose and an intended outcome recorded",
    denominator="shared events",
    reads=("sharing_events",),
    dimensions=("from_org",),
    part_of=(PartOf("C01"),),
    sql="""
        SELECT event_date AS day, council, from_org,
               CASE WHEN purpose_code IS NOT NULL AND outcome_code IS NOT NULL
                    THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events
        WHERE decision IN ('shared', 'partial')
    """,
    evidence="UK GDPR Article 5(1)(b), purpose; the intended outcome is asked for by this code",
    themes=("T3",),
    why="The 2019 workshop found that purposes and outcomes were not always clear to those asked "
    "for information. The person at risk should stay at the heart of both.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=0.98, close=0.90),),
)
