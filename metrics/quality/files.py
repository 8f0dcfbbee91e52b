"""Counts of rows of files and of checks as viewers may see them: hidden, rounded and attacked.

They are about rows of whole files, by provider, and never by area or month; yet a file's rows are
people's, so a small count may not be worked out of them either. Rows of exports about councils,
organisations and documents are counted as they are.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.engine import Connection, frame, quoted
from data.export import exports
from data.publish import IN_PLACES, WRONG
from data.settings import Settings
from metrics.protection.attack import Report
from metrics.protection.bounds import Bounds
from metrics.protection.flat import Flat, Marks, publishable
from metrics.protection.margins import Numbers
from metrics.protection.rounding import HIDDEN, Rule
from metrics.protection.sums import ANYTHING, holding
from metrics.quality.protect import ROUGHEST

COUNTS = ("rows_read", "accepted", "rejected", "repeats", "in_release", "superseded")
READ, ACCEPTED, REJECTED, REPEATS, IN_RELEASE, SUPERSEDED = range(len(COUNTS))
FAILED, TOTAL, REST = range(3)
SHOWN = "\"by\" IN ('all', 'provider')"
"""Checks as viewers see them: finer cuts would only tell more."""
TWICE = 2
"""Wrong rows are hidden under twice the small number: that a check failed is told, and what it
allows is known, so that a count hidden under the small number could be no other than the last."""
Sum = tuple[Numbers, Numbers, int | Numbers]
"""Parts of sums: of each its total and itself, as places among the counts, and the sum's kind."""


def protect_files(connection: Connection, settings: Settings) -> Report:
    """Make protected.submission, rejected, turned_away and check_outcome; say how the attack went.

    Both databases are attached to the connection. Finer cuts of checks than by provider are not
    shown to viewers. Raises DisclosiveError.
    """
    people = ", ".join(quoted(each.name) for each in exports().values() if each.about_people)
    frames = [
        frame(connection, f"SELECT rowid AS place, * FROM exact.{table} WHERE {where}")
        for table, where in (
            ("submission", f"export IN ({people})"),
            ("rejected", f"export IN ({people})"),
            ("turned_away", "people"),
            ("check_outcome", f"export IN ({people}) AND failed IS NOT NULL AND {SHOWN}"),
        )
    ]
    sent, turned_away, added, checks = frames
    gated = frame(connection, "SELECT check_id FROM exact.gate")["check_id"].value_counts()
    files, report = publishable(files_laid_out(sent, turned_away, added, settings), "Rows of files")
    of_checks, also = publishable(checks_laid_out(checks, gated, settings), "Checks")
    size = len(COUNTS) * len(sent)
    _write(connection, "submission", sent, COUNTS, files[:size])
    # of few rows the first day or the last may be that of one person's
    connection.execute("""
        UPDATE protected.submission SET first_day = NULL, last_day = NULL WHERE accepted IS NULL
    """)
    for table, rows in (("rejected", turned_away), ("turned_away", added)):
        _write(connection, table, rows, ("rows",), files[size : size + len(rows)])
        size += len(rows)
    of_rows = of_checks[: (REST + 1) * len(checks)].reshape(-1, REST + 1)[:, :REST]
    _write(connection, "check_outcome", checks, ("failed", "total"), of_rows.ravel(), SHOWN)
    return report + also


