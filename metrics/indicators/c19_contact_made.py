"""C19: contact made after referral."""

from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C19",
    name="Contact made after referral",
    question="Does the service reach the person within 5 working days, or 2 at high risk?",
    kind="share",
    numerator="referrals followed by a first contact in time",
    denominator="referrals older than the time allowed",
    reads=("referrals",),
    dimensions=("to_org",),
    part_of=(PartOf("referrals"),),
    sql="""
        WITH waits AS (
            SELECT r.referral_date, r.council, r.to_org,
                   CASE WHEN r.risk_sender = 'high' THEN 2 ELSE 5 END AS allowed,
                   sent.number AS sent, contact.number AS contact
            FROM referrals r
            JOIN working_days sent ON sent.day = r.referral_date
            LEFT JOIN working_days contact ON contact.day = r.first_contact_date
        )
        SELECT referral_date AS day, council, to_org,
               CASE WHEN contact - sent <= allowed THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM waits
        CROSS JOIN as_at
        JOIN working_days today ON today.day = as_at.day
        WHERE today.number - sent > allowed
    """,
    evidence="The purpose and outcome of sharing: support that reaches the person",
    themes=("T1", "T3"),
    why="A referral helps only when somebody gets in touch.",
    caveat="People may choose not to answer, so the target is below 100 %. A referral without a "
    "contact date counts as no contact.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.80, close=0.65),),
)
