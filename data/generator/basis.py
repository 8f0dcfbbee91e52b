"""The lawful basis that a row relies on, and what goes with it, under the rules of its day."""

from datetime import date

import numpy as np

from data.codes import CONDITION, LAWFUL_BASIS
from data.generator.draw import codes
from data.generator.frame import BLANK, Flags, Ints, day_number, keep
from data.generator.plan import Plan
from data.generator.world import DIVISIONS, division_of

CONSENT = LAWFUL_BASIS.index("consent")
PUBLIC_TASK = LAWFUL_BASIS.index("public_task")
RECOGNISED = LAWFUL_BASIS.index("recognised_legitimate_interest")
LEGITIMATE = LAWFUL_BASIS.index("legitimate_interests")
RECOGNISED_FROM = date(2026, 2, 5)
STATUTORY = {"public_task": 0.86, "legal_obligation": 0.10, "vital_interests": 0.03}
STATUTORY |= {"legitimate_interests": 0.01}
"""Basis of the prosecution service and the Caledonian System, which never relied on consent."""
ANNEX_1 = {"safeguarding": 0.75, "crime": 0.15, "emergency": 0.10}
_FITTING = {
    "consent": "explicit_consent",
    "vital_interests": "vital_interests",
    "part3_law_enforcement": "schedule_8",
    "legal_obligation": "substantial_public_interest",
}


def under_public_task(plan: Plan, days: Ints, council: Ints) -> Flags:
    """Whether the council's division had left consent by that day."""
    changes = np.array([day_number(plan.planted.divisions[code].day) for code in DIVISIONS])
    found: Flags = days >= changes[division_of()[council]]
    return found


def lawful_basis(
    rng: np.random.Generator, plan: Plan, export: str, days: Ints, council: Ints
) -> Ints:
    """The basis of each row: the mix before May 2018, under consent, or under public task."""
    told, rows = plan.planted, len(days)
    before, consent, after = (
        codes(rng, export, "lawful_basis", mix, rows)
        for mix in (told.basis_before, told.basis_consent, told.basis_public_task)
    )
    changed = under_public_task(plan, days, council)
    return np.where(changed, after, np.where(days < day_number(told.consent_day), before, consent))


def condition(rng: np.random.Generator, basis: Ints) -> Ints:
    """The condition that fits the basis."""
    usual = codes(
        rng,
        "referrals",
        "condition_code",
        {"safeguarding": 0.7} | {"substantial_public_interest": 0.3},
        len(basis),
    )
    fitting = np.array(
        [CONDITION.index(_FITTING[code]) if code in _FITTING else -1 for code in LAWFUL_BASIS]
    )[basis]
    return np.where(fitting >= 0, fitting, usual)


def consent_recorded(rng: np.random.Generator, basis: Ints) -> Ints:
    """Consent on record: nearly always when relied on, else mostly not applicable; some blank."""
    relied = codes(rng, "referrals", "consent_recorded", {"yes": 0.96, "no": 0.04}, len(basis))
    other = codes(
        rng, "referrals", "consent_recorded", {"not_applicable": 0.85, "no": 0.15}, len(basis)
    )
    return keep(np.where(basis == CONSENT, relied, other), rng.random(len(basis)) < 0.96)


def event_basis(
    rng: np.random.Generator,
    plan: Plan,
    provider: str,
    days: Ints,
    council: Ints,
    third: Flags,
    carried: Ints,
) -> dict[str, Ints]:
    """Basis, Annex 1 condition and extra condition of sharing events, all filled in.

    Third-sector holders (`third`) have no public task: they rely on legitimate interests, and on
    recognised legitimate interest from the day it came into force. An event that carries a
    referral has the basis of the referral (`carried`, blank for the others).
    """
    basis = lawful_basis(rng, plan, "sharing_events", days, council)
    if provider in ("copfs", "caledonian"):
        basis = codes(rng, "sharing_events", "lawful_basis", STATUTORY, len(days))
    in_force = days >= day_number(RECOGNISED_FROM)
    theirs = np.where(in_force, RECOGNISED, LEGITIMATE)
    basis = np.where(third & (basis == PUBLIC_TASK), theirs, basis)
    basis = np.where(carried == BLANK, basis, carried)
    annex = codes(rng, "sharing_events", "annex1_condition", ANNEX_1, len(days))
    known = (basis == RECOGNISED) & (rng.random(len(days)) < 0.95)
    return {
        "lawful_basis": basis,
        "annex1_condition": keep(annex, known),
        "condition_code": condition(rng, basis),
    }
