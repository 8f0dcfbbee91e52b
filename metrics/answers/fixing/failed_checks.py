"""Checks that do not hold: the critical ones, for they withhold figures, and the warnings."""

from collections.abc import Iterator

import pandas as pd

from data.engine import Reader
from data.export import exports
from metrics.answers.fixing.fix import Fix, Roughly, dependents, fix, number, title
from metrics.answers.periods import worded
from metrics.answers.quality import check_cuts, checks
from metrics.answers.wording import count, plural

SAID_ELSEWHERE = ("referrals.received.matched", "referrals.sent.matched")
"""Checks that sender_receiver.py says in more words."""


def critical(reader: Reader, roughly: Roughly) -> Iterator[Fix]:
    """Critical checks that failed or could not be run, for each provider that falls short."""
    whole = checks(reader)
    grave = whole[(whole["severity"] == "critical") & (whole["outcome"] != "passed")]
    cuts = check_cuts(reader, "provider")
    for _, check in grave.iterrows():
        theirs = cuts[(cuts["check_id"] == check["check_id"]) & (cuts["outcome"] != "passed")]
        when = _months(reader, str(check["check_id"]))
        rows = theirs if len(theirs) else pd.DataFrame([check.to_dict() | {"key": ""}])
        for _, row in rows.iterrows():
            many = plural(dependents(row["export"]), "indicator")
            what = (
                f"a critical check does not hold, “{row['title']}”: {_short(row, roughly)}{when}. "
                f"Where it fails, {many} counted from {title(row['export'])} are withheld."
            )
            todo = "Mend the rows behind it at the source and send the export again."
            yield fix(row["key"], row["export"], "critical", number(row["failed"]), what, todo)


def warnings(reader: Reader, roughly: Roughly) -> Iterator[Fix]:
    """Checks of middling gravity that a provider's rows fail."""
    cuts = check_cuts(reader, "provider")
    wrong = cuts[(cuts["severity"] == "warning") & (cuts["outcome"] == "failed")]
    for _, row in wrong[~wrong["check_id"].isin(SAID_ELSEWHERE)].iterrows():
        if pd.notna(row["failed"]):
            what = f"a check does not hold, “{row['title']}”: {_short(row, roughly)}."
            todo = "The Checks page says what to do; send the rows again once they are put right."
            column = _column(row)
            rows = number(row["failed"])
            yield fix(row["key"], row["export"], "check", rows, what, todo, column)


def _column(row: pd.Series) -> str:
    """The column that a check is about, by its id; "" when it is about rows."""
    named = str(row["check_id"]).split(".")[1]
    columns = {each.name for each in exports()[row["export"]].columns}
    return named if named in columns else ""


def _short(row: pd.Series, roughly: Roughly) -> str:
    """How many rows fall short of a check."""
    if row["outcome"] == "errored":
        return "it could not be run"
    if pd.isna(row["failed"]):
        return "rows too few to show fall short of it"
    total = f" of {count(row['total'])}" if pd.notna(row["total"]) else ""
    return f"{roughly.count(row['failed'], row['export'])}{total} rows fall short of it"


def _months(reader: Reader, check_id: str) -> str:
    """The months in which a critical check failed for some council."""
    found = reader.frame(
        """
        SELECT CAST(min(period_start) AS TIMESTAMP) AS first,
               CAST(max(period_start) AS TIMESTAMP) AS last
        FROM published.gate WHERE check_id = ? AND council IS NOT NULL
        """,
        [check_id],
    )
    first, last = found["first"].iloc[0], found["last"].iloc[0]
    if pd.isna(first):
        return ""
    return f", in {worded(first)}" if first == last else f", from {worded(first)} to {worded(last)}"
