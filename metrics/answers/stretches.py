"""The stretches of a series within which its limits of ordinary variation are worked out."""

import pandas as pd

from metrics.answers.periods import PeriodType, ends

RECENT = 24
"""Periods that the latest limits rest on where a series is judged by its recent past."""
APART = "apart"
"""A period into which a change fell, or in a window whose day is not known: on neither side."""
EARLIER = "earlier"
"""Periods before the first change."""
PAST = "past"
"""Periods before the recent ones."""
WHOLE = ("all", "recent")
"""Stretches that no change of lawful basis bounds."""
UNJUDGED = (APART, PAST)
"""Stretches that have neither limits nor signals."""


def by_regimes(starts: pd.Series, period_type: PeriodType, regimes: pd.DataFrame) -> pd.Series:
    """For each period the regime that held throughout it: a name, EARLIER, or APART.

    starts: first days of periods, in order. regimes: of metrics/answers/regimes.py, of one area.
    A period belongs to a regime from the first one that lies wholly after it had settled. All
    periods that touch a window between the earliest and the latest day are APART: a level that
    changes from place to place within a window has no ordinary variation to speak of.
    """
    last = ends(starts, period_type)
    found = pd.Series(EARLIER, index=starts.index, dtype="str")
    for line in regimes.sort_values("earliest").itertuples():
        found[starts >= line.settled] = str(line.regime)
        found[(last >= line.earliest) & (starts < line.settled)] = APART
    return found


def by_recent(starts: pd.Series) -> pd.Series:
    """For each period "recent" or PAST; all are recent when there are no more than RECENT."""
    found = pd.Series("recent", index=starts.index, dtype="str")
    if len(found) > RECENT:
        found.iloc[:-RECENT] = PAST
    return found


def begins(stretch: pd.Series, starts: pd.Series) -> list[pd.Timestamp]:
    """The first day of every stretch but the first: where limits are worked out afresh."""
    fresh = stretch.ne(stretch.shift()) & (stretch.index != stretch.index.min())
    return [pd.Timestamp(day) for day in starts[fresh]]
