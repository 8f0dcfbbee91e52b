"""An expectation of Great Expectations' own kind: that no row meets a condition in SQL.

Its built-in one for SQL runs a query, and runs it again to count. This one is a number in the one
query that Great Expectations makes of all such numbers of a table.
"""

from typing import Any, ClassVar

import sqlalchemy as sa
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.metric_function_types import MetricPartialFunctionTypes
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.execution_engine.sqlalchemy_execution_engine import (
    SqlAlchemyExecutionEngine,
)
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_partial
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

Given = dict[Any, Any]
WRONG_ROWS = "table.wrong_rows"


class WrongRows(TableMetricProvider):
    """How many rows meet the condition `wrong`."""

    metric_name = WRONG_ROWS
    value_keys = ("wrong",)

    @metric_partial(
        engine=SqlAlchemyExecutionEngine,
        partial_fn_type=MetricPartialFunctionTypes.AGGREGATE_FN,
        domain_type=MetricDomainTypes.TABLE,
    )
    def _sqlalchemy(
        cls,  # noqa: N805 - so the decorator passes it
        metric_domain_kwargs: Given,
        metric_value_kwargs: Given,
        **_told: object,
    ) -> tuple[sa.ColumnElement[int], Given, Given]:
        wrong = f"count(*) FILTER (WHERE {metric_value_kwargs['wrong']})"
        return sa.literal_column(wrong, sa.Integer), metric_domain_kwargs, {}


class ExpectNoRowToBeWrong(BatchExpectation):
    """No row meets the condition `wrong`."""

    wrong: str
    metric_dependencies: ClassVar[tuple[str, ...]] = (WRONG_ROWS,)
    success_keys: ClassVar[tuple[str, ...]] = ("wrong",)

    def _validate(
        self,
        metrics: Given,
        runtime_configuration: Given | None = None,  # noqa: ARG002 - each expectation has it
        execution_engine: ExecutionEngine[Any] | None = None,  # noqa: ARG002
    ) -> Given:
        found = metrics[WRONG_ROWS]
        return {"success": found == 0, "result": {"unexpected_count": found}}
