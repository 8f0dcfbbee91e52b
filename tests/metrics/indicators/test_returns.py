"""Assurance returns: C23 to C25."""

from datetime import date
from typing import Any

import pytest

from tests.metrics.indicators.conftest import Drawn

LATEST = "day = DATE '2026-10-01'"


@pytest.mark.parametrize(
    ("indicator", "part", "whole"),
    [
        ("C23a", "staff_trained_12m", "staff_in_scope"),
        ("C23b", "new_starters_trained_1m", "new_starters"),
        ("C24a", "complaints_acknowledged_30d", "complaints_due"),
        ("C24b", "rights_requests_in_time", "rights_requests_due"),
        ("C24c", "breaches_notified_72h", "breaches_notifiable"),
        ("C25b", "infringements_closed_in_target", "infringements_due"),
    ],
)
def test_parts_of_wholes(release: Drawn, indicator: str, part: str, whole: str) -> None:
    release.returns(
        {"org": "assist", part: 8, whole: 10},
        {"org": "sacro", whole: 5},
        {"org": "sps", part: 3},
        {"org": "copfs", part: 0, whole: 0},
    )
    month = LATEST if indicator == "C23a" else "day = DATE '2026-09-30'"
    assert release.parts(indicator, month) == (8, 15)


def test_c23a_takes_the_latest_return_of_the_last_twelve_months(release: Drawn) -> None:
    staff = {"staff_in_scope": 10}
    release.returns(
        staff | {"org": "assist", "period_end": date(2026, 6, 30), "staff_trained_12m": 4},
        staff | {"org": "assist", "period_end": date(2026, 9, 30), "staff_trained_12m": 9},
        staff | {"org": "sacro", "period_end": date(2025, 9, 30), "staff_trained_12m": 1},
        staff | {"org": "copfs", "period_end": date(2025, 10, 31), "staff_trained_12m": 2},
    )
    assert release.parts("C23a", "day = DATE '2026-05-01'") == (3, 20)
    assert release.parts("C23a", "day = DATE '2026-08-01'") == (4 + 3, 30)
    assert release.parts("C23a", "day = DATE '2026-09-01'") == (9 + 1 + 2, 30)
    assert release.parts("C23a", LATEST) == (9 + 2, 20)


@pytest.mark.parametrize(
    ("period_end", "expected"),
    [(date(2026, 6, 18), (0, 0)), (date(2026, 6, 19), (2, 3))],
)
def test_c24a_has_no_value_before_there_was_a_duty(
    release: Drawn, period_end: date, expected: tuple[int, int]
) -> None:
    release.returns(
        {"period_end": period_end, "complaints_due": 3, "complaints_acknowledged_30d": 2}
    )
    assert release.parts("C24a") == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"return_received_date": date(2026, 10, 14)}, (1, 1)),
        ({"return_received_date": date(2026, 10, 15)}, (0, 1)),
        ({}, (0, 1)),
        ({"return_due_date": date(2026, 10, 30)}, (0, 0)),
        ({"return_due_date": None, "return_received_date": date(2026, 10, 1)}, (0, 0)),
        ({"member_track": "none"}, (0, 0)),
        ({"member_status": "applicant"}, (0, 0)),
        ({"member_status": "withdrawn"}, (0, 0)),
        ({"member_status": "suspended"}, (0, 1)),
        ({"member_status": None}, (0, 1)),
    ],
)
def test_c25a(release: Drawn, row: dict[str, Any], expected: tuple[int, int]) -> None:
    release.returns({"return_due_date": date(2026, 10, 14)} | row)
    assert release.parts("C25a") == expected


def test_c25b_is_about_members(release: Drawn) -> None:
    found = {"infringements_due": 4, "infringements_closed_in_target": 3}
    release.returns(found, found | {"org": "sps", "member_track": "none"}, found | {"org": "copfs"})
    assert release.by("C25b", "member_track") == {"monitoring_body": (6, 8)}


def test_c25c_asks_each_members_latest_return(release: Drawn) -> None:
    release.returns(
        {"org": "assist", "period_end": date(2026, 6, 30), "senior_lead": "no"},
        {"org": "assist", "senior_lead": "yes"},
        {"org": "sacro", "senior_lead": "no"},
        {"org": "copfs", "member_track": "part3_internal"},
        {"org": "sps", "member_track": "none", "senior_lead": "yes"},
    )
    assert release.by("C25c", "member_track", LATEST) == {
        "monitoring_body": (1, 2),
        "part3_internal": (0, 1),
    }