def files_laid_out(
    sent: pd.DataFrame, turned_away: pd.DataFrame, added: pd.DataFrame, settings: Settings
) -> Flat:
    """Counts of each submission, rows of each reason, and their sums; then what no table tells.

    Rows read are those accepted, rejected and repeated; those accepted are in the release or
    superseded, and of a file that was replaced whole all are; a row is rejected for one reason or
    more. added: by reason, over files that were not replaced, of each provider and of all ("").
    """
    own = sent[list(COUNTS)].to_numpy(np.int64)
    files = np.arange(len(sent)) * len(COUNTS)
    reasons = own.size + np.arange(len(turned_away))
    whose = pd.Index(sent["submission_id"]).get_indexer(pd.Index(turned_away["submission_id"]))
    totals = own.size + len(turned_away) + np.arange(len(added))
    every = own.size + len(turned_away) + len(added) + np.arange(len(sent))
    twice = every + len(sent)
    replaced = sent["replaced"].to_numpy(bool)
    given = turned_away["rows"].to_numpy(np.int64)
    all_given = np.bincount(whose, weights=given, minlength=len(sent)).astype(np.int64)
    summed = added["rows"].to_numpy(np.int64)
    exact = np.concatenate([own.ravel(), given, summed, all_given, all_given - own[:, REJECTED]])
    by_reason = _by_reason(turned_away[~replaced[whose]], added, own.size, totals)
    sums: list[Sum] = [
        *((files + READ, files + part, 0) for part in (ACCEPTED, REJECTED, REPEATS)),
        *((files + ACCEPTED, files + part, 1) for part in (IN_RELEASE, SUPERSEDED)),
        (every[whose], reasons, 2),
        *((every, part, 3) for part in (files + REJECTED, twice)),
        # each reason alone is no more than all that was rejected: sums of one part
        (files[whose] + REJECTED, reasons, 4 + np.arange(len(reasons))),
        *by_reason,
    ]
    none = all_given == 0
    low, high = np.zeros(len(exact), np.int64), np.full(len(exact), ANYTHING)
    low[reasons] = low[totals] = 1  # a reason is listed because a row has it
    high[files[none] + REJECTED] = 0  # and where none is listed, no row was rejected
    # a file is replaced when rows of it were accepted, and none is left
    left = (own[:, ACCEPTED] > 0) & ~replaced
    high[files[replaced] + IN_RELEASE] = 0
    low[files[replaced] + ACCEPTED] = low[files[left] + IN_RELEASE] = 1
    no_secret = np.zeros(len(exact), dtype=bool)
    no_secret[files[none] + REJECTED] = no_secret[files[replaced] + IN_RELEASE] = True
    # where one row at most was accepted and the file is not replaced, no row of it was
    no_secret[files[own[:, ACCEPTED] == 0] + SUPERSEDED] = True
    in_tables = np.arange(len(exact)) < own.size + len(turned_away) + len(added)
    hidden_under = np.where(in_tables, settings.small_number, 0)
    # four that are listed come to four at least: hidden under five, each could only be one
    listed = np.isin(np.arange(len(exact)), reasons).astype(np.int64)
    for whole, part, _ in by_reason:
        np.add.at(listed, whole, listed[part])
    hidden_under[totals] = np.maximum(settings.small_number, listed[totals] + 2)
    return _flat(exact, hidden_under, in_tables, Bounds(low, high), no_secret, sums, settings)


def _by_reason(parts: pd.DataFrame, added: pd.DataFrame, first: int, totals: Numbers) -> list[Sum]:
    """Rows of files to those of their provider, and those to all providers', by reason.

    parts: rows of files by reason, the row of place n at first + n.
    """
    at = pd.Series(totals, index=pd.MultiIndex.from_frame(added[["provider", "reason"]]))
    theirs, own = at.index.get_level_values("provider") != "", parts[["provider", "reason"]]
    whole = pd.MultiIndex.from_arrays([[""] * theirs.sum(), at.index[theirs].get_level_values(1)])
    of_files, of_all = (
        at.reindex(keys).to_numpy(np.int64) for keys in (pd.MultiIndex.from_frame(own), whole)
    )
    return [(of_files, first + parts.index.to_numpy(), 5), (of_all, at[theirs].to_numpy(), 6)]


def checks_laid_out(checks: pd.DataFrame, gated: pd.Series, settings: Settings) -> Flat:
    """Rows that fail and rows looked at of each check and provider, and the difference.

    A check that failed tells that more of the rows looked at are wrong than it allows, one that
    passed that no more are. gated: by check, how many councils' months it closes; in each some row
    fails.
    """
    failed, total = (checks[name].to_numpy(np.int64) for name in ("failed", "total"))
    exact = np.stack([failed, total, total - failed], axis=1).ravel()
    at = np.arange(len(checks)) * (REST + 1)
    whole = checks["by"].eq("all").to_numpy()
    first = pd.Series(at[whole], index=checks.loc[whole, "check_id"])
    of_all = checks.loc[~whole, "check_id"].map(first)
    theirs, all_of = at[~whole][of_all.notna()], of_all.dropna().to_numpy(np.int64)
    sums: list[Sum] = [
        *((at + TOTAL, at + part, 0) for part in (FAILED, REST)),
        *((all_of + part, theirs + part, 1) for part in (FAILED, TOTAL, REST)),
    ]
    no_secret = np.zeros(len(exact), dtype=bool)
    no_secret[at + FAILED] = failed == 0  # that nothing is wrong is what passing says
    small = settings.small_number
    closes = checks["check_id"].map(gated).fillna(0).to_numpy(np.int64)
    hidden_under = np.tile([TWICE * small, small, 0], len(checks))
    hidden_under[at + FAILED] = np.maximum(TWICE * small, TWICE * closes)
    known = Bounds(np.zeros(len(exact), np.int64), np.full(len(exact), ANYTHING))
    known.low[at + FAILED], known.high[at + FAILED] = _by_outcome(checks, closes, settings)
    every = np.ones(len(exact), dtype=bool)
    return _flat(exact, hidden_under, every, known, no_secret, sums, settings)


