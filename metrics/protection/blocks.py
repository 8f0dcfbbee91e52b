"""Cells laid out as blocks: category, area, period, year; exact and as published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.measure import Part
from metrics.protection.margins import PERIOD_TYPES, Axes, Margin, Numbers, financial

Key = tuple[str, str]
"""A dimension, and the series (one thing that is counted) it breaks down."""
Years = npt.NDArray[np.bool_]
PARTS: tuple[Part, ...] = ("numerator", "denominator")
PLACES = ("shape", "area", "period", "year")


@dataclass(frozen=True, eq=False)
class Block:
    """One series by one dimension. Category 0 is "all"; the others add up to it."""

    exact: Numbers
    """The true counts; a cell without a row is a count of 0."""
    shown: Numbers
    """The published counts; HIDDEN where there is none."""
    margins: tuple[Margin, ...]

    def of(self, years: Numbers) -> "Block":
        """A copy of the cells of some years."""
        cells = {name: getattr(self, name)[..., years] for name in ("exact", "shown")}
        return replace(self, **cells)


@dataclass(frozen=True, eq=False)
class Origin:
    """Where the cells of a block stand in the measure table; twins stand there more than once."""

    measure_id: str
    part: Part
    key: Key
    rows: Numbers
    at: tuple[Numbers, ...]
    """Of each row, its place in the block."""


def placed(exact: pd.DataFrame, shapes: Sequence[Axes]) -> pd.DataFrame:
    """The measure table with each row's place: shape (which Axes), area, period and year.

    Raises ValueError for a row that has no place.
    """
    kinds = _at(exact["period_type"], pd.Index(PERIOD_TYPES))
    years, since_april = financial(pd.DatetimeIndex(exact["period_start"]))
    found = {"area": _at(exact["area_code"], shapes[0].areas)}
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


def _at(column: pd.Series, labels: pd.Index) -> Numbers:
    """Where each value of a column stands among labels; -1 for one that is not there."""
    codes, found = pd.factorize(column)
    return labels.get_indexer(pd.Index(found.astype(object)))[codes]
