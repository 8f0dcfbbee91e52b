"""How the cells of one measure add up: councils, months and categories to their totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.integer]
CATEGORY, AREA, PERIOD = 0, 1, 2
"""The axes of a block of cells."""
SCOTLAND = "S92000003"


@dataclass(frozen=True, eq=False)
class Margin:
    """Totals along one axis of a block of cells, each with the cells that add up to it.

    `children` holds positions on the axis, total by total; those of total n begin at starts[n],
    and group says for each child the number of its total.
    """

    name: str
    axis: int
    totals: Numbers
    children: Numbers
    starts: Numbers
    group: Numbers
    open: bool = False
    """A total may hold more than its children, such as rows of no known council."""

    def at(self, positions: Numbers) -> tuple[slice | Numbers, ...]:
        """Index of positions on this margin's axis; a slice (no copy) where they are a run."""
        run = len(positions) and positions[-1] - positions[0] + 1 == len(positions)
        place = slice(int(positions[0]), int(positions[-1]) + 1) if run else positions
        return (slice(None),) * self.axis + (place,)

    def sums(self, cells: Numbers) -> Numbers:
        """The sum of each total's children, in the order of the totals."""
        summed: Numbers = np.add.reduceat(cells[self.at(self.children)], self.starts, self.axis)
        return summed

    def per_child(self, of_totals: Numbers) -> Numbers:
        """A value of each total, repeated for each of its children."""
        if len(self.totals) == 1:
            return of_totals
        return np.take(of_totals, self.group, axis=self.axis)


def margin(name: str, axis: int, groups: Iterable[tuple[int, Sequence[int] | Numbers]]) -> Margin:
    """A Margin from each total's position and its children's; childless totals are left out."""
    full = [(total, list(children)) for total, children in groups if len(children)]
    sizes = [len(children) for _, children in full]
    return Margin(
        name=name,
        axis=axis,
        totals=np.array([total for total, _ in full], dtype=np.int64),
        children=np.array([child for _, children in full for child in children], dtype=np.int64),
        starts=np.cumsum([0, *sizes[:-1]], dtype=np.int64),
        group=np.repeat(np.arange(len(full)), sizes),
    )


def categories(count: int) -> Margin:
    """The margin of `count` categories, at 1, 2 ..., that add up to "all", at 0."""
    return margin("categories to all", CATEGORY, [(0, range(1, count + 1))])


@dataclass(frozen=True, eq=False)
class Axes:
    """The areas and periods that cells lie in, and how they add up."""

    areas: pd.Index
    """Scotland, then the divisions, then the councils division by division."""
    periods: pd.Index
    """"year 2023-04-01", "quarter 2023-04-01", "month 2023-04-01": years first, then quarters."""
    places: tuple[Margin, ...]
    flows: tuple[Margin, ...]
    """Periods of a measure whose quarter is the sum of its months."""
    stocks: tuple[Margin, ...]
    """Periods of a measure whose quarter is its last month."""


def axes(parents: pd.Series, months: pd.DatetimeIndex) -> Axes:
    """The axes of councils (index) in divisions (values), all in Scotland, over some months."""
    divisions = sorted(parents.unique())
    councils = parents.sort_index().sort_values(kind="stable")
    first = 1 + len(divisions)
    kids = [first + np.flatnonzero(councils.to_numpy() == division) for division in divisions]
    periods, flows, stocks = _periods(months.unique().sort_values())
    return Axes(
        areas=pd.Index([SCOTLAND, *divisions, *councils.index]),
        periods=periods,
        places=(
            margin("councils to division", AREA, list(enumerate(kids, start=1))),
            margin("divisions to Scotland", AREA, [(0, range(1, first))]),
        ),
        flows=flows,
        stocks=stocks,
    )


def _periods(
    months: pd.DatetimeIndex,
) -> tuple[pd.Index, tuple[Margin, ...], tuple[Margin, ...]]:
    quarter_of = _start(months, 3, 1)
    quarters = quarter_of.unique()
    years_of_quarters = _start(quarters, 12, 4)
    years = years_of_quarters.unique()
    first_quarter, first_month = len(years), len(years) + len(quarters)
    by_year = [first_quarter + np.flatnonzero(years_of_quarters == year) for year in years]
    by_quarter = [first_month + np.flatnonzero(quarter_of == quarter) for quarter in quarters]
    upper = list(enumerate(by_year))
    lower = list(enumerate(by_quarter, start=first_quarter))
    names = [
        *(f"year {day:%Y-%m-%d}" for day in years),
        *(f"quarter {day:%Y-%m-%d}" for day in quarters),
        *(f"month {day:%Y-%m-%d}" for day in months),
    ]
    flows = (margin("months to quarter", PERIOD, lower), margin("quarters to year", PERIOD, upper))
    stocks = (
        margin("last month of quarter", PERIOD, [(q, m[-1:]) for q, m in lower]),
        margin("last quarter of year", PERIOD, [(y, q[-1:]) for y, q in upper]),
    )
    return pd.Index(names), flows, stocks


def _start(days: pd.DatetimeIndex, length: int, first: int) -> pd.DatetimeIndex:
    """First days of the periods of `length` months that days lie in; one begins in `first`."""
    back = (days.month - first) % length
    first_months = days.to_numpy().astype("datetime64[M]") - back.to_numpy()
    return pd.DatetimeIndex(first_months.astype("datetime64[us]"))


def holding(margins: Iterable[Margin], cells: Numbers) -> list[Margin]:
    """The margins that cells keep: closed where totals equal their sums, open where they exceed.

    A margin with a total below its sum (an agreement counted once for each of its councils) says
    nothing of a single cell, and is left out.
    """
    found = []
    for each in margins:
        over = cells[each.at(each.totals)] - each.sums(cells)
        if (over >= 0).all():
            found.append(replace(each, open=bool(over.any())))
    return found
