"""What one run of the generator is to write: how much, how far back, in which blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from data.generator.frame import Ints, day_number
from data.generator.planted import FIRST_MONTH, Planted

FULL_ROWS = 658_000
"""About how many rows the full set has, all exports together."""
FIXED_ROWS = 7_200
"""About how many of them do not grow: incidents, agreements and assurance returns."""
BLOCK_ROWS = 100_000
"""About how many rows are in memory at a time."""
NUMBERS_A_BLOCK = 10_000_000
"""Each block numbers its rows from its own multiple of this, so that no number comes twice."""


def last_full_month(today: date) -> date:
    """First day of the last month that was over before `today`."""
    return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)


@dataclass(frozen=True)
class Block:
    """A stretch of months, and one of several equal parts of everything in it."""

    number: int
    start: int
    stop: int
    """Places in Plan.months; stop is not included."""
    part: int
    parts: int


@dataclass(frozen=True)
class Plan:
    """A run: the same plan always writes the same numbers."""

    seed: int
    until: date
    """First day of the last month."""
    scale: float = 1.0
    """Size against the full set."""
    planted: Planted = field(default_factory=Planted)

    @property
    def months(self) -> tuple[date, ...]:
        """First day of every month."""
        count = (self.until.year - FIRST_MONTH.year) * 12 + self.until.month - FIRST_MONTH.month
        start = FIRST_MONTH.year * 12 + FIRST_MONTH.month - 1
        return tuple(
            date(month // 12, month % 12 + 1, 1) for month in range(start, start + count + 1)
        )

    @property
    def starts(self) -> Ints:
        """First day of every month and of the month after the last, as day numbers."""
        after = date(self.until.year + self.until.month // 12, self.until.month % 12 + 1, 1)
        return np.array([day_number(day) for day in (*self.months, after)], dtype=np.int64)

    @property
    def last_day(self) -> int:
        """The last day of the last month, as a day number."""
        return int(self.starts[-1]) - 1

    def rng(self, name: str, number: int = 0) -> np.random.Generator:
        """The stream of random numbers of one named piece of work, whatever was drawn before."""
        return np.random.default_rng([self.seed, number, *name.encode()])

    def blocks(self) -> Iterator[Block]:
        """The run cut into pieces small enough for memory, oldest first."""
        monthly = self.scale * FULL_ROWS / 125
        length = int(max(1, BLOCK_ROWS // monthly))
        parts = int(max(1, np.ceil(monthly / BLOCK_ROWS)))
        number = 0
        for start in range(0, len(self.months), length):
            for part in range(parts):
                stop = min(start + length, len(self.months))
                yield Block(number, start, stop, part, parts)
                number += 1


def scale_for(rows: int | None) -> float:
    """The scale that gives about so many rows, all exports together. Raises ValueError."""
    if rows is None:
        return 1.0
    if rows < 1:
        raise ValueError("The sample needs at least 1 row.")
    return max(rows - FIXED_ROWS, 1000) / (FULL_ROWS - FIXED_ROWS)
