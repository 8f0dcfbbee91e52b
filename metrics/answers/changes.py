"""The two changes of model that are analysed, with the months before, between and after."""

from functools import cache
from typing import Literal

import pandas as pd

from data.reference import events
from metrics.answers.periods import worded
from metrics.change import Change

ChangeId = Literal["consent", "public_task"]
FIRST_MONTH = pd.Timestamp(2016, 4, 1)
"""Thirteen divisions and one database from here on, with two years before the first change."""


def change(id: ChangeId, regimes: pd.DataFrame) -> Change:
    """The change of that id, by the dates of one area; regimes: of metrics/answers/regimes.py.

    consent: before is April 2016 to the month before consent; after runs up to the month before
    the earliest day of public task. public_task: before is the consent period; after starts with
    the first month in which public task certainly held, and ends with the month before recording
    moved to another system in 2024. A month that a change falls into, and every month of a window
    whose day is not known, is the transition. Raises KeyError for an id or a regime that is not
    there.
    """
    dated = regimes.set_index("regime")[["earliest", "settled"]].to_dict("index")
    opens = {name: _month(dated[name]["earliest"]) for name in ("consent", "public_task")}
    holds = {name: _whole_month(dated[name]["settled"]) for name in opens}
    recording = recording_moved()
    consent = (holds["consent"], _shift(opens["public_task"], -1))
    before = (FIRST_MONTH, _shift(opens["consent"], -1))
    return {
        "consent": Change("consent", "the move to consent", before, consent),
        "public_task": Change(
            "public_task",
            "the move to public task",
            consent,
            (holds["public_task"], _shift(recording, -1)),
            f"recording moved to another system in {worded(recording)}",
        ),
    }[id]


def in_each_area(id: ChangeId, regimes: pd.DataFrame) -> dict[str, Change]:
    """change() of every area that regimes (every_regime()) has, by its code."""
    return {str(code): change(id, own) for code, own in regimes.groupby("area_code")}


def quiet(regimes: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last months of the times in which no change of model falls, in one area."""
    consent, moved = change("consent", regimes), change("public_task", regimes)
    return [consent.before, consent.after, moved.after]


@cache
def recording_moved() -> pd.Timestamp:
    """The month in which recording moved to another system."""
    return _month(events().set_index("event_id").loc["recording_2024", "date"])


def _month(day: object) -> pd.Timestamp:
    return pd.Timestamp(str(day)).replace(day=1)


def _whole_month(day: object) -> pd.Timestamp:
    """The first month that lies wholly on or after a day."""
    month = _month(day)
    return month if month == pd.Timestamp(str(day)) else _shift(month, 1)


def _shift(month: pd.Timestamp, months: int) -> pd.Timestamp:
    return month + pd.DateOffset(months=months)
