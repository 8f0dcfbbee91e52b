"""C25a: monitoring returns on time."""

from metrics.definitions.returns import BOUND
from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C25a",
    name="Monitoring returns on time",
    question="Do members send their monitoring return by the day it is due?",
    kind="share",
    numerator="returns received by their due date",
    denominator="members' returns whose due date has passed",
    reads=("assurance",),
    dimensions=("member_track",),
    counts_people=False,
    sql=f"""
        SELECT a.period_end AS day, a.council, a.member_track,
               CASE WHEN a.return_received_date <= a.return_due_date THEN 1 ELSE 0 END
                   AS numerator,
               1 AS denominator
        FROM assurance a
        CROSS JOIN as_at
        WHERE {BOUND} AND a.return_due_date < as_at.day
    """,
    evidence="UK GDPR Articles 40 and 41; the code's monitoring. Processing under Part 3 is "
    "monitored by internal governance instead",
    themes=("NS3", "T6"),
    why="A code that nobody checks is only paper.",
    caveat="A return counts in the month in which its period ends. One that was never registered "
    "cannot be counted as late.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.80),),
)
