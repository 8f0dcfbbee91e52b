"""C04: police-to-support sharing has its gateway."""

from metrics.indicator import UK_GDPR_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C04",
    name="Police-to-support sharing has its gateway",
    question="When the police share law enforcement information with a support service, do they "
    "record the power that lets them, and a UK GDPR basis?",
    kind="share",
    numerator="those events with a legal gateway and a UK GDPR lawful basis recorded",
    denominator="events shared by the police under Part 3 with a body that is not a competent "
    "authority",
    reads=("sharing_events",),
    part_of=(PartOf("C01"), PartOf("C01", "numerator", "numerator")),
    sql="""
        SELECT e.event_date AS day, e.council,
               CASE WHEN e.gateway_code IS NOT NULL
                     AND e.lawful_basis IS NOT NULL
                     AND e.lawful_basis <> 'part3_law_enforcement'
                    THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events e
        JOIN organisations sender ON sender.org = e.from_org
        JOIN organisations recipient ON recipient.org = e.to_org
        WHERE e.decision IN ('shared', 'partial')
          AND e.regime = 'part3'
          AND sender.sector = 'police'
          AND recipient.competent_authority = 'no'
    """,
    evidence="Data Protection Act 2018 section 36(4); validity rule R8",
    themes=("T7", "T8"),
    why="Information gathered for law enforcement may be used for support only where the law "
    "authorises it. Naming the power lets officers share with confidence.",
    caveat="It shows that a gateway was named, not that it covered the case.",
    better="up",
    # All of them is the aim; the catalogue tolerates up to one in a hundred.
    targets=(Target(UK_GDPR_APPLIES, target=0.99, close=0.95),),
)
