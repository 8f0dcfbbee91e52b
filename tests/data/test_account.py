"""Every accepted row is in the release, or is said to have been replaced by a later one."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.account import account_for, left_out
from data.engine import Connection, build
from data.export import exports
from data.release import release
from data.rows import add_rows, used
from data.store import Store
from tests.data.findings import all_well
from tests.data.sent import SENDER, event, referral, submit

MAY, JUNE = "2024-05-01T09:00:00.000000+00:00", "2024-06-01T09:00:00.000000+00:00"
COUNTED = {"month": date(2024, 1, 1), "council": "S12000033"}


def put_together(store: Store) -> Connection:
    connection = build()
    add_rows(connection, exports(), used(store.receipts()), store.submissions)
    return connection


def agreement(owner: str) -> dict[str, Any]:
    return {
        "agreement_id": "ISA-1",
        "type": "isa",
        "owner_org": owner,
        "parties": [owner, "police_scotland"],
        "councils": [owner],
    }


def told(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def test_services_that_share_a_layout_keep_all_their_rows(store: Store) -> None:
    for at, service in ((MAY, "assist"), (JUNE, "sacro")):
        rows = [referral(n, to_org=service) for n in range(1, 6)]
        submit(store, "referrals", rows, loaded_at=at)
        events = [event(n, from_org=service) for n in range(1, 6)]
        submit(store, "sharing_events", events, loaded_at=at)
    with closing(put_together(store)) as connection:
        for table in ("referral_rows", "sharing_events"):
            assert told(connection, f"SELECT count(*) FROM {table}") == [(10,)]


def test_councils_that_number_alike_keep_their_agreements_apart(store: Store) -> None:
    for at, council in ((MAY, "S12000033"), (JUNE, "S12000036")):
        submit(store, "agreements", [agreement(council)], provider="council", loaded_at=at)
    with closing(put_together(store)) as connection:
        found = told(connection, "SELECT owner_org, council FROM agreement_councils ORDER BY ALL")
    assert found == [("S12000033", "S12000033"), ("S12000036", "S12000036")]


def test_rows_in_a_release_and_rows_replaced_add_up_to_those_accepted(store: Store) -> None:
    first = submit(store, "referrals", [referral(n) for n in range(5)], loaded_at=MAY)
    second = submit(store, "referrals", [referral(n) for n in (3, 4, 5)], loaded_at=JUNE)
    outcome = release(store, examine=all_well)
    assert "Rows replaced by rows of later files: 2." in outcome.sentences
    assert outcome.release_id is not None
    manifest = store.manifest(outcome.release_id)
    accounts = {
        each["submission_id"]: (each["in_release"], each["superseded"])
        for each in manifest["submissions"]
    }
    assert accounts == {first: (3, 2), second: (3, 0)}
    with closing(store.open(outcome.release_id, exact=True)) as reader:
        table = reader.frame("SELECT accepted, in_release, superseded FROM published.submission")
    assert (table["accepted"] == table["in_release"] + table["superseded"]).all()


def test_a_file_whose_rows_later_files_all_brought_again_is_replaced(store: Store) -> None:
    some = submit(store, "referrals", [referral(n) for n in range(5)], loaded_at=MAY)
    whole = submit(store, "referrals", [referral(n) for n in range(6, 9)], loaded_at=MAY)
    empty = submit(store, "referrals", [], loaded_at=MAY, reasons={"council": {"missing": 3}})
    later = submit(store, "referrals", [referral(n) for n in (0, 6, 7, 8)], loaded_at=JUNE)
    with closing(put_together(store)) as connection:
        found = dict(told(connection, "SELECT submission_id, replaced FROM submission"))
    assert found == {some: False, whole: True, empty: False, later: False}


def test_a_row_that_vanished_stops_the_release() -> None:
    with closing(build()) as connection:
        add_rows(connection, exports(), [], Path())
        connection.execute("INSERT INTO submission (submission_id, accepted) VALUES ('s-1', 5)")
        connection.execute("CREATE TEMP TABLE replaced (submission_id VARCHAR, rows BIGINT)")
        connection.execute("INSERT INTO incidents (submission_id) VALUES ('s-1'), ('s-1')")
        connection.execute("INSERT INTO replaced VALUES ('s-1', 2)")
        with pytest.raises(AssertionError, match="5 rows accepted, but 2 are in the release and 2"):
            account_for(connection, {"incidents": "incidents"})


def test_samples_left_out_are_listed(store: Store) -> None:
    left = submit(store, "referrals", [referral(1)], provider="sacro", sample=True)
    submit(store, "sharing_events", [event(n) for n in range(3)])
    outcome = release(store, examine=all_well)
    assert outcome.release_id is not None
    (listed,) = store.manifest(outcome.release_id)["left_out"]
    assert (listed["submission_id"], listed["accepted"]) == (left, 1)
    assert listed["because"] == "sample"


def test_of_a_file_read_twice_only_the_latest_reading_counts() -> None:
    readings = [
        {"submission_id": name, "sha256": "same", "loaded_at": at, "sample": False}
        | {"file_name": "a.csv", "accepted": 5}
        for name, at in (("new", JUNE), ("old", MAY))
    ]
    other = readings[0] | {"submission_id": "other", "sha256": "another", "loaded_at": MAY}
    receipts = [*readings, other]
    assert [each["submission_id"] for each in used(receipts)] == ["new", "other"]
    (listed,) = left_out(receipts, used(receipts))
    assert (listed["submission_id"], listed["because"]) == ("old", "read again later")


def test_incidents_of_two_providers_are_counted_once_and_the_dispute_is_noted(
    store: Store,
) -> None:
    earlier = [COUNTED | {"domestic_abuse_incidents": 100}]
    later = [COUNTED | {"domestic_abuse_incidents": 90}]
    submit(store, "incidents", later, provider="standard", loaded_at=JUNE)
    submit(store, "incidents", earlier, provider="police_ivpd", loaded_at=MAY)
    with closing(put_together(store)) as connection:
        found = told(connection, "SELECT provider, domestic_abuse_incidents FROM incidents")
        disputed = told(connection, "SELECT export, provider FROM disputed")
    assert found == [("standard", 90)]
    assert disputed == [("incidents", "standard")]


def test_a_provider_that_corrects_itself_is_in_no_dispute(store: Store) -> None:
    for at in (MAY, JUNE):
        submit(store, "incidents", [COUNTED], provider="police_ivpd", loaded_at=at)
    provider, side = SENDER
    submit(store, "referrals", [referral(1)], provider=provider, side=side)
    with closing(put_together(store)) as connection:
        assert told(connection, "FROM disputed") == []
        assert told(connection, "SELECT sum(superseded) FROM submission") == [(1,)]


@pytest.mark.parametrize("name", exports())
def test_what_identifies_a_row_is_always_given(name: str) -> None:
    assert all(exports()[name].column(each).required for each in exports()[name].key)
