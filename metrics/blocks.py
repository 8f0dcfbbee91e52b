"""One measure's cells laid out as blocks: category by area by period, exact and as published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from metrics.margins import Axes, Margin, Numbers, categories, holding
from metrics.measure import Measure
from metrics.rounding import HIDDEN

Part = Literal["numerator", "denominator"]
PARTS: tuple[Part, ...] = ("numerator", "denominator")
NO_ROW = -1


@dataclass(eq=False)
class Block:
    """One part of one dimension of a measure. Category 0 is "all"; the others add up to it."""

    dimension: str
    part: Part
    exact: Numbers
    """The true counts; a cell without a row is a count of 0."""
    shown: Numbers
    """The published counts; HIDDEN where there is none."""
    row: Numbers
    """Which row of the measure table a cell is; NO_ROW where there is none."""
    margins: tuple[Margin, ...]


@dataclass(eq=False)
class MeasureCells:
    """Every block of one measure, dimension "all" first, by dimension and part."""

    measure: Measure
    blocks: dict[tuple[str, Part], Block]


def coded(exact: pd.DataFrame, axes: Axes) -> pd.DataFrame:
    """The measure table with each row's place on the axes, as whole numbers.

    Adds area and period (positions on the axes). Raises ValueError for a place that is on neither.
    """
    names = exact["period_type"] + " " + exact["period_start"].dt.strftime("%Y-%m-%d")
    placed = exact.assign(
        area=axes.areas.get_indexer(pd.Index(exact["area_code"])),
        period=axes.periods.get_indexer(pd.Index(names)),
    )
    if (placed[["area", "period"]] < 0).any(axis=None):
        raise ValueError("The measure table has an area or a period that the release lacks.")
    return placed


def by_measure(
    placed: pd.DataFrame, axes: Axes, measures: Mapping[str, Measure]
) -> Iterator[MeasureCells]:
    """Each measure's cells; placed also has shown_numerator and shown_denominator (-1: hidden)."""
    columns = ["area", "period", *PARTS, *(f"shown_{part}" for part in PARTS)]
    arrays = {name: placed[name].fillna(0).to_numpy(np.int64) for name in columns}
    for measure_id, rows in _positions(placed["measure_id"]).items():
        dimensions = _positions(placed["dimension"].iloc[rows])
        by_dimension = {name: rows[at] for name, at in dimensions.items()}
        yield _lay_out(measures[measure_id], by_dimension, placed["category"], arrays, axes)


def _positions(names: pd.Series) -> dict[str, Numbers]:
    """Where each name stands, by name in alphabetical order."""
    codes, found = pd.factorize(names, sort=True)
    order = np.argsort(codes, kind="stable")
    split = np.split(order, np.cumsum(np.bincount(codes, minlength=len(found)))[:-1])
    return {str(name): at for name, at in zip(found, split, strict=True)}


def _lay_out(
    measure: Measure,
    by_dimension: Mapping[str, Numbers],
    category: pd.Series,
    arrays: Mapping[str, Numbers],
    axes: Axes,
) -> MeasureCells:
    national = not arrays["area"][by_dimension["all"]].any()
    shape = (1 if national else len(axes.areas), len(axes.periods))
    places = () if national else axes.places
    margins = (*places, *(axes.flows if measure.roll_up == "sum" else axes.stocks))
    blocks: dict[tuple[str, Part], Block] = {}
    for dimension in sorted(by_dimension, key=lambda name: (name != "all", name)):
        rows = by_dimension[dimension]
        codes, found = pd.factorize(category.iloc[rows], sort=True)
        at = (codes + 1, arrays["area"][rows], arrays["period"][rows])
        for part in PARTS[: 1 if measure.kind == "count" else 2]:
            total = blocks.get(("all", part))
            size = 0 if total is None else len(found)
            place = (at[0] * bool(size), *at[1:])
            laid = _fill(arrays, rows, place, (size + 1, *shape), part, total)
            kept = (*margins, *([categories(size)] if size else []))
            blocks[dimension, part] = Block(
                dimension, part, *laid, margins=tuple(holding(kept, laid[0]))
            )
    return MeasureCells(measure, blocks)


def _fill(
    arrays: Mapping[str, Numbers],
    rows: Numbers,
    place: tuple[Numbers, ...],
    shape: tuple[int, ...],
    part: Part,
    total: Block | None,
) -> tuple[Numbers, Numbers, Numbers]:
    """exact, shown and row of a block, with "all" taken from the block of dimension "all"."""
    filled = []
    for values, empty, name in (
        (arrays[part][rows], 0, "exact"),
        (arrays[f"shown_{part}"][rows], HIDDEN, "shown"),
        (rows, NO_ROW, "row"),
    ):
        cells = np.full(shape, empty, dtype=np.int64)
        cells[place] = values
        if total is not None:
            cells[0] = getattr(total, name)[0]
        filled.append(cells)
    return filled[0], filled[1], filled[2]
