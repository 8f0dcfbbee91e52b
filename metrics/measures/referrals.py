"""Referrals: how many people were referred to a support service."""

from metrics.measure import Measure

MEASURE = Measure(
    id="referrals",
    name="Referrals",
    kind="count",
    numerator="referrals of a person to a support service",
    reads=("referrals",),
    dimensions=("from_org", "to_org", "risk_sender", "lawful_basis"),
    offered=("all", "from_org", "to_org", "risk_sender", "lawful_basis"),
    sql="""
        SELECT referral_date AS day, council, from_org, to_org, risk_sender, lawful_basis,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM referrals
    """,
)
