"""Sums between any cells, without axes: bounds by going round them until nothing more follows."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.protection.bounds import Bounds
from metrics.protection.margins import Numbers

ANYTHING = 10**9
"""More than any count; small enough that sums of it stay whole numbers."""


@dataclass(frozen=True, eq=False)
class Sums:
    """Each total is the sum of its parts, or (where open) at least that."""

    totals: Numbers
    """The cell that is the total of each sum."""
    starts: Numbers
    """Where in `parts` each sum's parts begin; every sum has one or more."""
    parts: Numbers
    open: npt.NDArray[np.bool_]

    @property
    def of_part(self) -> Numbers:
        """For each of `parts`, which sum it is a part of."""
        sizes = np.diff(np.append(self.starts, len(self.parts)))
        return np.repeat(np.arange(len(self.totals)), sizes)


def holding(totals: Numbers, kinds: Numbers, parts: Numbers, exact: Numbers) -> Sums:
    """The sums that exact cells keep: one for each total and kind, from one entry a part.

    Closed where the total equals its parts, open where it exceeds them; a total below their sum
    says nothing of a single cell, and is left out.
    """
    order = np.lexsort((kinds, totals))
    totals, kinds, parts = totals[order], kinds[order], parts[order]
    fresh = np.ones(len(totals), dtype=bool)
    fresh[1:] = (totals[1:] != totals[:-1]) | (kinds[1:] != kinds[:-1])
    starts = np.flatnonzero(fresh)
    over = exact[totals[starts]] - np.add.reduceat(exact[parts], starts)
    sums = Sums(totals[starts], starts, parts, over > 0)
    kept = (over >= 0)[sums.of_part]
    sizes = np.diff(np.append(starts, len(parts)))[over >= 0]
    return Sums(sums.totals[over >= 0], np.cumsum(sizes) - sizes, parts[kept], sums.open[over >= 0])


def settle(known: Bounds, sums: Sums) -> Bounds:
    """The tightest bounds that follow from one sum at a time, round and round.

    As for the margins of measures: what only several sums together tell is not found.
    """
    low, high = known.low.copy(), known.high.copy()
    of_part, closed = sums.of_part, ~sums.open
    in_closed = closed[of_part]
    while True:
        before = low.sum(), high.sum()
        least = np.add.reduceat(low[sums.parts], sums.starts)
        most = np.add.reduceat(high[sums.parts], sums.starts)
        room = (high[sums.totals] - least)[of_part] + low[sums.parts]
        need = (low[sums.totals] - most)[of_part] + high[sums.parts]
        np.maximum.at(low, sums.totals, least)
        np.minimum.at(high, sums.totals[closed], most[closed])
        np.minimum.at(high, sums.parts, room)
        np.maximum.at(low, sums.parts[in_closed], need[in_closed])
        if (low.sum(), high.sum()) == before:
            return Bounds(low, high)
