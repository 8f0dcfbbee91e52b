"""An attack that shares no code with the product's: every sum written out, cell by cell.

It knows what a reader with the records' texts, a map and a calendar knows, said here once more by
hand: were it read from the records, what they forget would be forgotten here too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from data.reference import SCOTLAND, councils
from metrics.indicator import indicators
from metrics.measure import measures

SMALL, ROUND = 5, 5
Slice = tuple[str, str, str, str]
"""Measure, dimension, category and part."""
REFERRALS: Slice = ("referrals", "all", "all", "numerator")
INCIDENTS: Slice = ("domestic_abuse_incidents", "all", "all", "numerator")
SHARED: Slice = ("C01", "all", "all", "denominator")
SAME = {
    REFERRALS: [
        ("routes", "numerator"),
        *((each, "denominator") for each in ("C12", "K01", "K02")),
    ],
    SHARED: [(each, "denominator") for each in ("C05", "C06", "C11")],
}
AMONG = {
    REFERRALS: [
        *((each, "denominator") for each in ("C14", "C19", "C20", "C22", "K03")),
        ("C17", "numerator"),
    ],
    INCIDENTS: [("C17", "denominator"), ("C18", "denominator")],
    SHARED: [(each, "denominator") for each in ("C03", "C04", "C07", "C13")],
    ("C01", "all", "all", "numerator"): [("C02", "denominator"), ("C04", "numerator")],
}
PARTS = ("numerator", "denominator")


@dataclass
class Sum:
    """Totals and their parts, as places among all cells: one row of parts a total."""

    totals: np.ndarray
    parts: np.ndarray
    open: bool
    """The parts come to no more than the total; else they come to it."""


@dataclass
class Year:
    """All cells of one financial year: slice by slice, area by area, period by period."""

    exact: pd.DataFrame
    shown: pd.DataFrame
    states: pd.DataFrame
    areas: list[str] = field(init=False)
    periods: list[tuple[str, pd.Timestamp]] = field(init=False)
    slices: dict[Slice, int] = field(init=False)
    truth: np.ndarray = field(init=False)
    told: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        parents = councils().set_index("council_code")["division_code"]
        self.areas = [SCOTLAND, *sorted(set(parents)), *parents.index]
        first = self.exact["period_start"].min()
        starts = [("month", n) for n in range(12)] + [("quarter", n) for n in (0, 3, 6, 9)]
        starts.append(("year", 0))
        self.periods = [(kind, first + pd.DateOffset(months=n)) for kind, n in starts]
        named = self.exact[["measure_id", "dimension", "category"]].drop_duplicates()
        counted = self.exact.dropna(subset=["denominator"])["measure_id"].unique()
        every = [
            (*map(str, row), part)
            for row in named.itertuples(index=False)
            for part in PARTS
            if part == "numerator" or row[0] in counted
        ]
        self.slices = {each: n for n, each in enumerate(every)}
        self.truth, self.told = self._laid(self.exact, 0), self._laid(self.shown, -1)

    def _laid(self, table: pd.DataFrame, nothing: int) -> np.ndarray:
        found = np.full(len(self.slices) * len(self.areas) * len(self.periods), nothing)
        periods = list(zip(table["period_type"], table["period_start"], strict=True))
        for part in PARTS:
            names = zip(table["measure_id"], table["dimension"], table["category"], strict=True)
            for name, area, period, count in zip(
                names, table["area_code"], periods, table[part], strict=True
            ):
                if pd.notna(count):
                    found[self.place((*name, part), area, period)] = count
        return found

    def place(self, name: Slice, area: str, period: tuple[str, pd.Timestamp]) -> int:
        """Where a cell is."""
        at = self.slices[name] * len(self.areas) + self.areas.index(area)
        return at * len(self.periods) + self.periods.index(period)

    def cells(self, name: Slice) -> np.ndarray:
        """The cells of a slice: a row an area, a column a period."""
        size = len(self.areas) * len(self.periods)
        return (self.slices[name] * size + np.arange(size)).reshape(-1, len(self.periods))

    def sums(self) -> Iterator[Sum]:
        """Everything that adds up, or is no more than something else."""
        for name in self.slices:
            yield from self._margins(self.cells(name), stock=measures()[name[0]].roll_up == "last")
        for measure, dimension, part in {(m, d, p) for m, d, _, p in self.slices if d != "all"}:
            kinds = [each for each in self.slices if each[:2] == (measure, dimension)]
            kinds = [each for each in kinds if each[3] == part]
            yield self._sum((measure, "all", "all", part), kinds)
        for measure, dimension, category, part in self.slices:
            whole = (measure, dimension, category, "denominator")
            if part == "numerator" and whole in self.slices and measure != "C17":  # a rate
                yield self._sum(whole, [(measure, dimension, category, part)], open=True)
        for open, known in ((False, SAME), (True, AMONG)):
            for whole, parts in known.items():
                for measure, part in parts:
                    own = (measure, "all", "all", part)
                    if {own, whole} <= self.slices.keys():
                        yield self._sum(whole, [own], open=open)
        yield from self._routes()

    def _routes(self) -> Iterator[Sum]:
        routes = [each for each in self.slices if each[:2] == ("routes", "route")]
        for dimension, end in (("from_org", 0), ("to_org", -1)):
            for whole in [each for each in self.slices if each[:2] == ("referrals", dimension)]:
                yield self._sum(whole, [r for r in routes if r[2].split(">")[end] == whole[2]])
        for lost in [each for each in self.slices if each[0] == "K03" and each[1] == "to_org"]:
            if lost[3] == "denominator":
                yield self._sum(("referrals", "to_org", lost[2], "numerator"), [lost], open=True)

    def _margins(self, cells: np.ndarray, *, stock: bool) -> Iterator[Sum]:
        """Areas and periods; a quarter of a stock is its last month."""
        parents = councils().set_index("council_code")["division_code"]
        at = {area: cells[n] for n, area in enumerate(self.areas)}
        for division in sorted(set(parents)):
            yield self._add(at[division], [at[each] for each in parents.index[parents == division]])
        yield self._add(at[SCOTLAND], [at[each] for each in sorted(set(parents))])
        for n in range(4):
            months = cells[:, 3 * n : 3 * n + 3].T
            yield self._add(cells[:, 12 + n], list(months[2:] if stock else months))
        yield self._add(cells[:, 16], list(cells[:, 12:16].T)[3 * stock :])

    def _sum(self, whole: Slice, parts: list[Slice], *, open: bool = False) -> Sum:
        own = [self.cells(each).ravel() for each in parts]
        return self._add(self.cells(whole).ravel(), own, open=open)

    def _add(self, totals: np.ndarray, parts: list[np.ndarray], *, open: bool = False) -> Sum:
        """A sum. Where its parts do not come to it, as rows of no known council, it is open."""
        places = np.stack(parts, axis=1)
        over = self.truth[totals] - self.truth[places].sum(axis=1)
        assert (over >= 0).all(), "the attacker believes the truth"
        return Sum(totals, places, open or bool(over.any()))

    def bounds(self, *, told: bool) -> tuple[np.ndarray, np.ndarray]:
        """What the rule says of each cell; told: which of the hidden ones are small."""
        hidden, most = self.told < 0, 2 * self.truth.max() + SMALL
        low = np.where(hidden, 0, np.maximum(self.told - ROUND // 2, SMALL))
        high = np.where(hidden, most, self.told + (ROUND - 1) // 2)
        return low, np.where(hidden & (self.truth < SMALL) & told, SMALL - 1, high)


def worked_out(year: Year, *, told: bool) -> list[tuple[object, ...]]:
    """The hidden small counts that can be worked out: slice, area and period of each."""
    low, high = year.bounds(told=told)
    sums, before = list(year.sums()), None
    states = list(_states(year))
    while before is None or (low.sum(), high.sum()) != before:
        before = low.sum(), high.sum()
        for each in sums:
            _add_up(low, high, each)
        for x, n, fits in states:
            _judge(low, high, x, n, fits)
    assert (low <= year.truth).all(), "the attacker believes the truth"
    assert (high >= year.truth).all(), "the attacker believes the truth"
    pinned = np.flatnonzero((year.told < 0) & (low == high) & (year.truth < SMALL))
    names, size = list(year.slices), len(year.periods)
    return [
        (
            names[at // (size * len(year.areas))],
            year.areas[at // size % len(year.areas)],
            year.periods[at % size],
        )
        for at in pinned
    ]


def _add_up(low: np.ndarray, high: np.ndarray, each: Sum) -> None:
    totals, parts = each.totals, each.parts
    least, most = low[parts].sum(axis=1), high[parts].sum(axis=1)
    low[totals] = np.maximum(low[totals], least)
    if not each.open:
        high[totals] = np.minimum(high[totals], most)
    room = (high[totals] - least)[:, np.newaxis] + low[parts]
    need = (low[totals] - most)[:, np.newaxis] + high[parts]
    high[parts] = np.minimum(high[parts], room)
    if not each.open:
        low[parts] = np.maximum(low[parts], need)


def _states(year: Year) -> Iterator[tuple[int, int, Callable[[int, int], bool]]]:
    """Places of the part and the whole of every published state, and which counts it fits."""
    for row in year.states.itertuples(index=False):
        indicator = indicators()[row.measure_id]
        if (row.measure_id, "all", "all", "denominator") in year.slices:
            (target,) = indicator.targets
            at = row.area_code, (row.period_type, row.period_start)
            x, n = (year.place((indicator.id, "all", "all", part), *at) for part in PARTS)
            limits = Fraction(str(target.target)), Fraction(str(target.close))
            yield x, n, partial(_fits, row.state, indicator.better, *limits)


def _fits(state: str, better: str, target: Fraction, close: Fraction, x: int, n: int) -> bool:
    share = Fraction(int(x), int(n))
    good, fair = (share >= each if better == "up" else share <= each for each in (target, close))
    return state == ("meets target" if good else "close" if fair else "below target")


def _judge(
    low: np.ndarray, high: np.ndarray, x: int, n: int, fits: Callable[[int, int], bool]
) -> None:
    """Keep the counts of a part and its whole that some pair with the state has."""
    pairs = product(range(low[x], high[x] + 1), range(low[n], high[n] + 1))
    left = [pair for pair in pairs if fits(*pair)]
    low[x], high[x] = min(pair[0] for pair in left), max(pair[0] for pair in left)
    low[n], high[n] = min(pair[1] for pair in left), max(pair[1] for pair in left)
