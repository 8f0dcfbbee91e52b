"""Which referral a sharing event is linked to, where its identifier alone does not say."""

LINKED_REFERRALS = """(
    SELECT *, count(*) OVER (PARTITION BY provider, referral_id) = 1 AS alone,
           count(*) OVER (PARTITION BY provider, referral_id, from_org) = 1 AS alone_of_sender
    FROM (
        SELECT provider, referral_id, from_org, risk_sender, consent_recorded FROM referral_rows
        WHERE referral_id IN (SELECT linked_referral_id FROM sharing_events)
    )
)"""
LINKED = """(
    r.provider = e.provider AND r.referral_id = e.linked_referral_id
    AND (r.alone OR (r.alone_of_sender AND r.from_org = e.from_org))
)"""
"""An event e and LINKED_REFERRALS r: one referral at most, so that no event is counted twice.

Two organisations that use one provider's layout may number their referrals alike; then the event's
own sender decides, and where that does not either, the event is linked to none.
"""
