"""The record of a change of model: what happened, and the months on either side of it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


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
    ends: str = ""
    """Why the months after end where they do, where there are later ones under the same model."""

    def side(self, months: pd.Series) -> pd.Series:
        """For each month "before", "transition", "after", or "" when it lies outside them all."""
        (first, last), (after, end) = self.before, self.after
        between = months.between(last, after, inclusive="neither")
        sides = np.select(
            [months.between(first, last), between, months.between(after, end)],
            ["before", "transition", "after"],
            "",
        )
        return pd.Series(sides, index=months.index, dtype="object")
