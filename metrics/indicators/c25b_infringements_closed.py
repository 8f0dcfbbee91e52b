"""C25b: infringements closed in target."""

from metrics.definitions.returns import BOUND
from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C25b",
    name="Infringements closed in target",
    question="When a member has broken the code, is it put right in time?",
    kind="share",
    numerator="infringements closed within target",
    denominator="infringements of the code due to be closed",
    reads=("assurance",),
    dimensions=("member_track",),
    sql=f"""
        SELECT a.period_end AS day, a.council, a.member_track,
               COALESCE(a.infringements_closed_in_target, 0) AS numerator,
               a.infringements_due AS denominator
        FROM assurance a
        WHERE {BOUND} AND a.infringements_due IS NOT NULL
    """,
    evidence="UK GDPR Articles 40 and 41; the code's monitoring",
    themes=("NS3", "T6"),
    why="What counts is not that things never go wrong, but that they are put right.",
    caveat="Reported by organisations about themselves.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.80),),
)
