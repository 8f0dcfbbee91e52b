"""C24b: rights requests answered in time."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C24b",
    name="Rights requests answered in time",
    question="Are people who ask to see, correct or object to the use of their information "
    "answered in time?",
    kind="share",
    numerator="rights requests answered in time",
    denominator="rights requests due an answer",
    reads=("assurance",),
    sql="""
        SELECT period_end AS day, council,
               COALESCE(rights_requests_in_time, 0) AS numerator,
               rights_requests_due AS denominator
        FROM assurance
        WHERE rights_requests_due IS NOT NULL
    """,
    evidence="UK GDPR Article 12(3): one month, longer for some requests",
    themes=("NS3", "T6"),
    why="Rights keep power in the hands of the person whom the information is about.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=1.0, close=0.95),),
)
