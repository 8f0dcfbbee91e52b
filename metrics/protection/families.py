"""Measures that publish the same counts, found by the counts themselves, and laid out together.

The denominator of one indicator is often that of another, or a measure of its own. Were each copy
protected by itself, what is hidden in one could be read in the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from metrics.measure import Measure
from metrics.protection.blocks import PARTS, PLACES, Block, Family, Key, Origin, Part
from metrics.protection.margins import Axes, Margin, Numbers, categories, holding
from metrics.protection.rounding import HIDDEN


@dataclass(frozen=True, eq=False)
class _Laid:
    """One part of one dimension of a measure, before it is known what it is a copy of."""

    measure: Measure
    dimension: str
    part: Part
    rows: Numbers
    at: tuple[Numbers, ...]
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

    `rows` comes from placed() and has shown_numerator and shown_denominator too.
    """
    columns = [*PLACES, *PARTS, *(f"shown_{part}" for part in PARTS)]
    arrays = {name: rows[name].fillna(0).to_numpy(np.int64) for name in columns}
    codes, names = {}, {}
    for name in ("measure_id", "dimension", "category"):
        codes[name], names[name] = pd.factorize(rows[name], sort=True)
    arrays["category"] = codes["category"]
    for number, shape in enumerate(shapes):
        of_shape = np.flatnonzero(arrays["shape"] == number)
        layouts = []
        for measure_id, own in _split(codes["measure_id"], names["measure_id"], of_shape).items():
            by_dimension = _split(codes["dimension"], names["dimension"], own)
            layouts.append(_Layout(measures[measure_id], by_dimension, arrays, shape))
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
    arrays: Mapping[str, Numbers]
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
            yield _Laid(self.measure, dimension, part, rows, at, block)

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
    """The layouts in groups, such that copies of one series are in one group."""
    groups: list[tuple[set[object], list[_Layout]]] = []
    for layout in layouts:
        own: set[object] = {laid.content for laid in layout.wholes}
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
                pair.append(key)
            if layout.measure.kind == "share" and pair[0] != pair[-1]:
                shares.append((pair[0], pair[1]))
    _share_wholes(blocks)
    return Family(blocks, tuple(origins), tuple(dict.fromkeys(shares)))


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
