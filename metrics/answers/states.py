"""How a value stands to its target: the words, and the edition of the code that judges it."""

from math import isnan
from typing import Literal

import pandas as pd

from metrics.indicator import Indicator, Target

State = Literal[
    "meets target",
    "close",
    "below target",
    "too few to rate",
    "withheld: data quality",
    "not yet law",
    "no target",
]


def state_of(indicator: Indicator, value: float, withheld: str, period_end: pd.Timestamp) -> State:
    """The state of one value under the edition of the code in force at the end of its period.

    value: NaN when hidden or too few; withheld: a failed check's id or "". A period that ends
    before the duty became law is "not yet law", whatever its value.
    """
    target = target_on(indicator, period_end)
    if indicator.in_law_from is not None and period_end.date() < indicator.in_law_from:
        return "not yet law"
    if withheld:
        return "withheld: data quality"
    if isnan(value):
        return "too few to rate"
    if indicator.better == "context" or target is None:
        return "no target"
    sign = 1 if indicator.better == "up" else -1
    if sign * value >= sign * target.target:
        return "meets target"
    return "close" if sign * value >= sign * target.close else "below target"


def target_on(indicator: Indicator, day: pd.Timestamp) -> Target | None:
    """The target in force on a day; None before the first or without any."""
    in_force = [each for each in indicator.targets if each.applies_from <= day.date()]
    return max(in_force, key=lambda each: each.applies_from, default=None)
