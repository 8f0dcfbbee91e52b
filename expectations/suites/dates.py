"""Date order across exports: an event, the referral it led to, and the agreement it relied on."""

from expectations.check import Check, Suite

MONTH = "CAST(date_trunc('month', event_date) AS DATE)"

SUITE = Suite(
    name="dates",
    title="Date order across exports",
    checks=(
        Check(
            id="sharing_events.event_date.near_referral",
            title="A sharing event is within a year of the referral it is linked to",
            hint="The event or the referral has a wrong date, or the link names another "
            "referral. Ask the provider of the sharing event.",
            for_provider="Compare the date of the event with that of the referral it names: one "
            "of them is mistyped, or it names another referral.",
            export="sharing_events",
            severity="warning",
            rows="""(
                SELECT sharing_events.*, referral_date
                FROM sharing_events
                JOIN (SELECT provider, referral_id, referral_date FROM referral_rows) AS linked
                  ON linked.referral_id = linked_referral_id
                 AND linked.provider = sharing_events.provider
            )""",
            wrong="abs(date_diff('day', referral_date, event_date)) > 366",
            allowed=0.01,
            month=MONTH,
        ),
        Check(
            id="sharing_events.agreement_id.signed",
            title="An agreement that is relied on was signed by the day of the event",
            hint="Ask who keeps the agreement for its date of signing. If the date is right, "
            "information was shared before there was an agreement.",
            for_provider="Look whether the event names the right agreement, and ask whoever keeps "
            "it when it was signed.",
            export="sharing_events",
            severity="note",
            rows="""(
                SELECT sharing_events.*, first_signed
                FROM sharing_events
                JOIN (SELECT agreement_id, min(signed_date) AS first_signed
                      FROM agreements GROUP BY agreement_id) AS signed USING (agreement_id)
            )""",
            wrong="first_signed > event_date",
            allowed=0.05,
            month=MONTH,
        ),
        Check(
            id="sharing_events.decision_date.after_request",
            title="A decision is on or after the day sharing arose, and a request before it",
            hint="Ask the provider which of its dates is the request, the event and the "
            "decision; answering times are worked out from them.",
            for_provider="Compare the days of request, event and decision with the record: the "
            "request comes first and the decision is not a month before the event.",
            export="sharing_events",
            severity="warning",
            rows="sharing_events",
            wrong="decision_date < event_date - INTERVAL 31 DAY "
            "OR request_received_date > event_date + INTERVAL 31 DAY",
            allowed=0.01,
            month=MONTH,
        ),
    ),
)
