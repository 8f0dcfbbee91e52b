"""Rows that are not there: turned away, not sent any more, or sent late."""

from collections.abc import Iterator

import pandas as pd

from data.columns import REASONS
from data.engine import Reader
from metrics.answers.facets import item_words
from metrics.answers.fixing.fix import Fix, Roughly, first, fix, title
from metrics.answers.periods import worded
from metrics.answers.quality import rejected, release, submissions
from metrics.answers.quality_facets import items, latest_submissions
from metrics.answers.wording import count

LATE = 45
"""Days after a month's end: a month and a fortnight's grace."""
SILENT = {"assurance": 140}
"""Days without a row before an export has stopped; a return comes once a quarter."""
NO_MONTHS = "agreements"
"""A register is sent when it changes, so it is neither late nor silent."""


def turned_away(reader: Reader, roughly: Roughly) -> Iterator[Fix]:
    """Each column and reason for which rows of a latest submission were turned away."""
    sent = latest_submissions(reader).set_index("submission_id")
    known = rejected(reader)
    found = known[known["submission_id"].isin(sent.index)].dropna(subset=["rows"])
    runs = _runs(submissions(reader), known)
    for _, row in found.iterrows():
        export, why = row["export"], REASONS.get(row["reason"], row["reason"])
        read = count(sent.loc[row["submission_id"], "rows_read"])
        where = "" if row["column"] == "row" else f"{first(item_words(row['column']))}: "
        said = f"{where}{why[:1].lower() + why[1:] if where else why}"
        what = (
            f"{roughly.count(row['rows'], export)} of {read} rows of {title(export)} were turned "
            f"away. {said} {runs[row['provider'], export, row['column'], row['reason']]}"
        )
        todo = "Correct these rows at the source and send them again."
        yield fix(row["provider"], export, "turned away", float(row["rows"]), what, todo)


def _runs(sent: pd.DataFrame, found: pd.DataFrame) -> dict[tuple[str, str, str, str], str]:
    """For each reason of a latest submission, how many submissions in a row have had it."""
    loaded = sent.sort_values(["loaded_at", "submission_id"], ascending=False)
    days = {key: rows for key, rows in loaded.groupby(["provider", "export"])}  # noqa: C416
    said = {}
    for key, rows in found.groupby(["provider", "export", "column", "reason"]):
        theirs = days[key[:2]]
        running = theirs["submission_id"].isin(set(rows["submission_id"])).cummin()
        told = pd.to_datetime(theirs.loc[running, "loaded_at"])
        if told.empty:
            continue
        day = f"{told.min().day} {told.min():%b %Y}"
        said[key] = (
            f"It is so in the submission of {day}."
            if len(told) == 1
            else f"It was so in each of the last {len(told)} submissions, from {day} on."
        )
    return said


def silent(reader: Reader) -> Iterator[Fix]:
    """Exports that used to come and whose rows stop well before the rest."""
    as_at = pd.Timestamp(release(reader)["as_at"])
    sent = submissions(reader).dropna(subset=["last_day"])
    for (provider, export), rows in sent[sent["export"] != NO_MONTHS].groupby(
        ["provider", "export"]
    ):
        start, end = (
            pd.to_datetime(rows["first_day"]).min(),
            pd.to_datetime(rows["last_day"]).max(),
        )
        days = (as_at - end).days
        if days > SILENT.get(export, LATE):
            usual = rows["accepted"].astype("float64").sum() / max((end - start).days, 1) * days
            what = (
                f"nothing of {title(export)} has come since {worded(end)}, {days:,} days before "
                f"the latest data; at its usual rate some {count(usual)} rows are missing."
            )
            todo = "Ask for the missing months, or note from when it no longer sends."
            yield fix(provider, export, "silent", usual, what, todo)


def late(reader: Reader) -> Iterator[Fix]:
    """Exports of which some month of the latest twelve came too long after its end."""
    found = items(reader, "provider")
    found = found[found["facet"] == "timeliness"]
    rows = found[found["item"] == "median"].set_index(["key", "export"])["denominator"]
    for _, row in found[(found["item"] == "export") & (found["numerator"] > LATE)].iterrows():
        what = (
            f"{title(row['export'])} came {count(row['numerator'])} days after the end of a month, "
            f"in the worst of the {count(row['denominator'])} that can be judged of the latest 12."
            if row["denominator"] > 1
            else f"{title(row['export'])} came {count(row['numerator'])} days after the end of "
            "their month."
        )
        todo = f"Agree a day by which it comes: within {LATE} days of the month's end is on time."
        touched = float(rows.get((row["key"], row["export"]), 0.0))
        yield fix(row["key"], row["export"], "late", touched, what, todo)
