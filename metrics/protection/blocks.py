"""One measure's cells laid out as blocks: category, area, period, year; exact and as published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from metrics.measure import Measure
from metrics.protection.margins import (
    PERIOD_TYPES,
    Axes,
    Margin,
    Numbers,
    categories,
    financial,
    holding,
)
from metrics.protection.rounding import HIDDEN

Part = Literal["numerator", "denominator"]
Key = tuple[str, Part]
PARTS: tuple[Part, ...] = ("numerator", "denominator")
NO_ROW = -1
PLACES = ("shape", "area", "period", "year")


@dataclass(frozen=True, eq=False)
class Block:
    """One part of one dimension of a measure. Category 0 is "all"; the others add up to it."""

    exact: Numbers
    """The true counts; a cell without a row is a count of 0."""
    shown: Numbers
    """The published counts; HIDDEN where there is none."""
    row: Numbers
    """Which row of the measure table a cell is; NO_ROW where there is none."""
    margins: tuple[Margin, ...]

    def of(self, years: Numbers) -> "Block":
        """A copy of the cells of some years."""
        cells = {name: getattr(self, name)[..., years] for name in ("exact", "shown", "row")}
        return replace(self, **cells)


@dataclass(frozen=True, eq=False)
class MeasureCells:
    """The blocks of one measure by dimension and part, "all" first, over years of one shape."""

    measure: Measure
    blocks: dict[Key, Block]

    @property
    def years(self) -> int:
        """How many years the blocks hold."""
        return int(self.blocks["all", "numerator"].exact.shape[-1])

    def of(self, years: Numbers) -> "MeasureCells":
        """A copy of the cells of some years."""
        blocks = {key: block.of(years) for key, block in self.blocks.items()}
        return replace(self, blocks=blocks)


def placed(exact: pd.DataFrame, shapes: Sequence[Axes]) -> pd.DataFrame:
    """The measure table with each row's place: shape (which Axes), area, period and year.

    Raises ValueError for a row that has no place.
    """
    kinds = pd.Categorical(exact["period_type"], categories=list(PERIOD_TYPES)).codes
    years, since_april = financial(pd.DatetimeIndex(exact["period_start"]))
    found = {"area": shapes[0].areas.get_indexer(pd.Index(exact["area_code"]))}
    found |= {name: np.full(len(exact), -1) for name in ("shape", "period", "year")}
    for number, shape in enumerate(shapes):
        own = np.isin(years, shape.years)
        table = np.full((len(PERIOD_TYPES), 12), -1)
        for place, (kind, month) in enumerate(shape.periods):
            table[PERIOD_TYPES.index(kind), month] = place
        found["shape"][own] = number
        found["period"][own] = table[kinds[own], since_april[own]]
        found["year"][own] = np.searchsorted(shape.years, years[own])
    if any((places < 0).any() for places in found.values()):
        raise ValueError("The measure table has an area or a period that the release lacks.")
    return exact.assign(**found)


def by_measure(
    rows: pd.DataFrame, shapes: Sequence[Axes], measures: Mapping[str, Measure]
) -> Iterator[MeasureCells]:
    """Each measure's cells, a record a shape of years.

    `rows` comes from placed() and has shown_numerator and shown_denominator too.
    """
    columns = [*PLACES, *PARTS, *(f"shown_{part}" for part in PARTS)]
    arrays = {name: rows[name].fillna(0).to_numpy(np.int64) for name in columns}
    codes, names = {}, {}
    for name in ("measure_id", "dimension", "category"):
        codes[name], names[name] = pd.factorize(rows[name], sort=True)
    arrays["category"] = codes["category"]
    for measure_id, own in _split(codes["measure_id"], names["measure_id"]).items():
        dimensions = _split(codes["dimension"][own], names["dimension"])
        for number, shape in enumerate(shapes):
            within = {name: own[at] for name, at in dimensions.items()}
            within = {name: at[arrays["shape"][at] == number] for name, at in within.items()}
            yield _lay_out(measures[measure_id], within, arrays, shape)


def _split(codes: Numbers, names: pd.Index) -> dict[str, Numbers]:
    """Where each name that occurs stands, in the order of the names."""
    order = np.argsort(codes, kind="stable")
    split = np.split(order, np.cumsum(np.bincount(codes, minlength=len(names)))[:-1])
    return {str(name): at for name, at in zip(names, split, strict=True) if len(at)}


def _lay_out(
    measure: Measure,
    dimensions: Mapping[str, Numbers],
    arrays: Mapping[str, Numbers],
    shape: Axes,
) -> MeasureCells:
    national = not arrays["area"][dimensions["all"]].any()
    size = (1 if national else len(shape.areas), len(shape.periods), len(shape.years))
    periods = shape.flows if measure.roll_up == "sum" else shape.stocks
    margins = (*(() if national else shape.places), *periods)
    blocks: dict[Key, Block] = {}
    for dimension in sorted(dimensions, key=lambda name: (name != "all", name)):
        rows = dimensions[dimension]
        found, codes = np.unique(arrays["category"][rows], return_inverse=True)
        at = tuple(arrays[name][rows] for name in PLACES[1:])
        for part in PARTS[: 1 if measure.kind == "count" else 2]:
            if dimension == "all":
                blocks["all", part] = _block(arrays, part, rows, (0, *at), (1, *size), margins)
            elif len(found):
                whole = blocks["all", part]
                deep = (len(found) + 1, *size)
                kept = (*margins, categories(len(found)))
                blocks[dimension, part] = _block(
                    arrays, part, rows, (codes + 1, *at), deep, kept, whole
                )
    return MeasureCells(measure, blocks)


def _block(
    arrays: Mapping[str, Numbers],
    part: Part,
    rows: Numbers,
    at: tuple[int | Numbers, ...],
    size: tuple[int, ...],
    margins: Sequence[Margin],
    whole: Block | None = None,
) -> Block:
    """A block from rows of the measure table, with "all" taken from the block of "all"."""
    cells = {"exact": np.zeros(size, np.int64), "shown": np.full(size, HIDDEN, np.int64)}
    cells["row"] = np.full(size, NO_ROW, np.int64)
    cells["exact"][at] = arrays[part][rows]
    cells["shown"][at] = arrays[f"shown_{part}"][rows]
    cells["row"][at] = rows
    if whole is not None:
        for name, each in cells.items():
            each[0] = getattr(whole, name)[0]
    return Block(**cells, margins=holding(margins, cells["exact"]))
