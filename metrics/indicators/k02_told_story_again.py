"""K02: had to tell the story again."""

from metrics.indicator import Indicator
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="K02",
    name="Had to tell the story again",
    question="How often did a person have to tell their story again because it was not passed on?",
    kind="share",
    numerator="referrals where the person had to tell the story again",
    denominator="referrals",
    reads=("referrals",),
    part_of=(PartOf("referrals"),),
    sql="""
        SELECT referral_date AS day, council,
               CASE WHEN repeat_disclosure = 'yes' THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM referrals
    """,
    evidence="Companion to the code: the harm of retelling, described at the workshop of July 2019",
    themes=("T1",),
    why="Telling it over and over can harm people again, and some stop asking for help.",
    caveat="Only the receiving service can tell. Where it has not said, the referral counts as one "
    "where the story was not retold, so the true figure may be higher.",
    better="down",
    no_target_because="A companion to the code: it is watched, and no target is proposed yet.",
)
