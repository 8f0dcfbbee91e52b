"""C24a: complaints acknowledged within 30 days."""

from datetime import date

from metrics.indicator import Indicator, Target

IN_FORCE = date(2026, 6, 19)

INDICATOR = Indicator(
    id="C24a",
    name="Complaints acknowledged within 30 days",
    question="Are data protection complaints acknowledged within the 30 days that the law allows?",
    kind="share",
    numerator="complaints acknowledged within 30 days",
    denominator="complaints due an acknowledgement",
    reads=("assurance",),
    sql="""
        SELECT period_end AS day, council,
               COALESCE(complaints_acknowledged_30d, 0) AS numerator,
               complaints_due AS denominator
        FROM assurance
        WHERE complaints_due IS NOT NULL AND period_end >= CAST('2026-06-19' AS DATE)
    """,
    evidence="Data Protection Act 2018 section 164A, in force from 19 June 2026",
    themes=("NS3", "T6"),
    why="People who think their information was misused, or wrongly held back, should hear that "
    "they have been heard.",
    caveat="There was no such duty before 19 June 2026, so nothing is shown before it.",
    better="up",
    targets=(Target(IN_FORCE, target=1.0, close=0.95),),
    in_law_from=IN_FORCE,
)
