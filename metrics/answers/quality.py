"""What the release says of its own making: checks, submissions, rejected rows, facts."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from data.engine import Reader
from data.publish import WRONG
from metrics.answers.tables import source

By = Literal["provider", "council", "month"]
CHECK = ("suite", "check_id", "title", "export", "severity", "outcome", "failed", "total", "unit")
CUT = (*CHECK[:6], "key", *CHECK[6:])

WORST_FIRST = """
    CASE outcome WHEN 'errored' THEN 0 WHEN 'passed' THEN 2 WHEN 'nothing to check' THEN 3
                 ELSE 1 END,
    CASE severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END
"""


def release(reader: Reader) -> dict[str, str]:
    """Facts of the release by name: release_id, built_at, as_at, sample ("yes" or "no") ..."""
    found = reader.frame("SELECT name, value FROM published.release_fact ORDER BY name")
    return dict(zip(found["name"], found["value"], strict=True))


def checks(reader: Reader) -> pd.DataFrame:
    """The verdict of every check, what failed first.

    Columns: suite, check_id, title, export, severity, outcome, failed, total
    (Int64, missing where too small to publish), unit (what was looked at: rows, months ...).
    """
    return _whole(
        reader.frame(
            f"""
            SELECT * FROM published.check_outcome
            WHERE "by" = 'all' ORDER BY {WORST_FIRST}, check_id
            """
        ),
        CHECK,
    )


def of_no_provider(found: pd.DataFrame, cuts: pd.DataFrame) -> pd.DataFrame:
    """Checks that did not hold though no one provider falls short: the rows of `found`.

    found, cuts: checks() and check_cuts(by="provider").
    """
    theirs = cuts.loc[cuts["outcome"].isin(WRONG), "check_id"]
    return found[found["outcome"].isin(WRONG) & ~found["check_id"].isin(theirs)]


def check_cuts(reader: Reader, by: By) -> pd.DataFrame:
    """Outcomes of every check by provider, council or month: the columns of checks() and key."""
    return _whole(
        reader.frame(
            f"""
            SELECT * FROM published.check_outcome
            WHERE "by" = ? ORDER BY {WORST_FIRST}, check_id, key
            """,
            [by],
        ),
        CUT,
    )


def check_history(reader: Reader) -> pd.DataFrame:
    """How many checks passed, failed and errored in each release, oldest first."""
    return reader.frame(
        """
        SELECT release_id, CAST(built_at AS VARCHAR) AS built_at, passed, failed, errored
        FROM published.check_history ORDER BY built_at, release_id
        """
    )


def submissions(reader: Reader) -> pd.DataFrame:
    """The submissions the release was made from, newest first, with their row counts.

    replaced: whether later files replaced every accepted row of it; superseded: how many.
    """
    found = reader.frame(
        "SELECT * FROM published.submission ORDER BY loaded_at DESC, submission_id"
    )
    lacking = {"replaced": False, "superseded": 0}
    return found.assign(**{name: each for name, each in lacking.items() if name not in found})


def standing(found: pd.DataFrame, sent: pd.DataFrame) -> pd.DataFrame:
    """Rows of a table by submission, but for files that later ones replaced whole.

    found: submissions(), rejected() or the like; sent: submissions().
    """
    gone = sent.loc[sent["replaced"].astype("bool"), "submission_id"]
    return found[~found["submission_id"].isin(gone)]


def by_reason(reader: Reader, provider: str = "") -> pd.DataFrame:
    """Rows turned away for each reason, most first, of a provider or of all: reason, rows,
    of_people.

    Of files that later ones did not replace whole. rows: Int64, missing where it may not be shown;
    of_people: whether some are about people, whose counts are rounded for readers who see them so.
    """
    found = reader.frame(
        f"""
        SELECT reason, CASE WHEN count(rows) = count(*) THEN sum(rows) END AS rows,
               bool_or(people) AS of_people
        FROM {source(reader, "turned_away")} WHERE provider = ? GROUP BY reason
        ORDER BY rows DESC NULLS LAST, reason
        """,
        [provider],
    )
    return found.astype({"rows": "Int64"})


def rejected(reader: Reader) -> pd.DataFrame:
    """Rows turned away by provider, export, column and reason, most first.

    Columns: submission_id, provider, export, column, reason, rows (Int64).
    """
    found = reader.frame(
        """
        SELECT submission_id, provider, export, "column", reason, rows
        FROM published.rejected
        ORDER BY rows DESC NULLS LAST, provider, export, "column", reason, submission_id
        """
    )
    return found.astype({"rows": "Int64"})


def _whole(found: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns, counts as whole numbers; a release that does not say what it counted, rows."""
    units = {} if "unit" in found else {"unit": "rows"}
    return found.assign(**units)[list(columns)].astype({"failed": "Int64", "total": "Int64"})
