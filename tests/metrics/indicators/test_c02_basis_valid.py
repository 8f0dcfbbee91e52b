"""C02 and the validity rules: each rule broken alone, each rule's edge, each query."""

from datetime import date
from typing import Any

import pytest

from metrics.definitions.basis_rules import INVALID, RULES
from tests.metrics.indicators.conftest import GLASGOW, Drawn

RLI = {"lawful_basis": "recognised_legitimate_interest", "from_org": "assist"}
CRIME = RLI | {"annex1_condition": "crime"}
ASKED = RLI | {"annex1_condition": "request"}
CONSENT = {"lawful_basis": "consent", "from_org": "assist"}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"lawful_basis": "legitimate_interests"}, "R1"),
        ({"lawful_basis": "legitimate_interests", "from_org": "nhs_fife"}, "R1"),
        (CRIME | {"from_org": "police_scotland"}, "R1"),
        ({"lawful_basis": "legitimate_interests", "from_org": "assist"}, None),
        (CRIME | {"event_date": date(2026, 2, 4)}, "R2"),
        (CRIME | {"event_date": date(2026, 2, 5)}, None),
        (RLI, "R3"),
        (ASKED | {"request_states_task": "yes"}, None),
        (ASKED | {"request_states_task": "no"}, "R4"),
        (ASKED, "R4"),
        ({"lawful_basis": "public_task"}, None),
        ({"lawful_basis": "public_task", "from_org": "assist"}, "R5"),
        ({"lawful_basis": "consent"}, "R6"),
        ({"lawful_basis": "consent", "event_date": date(2021, 2, 28)}, None),
        ({"lawful_basis": "consent", "event_date": date(2021, 3, 1)}, "R6"),
        (CONSENT, None),
        ({"lawful_basis": "vital_interests"}, None),
    ],
)
def test_first_rule_met(release: Drawn, row: dict[str, Any], rule: str | None) -> None:
    release.events(row)
    assert list(release.by("basis_findings", "rule")) == ([rule] if rule else [])
    assert release.parts("C02") == (0 if rule in INVALID else 1, 1)


def test_consent_is_asked_about_from_the_day_of_the_council_s_own_division(
    release: Drawn,
) -> None:
    own = "UPDATE regime SET settled = DATE '2019-09-02' WHERE area_code = ? AND regime = ?"
    release.connection.execute(own, ["S32000016", "public_task"])
    consent = {"lawful_basis": "consent"}
    release.events(
        consent | {"event_date": date(2019, 9, 1)},
        consent | {"event_date": date(2019, 9, 2)},
        consent | {"event_date": date(2019, 9, 2), "council": GLASGOW},
    )
    assert release.by("basis_findings", "rule") == {"R6": (1, None)}


@pytest.mark.parametrize(
    ("recorded", "valid"), [("yes", 1), ("no", 0), ("not_applicable", 0), (None, 0)]
)
def test_consent_is_looked_for_in_the_linked_referral(
    release: Drawn, recorded: str | None, valid: int
) -> None:
    release.referrals({"referral_id": "R1", "consent_recorded": recorded}, table="referral_rows")
    release.events(CONSENT | {"linked_referral_id": "R1"})
    assert release.parts("C02") == (valid, 1)


def test_a_link_is_followed_only_within_one_provider(release: Drawn) -> None:
    release.referrals(
        {"referral_id": "R1", "provider": "assist", "consent_recorded": "no"},
        table="referral_rows",
    )
    release.events(CONSENT | {"linked_referral_id": "R1"})
    assert release.parts("C02") == (1, 1)


def test_only_shared_events_with_a_basis_since_uk_gdpr_applied(release: Drawn) -> None:
    wrong = {"lawful_basis": "legitimate_interests"}
    release.events(
        {},
        wrong | {"decision": "refused"},
        wrong | {"event_date": date(2018, 5, 24)},
        wrong | {"event_date": date(2018, 5, 25)},
    )
    assert release.parts("C02") == (0, 1)


def test_every_rule_says_what_it_asks() -> None:
    assert [rule.id for rule in RULES] == ["R1", "R2", "R3", "R4", "R7", "R5", "R6"]
    assert all(rule.words.endswith(".") for rule in RULES)
    assert INVALID == ("R1", "R2", "R3", "R4", "R7")
