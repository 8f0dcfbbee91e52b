"""What referrals show of themselves: C12, C17, C20 and the companions K01 to K03."""

from datetime import date
from typing import Any

import pytest

from tests.metrics.indicators.conftest import FIFE, GLASGOW, Drawn


@pytest.mark.parametrize(
    ("indicator", "rows", "expected"),
    [
        (
            "C12",
            [{"minimum_dataset": "complete"}, {"minimum_dataset": "partial"}, {}],
            (1, 3),
        ),
        (
            "C20",
            [
                {"risk_sender": "high", "risk_receiver": "high"},
                {"risk_sender": "high", "risk_receiver": "medium"},
                {"risk_sender": "high"},
                {"risk_receiver": "high"},
                {},
            ],
            (1, 2),
        ),
        (
            "K01",
            [{"victim_views": "yes"}, {"victim_views": "exempt"}, {"victim_views": "no"}, {}],
            (2, 4),
        ),
        ("K02", [{"repeat_disclosure": "yes"}, {"repeat_disclosure": "no"}, {}], (1, 3)),
    ],
)
def test_counts(
    release: Drawn, indicator: str, rows: list[dict[str, Any]], expected: tuple[int, int]
) -> None:
    release.referrals(*rows)
    assert release.parts(indicator) == expected


def test_c17_sets_referrals_against_incidents_of_the_same_month_and_council(
    release: Drawn,
) -> None:
    release.incidents(
        {"domestic_abuse_incidents": 40},
        {"domestic_abuse_incidents": 30, "month": date(2026, 8, 1)},
        {"domestic_abuse_incidents": None, "council": GLASGOW},
    )
    september = {"referral_date": date(2026, 9, 30)}
    release.referrals(
        september,
        {"referral_date": date(2026, 9, 1)},
        {"referral_date": date(2026, 10, 1)},
        september | {"council": GLASGOW},
    )
    assert release.by("C17", "day") == {date(2026, 8, 1): (0, 30), date(2026, 9, 1): (2, 40)}
    assert release.by("C17", "council") == {FIFE: (2, 70)}


def test_k03_counts_what_a_reporting_service_never_had(release: Drawn) -> None:
    sent = {"side": "sender", "provider": "police_concern_hub"}
    got = {"side": "receiver", "provider": "assist"}
    first, last, late = date(2026, 10, 1), date(2026, 10, 16), date(2026, 10, 9)
    rows = (
        sent | {"incident_ref": "I1"},
        got | {"incident_ref": "I1"},
        sent | {"incident_ref": "I2"},
        sent,
        got | {"incident_ref": "I3", "referral_date": first},
        got | {"incident_ref": "I4", "referral_date": last},
        sent | {"incident_ref": "I5", "referral_date": date(2026, 9, 30)},
        sent | {"incident_ref": "I6", "referral_date": late},
        sent | {"incident_ref": "I7", "to_org": "caledonian"},
    )
    release.referrals(*rows, table="referral_rows")
    release.reconcile()
    assert release.by("K03", "to_org") == {"assist": (2, 3)}
