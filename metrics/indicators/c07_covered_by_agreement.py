"""C07: covered by an agreement in force that day."""

from metrics.definitions.in_force import in_force
from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target
from metrics.measure import PartOf

INDICATOR = Indicator(
    id="C07",
    name="Covered by an agreement in force that day",
    question="Is regular sharing covered by a signed agreement that names both organisations?",
    kind="share",
    numerator="routine shared events that name an agreement which was signed, had not ended and "
    "lists both organisations",
    denominator="routine shared events",
    reads=("sharing_events", "agreements"),
    dimensions=("from_org",),
    part_of=(PartOf("C01"),),
    sql=f"""
        WITH covered AS (
            SELECT DISTINCT e.provider, e.from_org, e.event_id
            FROM sharing_events e
            JOIN agreements a ON a.agreement_id = e.agreement_id
            JOIN agreement_parties sender
              ON sender.agreement_id = a.agreement_id AND sender.provider = a.provider
             AND sender.owner_org = a.owner_org
             AND sender.party = e.from_org
            JOIN agreement_parties recipient
              ON recipient.agreement_id = a.agreement_id AND recipient.provider = a.provider
             AND recipient.owner_org = a.owner_org
             AND recipient.party = e.to_org
            WHERE a.type = 'isa'
              AND {in_force("e.event_date")}
        )
        SELECT e.event_date AS day, e.council, e.from_org,
               CASE WHEN covered.event_id IS NOT NULL THEN 1 ELSE 0 END AS numerator,
               1 AS denominator
        FROM sharing_events e
        LEFT JOIN covered ON covered.provider = e.provider AND covered.from_org = e.from_org
         AND covered.event_id = e.event_id
        WHERE e.decision IN ('shared', 'partial')
          AND e.routine = 'yes'
    """,
    evidence="Data Sharing Code: data sharing agreements",
    themes=("T4", "T8"),
    why="An agreement settles once who may share what, so that a person's safety does not depend "
    "on who is on duty. It is good practice, not a condition of lawful sharing.",
    better="up",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0.95, close=0.85),),
)
