"""The two changes of model that are analysed, with the months before, between and after."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from data.reference import events

ChangeId = Literal["consent", "public_task"]
FIRST_MONTH = pd.Timestamp(2016, 4, 1)
"""Thirteen divisions and one database from here on, with two years before the first change."""


@dataclass(frozen=True)
class Change:
    """A change and its windows, as first days of months; the months between are on neither side."""

    id: str
    words: str
    """What happened, as in "the move to consent"."""
    before: tuple[pd.Timestamp, pd.Timestamp]
    """First and last month before."""
    after: tuple[pd.Timestamp, pd.Timestamp]
    """First and last month after."""

    def side(self, months: pd.Series) -> pd.Series:
        """For each month "before", "transition", "after", or "" when it lies outside them all."""
        side = pd.Series("", index=months.index, dtype="str")
        side[months.between(*self.before)] = "before"
        side[(months > self.before[1]) & (months < self.after[0])] = "transition"
        side[months.between(*self.after)] = "after"
        return side


def change(id: ChangeId) -> Change:
    """The change of that id, its dates read from data/reference/events.csv. Raises KeyError.

    consent: before April 2016 to April 2018; May 2018 is the transition, since UK GDPR applied
    from the 25th; after runs up to the month before the public task window opens.
    public_task: before is the consent period; the window itself, July 2019 to February 2021, is
    the transition; after ends with the month before recording moved to another system in 2024.
    """
    known = events().set_index("event_id")
    gdpr, recording = (
        _month(known.loc[event, "date"]) for event in ("gdpr_2018", "recording_2024")
    )
    opens = _month(known.loc["public_task_window", "date"])
    closes = _month(known.loc["public_task_window", "end_date"])
    consent = (_shift(gdpr, 1), _shift(opens, -1))
    return {
        "consent": Change(
            "consent", "the move to consent", (FIRST_MONTH, _shift(gdpr, -1)), consent
        ),
        "public_task": Change(
            "public_task",
            "the move to public task",
            consent,
            (_shift(closes, 1), _shift(recording, -1)),
        ),
    }[id]


def _month(day: object) -> pd.Timestamp:
    return pd.Timestamp(str(day)).replace(day=1)


def _shift(month: pd.Timestamp, months: int) -> pd.Timestamp:
    return month + pd.DateOffset(months=months)
