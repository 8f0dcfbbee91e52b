"""K01: the person's views recorded."""

from metrics.indicator import Indicator
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="K01",
    name="The person's views recorded",
    question="Are the views of the person referred on record, or why they could not be sought?",
    kind="share",
    numerator="referrals with the person's views recorded, or a reason for having none",
    denominator="referrals",
    reads=("referrals",),
    dimensions=("from_org",),
    part_of=(PartOf("referrals"),),
    sql="""
        SELECT referral_date AS day, council, from_org,
               CASE WHEN victim_views IN ('yes', 'exempt') THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM referrals
    """,
    evidence="Companion to the code: moving away from consent must not silence the person",
    themes=("T1", "T7"),
    why="Sharing may be lawful without consent. It should still begin with what the person wants.",
    caveat="It has no target, so that nobody records a view to meet one.",
    better="up",
    no_target_because="A companion to the code: watched, so that nobody loses their voice.",
)
