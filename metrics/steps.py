"""Steps in the level of a monthly series, for a person to look into; it only ever suggests."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.quasi_poisson import Effect
from metrics.rates import normal_quantile

Floats = NDArray[np.float64]

SHORTEST = 48
"""Months needed: in fewer, a step in the middle is taken for noise (docs/steps.md)."""
SMALLEST = 20.0
"""Under this many in a middling month, chance alone draws steps."""
HIDDEN_SHARE = 0.1
"""With more months hidden, those that show are the high ones."""
HALF_YEAR = 6
"""Months that a level lasts at least, and that are compared on each side of a step."""
PENALTY = 16.0
"""What one more step costs, in variances of a month; docs/steps.md says how it was chosen."""
SHARP = 3.0
"""Standard errors by which the half years on both sides differ; a slow rise does not."""
BESIDE = 12
"""Months on each side that say how large a step is."""
MIDDLE = 0.6745
"""The median size of a standard normal: makes a spread of a median of sizes."""
KEPT, LOST = 0.9, 0.623
"""Share of squares kept, the largest left out, and the mean of those of a standard normal."""


@dataclass(frozen=True)
class Step:
    """The first month of a new level, and that level as a ratio of the one before: 0.88."""

    month: pd.Timestamp
    effect: Effect
    """The ratio with its 95 % interval, for a step in this very month."""


def steps(values: pd.Series, counts: pd.Series) -> tuple[list[Step], str]:
    """Steps of a monthly series in order, and why none could be looked for ("" when they were).

    values: counts or rates by first day of month, a row a month, NaN where hidden; counts: what
    they rest on, on the same index (the values themselves when they are counts). The logs, free
    of season, are cut into as many levels as pay for themselves; a cut stays when the half years
    on both its sides differ as well, so that a steady rise is not a staircase.
    Source: exact segmentation by least squares, Jackson and others (2005), An algorithm for
    optimal partitioning of data on an interval.
    """
    why = _too_little(values, counts)
    if why:
        return [], why
    known = adjusted(np.log(values.where(values > 0))).dropna()
    level = known.to_numpy(np.float64)
    noise = noise_of(level)
    if noise == 0:
        return [], ""
    edges = [0, *segmented(level, PENALTY * noise, HALF_YEAR), len(level)]
    found = []
    for (first, place), (_, last) in pairwise(pairwise(edges)):
        before, after = level[first:place], level[place:last]
        if _sharp(before[-HALF_YEAR:], after[:HALF_YEAR], noise):
            effect = _effect(before[-BESIDE:], after[:BESIDE], noise)
            found.append(Step(pd.Timestamp(known.index[place]), effect))
    return found, ""


def _effect(before: Floats, after: Floats, noise: float) -> Effect:
    """The ratio of two levels from their logs; noise: the variance of a month."""
    size = after.mean() - before.mean()
    error = normal_quantile(0.95) * np.sqrt(noise * (1 / len(before) + 1 / len(after)))
    return Effect(*(float(np.exp(each)) for each in (size, size - error, size + error)))


def _too_little(values: pd.Series, counts: pd.Series) -> str:
    known = values.dropna()
    if len(known) < SHORTEST:
        return f"{len(known)} months can be seen, and {SHORTEST} are needed"
    hidden = len(values) - len(known)
    if hidden > HIDDEN_SHARE * len(values):
        return f"{hidden} of {len(values)} months are hidden or missing"
    if counts.median() < SMALLEST:
        return f"under {SMALLEST:.0f} in a middling month, chance alone draws steps"
    return ""


def adjusted(logs: pd.Series) -> pd.Series:
    """Logs of a monthly series without its season: what each calendar month has over a centred
    year, on average over the years.
    """
    year = logs.rolling(12, min_periods=9).mean()
    centred = (year + year.shift(-1)).shift(-5) / 2
    calendar = pd.DatetimeIndex(logs.index).month
    season = (logs - centred).groupby(calendar).mean()
    free: pd.Series = logs - (season - season.mean()).reindex(calendar).to_numpy()
    return free


def noise_of(level: Floats) -> float:
    """The variance of a month, as far as it matters to a mean of many: 0 for a flat series.

    The larger of two that a step hardly moves: of differences between months, the largest left
    out; and of differences between half years, by their median, which is larger where months
    resemble their neighbours or the level wanders.
    """
    squares = np.sort(np.diff(level) ** 2)
    months = squares[: int(KEPT * len(squares))].mean() / LOST / 2
    sums = np.concatenate([[0.0], np.cumsum(level)])
    halves = (sums[HALF_YEAR:] - sums[:-HALF_YEAR]) / HALF_YEAR
    middling = np.median(np.abs(halves[HALF_YEAR:] - halves[:-HALF_YEAR])) / MIDDLE
    return float(max(months, HALF_YEAR * middling**2 / 2))


def _sharp(before: Floats, after: Floats, noise: float) -> bool:
    error = np.sqrt(noise * (1 / len(before) + 1 / len(after)))
    return bool(abs(after.mean() - before.mean()) > SHARP * error)


def segmented(series: Floats, penalty: float, shortest: int) -> list[int]:
    """Places at which new levels begin: the least sum of squares, each step costing `penalty`.

    Exact, by dynamic programming over where the last segment begins; a segment has at least
    `shortest` values.
    """
    size = len(series)
    sums = np.concatenate([[0.0], np.cumsum(series)])
    squares = np.concatenate([[0.0], np.cumsum(series**2)])
    best, last = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=int)
    best[0] = -penalty
    for stop in range(shortest, size + 1):
        begin = np.arange(stop - shortest + 1)
        inside = squares[stop] - squares[begin] - (sums[stop] - sums[begin]) ** 2 / (stop - begin)
        costs = best[begin] + inside + penalty
        last[stop] = int(np.argmin(costs))
        best[stop] = costs[last[stop]]
    found = []
    while last[size]:
        size = int(last[size])
        found.append(size)
    return found[::-1]
