"""Great Expectations over a release's DuckDB file: one validation for the same rows, counts only.

Importing Great Expectations takes seconds, so only expectations/run.py imports this module, and
only when checks run: never in the web process.
"""

import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from expectations.check import Check

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read while the package is imported
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it imports warns of modules that Python will drop
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.datasource.fluent.sql_datasource import QueryAsset, TableAsset
    from great_expectations.exceptions.exceptions import GreatExpectationsError
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    from expectations.no_row import ExpectNoRowToBeWrong

OPTIONS = {
    "isolation_level": "AUTOCOMMIT",  # without this and the next, every expectation errors
    "skip_autocommit_rollback": True,
    "connect_args": {"read_only": True},
}
COUNTS_ONLY = {"result_format": "BASIC", "partial_unexpected_count": 0}
"""Every other format stores values of cells."""


class Validator:
    """Runs checks on one database file, opened read-only."""

    def __init__(self, database: Path) -> None:
        self._context = gx.get_context(mode="ephemeral")
        self._context.enable_analytics(False)
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._source = self._context.data_sources.add_sql(
            "release",
            connection_string=f"duckdb:///{database}",
            kwargs=OPTIONS,  # type: ignore[call-arg]  # its stub lacks what its code takes
        )

    @property
    def engine(self) -> sa.Engine:
        """The engine that Great Expectations reads the file through."""
        engine: sa.Engine = self._source.get_engine()
        return engine

    def count(self, checks: Sequence[Check]) -> dict[str, int]:
        """Wrong rows by check id, as Great Expectations counts them; no entry where one errored.

        Checks of the same rows are one validation, which takes few queries. Where one of them
        fails, each is a validation of its own, so that a bad check fails alone.
        """
        found: dict[str, int] = {}
        of_rows = attrgetter("rows")
        for rows, group in groupby(sorted(checks, key=of_rows), key=of_rows):
            same = list(group)
            counted = self._validate(rows, same)
            if len(counted) < len(same) and len(same) > 1:
                counted = {k: n for each in same for k, n in self._validate(rows, [each]).items()}
            found |= counted
        return found

    def _validate(self, rows: str, checks: Sequence[Check]) -> dict[str, int]:
        try:
            batch = self._asset(rows).add_batch_definition_whole_table(uuid4().hex).get_batch()
        except (ConnectionError, SQLAlchemyError, GreatExpectationsError):
            return {}  # the release has no such rows, so nothing of them can be checked
        suite = gx.ExpectationSuite("checks", expectations=[_asked(each) for each in checks])
        with redirect_stdout(StringIO()):
            found = batch.validate(suite, result_format=COUNTS_ONLY)
        return dict(_counted(found.results))

    def _asset(self, rows: str) -> QueryAsset | TableAsset:
        """The rows of a table, or of a SELECT in parentheses, as Great Expectations' own."""
        if rows.startswith("("):
            query = f"SELECT * FROM {rows} AS looked_at".replace(":", "\\:")
            return self._source.add_query_asset(uuid4().hex, query=query)
        return self._source.add_table_asset(uuid4().hex, table_name=rows)

    def close(self) -> None:
        """Let go of the file, so that this process can open it again."""
        self._source.get_execution_engine().engine.dispose()
        self.engine.dispose()


@contextmanager
def validator(database: Path) -> Iterator[Validator]:
    """A Validator that is closed on the way out."""
    opened = Validator(database)
    try:
        yield opened
    finally:
        opened.close()


def _asked(check: Check) -> Expectation:
    """The Great Expectations expectation of a check, with the check's id as its meta."""
    if check.asks is None:
        return ExpectNoRowToBeWrong(wrong=check.wrong, meta={"check": check.id})
    kind, arguments = check.asks
    asked = ExpectationConfiguration(kind, dict(arguments), meta={"check": check.id})
    expectation: Expectation = asked.to_domain_obj()
    return expectation


def _counted(results: list[Any]) -> Iterator[tuple[str, int]]:
    for each in results:
        wrong = _wrong(each.result)
        if wrong is not None:
            yield each.expectation_config.meta["check"], wrong


def _wrong(result: Mapping[str, Any]) -> int | None:
    """How many rows are wrong; None when the expectation could not be worked out."""
    if result.get("element_count") == 0:
        return 0  # nothing to be wrong; that there are no rows is a check of its own
    wrong = result.get("unexpected_count", result.get("observed_value"))
    return None if wrong is None else int(wrong)
