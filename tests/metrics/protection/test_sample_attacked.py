"""A released sample against an attack that shares no code with the product's."""

from pathlib import Path

import pandas as pd
import pytest

from data.engine import Reader
from metrics.measure import measures
from metrics.protection.protect import of_no_people, offered
from metrics.protection.rounding import HIDDEN, Rule
from tests.metrics.protection.slow_attack import Year, worked_out

YEARS = ("2019-04-01", "2024-04-01")
"""A year of many referrals, and one of few."""
RULE = Rule(5, 5)


def year(released: Path, start: str) -> Year:
    """One financial year of the sample: exact, as published, and its published states."""
    end = pd.Timestamp(start) + pd.DateOffset(years=1)
    exact, shown = (Reader(released / f"{name}.duckdb") for name in ("exact", "protected"))
    when = f"period_start >= DATE '{start}' AND period_start < DATE '{end.date()}'"
    where = f"{offered(measures())} AND NOT {of_no_people(measures())} AND {when}"
    columns = "* REPLACE (CAST(period_start AS TIMESTAMP) AS period_start)"
    tables = (
        each.frame(f"SELECT {columns} FROM published.measure WHERE {where}")
        for each in (exact, shown)
    )
    states = shown.frame(f"SELECT {columns} FROM published.standing WHERE {when}")
    return Year(*tables, states)


@pytest.mark.parametrize("start", YEARS)
@pytest.mark.parametrize("told", [False, True])
def test_no_small_count_is_worked_out(released: Path, start: str, told: bool) -> None:
    found = year(released, start)
    assert (found.told >= 0).sum() > 1000
    assert len(found.states) > 100
    assert worked_out(found, told=told) == []


def test_hiding_only_what_is_small_would_not_do(released: Path) -> None:
    """The attack finds what there is to find: so much that finding nothing says something."""
    found = year(released, YEARS[1])
    found.told = RULE.show(found.truth)
    assert (found.told == HIDDEN).any()
    assert len(worked_out(found, told=True)) > 10
