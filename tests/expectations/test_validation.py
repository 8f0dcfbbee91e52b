"""Great Expectations itself, over DuckDB itself."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.engine import build
from data.export import exports
from data.publish import NOTHING, WRONG
from expectations.check import Check
from expectations.outcome import COLUMNS
from tests.expectations import small_release
from tests.expectations.conftest import WriteDamaged

PLANTED = "Morag Sutherland"


def whole(outcomes: Any) -> Any:
    return outcomes[outcomes["by"] == "all"].set_index("check_id")


def test_nothing_is_wrong_with_a_whole_release_and_nothing_connects_out(
    whole_findings: Any,
) -> None:
    """The two counts agree on every check: one that differed would have errored."""
    found = whole(whole_findings.outcomes)
    assert set(found["outcome"]) == {"passed"}
    assert found["failed"].sum() == 0
    assert found.loc["referrals.referral_id.unique", "total"] == 2 * 960
    assert whole_findings.gate.empty


def test_outcomes_are_cut_by_provider_council_and_month(whole_findings: Any) -> None:
    outcomes = whole_findings.outcomes
    assert tuple(outcomes.columns) == COLUMNS
    cut = outcomes[outcomes["check_id"] == "referrals.council.filled"].set_index(["by", "key"])
    assert cut.loc[("provider", "assist"), "total"] == 960
    assert cut.loc[("council", "S12000005"), "total"] == 2 * 30
    assert cut.loc[("month", "2026-03-01"), "total"] == 2 * 96
    for by in ("provider", "council", "month"):
        assert cut.loc[by, "total"].sum() == 1920


def test_the_file_can_be_opened_again(whole_findings: Any, whole_release: Path) -> None:
    assert not whole_findings.outcomes.empty
    connection = build(whole_release)
    assert connection.execute("SELECT count(*) FROM referral_rows").fetchall() == [(1920,)]
    connection.close()


def test_exports_that_nobody_sent_are_a_warning_and_referrals_are_critical(tmp_path: Path) -> None:
    """An empty table passes whatever is asked of its rows, so that there are rows is asked."""
    from expectations.run import examine

    small_release.barren(tmp_path / "rows.duckdb")
    found = whole(examine(tmp_path / "rows.duckdb", exports()).outcomes)
    failed = found[found["outcome"].isin(WRONG)]
    assert failed["severity"].to_dict() == {
        "referrals.rows": "critical",
        "agreements.rows": "warning",
        "assurance.rows": "warning",
        "incidents.rows": "warning",
        # One event alone is not in every council either.
        "sharing_events.council_months": "note",
    }
    assert set(failed["outcome"]) == {"failed"}
    empty = found[found["export"].isin(("agreements", "assurance", "incidents"))].drop(
        [id for id in failed.index if id.endswith(".rows")], errors="ignore"
    )
    assert set(empty.loc[empty["total"] == 0, "outcome"]) == {NOTHING}
    assert set(found.loc[found["export"] == "sharing_events", "outcome"]) == {"passed", "failed"}


@pytest.fixture(scope="module")
def broken(write_damaged: WriteDamaged, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is found of checks that cannot be trusted, beside one that can."""
    from expectations.run import judge_all
    from expectations.validation import validator

    about = {
        "title": "Something holds",
        "hint": "Do something.",
        "for_provider": "Do something.",
        "export": "referrals",
        "severity": "critical",
        "rows": "referral_rows",
        "month": "",
    }
    sound = "referral_id IS NULL"
    disagrees = ("expect_column_values_to_not_be_null", {"column": "received_date"})
    no_column = ("expect_column_values_to_not_be_null", {"column": "nowhere"})
    checks = (
        Check(id="sound", wrong=sound, **about),
        Check(id="disagrees", wrong=sound, asks=disagrees, **about),
        Check(id="no_column_asked", wrong=sound, asks=no_column, **about),
        Check(id="no_column_counted", wrong="nowhere IS NULL", **about),
        Check(id="values", wrong=f"case_ref = '{PLANTED}'", **about),
        Check(id="braces", wrong="regexp_full_match(referral_id, 'Q-[0-9]{2,3}')", **about),
    )
    path = write_damaged(
        tmp_path_factory.mktemp("broken"),
        [
            f"UPDATE referral_rows SET case_ref = '{PLANTED}' WHERE row_number = 2",
            "UPDATE referral_rows SET referral_id = 'Q-123' WHERE row_number = 3",
        ],
    )
    gone = [replace(each, rows="gone") for each in checks]
    with validator(path) as checker:
        return {
            name: {check.id: found for check, found, _ in judge_all(checker, each)}
            for name, each in (("odd", checks), ("gone", gone))
        }


def verdict(found: Any) -> tuple[str, Any]:
    first = found[found["by"] == "all"].iloc[0]
    return first["outcome"], first["failed"]


def test_a_check_that_cannot_be_worked_out_errs_alone(broken: Any) -> None:
    assert verdict(broken["odd"]["sound"]) == ("passed", 0)
    for each in ("disagrees", "no_column_asked", "no_column_counted"):
        assert len(broken["odd"][each]) == 1
        assert verdict(broken["odd"][each])[0] == "errored"


def test_a_table_that_is_not_there_errs_every_check_of_it(broken: Any) -> None:
    assert {verdict(found)[0] for found in broken["gone"].values()} == {"errored"}


def test_a_pattern_with_braces_counts(broken: Any) -> None:
    assert verdict(broken["odd"]["braces"]) == ("failed", 2)


def test_no_value_of_a_cell_is_in_any_result(broken: Any) -> None:
    assert verdict(broken["odd"]["values"]) == ("failed", 2)
    for found in broken["odd"].values():
        assert PLANTED not in found.to_csv()
