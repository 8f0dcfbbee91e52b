"""C22: moves between councils handled."""

from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C22",
    name="Moves between councils handled",
    question="When a case moves to another council area, does the file arrive within 5 working "
    "days?",
    kind="share",
    numerator="transfers where the receiving council had the file within 5 working days",
    denominator="referrals of cases that moved from another council area, older than 5 working "
    "days",
    reads=("referrals",),
    part_of=(PartOf("referrals"),),
    sql="""
        SELECT r.referral_date AS day, r.council,
               CASE WHEN arrived.number - sent.number <= 5 THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM referrals r
        JOIN working_days sent ON sent.day = r.referral_date
        LEFT JOIN working_days arrived ON arrived.day = r.transfer_received_date
        CROSS JOIN as_at
        JOIN working_days today ON today.day = as_at.day
        WHERE r.transfer_from_council <> r.council
          AND today.number - sent.number > 5
    """,
    evidence="Cases that move between council areas, workshop of July 2019; the limit is proposed "
    "by this code",
    themes=("T4", "T1"),
    why="People who flee abuse often cross a council boundary. What is known about the danger they "
    "are in should cross it with them.",
    caveat="Counted in the area that the case moved to. A file whose arrival is not recorded "
    "counts as not received.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.90, close=0.75),),
)
