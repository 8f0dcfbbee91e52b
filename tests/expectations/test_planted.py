"""Each kind of failure, planted, is found, counted and judged."""

from typing import Any

import pytest

from data.engine import build
from data.export import exports
from expectations.suite import suites
from tests.expectations.conftest import Planted, WriteDamaged
from tests.expectations.planted import ACROSS, COLUMNS


@pytest.fixture(scope="module")
def in_columns(planted_columns: Planted) -> Any:
    return {check: found for check, (found, _) in planted_columns.items()}


@pytest.mark.parametrize(("check", "wrong"), [each[1:] for each in COLUMNS])
def test_what_a_column_must_not_hold(in_columns: Any, check: str, wrong: int) -> None:
    found = in_columns[check]
    assert found.iloc[0][["outcome", "failed"]].tolist() == ["failed", wrong]
    assert found.loc[found["by"] == "provider", "failed"].sum() == wrong


def test_nothing_else_is_found_in_columns(in_columns: Any) -> None:
    seen = {each[1] for each in COLUMNS}
    others = {name: found.iloc[0]["outcome"] for name, found in in_columns.items()}
    assert {name for name, outcome in others.items() if outcome != "passed"} == seen


def test_a_critical_failure_closes_its_council_and_month(in_columns: Any) -> None:
    from expectations.judge import gate_rows

    check = next(
        each
        for suite in suites(exports())
        for each in suite.checks
        if each.id == "incidents.concern_reports_total.shape"
    )
    closed = gate_rows(check, in_columns[check.id])
    assert closed[["council", "period_start"]].to_numpy().tolist() == [["S12000006", "2026-01-01"]]


@pytest.fixture(scope="module")
def across(planted_across: Planted) -> Any:
    return {check: found for check, (found, _) in planted_across.items()}


@pytest.mark.parametrize(("check", "wrong", "outcome"), [each[1:] for each in ACROSS])
def test_what_columns_cannot_say(across: Any, check: str, wrong: int, outcome: str) -> None:
    found = across[check]
    assert found.iloc[0][["outcome", "failed"]].tolist() == [outcome, wrong]


def test_a_cut_fails_where_the_whole_passes(across: Any) -> None:
    found = across["incidents.council_months"].set_index(["by", "key"])
    assert found.loc[("council", "S12000008"), "outcome"] == "failed"
    assert found.loc[("council", "S12000005"), "outcome"] == "passed"
    assert (found.loc["month", "failed"] == 1).all()


def test_counts_are_those_of_a_plain_query(
    write_damaged: WriteDamaged, tmp_path_factory: pytest.TempPathFactory, across: Any
) -> None:
    """The oracle: every check counted once more, one statement each, without Great Expectations."""
    path = write_damaged(tmp_path_factory.mktemp("plain"), [each[0] for each in ACROSS])
    connection = build(path)
    checks = {each.id: each for suite in suites(exports()) for each in suite.checks}
    for name, found in across.items():
        check = checks[name]
        counted = f"SELECT count(*) FROM {check.rows} AS looked_at"
        wrong = connection.execute(f"{counted} WHERE {check.wrong}").fetchall()
        total = connection.execute(counted).fetchall()
        assert found.iloc[0][["failed", "total"]].tolist() == [wrong[0][0], total[0][0]], name
    connection.close()
