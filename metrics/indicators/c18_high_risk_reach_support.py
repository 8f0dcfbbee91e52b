"""C18: high-risk cases reach support."""

from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C18",
    name="High-risk cases reach support",
    question="Does a high-risk incident lead to a referral within 1 working day?",
    kind="share",
    numerator="high-risk incidents with a referral within 1 working day",
    denominator="high-risk domestic abuse incidents, in months that ended long enough ago",
    reads=("referrals", "incidents"),
    part_of=(PartOf("domestic_abuse_incidents"),),
    sql="""
        WITH first_referral AS (
            SELECT r.incident_date, r.council, sent.number - incident.number AS days,
                   row_number() OVER (
                       PARTITION BY COALESCE(r.incident_ref, r.case_ref, r.referral_id)
                       ORDER BY r.referral_date, r.referral_id
                   ) AS turn
            FROM referrals r
            JOIN working_days incident ON incident.day = r.incident_date
            JOIN working_days sent ON sent.day = r.referral_date
            WHERE r.risk_sender = 'high'
        ), reached AS (
            SELECT CAST(date_trunc('month', incident_date) AS DATE) AS month, council,
                   count(*) AS incidents
            FROM first_referral
            WHERE turn = 1 AND days <= 1
            GROUP BY CAST(date_trunc('month', incident_date) AS DATE), council
        )
        SELECT i.month AS day, i.council,
               LEAST(COALESCE(reached.incidents, 0), i.high_risk_domestic_abuse_incidents)
                   AS numerator,
               i.high_risk_domestic_abuse_incidents AS denominator
        FROM incidents i
        LEFT JOIN reached ON reached.month = i.month AND reached.council = i.council
        JOIN months ON months.month = i.month
        JOIN working_days closing ON closing.day = months.month_end
        CROSS JOIN as_at
        JOIN working_days today ON today.day = as_at.day
        WHERE i.high_risk_domestic_abuse_incidents IS NOT NULL
          AND today.number - closing.number > 1
    """,
    evidence="Risk-led sharing; Victims and Witnesses (Scotland) Act 2014. The limit in days is "
    "proposed by this code",
    themes=("T1", "T2"),
    why="People at high risk of serious harm need support at once. This finds those whose case "
    "went no further.",
    caveat="Incidents and referrals are counted by different systems, so the two are compared by "
    "month and council and not case by case; referrals beyond the incidents recorded there are "
    "not counted.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.85),),
)
