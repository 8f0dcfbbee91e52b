"""What published cells tell of hidden ones: bounds, by going round the margins."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.margins import Margin, Numbers


@dataclass(eq=False)
class Bounds:
    """Each cell of a block lies between low and high, both included; arrays of one shape."""

    low: Numbers
    high: Numbers

    @property
    def slack(self) -> int:
        """How much is not known, all cells together."""
        return int(self.high.sum(dtype=np.int64) - self.low.sum(dtype=np.int64))


def propagate(bounds: Bounds, margins: Sequence[Margin]) -> None:
    """Tighten bounds in place until no margin tightens them further.

    Exact inference from one margin at a time: a cell is at least its total's least less the most
    of its siblings, at most its total's most less the least of its siblings. What only several
    margins together tell (linear programming would) is not found.
    """
    before = bounds.slack + 1
    while bounds.slack < before:
        before = bounds.slack
        for margin in margins:
            tighten(bounds, margin)


def tighten(bounds: Bounds, margin: Margin) -> None:
    """Tighten bounds in place by what one margin says."""
    low, high = bounds.low, bounds.high
    totals, children = margin.at(margin.totals), margin.at(margin.children)
    least, most = margin.sums(low), margin.sums(high)
    low[totals] = np.maximum(low[totals], least)
    if not margin.open:
        high[totals] = np.minimum(high[totals], most)
    room = margin.per_child(high[totals] - least) + low[children]
    if not margin.open:
        need = margin.per_child(low[totals] - most) + high[children]
        low[children] = np.maximum(low[children], need)
    high[children] = np.minimum(high[children], room)


def part_of_whole(parts: Bounds, wholes: Bounds) -> None:
    """Tighten both in place: no part is more than its whole."""
    np.minimum(parts.high, wholes.high, out=parts.high)
    np.maximum(wholes.low, parts.low, out=wholes.low)
