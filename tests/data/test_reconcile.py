"""Which sender's row and which receiver's row are one referral, and whose word is taken."""

from datetime import date
from typing import Any

import pytest

from data.engine import Connection, build
from data.export import exports
from data.publish import sizes
from data.reconcile import reconcile
from data.rows import add_rows
from data.store import Store
from tests.data.sent import RECEIVER, SENDER, referral, submit

Rows = list[dict[str, Any]]
INCIDENT = {"incident_ref": "I-1"}


def reconciled(store: Store, sent: Rows, received: Rows, either: Rows | None = None) -> Connection:
    """A connection with `referrals` made of what each side sent."""
    for (provider, side), rows in ((SENDER, sent), (RECEIVER, received)):
        submit(store, "referrals", rows, provider=provider, side=side)
    if either:
        submit(store, "referrals", either)
    connection = build()
    add_rows(connection, exports(), store.receipts(), store.submissions)
    reconcile(connection, exports()["referrals"])
    return connection


def seen(connection: Connection, *columns: str) -> list[tuple[Any, ...]]:
    names = ", ".join((*columns, "sent", "received"))
    return connection.execute(f"SELECT {names} FROM referrals ORDER BY ALL").fetchall()


def test_rows_of_one_incident_to_one_service_are_one_referral(store: Store) -> None:
    found = reconciled(store, [referral(1, **INCIDENT)], [referral(7, **INCIDENT)])
    assert seen(found, "referral_id", "provider") == [("R-1", "police_concern_hub", True, True)]


def test_both_systems_are_named(store: Store) -> None:
    found = reconciled(store, [referral(1, **INCIDENT)], [referral(7, **INCIDENT)])
    named = seen(found, "provider", "received_by")
    assert named == [("police_concern_hub", "assist", True, True)]


def test_the_case_links_where_no_incident_is_known(store: Store) -> None:
    case = {"case_ref": "C-1"}
    found = reconciled(store, [referral(1, **case)], [referral(7, **case)])
    assert seen(found, "referral_id") == [("R-1", True, True)]


def test_another_service_is_another_referral(store: Store) -> None:
    found = reconciled(store, [referral(1, **INCIDENT, to_org="sacro")], [referral(7, **INCIDENT)])
    assert seen(found, "referral_id") == [("R-1", True, False), ("R-7", False, True)]


def test_rows_without_a_reference_are_never_paired(store: Store) -> None:
    found = reconciled(store, [referral(1)], [referral(1)])
    assert seen(found, "referral_id") == [("R-1", False, True), ("R-1", True, False)]


def test_the_first_is_paired_with_the_first_and_the_second_with_the_second(store: Store) -> None:
    early, late = date(2024, 1, 2), date(2024, 1, 9)
    found = reconciled(
        store,
        [
            referral(2, **INCIDENT, referral_date=late, risk_sender="high"),
            referral(1, **INCIDENT, referral_date=early, risk_sender="medium"),
            referral(3, **INCIDENT, referral_date=late, risk_sender="standard"),
        ],
        [
            referral(8, **INCIDENT, referral_date=early, risk_receiver="high"),
            referral(9, **INCIDENT, referral_date=late, risk_receiver="medium"),
        ],
    )
    assert seen(found, "referral_id", "risk_sender", "risk_receiver") == [
        ("R-1", "medium", "high", True, True),
        ("R-2", "high", "medium", True, True),
        ("R-3", "standard", None, True, False),
    ]


def test_rows_of_one_day_are_paired_before_any_other(store: Store) -> None:
    early, late = date(2024, 1, 2), date(2024, 1, 9)
    found = reconciled(
        store,
        [referral(n, **INCIDENT, referral_date=day) for n, day in ((1, early), (2, late))],
        [referral(9, **INCIDENT, referral_date=late, risk_receiver="medium")],
    )
    assert seen(found, "referral_id", "risk_receiver") == [
        ("R-1", None, True, False),
        ("R-2", "medium", True, True),
    ]


def test_rows_left_over_are_paired_in_turn(store: Store) -> None:
    days = [date(2024, 1, day) for day in (2, 9, 16)]
    told = [date(2024, 1, day) for day in (3, 9, 17)]
    found = reconciled(
        store,
        [referral(n, **INCIDENT, referral_date=day) for n, day in enumerate(days)],
        [
            referral(n + 5, **INCIDENT, referral_date=day, received_date=day)
            for n, day in enumerate(told)
        ],
    )
    assert seen(found, "referral_id", "received_date") == [
        (f"R-{n}", day, True, True) for n, day in enumerate(told)
    ]


def test_the_better_informed_side_is_believed_and_the_other_fills_gaps(store: Store) -> None:
    sent = referral(1, **INCIDENT, risk_sender="high", received_date=date(2024, 1, 3), outcome=None)
    received = referral(
        7,
        **INCIDENT,
        risk_sender="standard",
        lawful_basis="public_task",
        received_date=date(2024, 1, 4),
        outcome="engaged",
    )
    found = reconciled(store, [sent], [received])
    columns = ("risk_sender", "lawful_basis", "received_date", "outcome")
    assert seen(found, *columns) == [
        ("high", "public_task", date(2024, 1, 4), "engaged", True, True)
    ]


def test_a_row_that_tells_both_sides_stands_alone(store: Store) -> None:
    either = [referral(5, **INCIDENT), referral(6, received_date=date(2024, 1, 8))]
    found = reconciled(store, [referral(1, **INCIDENT)], [], either)
    assert seen(found, "referral_id") == [
        ("R-1", True, False),
        ("R-5", True, False),
        ("R-6", True, True),
    ]


def test_a_referral_leads_back_to_both_sides_rows(store: Store) -> None:
    found = reconciled(
        store,
        [referral(1, **INCIDENT), referral(2)],
        [referral(8), referral(7, **INCIDENT)],
        [referral(9, received_date=date(2024, 1, 30)), referral(10)],
    )
    rows = found.execute(
        "SELECT referral_id, split_part(submission_id, '-', 2), row_number, "
        "split_part(received_in, '-', 2), received_row FROM referrals ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("R-1", "police_concern_hub", 2, "assist", 3),
        ("R-10", "standard", 3, None, None),
        ("R-2", "police_concern_hub", 3, None, None),
        ("R-8", "assist", 2, "assist", 2),
        ("R-9", "standard", 2, "standard", 2),
    ]


def test_a_row_of_no_known_side_is_never_lost_in_silence(store: Store) -> None:
    submit(store, "referrals", [referral(1)], provider=SENDER[0], side="Sender")
    connection = build()
    add_rows(connection, exports(), store.receipts(), store.submissions)
    with pytest.raises(AssertionError, match="1 accepted rows are in no referral"):
        reconcile(connection, exports()["referrals"])


def test_rows_of_one_side_alone_are_not_kept_twice(store: Store) -> None:
    found = reconciled(store, [referral(1), referral(2)], [])
    assert found.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall() == [
        ("referrals",)
    ]
    assert sizes(found)["referrals"] == 2
