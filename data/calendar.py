"""Days, months and periods of a release, from its rows alone: no clock has a say."""

from datetime import date, timedelta

from data.engine import Connection, insert
from data.export import Export, exports
from data.rows import TABLES
from data.working_days import covered, working_days

DAYS_AFTER = 60
"""Working days are counted this far past the last row, for clocks that are still running."""


class NoDayError(Exception):
    """No row of any export has a day to stand on."""


def add_calendar(connection: Connection) -> date:
    """Fill as_at, months, period and working_days. Returns as_at. Raises NoDayError."""
    as_at = last_day(connection)
    connection.execute("CREATE TABLE as_at (day DATE)")
    insert(connection, "as_at", [[as_at]])
    months = _months(_first_day(connection, as_at), as_at)
    connection.execute("CREATE TABLE months (month DATE, month_end DATE, complete BOOLEAN)")
    ends = [_next(month) - timedelta(days=1) for month in months]
    whole = [end <= covered(as_at) for end in ends]
    insert(connection, "months", list(zip(months, ends, whole, strict=True)))
    connection.execute(
        "CREATE TABLE period (month DATE, period_type VARCHAR, period_start DATE, last BOOLEAN)"
    )
    insert(connection, "period", periods(months))
    connection.execute("CREATE TABLE working_days (day DATE, number INTEGER)")
    insert(connection, "working_days", working_days(as_at + timedelta(days=DAYS_AFTER)))
    return as_at


def last_day(connection: Connection) -> date:
    """The latest referral or sharing event; without either, what the other exports reach."""
    people = ("referrals", "sharing_events")
    told, other = (
        ", ".join(_latest(each) for each in exports().values() if (each.name in people) == wanted)
        for wanted in (True, False)
    )
    found = connection.execute(f"SELECT coalesce(greatest({told}), greatest({other}))").fetchone()
    if found is None or found[0] is None:
        raise NoDayError
    day: date = found[0]
    return day


def _latest(export: Export) -> str:
    """SQL for the last day that an export's rows reach."""
    day = f"last_day({export.day})" if export.column(export.day).kind == "month" else export.day
    return f"(SELECT max({day}) FROM {TABLES.get(export.name, export.name)})"


def _first_day(connection: Connection, as_at: date) -> date:
    """The earliest row of the exports that have a day of their own; agreements outlive theirs."""
    found = connection.execute("""
        SELECT least((SELECT min(referral_date) FROM referral_rows),
                     (SELECT min(event_date) FROM sharing_events),
                     (SELECT min(month) FROM incidents),
                     (SELECT min(period_end) FROM assurance))
    """).fetchone()
    return min(found[0], as_at) if found and found[0] else as_at


def _next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _months(first: date, last: date) -> list[date]:
    found = [first.replace(day=1)]
    while _next(found[-1]) <= last:
        found.append(_next(found[-1]))
    return found


def periods(months: list[date]) -> list[tuple[date, str, date, bool]]:
    """(month, period_type, period_start, last) for each month, its quarter and its financial year.

    `last` says that no later month of the data lies in the same period. Years begin on 1 April,
    so calendar quarters are quarters of the financial year too.
    """
    found = [
        (month, period_type, start)
        for month in months
        for period_type, start in (
            ("month", month),
            ("quarter", month.replace(month=(month.month - 1) // 3 * 3 + 1)),
            ("year", date(month.year - (month.month < 4), 4, 1)),
        )
    ]
    ends = {(period_type, start): month for month, period_type, start in found}
    return [(*each, ends[each[1:]] == each[0]) for each in found]
