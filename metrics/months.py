"""The months that a local level sees, and how their counts move together."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.reference_class import RUNS_ON

Floats = NDArray[np.float64]
Chosen = NDArray[np.bool_]

AFTER = 1
"""Column of the design that is 1 from the change on."""


@dataclass(frozen=True)
class Months:
    """Months that a model is fitted to or asked about, in order; all of one length."""

    time: Floats
    """Months since the first."""
    calendar: Floats
    """0 for January to 11 for December."""
    after: Floats
    """1 from the change on, else 0."""
    offset: Floats
    """Log of the exposure; NaN where there is none."""
    noise: Floats | None = None
    """Variance of that log, where the exposure was itself counted."""

    @classmethod
    def of(cls, table: pd.DataFrame) -> Self:
        """Months of a table with period_start, exposure and side, and maybe noise."""
        start = table["period_start"].dt
        number = (12 * start.year + start.month).to_numpy("float64")
        exposed = table["exposure"].where(table["exposure"] > 0)
        return cls(
            time=number - number[0],
            calendar=start.month.to_numpy("float64") - 1,
            after=np.asarray(table["side"] == "after", dtype=np.float64),
            offset=np.log(exposed.to_numpy("float64")),
            noise=table["noise"].to_numpy("float64") if "noise" in table else None,
        )

    def only(self, chosen: Chosen) -> "Months":
        """The chosen months alone; times stay as they were."""
        return Months(
            self.time[chosen],
            self.calendar[chosen],
            self.after[chosen],
            self.offset[chosen],
            None if self.noise is None else self.noise[chosen],
        )

    def design(self) -> Floats:
        """Columns 1, after, and the sine and cosine of one yearly wave: a row a month."""
        angle = 2 * np.pi * self.calendar / 12
        return np.column_stack([np.ones(len(angle)), self.after, np.sin(angle), np.cos(angle)])

    def calendars(self) -> Floats:
        """A column for each calendar month, 1 in that month: a row a month."""
        return np.asarray(self.calendar[:, None] == np.arange(12), dtype=np.float64)

    def chance(self, means: Floats) -> Floats:
        """Variance of the log counts from counting, and of the exposure's where that has any."""
        return 1 / means if self.noise is None else 1 / means + self.noise


def covariance(left: Months, right: Months, settings: Floats) -> Floats:
    """Covariance of the log means of two sets of months, scatter left out: setting, left, right.

    settings: drift, scatter and calendar as standard deviations, a row each. Drift is fractional
    Brownian motion from the month before the first; its start is taken up by the constant.
    Source: Mandelbrot and Van Ness (1968).
    """
    earlier, later, power = left.time[:, None] + 1, right.time[None, :] + 1, 2 * RUNS_ON
    parts = np.stack(
        [
            (earlier**power + later**power - np.abs(earlier - later) ** power) / 2,
            (left.calendar[:, None] == right.calendar[None, :]).astype(np.float64),
        ]
    )
    # einsum, since waking threads for so small a product takes longer than the product
    shares = settings[:, [0, 2]] ** 2
    return np.asarray(np.einsum("gp,pij->gij", shares, parts), dtype=np.float64)


def observed(months: Months, settings: Floats, means: Floats) -> Floats:
    """The same of months that were counted: with scatter, and the chance of counting."""
    every = covariance(months, months, settings)
    place = np.arange(len(means))
    every[:, place, place] += settings[:, 1, None] ** 2 + months.chance(means)
    return every
