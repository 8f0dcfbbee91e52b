"""Rows that are not there: turned away, not sent any more, or sent late."""

from collections.abc import Iterator
from itertools import takewhile

import pandas as pd

from data.columns import REASONS
from data.engine import Reader
from data.grammar import capital, small
from metrics.answers.facets import FACETS, item_words
from metrics.answers.fixing.fix import Fix, Roughly, fix, title
from metrics.answers.periods import worded
from metrics.answers.quality import rejected, release
from metrics.answers.quality_facets import items
from metrics.answers.sendings import counted_submissions, latest_submissions
from metrics.answers.wording import count

TIMELY = FACETS["timeliness"]
LATE = TIMELY.watch
"""Days after a month's end: a month and a fortnight's grace."""
SILENT = {"assurance": 140}
"""Days without a row before an export has stopped; a return comes once a quarter."""
NO_MONTHS = "agreements"
"""A register is sent when it changes, so it is neither late nor silent."""


KEYS = ["provider", "export", "column", "reason"]


def turned_away(reader: Reader, roughly: Roughly) -> Iterator[Fix]:
    """Each column and reason for which rows of the latest submissions were turned away."""
    sent, known = counted_submissions(reader), rejected(reader).dropna(subset=["rows"])
    days = known.merge(sent[["submission_id", "day"]], on="submission_id")
    latest = latest_submissions(reader)
    read = latest.groupby(["provider", "export"])["rows_read"].sum()
    for key, rows in days.groupby(KEYS):
        provider, export, column, reason = map(str, key)
        now = rows.loc[rows["submission_id"].isin(latest["submission_id"]), "rows"].sum()
        if not now:
            continue
        theirs = sent[(sent["provider"] == provider) & (sent["export"] == export)]
        why = REASONS.get(reason, reason)
        if column != "row":
            why = f"{capital(item_words(column))}: {small(why)}"
        what = (
            f"{roughly.count(now, export)} of {count(read[provider, export])} rows of "
            f"{title(export)} were turned away. {why} {_run(theirs['day'], rows['day'])}"
        )
        todo = "Correct these rows at the source and send them again."
        yield fix(
            *(provider, export, "turned away", float(now), what, todo),
            column=column,
            reason=reason,
        )


def _run(loaded: pd.Series, found: pd.Series) -> str:
    """On how many days of loading in a row, up to the latest, a reason has been found."""
    days = sorted(set(loaded), reverse=True)
    run = list(takewhile(set(found).__contains__, days))
    day = f"{run[-1].day} {run[-1]:%b %Y}"
    if len(run) == 1:
        return f"It is so in the submission of {day}."
    return f"It was so in each of the last {len(run)} submissions, from {day} on."


def silent(reader: Reader) -> Iterator[Fix]:
    """Exports that used to come and whose rows stop well before the rest."""
    as_at = pd.Timestamp(release(reader)["as_at"])
    sent = latest_submissions(reader).dropna(subset=["last_day"])
    sent = sent[sent["export"] != NO_MONTHS]
    for key, rows in sent.groupby(["provider", "export"]):
        provider, export = map(str, key)
        start, end = _reach(rows)
        days = (as_at - end).days
        if days > SILENT.get(export, LATE):
            usual = rows["accepted"].sum() / max((end - start).days, 1) * days
            what = (
                f"nothing of {title(export)} has come since {worded(end)}, {days:,} days before "
                f"the latest data; at its usual rate some {count(usual)} rows are missing."
            )
            todo = "Ask for the missing months, or note from when it no longer sends."
            ask = "Send the missing months, or say from when you no longer send."
            yield fix(provider, export, "silent", usual, what, todo, ask=ask)


def _reach(sent: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.to_datetime(sent["first_day"]).min(), pd.to_datetime(sent["last_day"]).max()


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
        todo = (
            f"Agree a day by which it comes: up to {TIMELY.good:.0f} days after the month's end "
            "is on time."
        )
        touched = float(rows.get((row["key"], row["export"]), 0.0))
        yield fix(row["key"], row["export"], "late", touched, what, todo)
