"""Run every check on a release's rows: Great Expectations' verdicts, plain SQL's cuts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from data.export import Export
from expectations import counts, outcome, validation
from expectations.check import Check, Suite
from expectations.failing import UncountedError, rows_of
from expectations.judge import errored, gate_rows, judge, of_providers, outcome_rows
from expectations.suite import suites


@dataclass(frozen=True)
class Findings:
    """What a run of the checks found."""

    outcomes: pd.DataFrame
    """One row per check and cut: expectations/outcome.py COLUMNS."""
    gate: pd.DataFrame
    """Council-months in which a critical check failed: expectations/outcome.py GATE_COLUMNS."""
    rows: pd.DataFrame
    """Wrong rows of the checks that failed: expectations/outcome.py FAILING_COLUMNS."""


def examine(
    rows_database: Path, exports: Mapping[str, Export], also: tuple[Suite, ...] = ()
) -> Findings:
    """Run every suite, and those of `also`, on a release's rows.duckdb, opened read-only.

    A check passes, fails, or errors: it errors when Great Expectations cannot work it out, when
    the SQL does not run, when the two count differently, or when the wrong rows that are listed
    are not those that were counted. Nothing found holds a cell's value but the start of
    references.
    """
    rows: list[pd.DataFrame] = []
    gated: list[pd.DataFrame] = []
    failing: list[pd.DataFrame] = []
    every = [(suite.name, check) for suite in (*suites(exports), *also) for check in suite.checks]
    with validation.validator(rows_database) as checker:
        found = judge_all(checker, [check for _, check in every])
        for (suite, _), (check, judged, listed) in zip(every, found, strict=True):
            rows.append(outcome_rows(suite, check, judged))
            gated.append(gate_rows(check, judged))
            failing.append(listed)
    return Findings(outcome.outcomes(rows), outcome.gate(gated), outcome.failing(failing))


def judge_all(
    checker: validation.Validator, checks: Sequence[Check]
) -> Iterator[tuple[Check, pd.DataFrame, pd.DataFrame]]:
    """Each of the checks with its outcomes (expectations/judge.py) and its wrong rows.

    All at once, since checks of the same rows are counted together, whatever suite they are in.
    """
    verdicts = checker.count(checks)
    with checker.engine.connect() as connection:
        counted = counts.count(connection, [_left_to_count(check, verdicts) for check in checks])
        cuts = dict(list(counted.groupby("check_id")))
        for check in checks:
            judged = judge(check, verdicts.get(check.id), cuts.get(check.id))
            try:
                listed = rows_of(connection, check, judged)
            except UncountedError:
                yield check, errored(), outcome.no_rows()
            else:
                yield check, of_providers(judged, listed), listed


def _left_to_count(check: Check, verdicts: Mapping[str, int]) -> Check:
    """The check as it is to be cut up: where its own SQL just found nothing, there is nothing."""
    known = check.asks is None and verdicts.get(check.id) == 0
    return replace(check, wrong="false") if known else check
