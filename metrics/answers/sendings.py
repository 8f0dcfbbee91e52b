"""Which of a provider's files are its latest of each export, and which came before them."""

import pandas as pd

from data.engine import Reader
from metrics.answers.quality import submissions

SENT = ["provider", "export"]
COUNTS = ["rows_read", "accepted", "rejected", "repeats", "superseded"]
MOST = 0.5
"""A file of whose accepted rows a later one has so many again is not another part, but put right.

Of fewer, two offices may have told of the same people."""


def counted_submissions(reader: Reader) -> pd.DataFrame:
    """submissions() in the order of loading, the day of it in `day`; hidden counts are nought."""
    found = submissions(reader).sort_values(["loaded_at", "submission_id"])
    days = pd.to_datetime(found["loaded_at"].astype(str).str[:10])
    return found.assign(day=days, **found[COUNTS].astype("float64").fillna(0.0))


def latest_submissions(reader: Reader) -> pd.DataFrame:
    """The latest file of each export of each provider.

    Several are the latest where they were loaded on one day and each holds other rows of the same
    months, since many organisations may send files of one export in one provider's layout.
    """
    found = in_force(counted_submissions(reader))
    return found[found["day"] == found.groupby(SENT)["day"].transform("max")]


def in_force(sent: pd.DataFrame) -> pd.DataFrame:
    """Files, but for those that another of their day put right, or is about later months than.

    Where nothing would be left of a day, as where files of later days replaced all of it, all of
    it stays. sent: counted_submissions().
    """
    days = [sent[name] for name in (*SENT, "day")]
    ends = pd.to_datetime(sent["last_day"])
    latest = pd.to_datetime(sent["first_day"]).groupby(days).transform("max")
    gone = _put_right(sent) | (ends < latest)
    return sent[~gone | gone.groupby(days).transform("all")]


def _put_right(sent: pd.DataFrame) -> pd.Series:
    """Whether most of a file's accepted rows came again in a later one."""
    again = (sent["accepted"] > 0) & (sent["superseded"] > MOST * sent["accepted"])
    return sent["replaced"].astype("bool") | again


def turns(sent: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What was sent before and what was sent last, to compare: file with file.

    Of the last day the files that are in force, and as many of those that are not; where all are,
    what was in force on the day before that on which anything was loaded.
    sent: counted_submissions() of one provider and export.
    """
    last = sent[sent["day"] == sent["day"].max()]
    now = in_force(last)
    gone = last.drop(now.index)
    if gone.empty:
        before = sent[sent["day"] < sent["day"].max()]
        return in_force(before[before["day"] == before["day"].max()]), now
    files = min(len(gone), len(now))
    return gone.tail(files), now.tail(files)
