"""Linear programming around one hidden cell: what several margins together tell of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp

from metrics.protection.bounds import Bounds
from metrics.protection.margins import Margin

Index = tuple[int, ...]
NOISE = 1e-6
"""What the solver's arithmetic may be off by."""
MOST_SUMS = 40
"""Sums in a neighbourhood: with more, a cell takes longer than it is worth."""


class Sum(NamedTuple):
    """A total and the run of cells on one axis that add up to it."""

    total: Index
    axis: int
    run: tuple[int, int]
    open: bool

    @property
    def children(self) -> tuple[Index, ...]:
        """The cells that add up to the total."""
        before, after = self.total[: self.axis], self.total[self.axis + 1 :]
        return tuple((*before, place, *after) for place in range(*self.run))

    @property
    def all_children(self) -> tuple[int | slice, ...]:
        """Index of the cells that add up to the total, all at once."""
        return (*self.total[: self.axis], slice(*self.run), *self.total[self.axis + 1 :])


def sums_with(index: Index, margins: Sequence[Margin]) -> Iterator[Sum]:
    """Every sum that a cell is in, as one of the parts or as the total."""
    for margin in margins:
        axis = margin.axis
        for total, run in margin.sums_at.get(index[axis], ()):
            at_total = (*index[:axis], total, *index[axis + 1 :])
            yield Sum(at_total, axis, (run.start, run.stop), margin.open)


def bound(index: Index, bounds: Bounds, margins: Sequence[Margin]) -> tuple[int, int]:
    """The least and most a cell can be, by HiGHS over the sums it and its unknown siblings are in.

    Never wider than `bounds`, and never tighter than all sums of the block together would give.
    Raises ArithmeticError when no counts fit the sums.
    """
    sums = _neighbourhood(index, bounds, margins)
    cells = list(dict.fromkeys([index, *(each for s in sums for each in (s.total, *s.children))]))
    known = Box([bounds.low[each] for each in cells], [bounds.high[each] for each in cells])
    aim = np.zeros(len(cells))
    aim[0] = 1
    constraint = _constraint(sums, {each: n for n, each in enumerate(cells)})
    least = milp(aim, bounds=known, constraints=constraint)
    most = milp(-aim, bounds=known, constraints=constraint)
    if not (least.success and most.success):
        raise ArithmeticError("No counts fit the published sums.")
    return int(np.ceil(least.fun - NOISE)), int(np.floor(-most.fun + NOISE))


def _neighbourhood(index: Index, bounds: Bounds, margins: Sequence[Margin]) -> list[Sum]:
    """The sums of the cell, then those of its siblings that are least known."""
    found = dict.fromkeys(sums_with(index, margins))
    near = dict.fromkeys(each for s in found for each in (s.total, *s.children))
    unknown = [each for each in near if bounds.high[each] > bounds.low[each]]
    for each in sorted(unknown, key=lambda cell: int(bounds.high[cell] - bounds.low[cell])):
        if len(found) >= MOST_SUMS:
            break
        found |= dict.fromkeys(sums_with(each, margins))
    return list(found)


def _constraint(sums: Sequence[Sum], position: dict[Index, int]) -> LinearConstraint:
    """A row a sum: its children less its total are 0, or (open sums) not above 0."""
    matrix = np.zeros((len(sums), len(position)))
    for row, each in zip(matrix, sums, strict=True):
        row[[position[child] for child in each.children]] = 1
        row[position[each.total]] = -1
    least = np.array([-np.inf if each.open else 0.0 for each in sums])
    return LinearConstraint(matrix, least, np.zeros(len(sums)))
