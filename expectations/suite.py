"""Every suite: one for each export type, derived from its record, and those in suites/."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

import expectations.suites
from data.export import Export
from expectations.check import Check, Suite
from expectations.columns import column_checks
from expectations.tables import ESSENTIAL, month_of, table_of

RECEIVED = ".rows"
"""How the id of the check ends that looks whether an export has any row."""


def suites(exports: Mapping[str, Export]) -> tuple[Suite, ...]:
    """Every suite, those of the export types first."""
    derived = tuple(derive(export) for export in exports.values())
    written = (
        import_module(f"expectations.suites.{module.name}").SUITE
        for module in iter_modules(expectations.suites.__path__)
    )
    return derived + tuple(written)


def derive(export: Export) -> Suite:
    """The suite that an export's own record asks for: rows, key, and every column's rules."""
    return Suite(
        name=export.name,
        title=f"{export.title}: what each row must hold",
        checks=tuple(_table_checks(export)),
    )


def _table_checks(export: Export) -> Iterator[Check]:
    yield _received(export)
    yield _unique(export)
    for column in export.kept:
        yield from column_checks(export, column)


def _received(export: Export) -> Check:
    """An empty table passes every other check, so its rows are counted first."""
    table = table_of(export)
    return Check(
        id=f"{export.name}{RECEIVED}",
        title=f"{export.title}: at least one row has been received",
        hint=f"No accepted {export.name} rows. Load a file of this type; "
        "the receipt of the last one says why its rows were rejected.",
        for_provider=f"Send your {export.name.replace('_', ' ')}.",
        export=export.name,
        severity="critical" if export.name in ESSENTIAL else "warning",
        rows=f"(SELECT count(*) AS received FROM {table})",
        wrong="received = 0",
        provider="",
        council="",
        month="",
        has_rows=False,
        unit="counts",
    )


def _unique(export: Export) -> Check:
    """After the latest submission wins, an identity names one row."""
    key, table = export.identity, table_of(export)
    listed = ", ".join(key)
    return Check(
        id=f"{export.name}.{export.key[0]}.unique",
        title=f"{export.title}: {', '.join(key[:-1])} and {key[-1]} identify one row",
        hint="The same key is in the release twice. Tell the people who run this service: "
        "a later submission should have replaced the earlier one.",
        for_provider="The people who run this dashboard look into it: a later file should have "
        "replaced the earlier row. Number each record on its own, and keep its number.",
        export=export.name,
        severity="critical",
        rows=table,
        wrong=f"({listed}) IN (SELECT {listed} FROM {table} GROUP BY {listed} HAVING count(*) > 1)",
        council=export.council or "",
        month=month_of(export),
    )
