"""Great Expectations over a release's DuckDB file: one validation per suite, counts only.

Importing Great Expectations takes seconds, so only expectations/run.py imports this module, and
only when checks run: never in the web process.
"""

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from expectations.check import Check, Suite

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read while the package is imported
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it imports warns of modules that Python will drop
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

OPTIONS = {
    "isolation_level": "AUTOCOMMIT",  # without this and the next, every expectation errors
    "skip_autocommit_rollback": True,
    "connect_args": {"read_only": True},
}
COUNTS_ONLY = {"result_format": "BASIC", "partial_unexpected_count": 0}
"""Every other format stores values of cells."""


class Validator:
    """Runs suites on one database file, opened read-only."""

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

    def count(self, suite: Suite) -> dict[str, int]:
        """Wrong rows by check id, as Great Expectations counts them; no entry where one errored."""
        try:
            asset = self._source.add_table_asset(suite.name, table_name=suite.table)
        except ConnectionError:
            return {}  # the release has no such table, so nothing of it can be checked
        expectations = [_asked(each) for each in suite.checks]
        asked = gx.ExpectationSuite(suite.name, expectations=expectations)
        definition = gx.ValidationDefinition(
            name=suite.name,
            data=asset.add_batch_definition_whole_table("all"),
            suite=self._context.suites.add(asked),
        )
        with redirect_stdout(StringIO()):
            found = self._context.validation_definitions.add(definition).run(
                result_format=COUNTS_ONLY
            )
        return dict(_counted(found.results))

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
    kind, arguments = check.asks or (
        "unexpected_rows_expectation",
        {"unexpected_rows_query": rows_query(check)},
    )
    asked = ExpectationConfiguration(kind, dict(arguments), meta={"check": check.id})
    expectation: Expectation = asked.to_domain_obj()
    return expectation


def rows_query(check: Check) -> str:
    """A SELECT of a 1 for every wrong row, so that no value of a cell can come back.

    Great Expectations wants each query to name the suite's table; ours may read several, so
    the name is in a comment. Its braces mean something, so ours are doubled.
    """
    query = f"SELECT 1 AS wrong FROM {check.rows} AS looked_at WHERE {check.wrong}"
    return query.replace("{", "{{").replace("}", "}}") + " /* {batch} */"


def _counted(results: list[Any]) -> Iterator[tuple[str, int]]:
    for each in results:
        wrong = _wrong(each.expectation_config.type, each.result)
        if wrong is not None:
            yield each.expectation_config.meta["check"], wrong


def _wrong(kind: str, result: Mapping[str, Any]) -> int | None:
    """How many rows are wrong; None when the expectation could not be worked out."""
    if kind.startswith("expect_table"):
        rows = result.get("observed_value")
        return None if rows is None else int(rows == 0)
    if result.get("element_count") == 0:
        return 0  # nothing to be wrong; that there are no rows is a check of its own
    wrong = result.get("unexpected_count", result.get("observed_value"))
    return None if wrong is None else int(wrong)
