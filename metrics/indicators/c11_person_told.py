"""C11: person told, or exemption recorded."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C11",
    name="Person told, or exemption recorded",
    question="Was the person told how their information is used, or is it recorded why not?",
    kind="share",
    numerator="shared events where the person was told or an exemption is recorded",
    denominator="shared events",
    reads=("sharing_events",),
    dimensions=("from_org",),
    part_of=(PartOf("C01"),),
    sql="""
        SELECT event_date AS day, council, from_org,
               CASE WHEN privacy_info IN ('provided', 'exempt') THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events
        WHERE decision IN ('shared', 'partial')
    """,
    evidence="UK GDPR Articles 13 and 14; Data Protection Act 2018 section 44",
    themes=("T1",),
    why="Sharing without consent does not mean sharing in secret. People have a right to know, "
    "unless telling them would put someone at risk or another exemption applies.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=0.95, close=0.85),),
)
