"""Measures that publish the same counts, or counts that hang together, found and laid out together.

The denominator of one indicator is often that of another, or a measure of its own: that is seen
by the counts themselves. Were each copy protected by itself, what is hidden in one could be read in
the other. What else hangs together the records of measures declare.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.indicator import Indicator
from metrics.measure import Measure, Part
from metrics.protection.blocks import PARTS, PLACES, Block, Key, Origin
from metrics.protection.family import Family
from metrics.protection.links import Link, Named, links
from metrics.protection.margins import Axes, Margin, Numbers, categories, holding
from metrics.protection.rounding import HIDDEN
from metrics.protection.states import States

STATED = ("state_least", "state_most")


@dataclass(frozen=True, eq=False)
class _Laid:
    """One part of one dimension of a measure, before it is known what it is a copy of."""

    measure: Measure
    dimension: str
    part: Part
    rows: Numbers
    at: tuple[Numbers, ...]
    names: tuple[str, ...]
    block: Block

    @property
    def content(self) -> tuple[object, ...]:
        """What is equal in copies. Where nothing is published no copy tells of another."""
        if (self.block.shown == HIDDEN).all():
            return (self.measure.id, self.dimension, self.part)
        return (self.measure.roll_up, self.block.exact.shape, self.block.exact.tobytes())


def by_family(
    rows: pd.DataFrame, shapes: Sequence[Axes], measures: Mapping[str, Measure]
) -> Iterator[Family]:
    """All cells of the measure table, family by family, a record a shape of years.

    `rows` comes from placed() and has shown_numerator and shown_denominator too. Where states are
    published it has state_least and state_most: the shares a state lies between, NaN without one.
    """
    columns = [*PLACES, *PARTS, *(f"shown_{part}" for part in PARTS)]
    arrays = {name: rows[name].fillna(0).to_numpy(np.int64) for name in columns}
    told = {name: rows[name].to_numpy(np.float64) for name in STATED if name in rows}
    codes, names = {}, {}
    for name in ("measure_id", "dimension", "category"):
        codes[name], names[name] = pd.factorize(rows[name], sort=True)
    arrays |= {"category": codes["category"]} | told
    for number, shape in enumerate(shapes):
        of_shape = np.flatnonzero(arrays["shape"] == number)
        layouts = []
        for measure_id, own in _split(codes["measure_id"], names["measure_id"], of_shape).items():
            by_dimension = _split(codes["dimension"], names["dimension"], own)
            layouts.append(
                _Layout(measures[measure_id], by_dimension, arrays, names["category"], shape)
            )
        for related in _related(layouts):
            yield _family(related)


def _split(codes: Numbers, names: pd.Index, rows: Numbers) -> dict[str, Numbers]:
    """The rows of each name that occurs in some rows, in the order of the names."""
    own = codes[rows]
    order = rows[np.argsort(own, kind="stable")]
    split = np.split(order, np.cumsum(np.bincount(own, minlength=len(names)))[:-1])
    return {str(name): at for name, at in zip(names, split, strict=True) if len(at)}


@dataclass(frozen=True, eq=False)
class _Layout:
    """One measure's rows by dimension, and how to lay them out."""

    measure: Measure
    dimensions: Mapping[str, Numbers]
    arrays: Mapping[str, npt.NDArray[Any]]
    categories: pd.Index
    shape: Axes
    wholes: list[_Laid] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wholes", list(self.lay("all")))

    def lay(self, dimension: str) -> Iterator[_Laid]:
        """Each part of a dimension."""
        rows = self.dimensions[dimension]
        found, kinds = np.unique(self.arrays["category"][rows], return_inverse=True)
        deep = 1 if dimension == "all" else len(found) + 1
        at = (kinds + deep - len(found), *(self.arrays[name][rows] for name in PLACES[1:]))
        names = ("all",)[: deep - 1] + tuple(map(str, self.categories[found]))
        margins = (*self._margins, *(() if dimension == "all" else [categories(len(found))]))
        for part in PARTS[: 1 if self.measure.kind == "count" else 2]:
            cells = {
                "exact": np.zeros((deep, *self._size), np.int64),
                "shown": np.full((deep, *self._size), HIDDEN, np.int64),
            }
            cells["exact"][at] = self.arrays[part][rows]
            cells["shown"][at] = self.arrays[f"shown_{part}"][rows]
            if dimension != "all":
                whole = self.wholes[PARTS.index(part)].block
                cells["exact"][0], cells["shown"][0] = whole.exact[0], whole.shown[0]
            block = Block(**cells, margins=holding(margins, cells["exact"]))
            yield _Laid(self.measure, dimension, part, rows, at, names, block)

    def states(self, parts: Key, wholes: Key) -> Iterator[States]:
        """The states that are published of an indicator, whose "all" is in those two blocks."""
        rows = self.dimensions["all"]
        least, most = (self.arrays[name][rows] for name in STATED)
        given = ~np.isnan(least)
        if isinstance(self.measure, Indicator) and given.any():
            at = tuple(self.arrays[name][rows][given] for name in PLACES[1:])
            up = self.measure.better == "up"
            yield States(parts, wholes, least[given], most[given], up, rows[given], at)

    @property
    def _national(self) -> bool:
        return not self.arrays["area"][self.dimensions["all"]].any()

    @property
    def _size(self) -> tuple[int, ...]:
        areas = 1 if self._national else len(self.shape.areas)
        return areas, len(self.shape.periods), len(self.shape.years)

    @property
    def _margins(self) -> tuple[Margin, ...]:
        periods = self.shape.flows if self.measure.roll_up == "sum" else self.shape.stocks
        return (*(() if self._national else self.shape.places), *periods)


