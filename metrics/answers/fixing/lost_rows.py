"""Rows that are not there: turned away, not sent any more, or sent late."""

from collections.abc import Iterator
from itertools import takewhile

import pandas as pd

from data.columns import REASONS, WHOLE_ROW
from data.engine import Reader
from data.grammar import capital, small
from metrics.answers.facets import FACETS, item_words
from metrics.answers.fixing.fix import MISLEADING, Fix, Roughly, fix, share, title
from metrics.answers.periods import worded
from metrics.answers.quality import rejected, release
from metrics.answers.quality_facets import items
from metrics.answers.sendings import SENT, counted_submissions, latest_submissions
from metrics.answers.wording import count

TIMELY = FACETS["timeliness"]
LATE = TIMELY.watch
"""Days after a month's end: a month and a fortnight's grace."""
SILENT = {"assurance": 140}
"""Days without a row before an export has stopped; a return comes once a quarter."""
NO_MONTHS = "agreements"
"""A register is sent when it changes, so it is neither late nor silent."""


def turned_away(reader: Reader, roughly: Roughly) -> Iterator[Fix]:
    """Each export of which rows were turned away in its latest file, with the biggest reason.

    All reasons together, since rows that are in no number are so for whichever reason.
    """
    sent, known = counted_submissions(reader), rejected(reader).dropna(subset=["rows"])
    days = known.merge(sent[["submission_id", "day"]], on="submission_id")
    for key, files in latest_submissions(reader).groupby(SENT):
        provider, export = map(str, key)
        gone, read = files["rejected"].sum(), files["rows_read"].sum()
        if not gone:
            continue
        what = (
            f"{roughly.count(gone, export)} of {count(read)} rows of {title(export)} were turned "
            f"away ({share(gone, read)})."
        )
        mine = sent[(sent["provider"] == provider) & (sent["export"] == export)]
        theirs = days[days["submission_id"].isin(mine["submission_id"])]
        now = theirs[theirs["submission_id"].isin(files["submission_id"])]
        if len(now):
            what += f" {_biggest(now, mine['day'], theirs)}"
        todo = "Correct these rows at the source and send them again."
        yield fix(
            *(provider, export, "turned away", float(gone), what, todo),
            grave=bool(gone > MISLEADING * read),
        )


def _biggest(now: pd.DataFrame, loaded: pd.Series, days: pd.DataFrame) -> str:
    """The reason for which most rows were turned away, how many, and since when."""
    keys = ["column", "reason"]
    added = now.groupby(keys)["rows"].sum().sort_values(ascending=False, kind="stable")
    column, reason = map(str, added.index[0])
    why = REASONS.get(reason, reason)
    if column != WHOLE_ROW:
        why = f"{item_words(column)}: {small(why)}"
    so = days[(days["column"] == column) & (days["reason"] == reason)]
    run = _run(loaded, so["day"])
    if len(added) == 1:
        return f"{capital(why)} {run}"
    return f"Most often, {count(added.iloc[0])} times, {small(why)} {run}"


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
        which = "the one month that can be judged"
        if row["denominator"] > 1:
            which = (
                f"the slowest of {count(row['denominator'])} months that can be judged of the "
                "latest 12"
            )
        what = (
            f"{title(row['export'])} of {which} were loaded {count(row['numerator'])} days after "
            "its end."
        )
        todo = (
            f"Agree a day by which it comes: up to {TIMELY.good:.0f} days after the month's end "
            "is on time."
        )
        touched = float(rows.get((row["key"], row["export"]), 0.0))
        yield fix(row["key"], row["export"], "late", touched, what, todo)
