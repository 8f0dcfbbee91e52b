"""C02: basis is valid for that body on that date."""

from metrics.definitions.basis_rules import INVALID, JUDGED
from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C02",
    name="Basis is valid for that body on that date",
    question="Was the lawful basis one that this organisation could rely on that day?",
    kind="share",
    numerator="shared events whose basis passes the validity rules",
    denominator="shared events with a lawful basis recorded",
    reads=("sharing_events", "referrals"),
    dimensions=("from_org",),
    part_of=(PartOf("C01", part="numerator"),),
    sql=f"""
        SELECT day, council, from_org,
               CASE WHEN finding IN {INVALID} THEN 0 ELSE 1 END AS numerator,
               1 AS denominator
        FROM ({JUDGED}) AS judged
    """,
    evidence="UK GDPR Article 6(1)(e) and (ea) and Annex 1; Data Protection Act 2018 section 8; "
    "validity rules R1 to R4 and R7",
    themes=("T7", "T4"),
    why="The law does not let every body rely on every basis. A wrong basis can leave both the "
    "person and the organisation exposed.",
    caveat="The rules find bases that could not apply; they cannot say that a basis fitted the "
    "case. All sharing by a public body is taken to be part of its tasks, and consent is looked "
    "for only where an event is linked to a referral.",
    better="up",
    targets=(Target(UK_GDPR_APPLIES, target=1.0, close=0.97),),
    in_law_from=UK_GDPR_APPLIES,
)