def _related(layouts: Sequence[_Layout]) -> list[list[_Layout]]:
    """The layouts in groups: copies of one series, and what is part of another, are in one."""
    groups: list[tuple[set[object], list[_Layout]]] = []
    for layout in layouts:
        own: set[object] = {laid.content for laid in layout.wholes}
        own |= {layout.measure.id, *(each.measure for each in layout.measure.part_of)}
        members = [layout]
        for group in [each for each in groups if each[0] & own]:
            groups.remove(group)
            own, members = own | group[0], group[1] + members
        groups.append((own, members))
    return [members for _, members in groups]


def _family(layouts: Sequence[_Layout]) -> Family:
    """One block for all copies; a cell is published when any copy of it is."""
    keys: dict[object, Key] = {}
    blocks: dict[Key, Block] = {}
    origins: list[Origin] = []
    shares: list[tuple[Key, Key]] = []
    states: list[States] = []
    named: dict[tuple[str, str, Part], Named] = {}
    for layout in layouts:
        series = [
            keys.setdefault(whole.content, ("all", f"{whole.measure.id} {whole.part}"))[1]
            for whole in layout.wholes
        ]
        for dimension in sorted(layout.dimensions, key=lambda name: (name != "all", name)):
            pair = []
            laid_out = layout.wholes if dimension == "all" else layout.lay(dimension)
            for name, laid in zip(series, laid_out, strict=True):
                key = keys.setdefault(laid.content, _free(dimension, name, laid, blocks))
                blocks[key] = _joined(laid.block, blocks.get(key))
                origins.append(Origin(laid.measure.id, laid.part, key, laid.rows, laid.at))
                named[laid.measure.id, dimension, laid.part] = Named(
                    key, laid.names, laid.block.exact
                )
                pair.append(key)
            if dimension == "all" and STATED[0] in layout.arrays:
                states += layout.states(pair[0], pair[-1])
            if layout.measure.kind == "share" and pair[0] != pair[-1]:
                shares.append((pair[0], pair[1]))
    _share_wholes(blocks)
    found = tuple(dict.fromkeys(_links([layout.measure for layout in layouts], named)))
    return Family(blocks, tuple(origins), tuple(dict.fromkeys(shares)), found, tuple(states))


def _links(
    measures: Sequence[Measure], named: Mapping[tuple[str, str, Part], Named]
) -> Iterator[Link]:
    """What the measures of a family declare of each other."""
    by_id = {measure.id: measure for measure in measures}
    for measure in measures:
        for each in measure.part_of:
            if each.measure in by_id:
                whole = each.part or by_id[each.measure].whole
                own = named.get((measure.id, each.own_dimension, each.own or measure.whole))
                other = named.get((each.measure, each.dimension, whole))
                if own and other:
                    yield from links(each, own, other)


def _free(dimension: str, series: str, laid: _Laid, blocks: Mapping[Key, Block]) -> Key:
    """A key for a new block: two measures may break one series down differently by one name."""
    key = (dimension, series)
    return key if key not in blocks else (f"{dimension} in {laid.measure.id}", series)


def _joined(block: Block, copy: Block | None) -> Block:
    return block if copy is None else replace(copy, shown=np.maximum(copy.shown, block.shown))


def _share_wholes(blocks: Mapping[Key, Block]) -> None:
    """Let every dimension of a series know all that is published of its "all"."""
    for (_, series), block in blocks.items():
        block.shown[0] = blocks["all", series].shown[0]
