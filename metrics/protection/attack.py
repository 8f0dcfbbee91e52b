"""The attack on a release before it is published: what can be worked out about hidden counts.

Threat model. The attacker has everything a viewer can get from the measure table, knows how it is
made (counts under the small number hidden, others rounded, totals rounded from exact counts), and
knows every margin: councils to divisions to Scotland, months to quarters to years, categories to
"all", and that a part is never more than its whole. The same count in several measures (the
referrals that are the denominator of many indicators) is one count: what is published in any copy
is known in all, and what follows from the breakdowns of one measure holds for those of the others.
So are counts that differ but hang together, as the records of measures declare (`part_of`): those
of routes add up to their senders', and what an indicator counts of referrals is among them. And
the attacker reads every published state, which says how an exact part stands to its exact whole.
To be on the safe side the attacker is also told which hidden counts are under the small number.
That the others are not, and were hidden only to protect those, is not used as a lower bound.

Not attacked: sums with differences in them, such as what is left when a numerator is taken from its
denominator, or two parts of one whole that have nothing in common; what could be read from which
cells the procedure chose to hide; two releases together; and knowledge from outside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.measure import Measure
from metrics.protection.blocks import PARTS, Key, placed
from metrics.protection.bounds import Bounds
from metrics.protection.families import by_family
from metrics.protection.family import Family
from metrics.protection.inference import infer
from metrics.protection.margins import YEAR, Axes
from metrics.protection.programme import Index, bound
from metrics.protection.rounding import HIDDEN, Rule

ROW = ["measure_id", "period_type", "period_start", "area_code", "dimension", "category"]
"""What identifies a row of the measure table."""
MOST_SOLVED = 2
"""Cells of each measure that linear programming looks at, some 10 ms each.

Of 71 cells of random small tables that linear programming over every margin could pin at the
default rule, propagation had pinned all; at finer rounding 6 of 425 were left to find, all near.
"""


class Cell(NamedTuple):
    """One cell of a family: its block, and its place there (category, area, period, year)."""

    key: Key
    place: Index


@dataclass(frozen=True)
class Report:
    """How an attack went."""

    cells: int = 0
    """Counts that could be published, those of no one included."""
    hidden: int = 0
    pinned: int = 0
    """Hidden small counts that can be worked out: 0 in anything published."""
    near: int = 0
    """Hidden small counts of which one of two must be true."""
    solved: int = 0
    """Of those, how many linear programming looked at as well."""

    def __add__(self, other: "Report") -> "Report":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Report(*(mine + theirs for mine, theirs in pairs))


def attack(
    exact: pd.DataFrame,
    published: pd.DataFrame,
    shapes: Sequence[Axes],
    measures: Mapping[str, Measure],
    rule: Rule,
) -> Report:
    """Attack a published measure table, whose exact one is known, and report.

    Both have the columns of the release's table `measure`. Every hidden cell is bounded, those
    without a row included. The top of this file says who the attacker is.
    """
    shown = {part: f"shown_{part}" for part in PARTS}
    told = published[[*ROW, *PARTS]].rename(columns=shown)
    rows = placed(exact, shapes).merge(told, on=ROW, how="left")
    rows = rows.fillna(dict.fromkeys(shown.values(), HIDDEN))
    report = Report()
    for cells in by_family(rows, shapes, measures):
        report += report_of(cells, examine(cells, rule))
    return report


@dataclass(frozen=True, eq=False)
class Found:
    """What the attack found out about one family."""

    leaking: list[Cell]
    """Hidden cells that can be worked out to be a small count."""
    near: npt.NDArray[np.int64]
    """For each year, the hidden cells of which one of two counts must be true."""
    solved: int
    """Of those, how many linear programming looked at as well."""


def examine(cells: Family, rule: Rule, room: int = MOST_SOLVED) -> Found:
    """Attack one family of measures.

    Linear programming looks at up to `room` cells, spread over those that propagation leaves two
    counts for in years where it pinned none: the other years will be attacked again.
    """
    bounds = infer(cells, rule)
    widths = {key: _widths(key, cells, each, rule) for key, each in bounds.items()}
    pinned = [Cell(key, at) for key, width in widths.items() for at in _places(width == 0)]
    quiet = np.ones(cells.years, dtype=bool)
    quiet[[cell.place[YEAR] for cell in pinned]] = False
    looked_at = _spread({key: (width == 1) & quiet for key, width in widths.items()}, room)
    return Found(
        leaking=pinned + [each for each in looked_at if _solved(cells, bounds, each)],
        near=np.stack([(width == 1).sum(axis=(0, 1, 2)) for width in widths.values()]).sum(axis=0),
        solved=len(looked_at),
    )


def _widths(key: Key, cells: Family, bounds: Bounds, rule: Rule) -> npt.NDArray[np.int64]:
    """How many counts beside the true one a hidden cell that may be small can have; else -1.

    A count that was hidden only to protect others, and is known not to be small, is no secret.
    """
    secret = (cells.blocks[key].shown == HIDDEN) & (bounds.low < rule.small_number)
    widths = np.where(secret, bounds.high - bounds.low, -1)
    if key[0] != "all":
        widths[0] = -1  # "all" is in every dimension's block, but is told once
    return widths


def _places(where: npt.NDArray[np.bool_]) -> list[Index]:
    return list(map(tuple, np.argwhere(where).tolist()))


def _spread(where: Mapping[Key, npt.NDArray[np.bool_]], room: int) -> list[Cell]:
    """Up to `room` of the cells marked, spread over all of them."""
    sizes = np.array([np.count_nonzero(each) for each in where.values()])
    before = np.cumsum(sizes) - sizes
    found: list[Cell] = []
    chosen = np.unique(np.linspace(0, sizes.sum() - 1, min(room, int(sizes.sum())), dtype=int))
    for (key, marked), first, size in zip(where.items(), before, sizes, strict=True):
        own = chosen[(first <= chosen) & (chosen < first + size)] - first
        if len(own):
            places = np.unravel_index(np.flatnonzero(marked)[own], marked.shape)
            found += [Cell(key, at) for at in zip(*(each.tolist() for each in places), strict=True)]
    return found


def report_of(cells: Family, found: Found) -> Report:
    """The report on one family: a count that several measures publish counts once."""
    own = [
        block.shown if dimension == "all" else block.shown[1:]
        for (dimension, _), block in cells.blocks.items()
    ]
    return Report(
        cells=sum(shown.size for shown in own),
        hidden=sum(int((shown == HIDDEN).sum()) for shown in own),
        pinned=len(found.leaking),
        near=int(found.near.sum()),
        solved=found.solved,
    )


def _solved(cells: Family, bounds: Mapping[Key, Bounds], near: Cell) -> bool:
    low, high = bound(near.place, bounds[near.key], cells.blocks[near.key].margins)
    return low == high
