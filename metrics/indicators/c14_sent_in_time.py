"""C14: sent in time for its risk."""

from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C14",
    name="Sent in time for its risk",
    question="Is the referral sent within 1 working day at high risk, 3 at medium and 5 at "
    "standard?",
    kind="share",
    numerator="referrals sent in time for their risk",
    denominator="referrals with both the incident's date and their own",
    reads=("referrals",),
    dimensions=("risk_sender",),
    part_of=(PartOf("referrals"),),
    sql="""
        SELECT r.referral_date AS day, r.council, r.risk_sender,
               CASE WHEN sent.number - incident.number
                         <= CASE r.risk_sender WHEN 'high' THEN 1 WHEN 'medium' THEN 3 ELSE 5 END
                    THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM referrals r
        LEFT JOIN working_days incident ON incident.day = r.incident_date
        LEFT JOIN working_days sent ON sent.day = r.referral_date
        WHERE r.incident_date IS NOT NULL
    """,
    evidence="Victims and Witnesses (Scotland) Act 2014; the limits in days are proposed by this "
    "code",
    themes=("T1", "T2"),
    why="Risk is often greatest in the days after an incident. Help that is offered late may be "
    "help that is not taken.",
    caveat="A referral whose risk is not known is held to the longest limit.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.85),),
)
