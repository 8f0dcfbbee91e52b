"""K03: sent but never received."""

from metrics.indicator import Indicator
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="K03",
    name="Sent but never received",
    question="How many referrals does the receiving service have no record of?",
    kind="share",
    numerator="referrals sent of which the receiving service has no record",
    denominator="referrals sent to services that report what they receive, more than 5 working "
    "days before the last one they report",
    reads=("referrals",),
    dimensions=("to_org",),
    offered=("all", "to_org"),
    part_of=(PartOf("referrals"), PartOf("referrals", dimension="to_org", own_dimension="to_org")),
    sql="""
        WITH reporting AS (
            SELECT to_org, MIN(referral_date) AS first_day, MAX(referral_date) AS last_day
            FROM referral_rows
            WHERE side = 'receiver'
            GROUP BY to_org
        )
        SELECT r.referral_date AS day, r.council, r.to_org,
               CASE WHEN r.received THEN 0 ELSE 1 END AS numerator,
               1 AS denominator
        FROM referrals r
        JOIN reporting ON reporting.to_org = r.to_org
        JOIN working_days sent ON sent.day = r.referral_date
        JOIN working_days latest ON latest.day = reporting.last_day
        WHERE r.sent
          AND r.referral_date >= reporting.first_day
          AND latest.number - sent.number > 5
    """,
    evidence="Companion to the code: what one side has and the other does not",
    themes=("T1", "T8"),
    why="A referral that gets lost on the way is a person who was promised help and hears nothing.",
    caveat="Records are matched on the incident or case reference, so a wrong or missing reference "
    "looks the same as a lost referral.",
    better="down",
    no_target_because="A companion to the code: it is watched, and no target is proposed yet.",
)
