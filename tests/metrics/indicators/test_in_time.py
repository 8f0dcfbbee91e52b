"""Working days: C14, C15, C18, C19 and C22, each at its limit, past it, missing and too new."""

from datetime import date
from typing import Any

import pytest

from tests.metrics.indicators.conftest import FIFE, GLASGOW, Drawn

FRIDAY, SATURDAY = date(2026, 10, 2), date(2026, 10, 3)


def october(day: int) -> date:
    return date(2026, 10, day)


@pytest.mark.parametrize(
    ("risk", "incident", "in_time"),
    [
        ("high", october(5), 1),
        ("high", FRIDAY, 1),
        ("high", SATURDAY, 1),
        ("high", date(2026, 10, 1), 0),
        ("medium", date(2026, 9, 30), 1),
        ("medium", date(2026, 9, 29), 0),
        ("standard", date(2026, 9, 28), 1),
        ("standard", date(2026, 9, 25), 0),
        (None, date(2026, 9, 28), 1),
        (None, date(2026, 9, 25), 0),
        ("standard", date(2014, 12, 31), 0),
    ],
)
def test_c14_on_monday_5_october(
    release: Drawn, risk: str | None, incident: date, in_time: int
) -> None:
    release.referrals({"risk_sender": risk, "incident_date": incident})
    assert release.by("C14", "risk_sender") == {risk: (in_time, 1)}


def test_c14_needs_both_dates(release: Drawn) -> None:
    release.referrals({"risk_sender": "high"})
    assert release.parts("C14") == (0, 0)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"decision_date": october(12)}, (1, 1)),
        ({"decision_date": october(13)}, (0, 1)),
        ({"decision_date": october(6), "decision": "refused"}, (1, 1)),
        ({"decision_date": october(6), "decision": "pending"}, (0, 1)),
        ({"decision": "pending"}, (0, 1)),
        ({"decision_date": None}, (0, 1)),
        ({"decision_date": october(6), "trigger": "proactive"}, (0, 0)),
        ({"decision_date": october(6), "trigger": None}, (0, 0)),
        ({"decision_date": october(6), "request_received_date": None}, (1, 1)),
        ({"decision": "pending", "request_received_date": october(23)}, (0, 0)),
        ({"decision": "pending", "request_received_date": october(22)}, (0, 1)),
    ],
)
def test_c15_within_five_working_days(
    release: Drawn, row: dict[str, Any], expected: tuple[int, int]
) -> None:
    release.events({"trigger": "request", "request_received_date": october(5)} | row)
    assert release.parts("C15") == expected


def test_c15_within_one_when_the_linked_referral_is_at_high_risk(release: Drawn) -> None:
    release.referrals(
        {"referral_id": "H", "risk_sender": "high"},
        {"referral_id": "M", "risk_sender": "medium"},
        table="referral_rows",
    )
    asked = {"trigger": "request", "request_received_date": october(5)}
    release.events(
        asked | {"linked_referral_id": "H", "decision_date": october(6)},
        asked | {"linked_referral_id": "H", "decision_date": october(7)},
        asked | {"linked_referral_id": "M", "decision_date": october(7)},
    )
    assert release.parts("C15") == (2, 3)


def test_c18_counts_each_high_risk_incident_once(release: Drawn) -> None:
    release.incidents(
        {"high_risk_domestic_abuse_incidents": 10},
        {"high_risk_domestic_abuse_incidents": None, "council": GLASGOW},
    )
    monday, tuesday, wednesday = (date(2026, 9, day) for day in (7, 8, 9))
    rows = (
        {"incident_ref": "I1", "referral_date": tuesday},
        {"incident_ref": "I1", "referral_date": tuesday, "to_org": "sacro"},
        {"incident_ref": "I2", "referral_date": wednesday},
        {"case_ref": "C3", "referral_date": monday},
        {"referral_date": monday},
        {"incident_ref": "I4", "referral_date": monday, "risk_sender": "medium"},
        {"incident_ref": "I5", "referral_date": monday, "council": GLASGOW},
        {"incident_ref": "I6", "referral_date": tuesday, "incident_date": None},
    )
    release.referrals(*({"incident_date": monday, "risk_sender": "high"} | row for row in rows))
    assert release.by("C18", "council") == {FIFE: (3, 10)}


def test_c18_is_never_more_than_the_incidents(release: Drawn) -> None:
    release.incidents({"high_risk_domestic_abuse_incidents": 1})
    seen = {"incident_date": date(2026, 9, 7), "referral_date": date(2026, 9, 7)}
    release.referrals(seen, seen, risk_sender="high")
    assert release.parts("C18") == (1, 1)


def test_c18_waits_until_the_months_last_incident_had_its_time(release: Drawn) -> None:
    release.incidents(
        {"high_risk_domestic_abuse_incidents": 7},
        {"high_risk_domestic_abuse_incidents": 9, "month": date(2026, 10, 1)},
    )
    assert release.by("C18", "day") == {date(2026, 9, 1): (0, 7)}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"first_contact_date": october(12)}, (1, 1)),
        ({"first_contact_date": october(13)}, (0, 1)),
        ({"first_contact_date": october(7), "risk_sender": "high"}, (1, 1)),
        ({"first_contact_date": october(8), "risk_sender": "high"}, (0, 1)),
        ({}, (0, 1)),
        ({"referral_date": october(22)}, (0, 1)),
        ({"referral_date": october(23)}, (0, 0)),
        ({"referral_date": october(27), "risk_sender": "high"}, (0, 1)),
        ({"referral_date": october(28), "risk_sender": "high"}, (0, 0)),
    ],
)
def test_c19(release: Drawn, row: dict[str, Any], expected: tuple[int, int]) -> None:
    release.referrals(row)
    assert release.parts("C19") == expected
    assert set(release.by("C19", "to_org")) <= {"assist"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"transfer_received_date": october(12)}, (1, 1)),
        ({"transfer_received_date": october(13)}, (0, 1)),
        ({}, (0, 1)),
        ({"transfer_from_council": None, "transfer_received_date": october(6)}, (0, 0)),
        ({"transfer_from_council": FIFE}, (0, 0)),
        ({"referral_date": october(22)}, (0, 1)),
        ({"referral_date": october(23)}, (0, 0)),
    ],
)
def test_c22(release: Drawn, row: dict[str, Any], expected: tuple[int, int]) -> None:
    release.referrals({"transfer_from_council": GLASGOW} | row)
    assert release.parts("C22") == expected
    assert set(release.by("C22", "council")) <= {FIFE}
