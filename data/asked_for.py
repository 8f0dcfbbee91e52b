"""Cells that the standard asks for: which columns, of whom, and of which rows. One list an export.

A row without a required cell is rejected, so required cells are never blank in a row that is kept;
these are the others, which may be blank only because the answer is not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data.export import exports


@dataclass(frozen=True)
class Asked:
    """A column that should be filled in, and the rows of which it is asked."""

    column: str
    where: str = "1 = 1"
    """SQL condition on a row, in the portable subset."""


SHARED = "decision IN ('shared', 'partial')"
SENSITIVE = "(has_special_category = 'yes' OR has_offence_data = 'yes')"
REQUEST = "trigger = 'request'"
EVERYONE = ("incident_ref", "case_ref")
"""Asked of sender and receiver alike: it is what their rows of one referral are paired by, the case
where there was no incident; and what a case is followed by when it moves."""


def _referral(column: str) -> Asked:
    """A column of referrals is asked of the side whose word is taken for it."""
    if column in EVERYONE:
        return Asked(column)
    side = exports()["referrals"].column(column).told_by
    return Asked(column, f"(side IS NULL OR side = '{side}')")


REFERRALS = (
    *EVERYONE,
    *("incident_date", "risk_sender", "lawful_basis", "condition_code", "consent_recorded"),
    *("victim_views", "purpose_code"),
    *("received_date", "risk_receiver", "outcome", "repeat_disclosure", "minimum_dataset"),
)
LISTS: Mapping[str, tuple[Asked, ...]] = MappingProxyType(
    {
        "referrals": tuple(map(_referral, REFERRALS)),
        "sharing_events": (
            Asked("regime"),
            Asked("trigger"),
            Asked("request_received_date", REQUEST),
            Asked("request_states_task", REQUEST),
            Asked("decision_date", "decision <> 'pending'"),
            Asked("refusal_reason_code", "decision = 'refused'"),
            *(
                Asked(column, SHARED)
                for column in (
                    *("lawful_basis", "has_special_category", "has_offence_data"),
                    *("necessity_recorded", "proportionality_recorded", "purpose_code"),
                    *("outcome_code", "privacy_info", "excess_flag", "routine"),
                )
            ),
            Asked("condition_code", f"{SHARED} AND {SENSITIVE}"),
        ),
        "agreements": (
            Asked("status"),
            Asked("signed_date", "status <> 'draft'"),
            Asked("review_due_date", "status = 'in_force'"),
            *(
                Asked(column, "type = 'isa' AND status <> 'draft'")
                for column in ("lawful_basis_stated", "purpose_stated", "outcome_stated")
            ),
            Asked("dpia_completed_date", "dpia_required = 'yes' AND status = 'in_force'"),
        ),
        "assurance": tuple(
            Asked(column)
            for column in (
                *("senior_lead", "staff_in_scope", "staff_trained_12m", "new_starters"),
                *("new_starters_trained_1m", "return_due_date", "rights_requests_due"),
                *("rights_requests_in_time", "breaches_notifiable", "breaches_notified_72h"),
            )
        ),
        "incidents": tuple(
            Asked(column)
            for column in (
                *("concern_reports_total", "domestic_abuse_incidents"),
                *("high_risk_domestic_abuse_incidents", "source_system"),
            )
        ),
    }
)


def asked_of(export: str) -> tuple[Asked, ...]:
    """The cells asked for in an export's rows; none for an export that has no list."""
    return LISTS.get(export, ())


def sums(export: str) -> str:
    """SQL that adds up, for each column, the cells asked for and those of them filled in."""
    return ", ".join(
        f"sum(CASE WHEN {each.where} THEN 1 ELSE 0 END) AS asked_{each.column}, "
        f"sum(CASE WHEN {each.where} AND {each.column} IS NOT NULL THEN 1 ELSE 0 END) "
        f"AS filled_{each.column}"
        for each in asked_of(export)
    )
