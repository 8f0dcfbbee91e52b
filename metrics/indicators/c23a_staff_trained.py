"""C23a: staff trained in the last 12 months."""

from metrics.definitions.returns import LATEST
from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target

INDICATOR = Indicator(
    id="C23a",
    name="Staff trained in the last 12 months",
    question="Have the staff who handle this information been trained in the last 12 months?",
    kind="share",
    numerator="staff trained in the last 12 months",
    denominator="staff who handle this information, by each organisation's latest return",
    reads=("assurance",),
    dimensions=("member_track",),
    roll_up="last",
    sql=f"""
        WITH {LATEST}
        SELECT month AS day, council, member_track,
               COALESCE(staff_trained_12m, 0) AS numerator, staff_in_scope AS denominator
        FROM latest
        WHERE staff_in_scope IS NOT NULL
    """,
    evidence="Accountability; UK GDPR Articles 32 and 39",
    themes=("T5", "T6"),
    why="The workshop asked for practical training above all: staff who know the law share with "
    "more confidence.",
    caveat="Reported by organisations about themselves. Each organisation's latest return stands "
    "for 12 months.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.85),),
)
