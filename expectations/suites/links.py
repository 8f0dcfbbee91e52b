"""Links between exports: what one export names in another must be there."""

from expectations.check import Check, Suite

EVENT_MONTH = "CAST(date_trunc('month', event_date) AS DATE)"
REFERRAL_MONTH = "CAST(date_trunc('month', referral_date) AS DATE)"

SUITE = Suite(
    name="links",
    title="Links between exports",
    checks=(
        Check(
            id="sharing_events.linked_referral_id.known",
            title="The referral that a sharing event names is one that somebody sent",
            hint="Load the referrals of the same months. If they are loaded, ask the provider "
            "whether its sharing events name referrals as its referrals export does.",
            for_provider="Send the referrals of the same months, and name them in sharing events "
            "just as in your referrals export.",
            export="sharing_events",
            severity="warning",
            rows="(SELECT * FROM sharing_events WHERE linked_referral_id IS NOT NULL)",
            wrong="linked_referral_id NOT IN (SELECT referral_id FROM referral_rows)",
            allowed=0.02,
            month=EVENT_MONTH,
        ),
        Check(
            id="sharing_events.agreement_id.known",
            title="The agreement that a sharing event names is one that somebody sent",
            hint="Load the agreements export of whoever keeps these agreements; until then "
            "sharing under them counts as not covered.",
            for_provider="Look whether the agreement is named as its keeper names it. If it is, "
            "ask its keeper to send it; until then sharing under it counts as not covered.",
            export="sharing_events",
            severity="warning",
            rows="(SELECT * FROM sharing_events WHERE agreement_id IS NOT NULL)",
            wrong="agreement_id NOT IN (SELECT agreement_id FROM agreements)",
            allowed=0.02,
            month=EVENT_MONTH,
        ),
        Check(
            id="referrals.incident_ref.linked",
            title="A referral names an incident or a case, so that two sides can be matched",
            hint="Ask the provider to send incident_ref or case_ref. Without either, a referral "
            "cannot be matched with the other side's row of it.",
            for_provider="Send the incident or the case of each referral. Without either, it "
            "cannot be matched with the other side's record of it.",
            export="referrals",
            severity="warning",
            rows="referral_rows",
            wrong="incident_ref IS NULL AND case_ref IS NULL",
            allowed=0.05,
            month=REFERRAL_MONTH,
        ),
        Check(
            id="referrals.transfer_from_council.differs",
            title="A case that moved came from another council than the one it is in",
            hint="Ask the provider whether transfer_from_council holds the council before the "
            "move; these rows count as moves of nobody.",
            for_provider="Give the council area that the case came from, and leave it empty where "
            "the case did not move.",
            export="referrals",
            severity="note",
            rows="(SELECT * FROM referral_rows WHERE transfer_from_council IS NOT NULL)",
            wrong="transfer_from_council = council",
            allowed=0.01,
            month=REFERRAL_MONTH,
        ),
    ),
)
