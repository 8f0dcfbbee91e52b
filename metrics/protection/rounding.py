"""Small numbers hidden, others rounded: the rule on one screen."""

from dataclasses import dataclass

import numpy as np

from metrics.protection.margins import Numbers

HIDDEN = -1
"""Stands for a count that is not published."""


@dataclass(frozen=True)
class Rule:
    """Counts under `small_number` are hidden; others are rounded to the nearest `round_to`."""

    small_number: int
    round_to: int

    def show(self, exact: Numbers) -> Numbers:
        """What is published of exact counts; HIDDEN for small ones. Halves round up.

        Example: Rule(5, 5).show([0, 4, 5, 7, 8]) is [-1, -1, 5, 5, 10].
        """
        rounded = (exact + self.round_to // 2) // self.round_to * self.round_to
        return np.where(exact < self.small_number, HIDDEN, rounded)

    def least(self, shown: Numbers) -> Numbers:
        """The least exact count that is published as `shown`."""
        return np.maximum(shown - self.round_to // 2, self.small_number)

    def most(self, shown: Numbers) -> Numbers:
        """The greatest exact count that is published as `shown`."""
        return shown + (self.round_to - 1) // 2
