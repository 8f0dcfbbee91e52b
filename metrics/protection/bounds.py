"""What published cells tell of hidden ones: bounds, by going round the margins."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.protection.margins import YEAR, Margin, Numbers


@dataclass(eq=False)
class Bounds:
    """Each cell of a block lies between low and high, both included; arrays of one shape."""

    low: Numbers
    high: Numbers

    @property
    def slack(self) -> Numbers:
        """How much is not known of each year, all its cells together."""
        spread = self.high - self.low
        slack: Numbers = spread.sum(axis=tuple(range(YEAR)), dtype=np.int64)
        return slack

    def of(self, years: npt.NDArray[np.bool_]) -> "Bounds":
        """A copy of the bounds of some years."""
        return Bounds(self.low[..., years], self.high[..., years])

    def put(self, years: npt.NDArray[np.bool_], told: "Bounds") -> None:
        """Write the bounds of some years back."""
        self.low[..., years] = told.low
        self.high[..., years] = told.high


def tighten(bounds: Bounds, margins: Sequence[Margin]) -> None:
    """Tighten bounds in place, once round the margins.

    Exact inference from one margin at a time: a cell is at least its total's least less the most
    of its siblings, at most its total's most less the least of its siblings; a total lies between
    the sums of its parts. What only several margins together tell is not found.
    """
    for margin in margins:
        low, high = bounds.low, bounds.high
        totals, children = margin.at_totals, margin.at_children
        least, most = margin.sums(low), margin.sums(high)
        at_least = low[totals] = np.maximum(low[totals], least)
        if not margin.open:
            high[totals] = np.minimum(high[totals], most)
        room = margin.per_child(high[totals] - least) + low[children]
        if not margin.open:
            need = margin.per_child(at_least - most) + high[children]
            low[children] = np.maximum(low[children], need)
        high[children] = np.minimum(high[children], room)


def part_of_whole(parts: Bounds, wholes: Bounds) -> None:
    """Tighten both in place: no part is more than its whole."""
    np.minimum(parts.high, wholes.high, out=parts.high)
    np.maximum(wholes.low, parts.low, out=wholes.low)


def share_all(told: Bounds, hears: Bounds) -> None:
    """Let one block's bounds of "all" tighten another's."""
    np.maximum(hears.low[0], told.low[0], out=hears.low[0])
    np.minimum(hears.high[0], told.high[0], out=hears.high[0])
