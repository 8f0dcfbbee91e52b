"""How the cells of one measure add up: councils, months and categories to their totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.reference import SCOTLAND

Numbers = npt.NDArray[np.integer]
CATEGORY, AREA, PERIOD, YEAR = range(4)
"""The axes of a block of cells."""
PERIOD_TYPES = ("year", "quarter", "month")
APRIL = 3
"""Months before financial years begin."""
SHORT = 4
"""Runs up to this length are added up cell by cell."""


@dataclass(frozen=True, eq=False)
class Margin:
    """Totals along one axis of a block of cells, each with the run of cells that add up to it."""

    name: str
    axis: int
    totals: Numbers
    runs: tuple[slice, ...]
    """For each total its children, which follow those of the total before."""
    open: bool = False
    """A total may hold more than its children, such as rows of no known council."""

    @cached_property
    def at_totals(self) -> tuple[slice | Numbers, ...]:
        """Index of the totals in a block."""
        return (*(slice(None),) * self.axis, _run(self.totals))

    @cached_property
    def at_children(self) -> tuple[slice | Numbers, ...]:
        """Index of all children in a block."""
        places = np.concatenate([np.arange(run.start, run.stop) for run in self.runs])
        return (*(slice(None),) * self.axis, _run(places))

    def sums(self, cells: Numbers) -> Numbers:
        """The sum of each total's children. A loop, since add.reduceat is five times slower.

        Short runs of one length (months of quarters) are added up all runs at once.
        """
        before = (slice(None),) * self.axis
        if len(set(self._sizes)) == 1 and self._sizes[0] <= SHORT:
            step, first, stop = self._sizes[0], self.runs[0].start, self.runs[-1].stop
            nth = [cells[(*before, slice(first + n, stop, step))] for n in range(step)]
            return reduce(np.add, nth[1:], nth[0])
        shape = (*cells.shape[: self.axis], len(self.runs), *cells.shape[self.axis + 1 :])
        found = np.empty(shape, cells.dtype)
        for n, run in enumerate(self.runs):
            out, own = found[(*before, slice(n, n + 1))], cells[(*before, run)]
            np.add.reduce(own, axis=self.axis, dtype=cells.dtype, out=out, keepdims=True)
        return found

    def per_child(self, of_totals: Numbers) -> Numbers:
        """A value of each total, for each of its children."""
        if len(self.runs) == 1:
            return of_totals
        return np.repeat(of_totals, self._sizes, axis=self.axis)

    @cached_property
    def sums_at(self) -> dict[int, list[tuple[int, slice]]]:
        """For each place, the totals (with their runs) that it is, or is a part of."""
        found: dict[int, list[tuple[int, slice]]] = {}
        for total, run in zip(self.totals.tolist(), self.runs, strict=True):
            for place in {total, *range(run.start, run.stop)}:
                found.setdefault(place, []).append((total, run))
        return found

    @cached_property
    def _sizes(self) -> list[int]:
        return [run.stop - run.start for run in self.runs]


def _run(places: Numbers) -> slice | Numbers:
    """A slice (no copy is made) where places follow each other."""
    first, last = int(places[0]), int(places[-1])
    return slice(first, last + 1) if last - first + 1 == len(places) else places


def _margin(name: str, axis: int, sums: Iterable[tuple[int, Sequence[int] | Numbers]]) -> Margin:
    """A Margin from each total's place and its children's places."""
    full = [(total, slice(int(kids[0]), int(kids[-1]) + 1)) for total, kids in sums if len(kids)]
    return Margin(name, axis, np.array([total for total, _ in full]), tuple(run for _, run in full))


def categories(count: int) -> Margin:
    """The margin of `count` categories, at 1, 2 ..., that add up to "all", at 0."""
    return _margin("categories to all", CATEGORY, [(0, range(1, count + 1))])


@dataclass(frozen=True, eq=False)
class Axes:
    """The areas, periods and financial years of a block, and how they add up.

    Nothing in one year tells of another, so years that have the same months share a block.
    """

    areas: pd.Index
    """Scotland, then the divisions, then the councils division by division."""
    periods: pd.MultiIndex
    """(period_type, months since April) of the year, its quarters, its months."""
    years: Numbers
    """Financial years, counted from 1970-04."""
    places: tuple[Margin, ...]
    flows: tuple[Margin, ...]
    """Periods of a measure whose quarter is the sum of its months."""
    stocks: tuple[Margin, ...]
    """Periods of a measure whose quarter is its last month."""


def axes(parents: pd.Series, months: pd.DatetimeIndex) -> tuple[Axes, ...]:
    """Axes of councils (index) in divisions (values), all in Scotland, over some months.

    One record for all years with the same months, so a first or last year that is not whole has
    its own.
    """
    areas, places = _places(parents)
    years, since_april = financial(months.unique().sort_values())
    by_year = {int(year): tuple(since_april[years == year].tolist()) for year in np.unique(years)}
    return tuple(
        _axes(areas, places, shape, [year for year, has in by_year.items() if has == shape])
        for shape in dict.fromkeys(by_year.values())
    )


def financial(days: pd.DatetimeIndex) -> tuple[Numbers, Numbers]:
    """The financial year of each day, counted from 1970-04, and its months since April."""
    months = days.to_numpy().astype("datetime64[M]").astype(np.int64) - APRIL
    return months // 12, months % 12


def _places(parents: pd.Series) -> tuple[pd.Index, tuple[Margin, ...]]:
    divisions = sorted(parents.unique())
    councils = parents.sort_index().sort_values(kind="stable")
    first = 1 + len(divisions)
    kids = [first + np.flatnonzero(councils.to_numpy() == division) for division in divisions]
    return pd.Index([SCOTLAND, *divisions, *councils.index]), (
        _margin("councils to division", AREA, list(enumerate(kids, start=1))),
        _margin("divisions to Scotland", AREA, [(0, range(1, first))]),
    )


def _axes(
    areas: pd.Index, places: tuple[Margin, ...], months: Sequence[int], years: Sequence[int]
) -> Axes:
    quarters = sorted({month // 3 * 3 for month in months})
    first_month = 1 + len(quarters)
    at = {month: first_month + n for n, month in enumerate(months)}
    by_quarter = [[at[m] for m in months if m // 3 * 3 == quarter] for quarter in quarters]
    year = range(1, first_month)
    labels = [("year", 0), *(("quarter", q) for q in quarters), *(("month", m) for m in months)]
    return Axes(
        areas=areas,
        periods=pd.MultiIndex.from_tuples(labels),
        years=np.array(years),
        places=places,
        flows=(
            _margin("months to quarter", PERIOD, list(enumerate(by_quarter, start=1))),
            _margin("quarters to year", PERIOD, [(0, year)]),
        ),
        stocks=(
            *(_margin("last month", PERIOD, [(1 + n, m[-1:])]) for n, m in enumerate(by_quarter)),
            _margin("last quarter", PERIOD, [(0, year[-1:])]),
        ),
    )


def holding(margins: Iterable[Margin], cells: Numbers) -> tuple[Margin, ...]:
    """The margins that cells keep: closed where totals equal their sums, open where they exceed.

    A margin with a total below its sum (an agreement counted once in each of its councils) says
    nothing of a single cell, and is left out.
    """
    found = []
    for margin in margins:
        over = cells[margin.at_totals] - margin.sums(cells)
        if (over >= 0).all():
            found.append(replace(margin, open=bool(over.any())))
    return tuple(found)
