"""Plain SQL counts of what each check finds wrong: in all, and by provider, council and month."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from expectations.check import Check
from expectations.outcome import NOT_KNOWN

CUT_COLUMNS = ["check_id", "by", "key", "council", "month", "failed", "total"]
PLACES = ("provider", "council", "month")
SETS = {
    ("provider", "council", "month"): "all",
    ("council", "month"): "provider",
    ("provider", "month"): "council",
    ("provider", "council"): "month",
    ("provider",): "place",
}
"""What GROUPING() reports as left out of a group, and the cut that is."""


def count(connection: sa.Connection, checks: Sequence[Check]) -> pd.DataFrame:
    """Wrong rows and rows of every check and cut, one row each, with CUT_COLUMNS.

    `by` is all, provider, council, month, or place (a council in a month, which the gate needs).
    A check whose SQL does not run has no rows at all. Checks of the same rows share one scan.
    """
    ordered = sorted(checks, key=_relation)
    groups = (list(group) for _, group in groupby(ordered, key=_relation))
    found = [counted for group in groups for counted in _count_group(connection, group)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=CUT_COLUMNS)


def _relation(check: Check) -> tuple[str, str, str, str]:
    return check.rows, check.provider, check.council, check.month


def _count_group(connection: sa.Connection, checks: Sequence[Check]) -> Iterable[pd.DataFrame]:
    """One scan for all; where that fails, one each, so that one bad check fails alone."""
    try:
        wide = _frame(connection, wide_query(checks))
    except SQLAlchemyError:
        if len(checks) == 1:
            return []
        return [part for check in checks for part in _count_group(connection, [check])]
    return _long(wide, checks)


def _frame(connection: sa.Connection, query: str) -> pd.DataFrame:
    result = connection.execute(sa.text(query.replace(":", "\\:")))
    return pd.DataFrame(result.fetchall(), columns=list(result.keys()))


def wide_query(checks: Sequence[Check]) -> str:
    """A SELECT with a column w0, w1 ... of wrong rows for each check of the same rows."""
    first = checks[0]
    places = ", ".join(
        f"CAST({getattr(first, place) or 'NULL'} AS VARCHAR) AS placed_{place}" for place in PLACES
    )
    wrong = ", ".join(f"({check.wrong}) AS wrong_{n}" for n, check in enumerate(checks))
    sums = ", ".join(f"count(*) FILTER (WHERE wrong_{n}) AS w{n}" for n in range(len(checks)))
    return f"""
        SELECT grouping(placed_provider) AS no_provider, grouping(placed_council) AS no_council,
               grouping(placed_month) AS no_month, placed_provider AS provider,
               placed_council AS council, placed_month AS month, count(*) AS total, {sums}
        FROM (SELECT {places}, {wrong} FROM {first.rows} AS looked_at)
        GROUP BY GROUPING SETS ((), (placed_provider), (placed_council), (placed_month),
                                (placed_council, placed_month))
    """


def _cuts(wide: pd.DataFrame, check: Check) -> pd.DataFrame:
    """Which cut and which key each row is, without the cuts these rows cannot be put in."""
    left_out = wide[[f"no_{place}" for place in PLACES]].astype(bool).to_numpy()
    by = [SETS[tuple(p for p, out in zip(PLACES, row, strict=True) if out)] for row in left_out]
    found = wide[list(PLACES)].fillna(NOT_KNOWN).assign(by=by, key="all")
    for place in PLACES:
        found["key"] = found["key"].where(found["by"] != place, found[place])
    cannot = {place for place in PLACES if not getattr(check, place)}
    cannot |= {"place"} if cannot & {"council", "month"} else set()
    return found.loc[~found["by"].isin(cannot), ["by", "key", "council", "month"]]


def _long(wide: pd.DataFrame, checks: Sequence[Check]) -> list[pd.DataFrame]:
    """The counts of each check with CUT_COLUMNS."""
    cuts = _cuts(wide, checks[0])
    total = wide["total"]
    return [
        cuts.assign(check_id=check.id, failed=wide[f"w{n}"], total=total)
        for n, check in enumerate(checks)
    ]
