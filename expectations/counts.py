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
PLACE = 4
CUTS = {7: "all", 3: "provider", 5: "council", 6: "month", PLACE: "place"}
"""What GROUPING() of the three places says is left out of a group, and the cut that makes it."""


def count(connection: sa.Connection, checks: Sequence[Check]) -> pd.DataFrame:
    """Wrong rows and rows of every check and cut, one row each, with CUT_COLUMNS.

    `by` is all, provider, council, month, or place: a council in a month, which the gate needs of
    critical checks where something is wrong. Rows that have no such place are not cut by it.
    A check whose SQL does not run has no rows at all. Checks of the same rows share one scan.
    """
    ordered = sorted(checks, key=_relation)
    groups = (list(group) for _, group in groupby(ordered, key=_relation))
    found = [counted for group in groups for counted in _count_group(connection, group)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=CUT_COLUMNS)


def _relation(check: Check) -> tuple[str, str, str, str]:
    """What checks must have in common to be counted in one scan."""
    return check.rows, check.provider, check.council, check.month


def _count_group(connection: sa.Connection, checks: Sequence[Check]) -> Iterable[pd.DataFrame]:
    """One scan for all; where that fails, one each, so that one bad check fails alone."""
    try:
        wide = frame_of(connection, wide_query(checks))
    except SQLAlchemyError:
        if len(checks) == 1:
            return []
        return [part for check in checks for part in _count_group(connection, [check])]
    return _long(wide, checks)


def frame_of(connection: sa.Connection, query: str) -> pd.DataFrame:
    """The rows of a SELECT, which may hold colons."""
    result = connection.execute(sa.text(query.replace(":", "\\:")))
    return pd.DataFrame(result.fetchall(), columns=list(result.keys()))


def wide_query(checks: Sequence[Check]) -> str:
    """A SELECT with a column w0, w1 ... of wrong rows for each check of the same rows."""
    first = checks[0]
    known = [place for place in PLACES if getattr(first, place)]
    places = [f"{getattr(first, place)} AS placed_{place}" for place in known]
    wrong = [f"({check.wrong}) AS wrong_{n}" for n, check in enumerate(checks)]
    told = [f"CAST(placed_{place} AS VARCHAR) AS {place}" for place in known]
    told += [f"NULL AS {place}" for place in PLACES if place not in known]
    names = ["total", *(f"w{n}" for n in range(len(checks)))]
    counted = [f"count(*) FILTER (WHERE wrong_{n}) AS w{n}" for n in range(len(checks))]
    added = [f"CAST(coalesce(sum({name}), 0) AS BIGINT)" for name in names]
    totals = [f"{total} AS {name}" for total, name in zip(added, names, strict=True)]
    found = " + ".join(added[1:])
    # Every row is looked at once; the groupings are made from the few groups that leaves.
    # Of the thousands of councils in a month, only those where something is wrong are of use.
    return f"""
        SELECT {", ".join([f"{_left_out(known)} AS left_out", *told, *totals])}
        FROM (
            SELECT {", ".join([*(f"placed_{place}" for place in known), "count(*) AS total"])},
                   {", ".join(counted)}
            FROM (SELECT {", ".join([*places, *wrong])} FROM {first.rows} AS looked_at)
            GROUP BY ALL
        )
        GROUP BY GROUPING SETS ({", ".join(_sets(checks))})
        HAVING {_left_out(known)} <> {PLACE} OR {found} > 0
    """


def _left_out(known: Sequence[str]) -> str:
    """SQL for a key of CUTS: a bit for each place that a group is not cut by."""
    bits = zip((4, 2, 1), PLACES, strict=True)
    return " + ".join(
        f"{bit} * grouping(placed_{place})" if place in known else str(bit) for bit, place in bits
    )


def _sets(checks: Sequence[Check]) -> list[str]:
    """The groupings that checks' rows can be put in; by place only where it closes a gate."""
    first = checks[0]
    sets = ["()", *(f"(placed_{place})" for place in PLACES if getattr(first, place))]
    if first.council and first.month and any(each.severity == "critical" for each in checks):
        sets.append("(placed_council, placed_month)")
    return sets


def _long(wide: pd.DataFrame, checks: Sequence[Check]) -> list[pd.DataFrame]:
    """The counts of each check with CUT_COLUMNS."""
    named = wide[list(PLACES)].astype("str").fillna(NOT_KNOWN)
    cuts = named.assign(by=wide["left_out"].map(CUTS), key="all", total=wide["total"])
    for place in PLACES:
        cuts["key"] = cuts["key"].where(cuts["by"] != place, cuts[place])
    theirs = cuts["by"] == "provider"
    if wide.loc[theirs, "provider"].isna().all():  # of nobody: there is nothing to cut by
        cuts, wide = cuts[~theirs], wide[~theirs]
    wanted = cuts["by"] != "place"
    return [
        cuts.assign(check_id=check.id, failed=wide[f"w{n}"]).loc[
            wanted | (check.severity == "critical"), CUT_COLUMNS
        ]
        for n, check in enumerate(checks)
    ]
