"""C20: sender and receiver agree on risk."""

from metrics.indicator import Indicator
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C20",
    name="Sender and receiver agree on risk",
    question="Do the organisation that refers and the one that receives see the same risk?",
    kind="share",
    numerator="referrals where both put the risk at the same level",
    denominator="referrals where both recorded a level of risk",
    reads=("referrals",),
    part_of=(PartOf("referrals"),),
    sql="""
        SELECT referral_date AS day, council,
               CASE WHEN risk_sender = risk_receiver THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM referrals
        WHERE risk_sender IS NOT NULL AND risk_receiver IS NOT NULL
    """,
    evidence="UK GDPR Article 5(1)(d), accuracy",
    themes=("T4",),
    why="When two organisations read the same case differently, the person may get too little help "
    "or too late. The workshop gave this as an example of inconsistency.",
    # The catalogue's target, 0.70 with red under 0.50, is for weighted kappa on at least 50 pairs
    # (measure risk_pairs); a share of agreement must not be judged by it.
    caveat="Shown as a plain share, which some agreement by chance makes look better; the proposed "
    "target is for agreement beyond chance (kappa), so it is not applied here.",
    better="up",
    no_target_because="The proposed target is for weighted kappa, not for a plain share.",
)
