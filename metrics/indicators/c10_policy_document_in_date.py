"""C10: appropriate policy document in date."""

from metrics.definitions.in_force import in_force
from metrics.definitions.month_ends import MONTH_ENDS, YEAR
from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target

# Conditions of Schedule 1 that need the document, and sensitive processing under Schedule 8.
NEED_ONE = "('substantial_public_interest', 'safeguarding', 'schedule_8')"

INDICATOR = Indicator(
    id="C10",
    name="Appropriate policy document in date",
    question="Does every organisation that needs an appropriate policy document keep it up to "
    "date?",
    kind="share",
    numerator="those with a policy document reviewed within 12 months",
    denominator="organisations that shared in the month under a condition that needs an "
    "appropriate policy document",
    reads=("sharing_events", "agreements"),
    roll_up="last",
    counts_people=False,
    sql=f"""
        WITH {MONTH_ENDS}, relying AS (
            SELECT DISTINCT CAST(date_trunc('month', event_date) AS DATE) AS month, from_org
            FROM sharing_events
            WHERE decision IN ('shared', 'partial') AND condition_code IN {NEED_ONE}
        ), in_date AS (
            SELECT DISTINCT ends.month, a.owner_org
            FROM ends
            JOIN agreements a ON {in_force("ends.day")}
            JOIN places ON places.day = COALESCE(a.last_reviewed_date, a.signed_date)
            WHERE a.type = 'apd' AND ends.place - places.place <= {YEAR}
        )
        SELECT relying.month AS day, CAST(NULL AS VARCHAR) AS council,
               CASE WHEN in_date.owner_org IS NOT NULL THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM relying
        LEFT JOIN in_date
          ON in_date.month = relying.month AND in_date.owner_org = relying.from_org
    """,
    evidence="Data Protection Act 2018 Schedule 1 Part 4 and section 42",
    themes=("T7",),
    why="Several of the conditions used to protect people at risk hold only while an organisation "
    "has this document. The law asks for review from time to time; 12 months is proposed here.",
    caveat="Counted for Scotland only, each organisation once. Past months show the register as it "
    "is known today.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=1.0, close=0.90),),
)
