"""C24c: breaches notified within 72 hours."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C24c",
    name="Breaches notified within 72 hours",
    question="Is the regulator told of a serious breach within 72 hours?",
    kind="share",
    numerator="breaches notified within 72 hours",
    denominator="breaches that had to be notified",
    reads=("assurance",),
    sql="""
        SELECT period_end AS day, council,
               COALESCE(breaches_notified_72h, 0) AS numerator,
               breaches_notifiable AS denominator
        FROM assurance
        WHERE breaches_notifiable IS NOT NULL
    """,
    evidence="UK GDPR Article 33",
    themes=("NS3", "T6"),
    why="A breach here can tell someone dangerous where a person lives. Hours matter.",
    caveat="The law allows longer where 72 hours is not feasible and the reasons are given; that "
    "is not told apart here.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=1.0, close=0.95),),
)
