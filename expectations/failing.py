"""The rows that a failed check is about, by their place in the provider's own file; no cell."""

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from data.columns import stored_sql
from data.engine import quoted
from data.export import exports
from expectations.check import Check
from expectations.counts import frame_of
from expectations.judge import closed
from expectations.outcome import FAILING_COLUMNS, NOT_KNOWN, no_rows

MOST = 1_000
"""Rows listed of one check, provider and submission: more than anybody mends one by one, few enough
that a column gone wrong in a million rows does not swell every release that is kept."""
SHOWN = 12
"""Characters of a reference: enough to find a row again, the same as of a file's hash."""
EVERYBODY = "all"
"""The key of the whole, which stands for rows that are no one provider's."""
PLACES = ("provider", "council", "month")
NOTHING = "CAST(NULL AS VARCHAR)"


class UncountedError(Exception):
    """The rows that were listed are not as many as were counted."""


def rows_of(
    connection: sa.Connection, check: Check, judged: pd.DataFrame, most: int = MOST
) -> pd.DataFrame:
    """The wrong rows that a failed check is about, at most `most` of each submission.

    They are those of providers for which it failed, and of others those in a council and month
    that it closes: `judged` (expectations/judge.py) says. Columns: FAILING_COLUMNS. Where no row
    is to be had (a month without rows), provider, council and month say what is lacking.
    Raises UncountedError unless each provider has as many wrong rows as it was counted to have, or
    fewer where `most` cut one of its submissions short.
    """
    places, theirs = closed(check, judged), _failed_for(judged)
    if places.empty and not theirs:
        return no_rows()
    try:
        found = frame_of(connection, listing(check, most, places))
    except SQLAlchemyError:
        raise UncountedError(check.id) from None  # its message may show a value
    found = found.assign(check_id=check.id)
    if not _as_counted(found, judged, most):
        raise UncountedError(check.id)
    about = found["closed"].astype("bool") | _who(found, judged).isin(theirs)
    return found.loc[about, list(FAILING_COLUMNS)].reset_index(drop=True)


def _of_providers(judged: pd.DataFrame) -> bool:
    """Whether a check was cut by provider, as it is where its rows are of any."""
    return bool((judged["by"] == "provider").any())


def _failed_for(judged: pd.DataFrame) -> set[str]:
    """The providers for which it failed; EVERYBODY where rows are of none, and it failed."""
    failed = judged["outcome"] == "failed"
    if _of_providers(judged):
        return set(judged.loc[failed & (judged["by"] == "provider"), "key"])
    return {EVERYBODY} if (failed & judged["by"].isin(("all", "council"))).any() else set()


def _who(found: pd.DataFrame, judged: pd.DataFrame) -> pd.Series:
    """Whose each row is, as cuts by provider are called; EVERYBODY's where it is nobody's."""
    if _of_providers(judged):
        return found["provider"].fillna(NOT_KNOWN)
    return pd.Series(EVERYBODY, found.index, dtype="str")


def _as_counted(found: pd.DataFrame, judged: pd.DataFrame, most: int) -> bool:
    cut = judged[judged["by"] == ("provider" if _of_providers(judged) else "all")]
    counted = cut.set_index("key")["failed"]
    who = _who(found, judged)
    listed = who.value_counts().reindex(counted.index, fill_value=0)
    # how many there are of one submission was not counted: where one is full, more may be left out
    files = found.groupby([who.rename("who"), "provider", "submission_id"], dropna=False).size()
    full = listed.index.isin(files[files == most].index.get_level_values("who"))
    as_many = (listed == counted) | (full & (listed < counted))
    return bool(as_many.all()) and int(listed.sum()) == len(found)


def listing(check: Check, most: int, places: pd.DataFrame) -> str:
    """A SELECT of the wrong rows' places, the first `most` of each provider and submission.

    places: council and month of those that the check closes, whose rows come before all others.
    """
    where = {name: _cast(getattr(check, name)) for name in PLACES}
    closed = _among(where["council"], where["month"], places)
    if check.has_rows:
        # a row's council and month are cells of it: its place in the file is all that is told
        where |= {"council": NOTHING, "month": NOTHING}
    told = [f"{sql} AS placed_{name}" for name, sql in where.items()]
    # in file order; of what is lacking, the newest first, since that is what can still be mended
    order = "placed_row" if check.has_rows else "placed_month DESC, placed_council"
    return f"""
        SELECT placed_provider AS provider, placed_submission AS submission_id,
               placed_row AS row_number, placed_reference AS reference,
               placed_council AS council, placed_month AS month, closed
        FROM (
            SELECT {", ".join(told)},
                   {"submission_id" if check.has_rows else NOTHING}
                       AS placed_submission,
                   {"row_number" if check.has_rows else "CAST(NULL AS BIGINT)"} AS placed_row,
                   {_reference(check)} AS placed_reference, {closed} AS closed
            FROM {check.rows} AS looked_at WHERE {check.wrong}
        )
        QUALIFY row_number() OVER (
            PARTITION BY placed_provider, placed_submission ORDER BY closed DESC, {order}
        ) <= {most}
        ORDER BY placed_provider, placed_submission, {order}
    """


def _among(council: str, month: str, places: pd.DataFrame) -> str:
    """SQL for whether a row's council and month are among these places."""
    if places.empty:
        return "false"
    pairs = ", ".join(f"({quoted(each)}, {quoted(day)})" for each, day in places.to_numpy())
    return f"coalesce(({council}, {month}) IN ({pairs}), false)"


def _cast(sql: str) -> str:
    return f"CAST({sql or 'NULL'} AS VARCHAR)"


def _reference(check: Check) -> str:
    """The start of the row's reference as it is stored, unless it has not the form of one."""
    export = exports().get(check.export)
    if export is None or not (check.has_rows and check.names_row):
        return NOTHING
    told = export.column(export.key[0])
    formed = stored_sql(told)
    return f"CASE WHEN {formed} THEN left({told.name}, {SHOWN}) END" if formed else NOTHING
