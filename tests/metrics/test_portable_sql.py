"""Measures keep to SQL that means the same on another engine: integers, predicates, joins."""

import pytest
import sqlglot
from sqlglot import exp

from metrics.measure import Measure, measures
from metrics.quality.counting import (
    EXPORT_CAME,
    MATCHED,
    SOURCES,
    agreement,
    completeness,
    filled,
    rows_came,
)

COUNTED = {id: each for id, each in measures().items() if each.sql}
QUALITY = {
    **{f"{each.export} filled": filled(each) for each in SOURCES},
    **{f"{each.export} completeness": completeness(each, "wide") for each in SOURCES},
    **{f"{each.export} came": rows_came(each) for each in SOURCES if each.has_months},
    "agreement": agreement(),
    "matched": MATCHED,
    "export came": EXPORT_CAME,
}
NAMES = ("Identifier", "Column", "Table", "TableAlias", "Alias", "Star", "Var")
VALUES = ("Literal", "Null", "Boolean", "DataType", "Cast")
PREDICATES = ("EQ", "NEQ", "LT", "LTE", "GT", "GTE", "Is", "In", "And", "Or", "Not", "Paren")
CHOICES = ("Case", "If", "Coalesce", "Least")
ARITHMETIC = ("Add", "Sub", "DPipe", "TimestampTrunc")
COUNTS = ("Count", "Sum", "Min", "Max", "Window", "RowNumber", "Order", "Ordered", "Group")
QUERIES = ("Select", "From", "Join", "Where", "Subquery", "With", "CTE", "Union", "Distinct")
ALLOWED = {*NAMES, *VALUES, *PREDICATES, *CHOICES, *ARITHMETIC, *COUNTS, *QUERIES}
CASTS = {"INT", "DATE", "TEXT"}


def faults(sql: str) -> set[str]:
    """What a statement uses beyond the portable subset."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    found = {type(node).__name__ for node in tree.walk()} - ALLOWED
    found |= {f"cast to {node.to.sql()}" for node in tree.find_all(exp.Cast)} - {
        f"cast to {kind}" for kind in CASTS
    }
    found |= {f"truncate to {node.unit}" for node in tree.find_all(exp.TimestampTrunc)} - {
        "truncate to MONTH"
    }
    numbers = (node.name for node in tree.find_all(exp.Literal) if not node.is_string)
    return found | {f"number {number}" for number in numbers if not number.isdigit()}


@pytest.mark.parametrize("measure", COUNTED.values(), ids=COUNTED)
def test_statement_keeps_to_the_portable_subset(measure: Measure) -> None:
    assert not faults(measure.sql)


@pytest.mark.parametrize("measure", COUNTED.values(), ids=COUNTED)
def test_statement_can_be_written_for_a_distributed_engine(measure: Measure) -> None:
    written = sqlglot.transpile(
        measure.sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    assert sqlglot.parse_one(written[0], dialect="spark")


@pytest.mark.parametrize("sql", QUALITY.values(), ids=QUALITY)
def test_quality_is_counted_in_the_portable_subset_too(sql: str) -> None:
    assert not faults(sql)
    sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("SELECT a / b FROM t", "Div"),
        ("SELECT round(a) FROM t", "Round"),
        ("SELECT a * 2 FROM t", "Mul"),
        ("SELECT avg(a) FROM t", "Avg"),
        ("SELECT median(a) FROM t", "Median"),
        ("SELECT dayofweek(a) FROM t", "DayOfWeek"),
        ("SELECT CAST(a AS DOUBLE) FROM t", "cast to DOUBLE"),
        ("SELECT date_trunc('week', a) FROM t", "truncate to WEEK"),
        ("SELECT a FROM t WHERE a > 0.5", "number 0.5"),
        ("SELECT a FROM t WHERE regexp_matches(b, 'x')", "RegexpLike"),
        ("SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u)", "Exists"),
        ("SELECT a + INTERVAL 1 DAY FROM t", "Interval"),
        ("SELECT now()", "Anonymous"),
    ],
)
def test_what_differs_between_engines_is_found(sql: str, fault: str) -> None:
    assert fault in faults(sql)
