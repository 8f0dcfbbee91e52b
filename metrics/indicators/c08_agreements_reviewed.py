"""C08: agreements reviewed on time."""

from metrics.definitions.in_force import in_force
from metrics.definitions.month_ends import MONTH_ENDS
from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C08",
    name="Agreements reviewed on time",
    question="Are the sharing agreements in force within their review date?",
    kind="share",
    numerator="agreements in force whose review date has not passed",
    denominator="information sharing agreements in force at the end of the month, once for each "
    "council area covered",
    reads=("agreements",),
    roll_up="last",
    counts_people=False,
    sql=f"""
        WITH {MONTH_ENDS}
        SELECT ends.month AS day, c.council,
               CASE WHEN a.review_due_date >= ends.day THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM ends
        JOIN agreements a ON {in_force("ends.day")}
        LEFT JOIN agreement_councils c
          ON c.agreement_id = a.agreement_id AND c.provider = a.provider
         AND c.owner_org = a.owner_org
        WHERE a.type = 'isa'
    """,
    evidence="UK GDPR Article 24, measures reviewed and updated where necessary; Data Sharing Code",
    themes=("T5", "T6"),
    why="An agreement that nobody has looked at for years describes people, posts and law that may "
    "have gone.",
    caveat="The register keeps only the latest review of each agreement, so past months show it as "
    "it is known today. An agreement without a review date counts as overdue.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.80),),
)
