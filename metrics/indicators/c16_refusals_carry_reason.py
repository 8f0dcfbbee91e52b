"""C16: refusals carry a reason."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C16",
    name="Refusals carry a reason",
    question="When information is refused, in whole or in part, is the reason recorded?",
    kind="share",
    numerator="refusals, whole or partial, with a reason recorded",
    denominator="refusals, whole or partial",
    reads=("sharing_events",),
    dimensions=("from_org",),
    sql="""
        SELECT event_date AS day, council, from_org,
               CASE WHEN refusal_reason_code IS NOT NULL THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events
        WHERE decision IN ('refused', 'partial')
    """,
    evidence="UK GDPR Article 5(2)",
    themes=("T4", "T2"),
    why="A refusal can be right, but without a reason nobody can learn from it, and the risk it "
    "leaves behind is nobody's.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=1.0, close=0.90),),
)
