"""Whether a lawful basis is one that the body could rely on that day: rules R1 to R7."""

from dataclasses import dataclass
from typing import Literal

from metrics.definitions.linked_referrals import LINKED, LINKED_REFERRALS


@dataclass(frozen=True)
class Rule:
    """One validity rule, as a SQL condition on an event `e`, its sender and linked referral `r`."""

    id: str
    words: str
    outcome: Literal["invalid", "query"]
    """A query is worth asking about, and counts as valid."""
    broken: str


RLI = "e.lawful_basis = 'recognised_legitimate_interest'"
RULES = (
    Rule(
        "R1",
        "A public authority cannot rely on legitimate interests, recognised or not, for its tasks.",
        "invalid",
        "sender.sector IN ('police', 'public') AND e.lawful_basis IN "
        "('legitimate_interests', 'recognised_legitimate_interest')",
    ),
    Rule(
        "R2",
        "Recognised legitimate interest did not exist before 5 February 2026.",
        "invalid",
        f"{RLI} AND e.event_date < CAST('2026-02-05' AS DATE)",
    ),
    Rule(
        "R3",
        "Recognised legitimate interest needs a condition of Annex 1.",
        "invalid",
        f"{RLI} AND e.annex1_condition IS NULL",
    ),
    Rule(
        "R4",
        "The Annex 1 condition for requests needs a request that states the task it is for.",
        "invalid",
        f"{RLI} AND e.annex1_condition = 'request' "
        "AND COALESCE(e.request_states_task, 'no') <> 'yes'",
    ),
    Rule(
        "R7",
        "Consent must be on record: the linked referral does not show it.",
        "invalid",
        "e.lawful_basis = 'consent' AND r.referral_id IS NOT NULL "
        "AND COALESCE(r.consent_recorded, 'no') <> 'yes'",
    ),
    Rule(
        "R5",
        "A charity that relies on public task needs a task of its own laid down in law.",
        "query",
        "sender.sector = 'third' AND e.lawful_basis = 'public_task'",
    ),
    Rule(
        "R6",
        "The police relied on consent after the move to public task: lawful, but worth asking why.",
        "query",
        # settled: the first day on which the council's division certainly had moved
        "sender.sector = 'police' AND e.lawful_basis = 'consent' AND e.event_date >= moved.settled",
    ),
)
INVALID = tuple(rule.id for rule in RULES if rule.outcome == "invalid")

_FINDING = " ".join(f"WHEN {rule.broken} THEN '{rule.id}'" for rule in RULES)
JUDGED = f"""
    SELECT e.event_date AS day, e.council, e.from_org, CASE {_FINDING} END AS finding
    FROM sharing_events e
    LEFT JOIN organisations sender ON sender.org = e.from_org
    LEFT JOIN {LINKED_REFERRALS} r ON {LINKED}
    LEFT JOIN area a ON a.council = e.council AND a.area_type = 'division'
    LEFT JOIN regime moved ON moved.area_code = a.area_code AND moved.regime = 'public_task'
    WHERE e.decision IN ('shared', 'partial')
      AND e.lawful_basis IS NOT NULL
      AND e.event_date >= CAST('2018-05-25' AS DATE)
"""
"""Every event with a basis since UK GDPR applied, and the first rule it meets; NULL if none."""
