"""C23b: new starters trained within a month."""

from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C23b",
    name="New starters trained within a month",
    question="Are new staff who handle this information trained within a month of starting?",
    kind="share",
    numerator="new starters trained within a month",
    denominator="new starters",
    reads=("assurance",),
    dimensions=("member_track",),
    sql="""
        SELECT period_end AS day, council, member_track,
               COALESCE(new_starters_trained_1m, 0) AS numerator, new_starters AS denominator
        FROM assurance
        WHERE new_starters IS NOT NULL
    """,
    evidence="Accountability; UK GDPR Articles 32 and 39",
    themes=("T5", "T6"),
    why="New staff meet people at risk from their first week.",
    caveat="Reported by organisations about themselves, in the month in which the return period "
    "ends.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.85),),
)
