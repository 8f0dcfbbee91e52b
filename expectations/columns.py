"""What one column's declaration asks of every row: the checks of one column."""

from collections.abc import Iterator, Mapping

from data.columns import stored_sql
from data.export import Column, Export
from data.reference import councils, divisions, organisations
from expectations.check import Check
from expectations.tables import month_of, table_of

RELOAD = (
    "Intake should have rejected these rows. Tell the people who run this service, "
    "then load the provider's file again."
)
TOLD = (
    "Loading should have turned these rows away, and did not: the people who run this dashboard "
    "look into it. Put them right in your next export all the same."
)
Asks = tuple[str, Mapping[str, object]]


def column_checks(export: Export, column: Column) -> Iterator[Check]:
    """The checks of one column; intake has made sure of most, and they are asserted again."""
    yield from _filled(export, column)
    yield from _listed(export, column)
    yield from _shaped(export, column)
    yield from _ordered(export, column)
    yield from _bounded(export, column)


def _check(
    export: Export, column: Column, rule: str, says: str, wrong: str, asks: Asks | None = None
) -> Check:
    return Check(
        id=f"{export.name}.{column.name}.{rule}",
        title=f"{export.title}: {column.name} {says}",
        hint=f"{RELOAD} What the column holds: {column.note}",
        for_provider=TOLD,
        export=export.name,
        severity="critical",
        rows=table_of(export),
        wrong=wrong,
        asks=asks,
        council=export.council or "",
        month=month_of(export),
    )


def _filled(export: Export, column: Column) -> Iterator[Check]:
    if not column.required:
        return
    if column.kind in ("councils", "organisations"):
        empty = f"coalesce(len({column.name}), 0) = 0"
        yield _check(export, column, "filled", "is filled in", empty)
        return
    asks = ("expect_column_values_to_not_be_null", {"column": column.name})
    yield _check(export, column, "filled", "is filled in", f"{column.name} IS NULL", asks)


def _listed(export: Export, column: Column) -> Iterator[Check]:
    allowed = _allowed(column)
    if not allowed:
        return
    listed = ", ".join(f"'{value}'" for value in allowed)
    if column.kind in ("councils", "organisations"):
        wrong = f"NOT list_has_all([{listed}], {column.name})"
        yield _check(export, column, "allowed", "holds only known codes", wrong)
        return
    asks = (
        "expect_column_values_to_be_in_set",
        {"column": column.name, "value_set": list(allowed)},
    )
    wrong = f"{column.name} NOT IN ({listed})"
    yield _check(export, column, "allowed", "is one of the allowed codes", wrong, asks)


def _allowed(column: Column) -> tuple[str, ...]:
    match column.kind:
        case "code" | "ordinal":
            return column.allowed
        case "council" | "councils":
            return tuple(councils()["council_code"])
        case "division":
            return tuple(divisions()["division_code"])
        case "organisation" | "organisations":
            return tuple(organisations()["org_code"])
        case _:
            return ()


def _shaped(export: Export, column: Column) -> Iterator[Check]:
    if column.kind in ("reference", "edition"):
        says = "is stored as a keyed hash" if column.hashed else "is the number of an edition"
        yield _check(export, column, "shape", says, f"NOT {stored_sql(column)}")
    if column.kind == "whole":
        asks = ("expect_column_values_to_be_between", {"column": column.name, "min_value": 0})
        yield _check(export, column, "shape", "is not negative", f"{column.name} < 0", asks)
    if column.kind == "month":
        wrong = f"extract('day' FROM {column.name}) <> 1"
        yield _check(export, column, "shape", "is the first day of a month", wrong)


def _ordered(export: Export, column: Column) -> Iterator[Check]:
    if column.not_after:
        yield _pair(export, column, "order", "not after", column.name, column.not_after)
    if column.not_before:
        yield _pair(export, column, "order", "not before", column.not_before, column.name)
    if column.part_of:
        yield _pair(export, column, "part", "not more than", column.name, column.part_of)


def _pair(export: Export, column: Column, rule: str, word: str, smaller: str, larger: str) -> Check:
    other = larger if smaller == column.name else smaller
    asks = (
        "expect_column_pair_values_a_to_be_greater_than_b",
        {
            "column_A": larger,
            "column_B": smaller,
            "or_equal": True,
            "ignore_row_if": "either_value_is_missing",
        },
    )
    return _check(export, column, rule, f"is {word} {other}", f"{smaller} > {larger}", asks)


def _bounded(export: Export, column: Column) -> Iterator[Check]:
    if column.not_future:
        wrong = f"{column.name} > (SELECT max(CAST(loaded_at AS DATE)) FROM submission)"
        yield _check(export, column, "past", "is not in the future", wrong)
