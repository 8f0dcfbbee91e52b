"""C15: requests answered in time."""

from metrics.definitions.linked_referrals import LINKED, LINKED_REFERRALS
from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C15",
    name="Requests answered in time",
    question="Is a request for information answered within 5 working days, or 1 at high risk?",
    kind="share",
    numerator="requests answered in time",
    denominator="requests older than the time allowed",
    reads=("sharing_events", "referrals"),
    dimensions=("from_org",),
    sql=f"""
        WITH requests AS (
            SELECT e.event_date, e.council, e.from_org,
                   CASE WHEN r.risk_sender = 'high' THEN 1 ELSE 5 END AS allowed,
                   CASE WHEN e.decision <> 'pending' THEN answered.number END AS answered,
                   asked.number AS asked
            FROM sharing_events e
            LEFT JOIN {LINKED_REFERRALS} r ON {LINKED}
            JOIN working_days asked
              ON asked.day = COALESCE(e.request_received_date, e.event_date)
            LEFT JOIN working_days answered ON answered.day = e.decision_date
            WHERE e.trigger = 'request'
        )
        SELECT event_date AS day, council, from_org,
               CASE WHEN answered - asked <= allowed THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM requests
        CROSS JOIN as_at
        JOIN working_days today ON today.day = as_at.day
        WHERE today.number - asked > allowed
    """,
    evidence="Data Sharing Code; the limits in days are proposed by this code",
    themes=("T8",),
    why="A partner who asks usually needs the answer to keep somebody safe. A clear no in time is "
    "better than silence.",
    caveat="High risk is known only for requests that are linked to a referral. A refusal counts "
    "as an answer.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.90, close=0.75),),
)
