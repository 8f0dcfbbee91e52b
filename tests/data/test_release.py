"""What a release is made of, when it is published, and that it never changes."""

import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import duckdb
import pandas as pd
import pytest

from data.examiner import ExaminerError, Findings
from data.publish import NOTHING
from data.release import release
from data.store import Store
from data.work import locked
from tests.data.findings import ROW_COUNT, all_well, finds
from tests.data.sent import RECEIVER, SENDER, event, referral, submit

FAILS = finds((ROW_COUNT, "critical", "failed"))
ERRS = finds((ROW_COUNT, "critical", "errored"))
WARNS = finds((ROW_COUNT, "critical", "passed"), ("referrals.volume_band", "warning", "failed"))


pytestmark = pytest.mark.usefixtures("two_measures")


def published(store: Store) -> str:
    release_id = store.published()
    assert release_id is not None
    return release_id


def exact(store: Store, sql: str) -> list[tuple[Any, ...]]:
    """What a SELECT on the published exact tables returns."""
    with closing(store.open(published(store), exact=True)) as reader:
        return list(reader.frame(sql).astype(object).itertuples(index=False, name=None))


@contextmanager
def rows(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published release's row tables."""
    path = store.releases / published(store) / "rows.duckdb"
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        yield connection


def referrals_counted(store: Store) -> int:
    sql = """SELECT sum(numerator) FROM published.measure WHERE measure_id = 'referrals'
             AND dimension = 'all' AND area_type = 'scotland' AND period_type = 'month'"""
    return int(exact(store, sql)[0][0])


def test_a_release_is_published_with_what_was_loaded(loaded: Store) -> None:
    outcome = release(loaded, examine=all_well)
    assert (outcome.state, outcome.exit_code) == ("published", 0)
    assert loaded.published() == outcome.release_id
    assert referrals_counted(loaded) == 40
    assert outcome.sentences[0].endswith("with data as at 2024-01-28.")


def test_the_manifest_says_what_it_was_made_of(loaded: Store) -> None:
    release(loaded, examine=all_well)
    manifest = loaded.manifest(published(loaded))
    sent = {each["submission_id"] for each in manifest["submissions"]}
    assert sent == {receipt["submission_id"] for receipt in loaded.receipts()}
    assert manifest["rows"]["referral_rows"] == 40
    assert manifest["checks"] == {"passed": 1, "failed": 0, "errored": 0, NOTHING: 0}
    assert manifest["not_held"] == []
    assert (manifest["as_at"], manifest["sample"]) == ("2024-01-28", False)


def test_releasing_again_with_nothing_new_says_so(loaded: Store) -> None:
    first = release(loaded, examine=all_well)
    again = release(loaded, examine=all_well)
    assert (again.state, again.exit_code) == ("nothing new", 0)
    assert again.release_id == first.release_id
    assert loaded.release_ids() == [first.release_id]


def test_a_changed_setting_is_something_new(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = release(loaded, examine=all_well)
    monkeypatch.setenv("SHARING_SMALL_NUMBER", "10")
    second = release(loaded, examine=all_well)
    assert second.state == "published"
    assert second.release_id != first.release_id


def test_nothing_loaded_is_nothing_to_release(store: Store) -> None:
    outcome = release(store, examine=all_well)
    assert (outcome.state, outcome.exit_code) == ("not built", 2)
    assert "python -m data load" in outcome.sentences[0]
    assert store.published() is None


def test_only_rejected_rows_are_nothing_to_release(store: Store) -> None:
    submit(store, "referrals", [], reasons={"council": {"unknown_council": 3}})
    assert release(store, examine=all_well).state == "not built"


def test_files_of_a_release_cannot_be_written(loaded: Store) -> None:
    release(loaded, examine=all_well)
    files = list((loaded.releases / published(loaded)).iterdir())
    assert {file.name for file in files} == {
        "rows.duckdb",
        "exact.duckdb",
        "protected.duckdb",
        "manifest.json",
    }
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o444}


def test_the_latest_submission_of_a_key_wins(store: Store) -> None:
    may, june = "2024-05-01T09:00:00.000000+00:00", "2024-06-01T09:00:00.000000+00:00"
    submit(store, "referrals", [referral(1, risk_sender="high")], loaded_at=june)
    submit(store, "referrals", [referral(n, risk_sender="medium") for n in (1, 2)], loaded_at=may)
    submit(
        store, "referrals", [referral(1, risk_sender="standard")], provider="sacro", loaded_at=may
    )
    release(store, examine=all_well)
    with rows(store) as connection:
        found = connection.execute(
            "SELECT provider, referral_id, risk_sender FROM referral_rows ORDER BY ALL"
        ).fetchall()
    assert found == [
        ("sacro", "R-1", "standard"),
        ("standard", "R-1", "high"),
        ("standard", "R-2", "medium"),
    ]


def test_samples_are_left_out_once_anything_real_is_loaded(store: Store) -> None:
    submit(store, "referrals", [referral(n) for n in range(30)], provider="sacro", sample=True)
    first = release(store, examine=all_well)
    assert store.manifest(published(store))["sample"] is True
    assert "It is made of sample data: not real." in first.sentences
    submit(store, "sharing_events", [event(n) for n in range(3)])
    release(store, examine=all_well)
    manifest = store.manifest(published(store))
    assert manifest["sample"] is False
    assert manifest["rows"]["referral_rows"] == 0
    assert exact(store, "SELECT value FROM published.release_fact WHERE name = 'sample'") == [
        ("no",)
    ]


def test_a_referral_told_by_both_sides_is_counted_once(store: Store) -> None:
    provider, side = SENDER
    sent = [referral(n, incident_ref=f"I-{n}", risk_sender="high") for n in range(20)]
    submit(store, "referrals", sent, provider=provider, side=side)
    provider, side = RECEIVER
    received = [
        referral(n, referral_id=f"A-{n}", incident_ref=f"I-{n}", risk_receiver="medium")
        for n in range(12)
    ]
    submit(store, "referrals", received, provider=provider, side=side)
    release(store, examine=all_well)
    assert referrals_counted(store) == 20


def test_history_of_the_checks_is_carried_over(loaded: Store) -> None:
    release(loaded, examine=all_well)
    submit(loaded, "referrals", [referral(99)], provider="sacro")
    release(loaded, examine=FAILS)
    submit(loaded, "referrals", [referral(98)], provider="assist")
    release(loaded, examine=WARNS)
    history = exact(
        loaded,
        "SELECT release_id, passed, failed, errored FROM published.check_history ORDER BY built_at",
    )
    assert [each[0] for each in history] == loaded.release_ids()
    assert [each[1:] for each in history] == [(1, 0, 0), (0, 1, 0), (1, 1, 0)]


def test_a_release_that_was_built_but_never_switched_to_is_published(loaded: Store) -> None:
    outcome = release(loaded, examine=all_well)
    loaded.pointer.unlink()  # as if the process had died between the two
    again = release(loaded, examine=FAILS)
    assert (again.state, again.release_id) == ("published", outcome.release_id)
    assert loaded.release_ids() == [outcome.release_id]


def test_checks_that_cannot_run_leave_everything_as_it_was(loaded: Store) -> None:
    def breaks(_: Path) -> Findings:
        raise ExaminerError("The checks could not be run.")

    outcome = release(loaded, examine=breaks)
    assert (outcome.state, outcome.exit_code) == ("not built", 2)
    assert loaded.release_ids() == []
    assert list(loaded.work.iterdir()) == []


def test_viewers_see_counts_of_checks_and_rows_only_rounded(loaded: Store) -> None:
    submit(
        loaded,
        "referrals",
        [referral(n) for n in range(100, 113)],
        provider="sacro",
        reasons={"council": {"unknown_council": 3}, "to_org": {"unknown_organisation": 8}},
    )
    release(loaded, examine=all_well)
    with closing(loaded.open(published(loaded))) as reader:
        rejected = reader.frame("SELECT rows FROM published.rejected ORDER BY reason")["rows"]
        sent = reader.frame("FROM published.submission WHERE provider = 'sacro'").iloc[0]
        checks = reader.frame("SELECT failed, total FROM published.check_outcome").iloc[0]
    assert rejected.astype("Int64").to_list() == [pd.NA, 10]
    assert (sent["accepted"], sent["rows_read"], sent["in_release"]) == (15, 25, 15)
    assert pd.isna(sent["repeats"]), "a nought shown would say that what is hidden is 1 to 4"
    assert pd.isna(checks["failed"])
    assert checks["total"] == 100


def test_counts_of_what_is_not_about_people_are_shown_as_they_are(loaded: Store) -> None:
    month = {"month": date(2024, 1, 1), "council": "S12000033"}
    submit(loaded, "incidents", [month], reasons={"council": {"unknown_council": 3}})
    release(loaded, examine=all_well)
    with closing(loaded.open(published(loaded))) as reader:
        sent = reader.frame("FROM published.submission WHERE export = 'incidents'").iloc[0]
    assert (sent["accepted"], sent["rejected"], sent["repeats"]) == (1, 3, 0)


def test_a_second_release_waits_for_the_first(loaded: Store) -> None:
    told: list[str] = []
    waiter = Thread(
        target=release,
        args=(loaded,),
        kwargs={"tell": lambda *said: told.append(said[-1]), "examine": all_well},
    )
    with locked(loaded.root / "release.lock"):
        waiter.start()
        waiter.join(timeout=1)
        assert waiter.is_alive()
        assert loaded.published() is None
    waiter.join()
    assert told[0] == "waiting for another release to finish"
    assert loaded.published() is not None


def test_checks_that_did_not_hold_are_named_the_gravest_first(loaded: Store) -> None:
    many = [(f"referrals.check_{n}", "warning", "failed") for n in range(5)]
    rows = [
        ("referrals.noted", "note", "errored"),
        *many,
        (ROW_COUNT, "critical", "passed"),
        ("agreements.rows", "warning", NOTHING),
    ]
    said = " ".join(release(loaded, examine=finds(*rows)).sentences)
    assert "1 checks passed, 5 failed and 1 could not be run. 1 had nothing to check" in said
    assert "Not passed: referrals.check_0 (warning), referrals.check_1 (warning)," in said
    assert "referrals.check_4 (warning) and 1 more." in said
    assert "noted" not in said


def test_a_check_that_could_not_be_run_is_named_as_such(loaded: Store) -> None:
    rows = [(ROW_COUNT, "critical", "passed"), ("referrals.noted", "note", "errored")]
    said = " ".join(release(loaded, examine=finds(*rows)).sentences)
    assert "Not passed: referrals.noted (note, could not be run)." in said
