"""C17: referrals per 100 domestic abuse incidents."""

from metrics.indicator import Indicator
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C17",
    name="Referrals per 100 domestic abuse incidents",
    question="For every 100 domestic abuse incidents, how many referrals to support are made?",
    kind="rate",
    numerator="referrals",
    denominator="domestic abuse incidents in the same council areas and months",
    reads=("referrals", "incidents"),
    part_of=(PartOf("referrals", own="numerator"), PartOf("domestic_abuse_incidents")),
    sql="""
        SELECT i.month AS day, i.council,
               COALESCE(made.referrals, 0) AS numerator,
               i.domestic_abuse_incidents AS denominator
        FROM incidents i
        LEFT JOIN (
            SELECT CAST(date_trunc('month', referral_date) AS DATE) AS month, council,
                   count(*) AS referrals
            FROM referrals
            GROUP BY CAST(date_trunc('month', referral_date) AS DATE), council
        ) AS made ON made.month = i.month AND made.council = i.council
        WHERE i.domestic_abuse_incidents IS NOT NULL
    """,
    evidence="The fall in referrals under the consent model, reported to the workshop of July 2019",
    themes=("T1", "T7"),
    why="When fewer people are referred, fewer are offered support. Incidents rise and fall, so "
    "referrals are set against them.",
    caveat="Not every incident should lead to a referral, and one may lead to several, so there is "
    "no target. A month and council without an incident count is left out.",
    better="context",
)
