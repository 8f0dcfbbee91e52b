"""C13: more than needed was sent."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C13",
    name="More than needed was sent",
    question="When what was sent is checked, how often was it more than needed?",
    kind="share",
    numerator="checked events where more than needed was sent",
    denominator="shared events that were checked",
    reads=("sharing_events",),
    dimensions=("from_org",),
    part_of=(PartOf("C01"),),
    sql="""
        SELECT event_date AS day, council, from_org,
               CASE WHEN excess_flag = 'yes' THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events
        WHERE decision IN ('shared', 'partial')
          AND excess_flag IN ('yes', 'no')
    """,
    evidence="UK GDPR Article 5(1)(c), limited to what is necessary",
    themes=("T2",),
    why="Sharing to protect people is right; sending more than the task needs puts their privacy, "
    "and sometimes their safety, at risk.",
    caveat="Only checked events count, and checks may be aimed at those thought doubtful.",
    better="down",
    targets=(Target(UK_GDPR_APPLIES, target=0.02, close=0.05),),
)
