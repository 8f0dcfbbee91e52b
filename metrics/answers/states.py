"""What is said of an indicator in one cell: its state, or why it has none."""

from typing import Literal

import pandas as pd

from metrics.indicator import Indicator, Target

State = Literal[
    "meets target",
    "close",
    "below target",
    "too few to rate",
    "not shown: protected",
    "withheld: data quality",
    "not yet law",
    "no target",
]


STANDINGS: dict[str, State] = {
    "meets target": "meets target",
    "close": "close",
    "below target": "below target",
}
"""What metrics/standing.py may have found of a cell, from exact counts."""
NOT_RATED: tuple[State, ...] = (
    *("too few to rate", "not shown: protected", "withheld: data quality"),
    *("not yet law", "no target"),
)
"""States that say why it is not said how a cell stands to its target."""


def state_of(
    indicator: Indicator,
    standing: object,
    *,
    valued: bool,
    enough: bool = False,
    withheld: str,
    period_end: pd.Timestamp,
) -> State:
    """The state of one cell, whose standing was judged when the release was made.

    standing: one of STANDINGS, or nothing; valued: whether the cell has a value to show; enough:
    whether its denominator is shown and carries a rate; withheld: a failed check's id or "".
    A period that ends before the duty became law is "not yet law", whatever its value. With cases
    enough and a target, a standing is missing only where protection keeps it back, which any
    reader can see from what is published: to say so tells nothing more.
    """
    if indicator.in_law_from is not None and period_end.date() < indicator.in_law_from:
        return "not yet law"
    if withheld:
        return "withheld: data quality"
    if standing in STANDINGS:
        return STANDINGS[str(standing)]
    targeted = indicator.better != "context" and target_on(indicator, period_end) is not None
    if targeted and (valued or enough):
        return "not shown: protected"
    return "no target" if valued and not targeted else "too few to rate"


def shown_as(indicator: Indicator, value: float, period_end: pd.Timestamp) -> State | None:
    """The state that a reader would expect of the value that is shown; None without one.

    Where numbers are rounded it may differ from the true one, and words must allow for that.
    """
    target = target_on(indicator, period_end)
    judged_by_value = indicator.better != "context" and indicator.judged_by == "value"
    if target is None or pd.isna(value) or not judged_by_value:
        return None
    sign = 1 if indicator.better == "up" else -1
    if sign * value >= sign * target.target:
        return "meets target"
    return "close" if sign * value >= sign * target.close else "below target"


def target_on(indicator: Indicator, day: pd.Timestamp) -> Target | None:
    """The target in force on a day; None before the first or without any."""
    in_force = [each for each in indicator.targets if each.applies_from <= day.date()]
    return max(in_force, key=lambda each: each.applies_from, default=None)