def _by_outcome(
    checks: pd.DataFrame, closes: Numbers, settings: Settings
) -> tuple[Numbers, Numbers]:
    """The fewest and the most rows that fail, as the outcome tells with what is shown of all.

    Where a check closes a council's month some row fails, and is of a provider that did not pass:
    of one alone, where there is one alone.

    closes: how many councils' months each row's check closes.
    """
    failed, total = (checks[name].to_numpy(np.int64) for name in ("failed", "total"))
    rule = Rule(settings.small_number, max(settings.round_to, ROUGHEST))
    shown = rule.show(total)
    fewest = np.where(shown == HIDDEN, 0, rule.least(shown))
    most = np.where(shown == HIDDEN, rule.small_number - 1, rule.most(shown))
    wrong, allowed = checks["outcome"].eq("failed").to_numpy(), checks["allowed"].to_numpy()
    low = np.where(wrong, np.floor(allowed * fewest).astype(np.int64) + 1, 0)
    low = np.maximum(low, checks["outcome"].eq(IN_PLACES).to_numpy())
    all_of_it = (checks["by"].eq("all") | _alone(checks)).to_numpy()
    low = np.where(all_of_it, np.maximum(low, closes), low)
    high = np.where(wrong, ANYTHING, np.floor(allowed * most).astype(np.int64))
    # no outcome tells what is not so: shares are multiplied in floating point
    return np.minimum(low, failed), np.maximum(high, failed)


def _alone(checks: pd.DataFrame) -> pd.Series:
    """Whether a row is that of the one provider for which a check did not pass."""
    theirs = checks["by"].eq("provider") & checks["outcome"].isin(WRONG)
    return theirs & (theirs.groupby(checks["check_id"]).transform("sum") == 1)


def _flat(
    exact: Numbers,
    hidden_under: Numbers,
    in_tables: Marks,
    known: Bounds,
    no_secret: Marks,
    sums: Sequence[Sum],
    settings: Settings,
) -> Flat:
    """Counts of which some stand in tables, each hidden by itself."""
    totals, parts = (np.concatenate([each[n] for each in sums]) for n in (0, 1))
    kinds = np.concatenate([np.broadcast_to(kind, len(part)) for _, part, kind in sums])
    return Flat(
        exact=exact,
        hidden_under=hidden_under,
        row=np.where(in_tables, np.arange(len(exact)), -1),
        known=known,
        no_secret=no_secret,
        sums=holding(totals, kinds, parts, exact),
        secret_under=settings.small_number,
        round_to=max(settings.round_to, ROUGHEST),
    )


def _write(
    connection: Connection,
    table: str,
    rows: pd.DataFrame,
    names: Sequence[str],
    shown: Numbers,
    where: str = "true",
) -> None:
    """Make a protected table from the exact one, its counts of people's rows as they are shown."""
    counts = pd.DataFrame(shown.reshape(len(rows), len(names)), columns=[f"s_{n}" for n in names])
    connection.register("safe", counts.assign(place=rows["place"].to_numpy()))
    seen = ", ".join(
        f"CAST(CASE WHEN place IS NULL THEN {n} ELSE nullif(s_{n}, {HIDDEN}) END AS BIGINT) AS {n}"
        for n in names
    )
    hidden = ", ".join(["place", *counts.columns])
    connection.execute(f"""
        CREATE TABLE protected.{table} AS
        SELECT * EXCLUDE ({hidden}) REPLACE ({seen})
        FROM exact.{table} AS whole LEFT JOIN safe ON safe.place = whole.rowid
        WHERE {where} ORDER BY whole.rowid
    """)
    connection.unregister("safe")
