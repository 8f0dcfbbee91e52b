"""The volume measures: what each counts of a few rows, and under which heading."""

from datetime import date

import pytest

from tests.metrics.indicators.conftest import FIFE, GLASGOW, Drawn


def counts(release: Drawn, measure: str, column: str) -> dict[object, int]:
    """Numerators by a column; a volume has no denominator."""
    found = release.by(measure, column)
    assert all(denominator is None for _, denominator in found.values())
    return {key: numerator for key, (numerator, _) in found.items()}


def test_referrals_by_who_sent_them_to_whom(release: Drawn) -> None:
    release.referrals({}, {}, {"to_org": "sacro"})
    assert counts(release, "referrals", "to_org") == {"assist": 2, "sacro": 1}
    assert counts(release, "routes", "route") == {
        "police_scotland>assist": 2,
        "police_scotland>sacro": 1,
    }


def test_referrals_received_are_the_services_own_rows(release: Drawn) -> None:
    got = {"side": "receiver", "provider": "assist"}
    release.referrals(
        {"side": "sender"},
        got | {"received_date": date(2026, 10, 6)},
        got,
        table="referral_rows",
    )
    assert counts(release, "referrals_received", "day") == {
        date(2026, 10, 5): 1,
        date(2026, 10, 6): 1,
    }


def test_sharing_events_by_decision(release: Drawn) -> None:
    release.events({}, {"decision": "refused"}, {"decision": "pending"})
    assert counts(release, "sharing_events", "decision") == {
        "pending": 1,
        "refused": 1,
        "shared": 1,
    }


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        ("domestic_abuse_incidents", "domestic_abuse_incidents"),
        ("high_risk_incidents", "high_risk_domestic_abuse_incidents"),
        ("concern_reports", "concern_reports_total"),
    ],
)
def test_monthly_counts_are_added_up(release: Drawn, measure: str, column: str) -> None:
    release.incidents({column: 7}, {column: 5, "month": date(2026, 8, 1)}, {"council": GLASGOW})
    assert counts(release, measure, "council") == {FIFE: 12}


def test_risk_pairs_need_both_levels(release: Drawn) -> None:
    release.referrals(
        {"risk_sender": "high", "risk_receiver": "medium"},
        {"risk_sender": "high"},
        {"risk_receiver": "high"},
    )
    assert counts(release, "risk_pairs", "risk_pair") == {"high>medium": 1}


def test_moves_come_from_another_council(release: Drawn) -> None:
    release.referrals({"transfer_from_council": GLASGOW}, {"transfer_from_council": FIFE}, {})
    assert counts(release, "moves", "moved_from") == {GLASGOW: 1}


@pytest.mark.parametrize(
    ("incident", "band"),
    [
        (date(2026, 10, 5), "0"),
        (date(2026, 10, 3), "1"),
        (date(2026, 10, 2), "1"),
        (date(2026, 9, 28), "5"),
        (date(2026, 9, 25), "6 to 10"),
        (date(2026, 9, 21), "6 to 10"),
        (date(2026, 9, 18), "11 to 20"),
        (date(2026, 8, 3), "more than 20"),
    ],
)
def test_days_to_send_are_working_days_in_bands(release: Drawn, incident: date, band: str) -> None:
    release.referrals({"incident_date": incident}, {})
    assert counts(release, "days_to_send", "days") == {band: 1}


def test_days_to_contact_run_from_the_referral(release: Drawn) -> None:
    release.referrals({"first_contact_date": date(2026, 10, 7)}, {})
    assert counts(release, "days_to_contact", "days") == {"2": 1}
