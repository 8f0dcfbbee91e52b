"""C12: minimum dataset complete."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C12",
    name="Minimum dataset complete",
    question="Does a referral bring everything that the service needs to act on it?",
    kind="share",
    numerator="referrals whose minimum dataset is complete",
    denominator="referrals",
    reads=("referrals",),
    dimensions=("from_org",),
    part_of=(PartOf("referrals"),),
    sql="""
        SELECT referral_date AS day, council, from_org,
               CASE WHEN minimum_dataset = 'complete' THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM referrals
    """,
    evidence="UK GDPR Article 5(1)(c), adequate",
    themes=("T1", "T4"),
    why="When too little is passed on, people have to tell their story again and workers may visit "
    "without knowing of a danger.",
    caveat="A referral that nobody has marked complete counts as not complete.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=0.95, close=0.85),),
)
