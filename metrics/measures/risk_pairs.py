"""Risk pairs: the sender's level of risk and the receiver's, as high>medium."""

from metrics.measure import Measure

MEASURE = Measure(
    id="risk_pairs",
    name="Risk seen by both sides",
    kind="count",
    numerator="referrals where sender and receiver both recorded a level of risk",
    reads=("referrals",),
    dimensions=("risk_pair",),
    sql="""
        SELECT referral_date AS day, council, risk_sender || '>' || risk_receiver AS risk_pair,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM referrals
        WHERE risk_sender IS NOT NULL AND risk_receiver IS NOT NULL
    """,
)
