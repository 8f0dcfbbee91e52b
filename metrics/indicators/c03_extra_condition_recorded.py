"""C03: extra condition recorded."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C03",
    name="Extra condition recorded",
    question="When health, other sensitive or offence information is shared, is the extra legal "
    "condition for it written down?",
    kind="share",
    numerator="shared events with special category or offence data and a condition recorded",
    denominator="shared events with special category or offence data",
    reads=("sharing_events",),
    dimensions=("from_org",),
    part_of=(PartOf("C01"),),
    sql="""
        SELECT event_date AS day, council, from_org,
               CASE WHEN condition_code IS NOT NULL THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events
        WHERE decision IN ('shared', 'partial')
          AND (has_special_category = 'yes' OR has_offence_data = 'yes')
    """,
    evidence="UK GDPR Articles 9 and 10; Data Protection Act 2018 Schedule 1",
    themes=("T7",),
    why="Information about health, sexual life or offences may be shared only if a further legal "
    "condition is met. Writing it down protects the person and the member of staff.",
    caveat="Events that do not say whether they hold such data are not counted.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=1.0, close=0.97),),
)
