"""The attack on a release before it is published: what can be worked out about hidden counts.

Threat model. The attacker has everything a viewer can get from the measure table, knows how it is
made (counts under the small number hidden, others rounded, totals rounded from exact counts), and
knows every margin: councils to divisions to Scotland, months to quarters to years, categories to
"all", and that a part is never more than its whole. To be on the safe side the attacker is also
told which hidden counts are under the small number and which were hidden only to protect those.

Not attacked yet: two measures together (referrals and their outcomes), two releases together,
what is left when a numerator is taken from its denominator, and knowledge from outside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field

import numpy as np
import pandas as pd

from metrics.blocks import PARTS, MeasureCells, Part, by_measure, coded
from metrics.bounds import Bounds, part_of_whole, propagate
from metrics.margins import Axes, Numbers
from metrics.measure import Measure
from metrics.programme import Index, bound
from metrics.rounding import HIDDEN, Rule

Key = tuple[str, Part]
KEYS = ["measure_id", "period_type", "period_start", "area_code", "dimension", "category"]
MOST_SOLVED = 60
"""Cells of a release that linear programming looks at: some 20 ms each."""


@dataclass(frozen=True)
class Pinned:
    """A hidden cell whose exact count can be worked out."""

    key: Key
    index: Index
    """Its place in its block: category, area, period."""


@dataclass(eq=False)
class Inferred:
    """What the attack worked out about one measure."""

    cells: MeasureCells
    bounds: dict[Key, Bounds]
    pinned: list[Pinned] = field(default_factory=list)
    near: list[Pinned] = field(default_factory=list)
    """Hidden cells of which one of two counts must be true."""


@dataclass(frozen=True)
class Report:
    """How an attack went."""

    cells: int = 0
    """Counts that could be published, those of no one included."""
    hidden: int = 0
    pinned: int = 0
    """Hidden counts that can be worked out: 0 in anything published."""
    near: int = 0
    """Hidden counts of which one of two must be true."""
    solved: int = 0
    """Of those, how many linear programming looked at as well."""

    @property
    def room(self) -> int:
        """How many more cells linear programming may look at."""
        return MOST_SOLVED - self.solved

    def __add__(self, other: "Report") -> "Report":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Report(*(mine + theirs for mine, theirs in pairs))


def infer(cells: MeasureCells, rule: Rule) -> Inferred:
    """All that interval propagation finds out about one measure's hidden cells.

    Raises ArithmeticError when a true count lies outside its bounds: then the margins the attack
    believes in do not hold, and what it says of safety is worth nothing.
    """
    bounds = {key: _known(cells, key, rule) for key in cells.blocks}
    _settle(cells, bounds)
    found = Inferred(cells, bounds)
    for key, block in cells.blocks.items():
        known = bounds[key]
        if ((known.low > block.exact) | (known.high < block.exact)).any():
            raise ArithmeticError(f"The margins of {cells.measure.id} do not add up.")
        width = known.high - known.low
        found.pinned += _cells(key, (block.shown == HIDDEN) & (width == 0))
        found.near += _cells(key, (block.shown == HIDDEN) & (width == 1))
    return found


def _cells(key: Key, where: Numbers) -> Iterator[Pinned]:
    """One record for each cell; "all" is in every dimension's block, but is told once."""
    if key[0] != "all":
        where[0] = False
    for category, area, period in np.argwhere(where):
        yield Pinned(key, (int(category), int(area), int(period)))


def _known(cells: MeasureCells, key: Key, rule: Rule) -> Bounds:
    """What the rule itself says of each cell: a rounding's width, or under the small number."""
    block = cells.blocks[key]
    anything = 2 * int(block.exact.max(initial=0)) + rule.small_number + rule.round_to
    unbounded = block.exact >= rule.small_number
    if cells.measure.kind == "rate" and key[1] == "numerator":
        # A rate's row goes when its denominator is small, however many events it has.
        unbounded = unbounded | (cells.blocks[key[0], "denominator"].shown == HIDDEN)
    hidden = block.shown == HIDDEN
    low = np.where(hidden, 0, rule.least(block.shown))
    secret = np.where(unbounded, anything, rule.small_number - 1)
    high = np.where(hidden, secret, rule.most(block.shown))
    fits = anything * max(block.exact.shape) < np.iinfo(np.int32).max
    kind = np.int32 if fits else np.int64
    return Bounds(low.astype(kind), high.astype(kind))


def _settle(cells: MeasureCells, bounds: dict[Key, Bounds]) -> None:
    """Tighten all bounds until no dimension has anything left to tell the others."""
    dimensions = list(dict.fromkeys(dimension for dimension, _ in bounds))
    settled: dict[str, int] = {}
    while unsettled := [each for each in dimensions if settled.get(each) != _slack(bounds)]:
        for dimension in unsettled:
            _settle_dimension(cells, bounds, dimension)
            settled[dimension] = _slack(bounds)


def _slack(bounds: Mapping[Key, Bounds]) -> int:
    return sum(each.slack for (dimension, _), each in bounds.items() if dimension == "all")


def _settle_dimension(cells: MeasureCells, bounds: dict[Key, Bounds], dimension: str) -> None:
    own = {part: each for (name, part), each in bounds.items() if name == dimension}
    for part, each in own.items():
        _share(bounds["all", part], each)
    before = -1
    while (slack := sum(each.slack for each in own.values())) != before:
        before = slack
        for part, each in own.items():
            propagate(each, cells.blocks[dimension, part].margins)
        if cells.measure.kind == "share":
            part_of_whole(own["numerator"], own["denominator"])
    for part, each in own.items():
        _share(each, bounds["all", part])


def _share(told: Bounds, hears: Bounds) -> None:
    """Let one block's bounds of "all" tighten another's."""
    np.maximum(hears.low[0], told.low[0], out=hears.low[0])
    np.minimum(hears.high[0], told.high[0], out=hears.high[0])


def attack(
    exact: pd.DataFrame,
    published: pd.DataFrame,
    axes: Axes,
    measures: Mapping[str, Measure],
    rule: Rule,
) -> Report:
    """Attack a published measure table, whose exact one is known, and report.

    Both have the columns of the release's table `measure`. Every hidden cell is bounded, those
    without a row included. See the top of this file for who the attacker is.
    """
    told = [*KEYS, *PARTS]
    shown = published[told].rename(columns={part: f"shown_{part}" for part in PARTS})
    placed = coded(exact, axes).merge(shown, on=KEYS, how="left")
    placed = placed.fillna({f"shown_{part}": HIDDEN for part in PARTS})
    report = Report()
    for cells in by_measure(placed, axes, measures):
        report += weigh(infer(cells, rule), report.room)[0]
    return report


def weigh(found: Inferred, room: int) -> tuple[Report, list[Pinned]]:
    """Count one measure's findings, and list every hidden cell that can be worked out.

    Linear programming looks at up to `room` of the cells that propagation leaves two counts for.
    """
    looked_at = found.near[: max(room, 0)]
    leaking = found.pinned + [each for each in looked_at if _solved(found, each)]
    own = [
        block.shown[1:] if dimension != "all" else block.shown
        for (dimension, _), block in found.cells.blocks.items()
    ]
    report = Report(
        cells=sum(shown.size for shown in own),
        hidden=sum(int((shown == HIDDEN).sum()) for shown in own),
        pinned=len(leaking),
        near=len(found.near),
        solved=len(looked_at),
    )
    return report, leaking


def _solved(found: Inferred, near: Pinned) -> bool:
    low, high = bound(near.index, found.bounds[near.key], found.cells.blocks[near.key].margins)
    return low == high
