"""A release's row tables, empty but typed, made by the code that makes the real ones."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data import rows
from data.engine import Connection, build, insert
from data.export import exports
from data.reconcile import reconcile
from data.regimes import add_regimes, shipped
from data.working_days import working_days

AS_AT = date(2026, 10, 30)
"""A Friday; the Monday after is a working day in Scotland."""
FIRST_MONTH = date(2026, 1, 1)


def empty_release(as_at: date = AS_AT, first_month: date = FIRST_MONTH) -> Connection:
    """Every table that a measure may read, in memory, with a calendar from first_month to as_at."""
    connection = build()
    rows.add_rows(connection, exports(), [], Path())
    add_regimes(connection, shipped())
    reconcile(connection, exports()["referrals"])
    # Without two sides it is a view, and tests put their own referrals there.
    connection.execute("CREATE TABLE drawn AS FROM referrals")
    connection.execute("DROP VIEW referrals")
    connection.execute("ALTER TABLE drawn RENAME TO referrals")
    connection.execute("CREATE TABLE as_at (day DATE)")
    connection.execute("CREATE TABLE months (month DATE, month_end DATE)")
    connection.execute("CREATE TABLE working_days (day DATE, number INTEGER)")
    insert(connection, "as_at", [[as_at]])
    insert(connection, "months", [list(pair) for pair in months(first_month, as_at)])
    insert(connection, "working_days", working_days(as_at + timedelta(days=60)))
    return connection


def months(first: date, last: date) -> list[tuple[date, date]]:
    """First and last day of every month from one to another."""
    found, month = [], first
    while month <= last:
        after = (month + timedelta(days=31)).replace(day=1)
        found.append((month, after - timedelta(days=1)))
        month = after
    return found


def put(connection: Connection, table: str, given: list[dict[str, Any]]) -> None:
    """Insert rows that name only the columns they are about; the rest are NULL."""
    for row in given:
        names, marks = ", ".join(row), ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
