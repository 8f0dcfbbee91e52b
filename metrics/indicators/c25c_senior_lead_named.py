"""C25c: senior lead named."""

from metrics.definitions.returns import BOUND, LATEST
from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C25c",
    name="Senior lead named",
    question="Has every member named a senior person who answers for information sharing?",
    kind="share",
    numerator="members with a senior lead named",
    denominator="members of the code, by their latest return",
    reads=("assurance",),
    dimensions=("member_track",),
    roll_up="last",
    counts_people=False,
    sql=f"""
        WITH {LATEST}
        SELECT a.month AS day, a.council, a.member_track,
               CASE WHEN a.senior_lead = 'yes' THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM latest a
        WHERE {BOUND}
    """,
    evidence="UK GDPR Article 24; the code's monitoring",
    themes=("NS3", "T6"),
    why="The workshop asked senior managers to lead visibly and to correct myths about data "
    "protection.",
    caveat="It shows that somebody is named. Each member's latest return stands for 12 months.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.80),),
)
