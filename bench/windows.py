"""Real monthly series with no change of ours in them, cut into windows with a placebo date."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

Part = Literal["choose", "judge", "new", "last"]
"""Batches of series. Each was first judged on, the next was found when that led to a change."""
LEARNT: tuple[Part, ...] = ("choose", "judge", "new")
HELD_BACK: tuple[Part, ...] = ("last",)
SERIES = Path(__file__).with_name("real_series.csv")
SHAPES = {"24+24": (24, 0, 24), "25+1+13": (25, 1, 13), "13+20+37": (13, 20, 37)}
"""Months before, left out, and after: the issue's window, the move to consent, to public task."""
SMALLEST_MEAN = 10.0
EVERY = 12
"""Months from one window of a series to its next."""


@dataclass(frozen=True)
class Window:
    """Months of one series around a placebo date."""

    series: str
    family: str
    months: pd.DataFrame
    """period_start, count, exposure (1), side."""
    history: np.ndarray
    """Counts of the same series before the window, without gaps up to it."""

    @property
    def mean(self) -> float:
        """Mean count of the months on either side."""
        return float(self.months.loc[self.months["side"] != "transition", "count"].mean())

    @property
    def cluster(self) -> str:
        """Series that share their shocks count as one: the kinds of Californian road accident."""
        return self.family if self.series.startswith("California") else self.series


def windows(parts: tuple[Part, ...], shape: str = "24+24") -> list[Window]:
    """All windows of those parts that have every month and at least 10 a month on both sides."""
    table = pd.read_csv(SERIES)
    found = []
    for row in table[table["part"].isin(parts)].itertuples():
        counts = np.array([np.nan if c == "-" else float(c) for c in row.counts.split()])
        for start in range(0, len(counts) - sum(SHAPES[shape]) + 1, EVERY):
            first = pd.Period(row.first, "M") + start
            months = _months(counts[start : start + sum(SHAPES[shape])], first, shape)
            if _usable(months):
                found.append(Window(row.series, row.family, months, counts[:start]))
    return found


def weights(found: list[Window]) -> np.ndarray:
    """Each series counts once, however many windows it has; sums to 1."""
    many = pd.Series([window.cluster for window in found])
    share = 1 / many.map(many.value_counts()).to_numpy("float64")
    return np.asarray(share / share.sum())


def simulated(
    number: int,
    *,
    mean: float = 100,
    effect: float = 1.0,
    dispersion: float = 1.5,
    drift: float = 0.01,
    related: float = 0.0,
    shape: str = "24+24",
    seed: int = 7,
) -> Iterator[Window]:
    """Made-up windows with a season of 8 %, a drift and an effect.

    dispersion: variance over mean (negative binomial). drift: standard deviation of the level's
    monthly step. related: autocorrelation of the months' log means at lag 1, where their standard
    deviation is 10 %; 0 leaves them out.
    """
    random = np.random.default_rng(seed)
    before, between, after = SHAPES[shape]
    t = np.arange(before + between + after)
    for _ in range(number):
        wave = 0.08 * np.sin(2 * np.pi * t / 12 + random.uniform(0, 2 * np.pi))
        level = np.log(mean) + np.cumsum(random.normal(0, drift, len(t))) + wave
        level += _related(random, related, len(t)) + np.log(effect) * (t >= before + between)
        counts = _counted(random, np.exp(level), dispersion)
        months = _months(counts, pd.Period("2016-01", "M"), shape)
        yield Window("simulated", "simulated", months, np.empty(0))


def _related(random: np.random.Generator, lag: float, many: int) -> np.ndarray:
    if not lag:
        return np.zeros(many)
    steps = 0.1 * random.standard_normal(many)
    steps[1:] *= np.sqrt(1 - lag**2)
    for place in range(1, many):
        steps[place] += lag * steps[place - 1]
    return steps


def _counted(random: np.random.Generator, means: np.ndarray, dispersion: float) -> np.ndarray:
    if dispersion == 1:
        return random.poisson(means).astype(np.float64)
    shape = means / (dispersion - 1)
    return random.negative_binomial(shape, 1 / dispersion).astype(np.float64)


def _months(counts: np.ndarray, first: pd.Period, shape: str) -> pd.DataFrame:
    sides = ("before", "transition", "after")
    start = pd.period_range(first, periods=len(counts), freq="M").to_timestamp()
    return pd.DataFrame(
        {
            "period_start": start,
            "count": counts,
            "exposure": 1.0,
            "side": np.repeat(sides, SHAPES[shape]),
        }
    )


def _usable(months: pd.DataFrame) -> bool:
    sided = months[months["side"] != "transition"]
    means = sided.groupby("side")["count"].mean()
    return bool(sided["count"].notna().all() and means.min() >= SMALLEST_MEAN)
