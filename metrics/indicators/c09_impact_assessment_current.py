"""C09: impact assessment current where required."""

from metrics.definitions.in_force import in_force
from metrics.definitions.month_ends import MONTH_ENDS
from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C09",
    name="Impact assessment current where required",
    question="Where an impact assessment is required, has it been done and kept up to date?",
    kind="share",
    numerator="those with an assessment completed and its review date not passed",
    denominator="agreements and other documents in force at the end of the month that need an "
    "impact assessment, once for each council area covered",
    reads=("agreements",),
    roll_up="last",
    counts_people=False,
    sql=f"""
        WITH {MONTH_ENDS}
        SELECT ends.month AS day, c.council,
               CASE WHEN a.dpia_completed_date <= ends.day AND a.dpia_review_due_date >= ends.day
                    THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM ends
        JOIN agreements a ON {in_force("ends.day")}
        LEFT JOIN agreement_councils c
          ON c.agreement_id = a.agreement_id AND c.provider = a.provider
         AND c.owner_org = a.owner_org
        WHERE a.dpia_required = 'yes'
    """,
    evidence="UK GDPR Article 35; Data Protection Act 2018 section 64",
    themes=("T3",),
    why="An impact assessment is where the risk to people, of sharing and of not sharing, is "
    "thought through beforehand.",
    caveat="The register keeps only the latest assessment of each document, so past months show it "
    "as it is known today. An assessment without a review date does not count as current.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=1.0, close=0.90),),
)
