"""Sender and receiver: what one side says it sent, the other should say it had, and after."""

from expectations.check import Check, Suite

MONTH = "CAST(date_trunc('month', referral_date) AS DATE)"
OLD_ENOUGH = "(SELECT day FROM as_at) - INTERVAL 60 DAY"
"""Both sides have had two months in which to report a referral."""
HAD = """* REPLACE (coalesce(received_by, provider) AS provider,
                    coalesce(received_in, submission_id) AS submission_id,
                    coalesce(received_row, row_number) AS row_number)"""
"""Referrals at the receiver's place, if there is one: it is asked about what it said itself."""
BOTH = "sent AND received AND same_council IS NOT NULL"
"""Referrals that two rows tell of, one of either side."""
WHO = (
    "One side's dates are wrong, or two referrals were taken for one. Where one service alone "
    "falls short, its dates are the likelier; compare both sides' rows of one incident."
)

SUITE = Suite(
    name="sides",
    title="Sender and receiver of the same referral",
    checks=(
        Check(
            id="referrals.received.matched",
            title="A referral that was sent was also received",
            hint="Look first whether the receiving service's export of these months is loaded. "
            "If it is, these people may have been referred and never reached: tell the service.",
            for_provider="The service has not reported these referrals. Look whether they reached "
            "it, and whether both of you write incident and case references in the same way.",
            export="referrals",
            severity="warning",
            rows=f"(SELECT * FROM referrals WHERE sent AND referral_date <= {OLD_ENOUGH})",
            wrong="NOT received",
            allowed=0.15,
            month=MONTH,
        ),
        Check(
            id="referrals.sent.matched",
            title="A referral that was received was also sent",
            hint="Look whether the sender's export of these months is loaded, and whether both "
            "sides write incident and case references in the same way.",
            for_provider="The sender has not reported these referrals. Look whether you write "
            "incident and case references just as the sender does.",
            export="referrals",
            severity="warning",
            rows=f"(SELECT {HAD} FROM referrals WHERE received AND referral_date <= {OLD_ENOUGH})",
            wrong="NOT sent",
            allowed=0.1,
            month=MONTH,
        ),
        Check(
            id="referrals.received_date.after_sent",
            title="The receiver had the referral on or after the day the sender sent it",
            hint=WHO,
            for_provider="Compare these dates with the record: by what the sender reports, it sent "
            "the referral on a later day, or yours is another referral of the same incident.",
            export="referrals",
            severity="critical",
            rows=f"""(SELECT {HAD} FROM referrals
                      WHERE sent AND received AND received_date IS NOT NULL)""",
            wrong="received_date < referral_date",
            allowed=0.02,
            month=MONTH,
        ),
        Check(
            id="referrals.referral_date.before_received",
            title="The sender sent the referral by the day the receiver had it",
            hint=WHO,
            for_provider="Compare these dates with the record: by what the service reports, it had "
            "the referral on an earlier day, or yours is another referral of the same incident.",
            export="referrals",
            severity="warning",
            rows=f"(SELECT * FROM referrals WHERE {BOTH} AND received_date IS NOT NULL)",
            wrong="referral_date > received_date",
            allowed=0.02,
            month=MONTH,
        ),
        Check(
            id="referrals.first_contact_date.after_sent",
            title="First contact was on or after the day the referral was sent",
            hint=WHO,
            for_provider="Compare these dates with the record: by what the sender reports, it sent "
            "the referral on a later day, or yours is another referral of the same incident.",
            export="referrals",
            severity="warning",
            rows=f"(SELECT {HAD} FROM referrals WHERE sent AND first_contact_date IS NOT NULL)",
            wrong="first_contact_date < referral_date",
            allowed=0.02,
            month=MONTH,
        ),
    ),
)
