"""XmR charts: limits of ordinary month-to-month variation, and signals of real change."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from metrics.indicator import Better

Floats = NDArray[np.float64]
Movement = Literal[
    "improving", "worsening", "rising", "falling", "no clear change", "too few to say"
]
Signal = Literal["", "outside limits", "trend", "two of three", "one side"]

LIMITS = 2.66
"""Limits lie this many mean moving ranges from the mean (3 / 1.128)."""
SCREEN = 3.267
"""Moving ranges above this many times their mean are left out, once, before limits are set."""
RUN = 7
"""Points in a row that make a trend or a shift."""
SMALL = 20.0
"""Counts under this move by a quarter and more when they are rounded to the nearest 5."""
ENOUGH = 12
"""With fewer points nobody can say what is usual: nothing is read into the limits."""


def limits(values: ArrayLike, *, screened: bool = True) -> tuple[float, float, float]:
    """Mean, lower and upper limit of an XmR chart: mean -/+ 2.66 x mean moving range.

    values: floats in time order, NaN for a missing point (no moving range spans a gap).
    All NaN gives NaN; a single point gives limits at itself.
    Source: NHS England, Making Data Count; Montgomery, Statistical Quality Control, 6.4.

    >>> tuple(round(each, 6) for each in limits([1, 2, 1, 2, 10, 1, 2, 1, 2]))
    (2.444444, -0.595556, 5.484444)
    """
    points = np.asarray(values, dtype=np.float64)
    if np.isnan(points).all():
        return np.nan, np.nan, np.nan
    mean = float(np.nanmean(points))
    ranges = np.abs(np.diff(points))
    ranges = ranges[~np.isnan(ranges)]
    if screened and ranges.size:
        ranges = ranges[ranges <= SCREEN * ranges.mean()]
    reach = LIMITS * float(ranges.mean()) if ranges.size else 0.0
    return mean, mean - reach, mean + reach


def xmr(
    values: pd.Series, rebase_at: Sequence[date | str] = (), *, screened: bool = True
) -> pd.DataFrame:
    """An XmR chart of values, whose index is in time order, begun afresh at each of rebase_at.

    Returns, on the same index: value, mean, low, high, inner_low, inner_high (two thirds of the
    way to the limits), signal (Signal, the first rule that holds: outside limits, trend of 7,
    two of three beyond an inner limit on one side, 7 on one side), direction ("up", "down" or "":
    which way the signal points), trial (bool: fewer than 12 points in this stretch).
    A NaN value keeps the limits and has no signal; runs do not pass over it.

    Example: xmr(frame.set_index("period_start")["value"], rebase_at=["2018-06-01"])
    """
    starts = [values.index.searchsorted(pd.Timestamp(day)) for day in rebase_at]
    edges = sorted({0, *(int(start) for start in starts), len(values)})
    parts = [_stretch(values.iloc[begin:stop], screened) for begin, stop in pairwise(edges)]
    return pd.concat(parts) if parts else _stretch(values, screened)


def latest_movement(values: ArrayLike, better: Better) -> Movement:
    """What the latest of some values says by xmr(): is the indicator improving or worsening?

    The latest point that has a value decides. "context" measures rise or fall, neither good. No
    chart is made, since many indicators are asked at once.
    """
    points = np.asarray(values, dtype=np.float64)
    known = np.flatnonzero(~np.isnan(points))
    if len(known) < ENOUGH:
        return "too few to say"
    mean, low, high = limits(points)
    if _flat(mean, low, high):
        return "too few to say"
    _, direction = _signals(points, mean, (low, high), _inner(mean, low, high))
    return _read(direction[known[-1]], better)


def _stretch(values: pd.Series, screened: bool) -> pd.DataFrame:
    """One stretch between rebasings, with its own mean and limits."""
    points = values.to_numpy(dtype=np.float64, na_value=np.nan)
    mean, low, high = limits(points, screened=screened)
    inner_low, inner_high = _inner(mean, low, high)
    signal, direction = _signals(points, mean, (low, high), (inner_low, inner_high))
    if _flat(mean, low, high):
        signal, direction = [""] * len(points), [""] * len(points)
    return pd.DataFrame(
        {
            "value": points,
            "mean": mean,
            "low": low,
            "high": high,
            "inner_low": inner_low,
            "inner_high": inner_high,
            "signal": signal,
            "direction": direction,
            "trial": bool(np.count_nonzero(~np.isnan(points)) < ENOUGH) or _flat(mean, low, high),
        },
        index=values.index,
    )


def _flat(mean: float, low: float, high: float) -> bool:
    """Whether small rounded counts stay the same so often that their limits have no width.

    What moves them is then the rounding. Shares, which are 1 at most, and large counts are judged.
    """
    return low == high and 1 < mean < SMALL


def _inner(mean: float, low: float, high: float) -> tuple[float, float]:
    return mean - (mean - low) * 2 / 3, mean + (high - mean) * 2 / 3


def _read(direction: str, better: Better) -> Movement:
    if not direction:
        return "no clear change"
    if better == "context":
        return "rising" if direction == "up" else "falling"
    return "improving" if direction == better else "worsening"


def _signals(
    points: Floats, mean: float, outer: tuple[float, float], inner: tuple[float, float]
) -> tuple[list[str], list[str]]:
    """For each point the first rule that holds, and which way it points."""
    with np.errstate(invalid="ignore"):
        up = _rules(points, points > mean, points > outer[1], points > inner[1], rising=True)
        down = _rules(points, points < mean, points < outer[0], points < inner[0], rising=False)
    signal, direction = [""] * len(points), [""] * len(points)
    for name in ("one side", "two of three", "trend", "outside limits"):  # last one stands
        for way, found in (("up", up), ("down", down)):
            for place in np.flatnonzero(found[name]):
                signal[place], direction[place] = name, way
    return signal, direction


def _rules(
    points: Floats,
    sided: NDArray[np.bool_],
    outside: NDArray[np.bool_],
    beyond: NDArray[np.bool_],
    *,
    rising: bool,
) -> dict[str, NDArray[np.bool_]]:
    """Which points each of the four rules marks, in one direction; the whole run is marked."""
    steps = np.diff(points) > 0 if rising else np.diff(points) < 0
    trend = _runs(steps, RUN - 1)
    marked = np.zeros(len(points), dtype=bool)
    for place in np.flatnonzero(trend):  # a step joins two points
        marked[place : place + 2] = True
    return {
        "outside limits": outside,
        "trend": marked,
        "two of three": _two_of_three(sided, beyond),
        "one side": _runs(sided, RUN),
    }


def _runs(flags: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Flags that stand in an unbroken run of at least this length."""
    marked = np.zeros(len(flags), dtype=bool)
    begin = 0
    for place in range(len(flags) + 1):
        if place == len(flags) or not flags[place]:
            marked[begin:place] = place - begin >= length
            begin = place + 1
    return marked


def _two_of_three(sided: NDArray[np.bool_], beyond: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Points beyond the inner limit in three in a row on one side, two of them beyond it."""
    marked = np.zeros(len(sided), dtype=bool)
    for place in range(len(sided) - 2):
        three = slice(place, place + 3)
        if sided[three].all() and beyond[three].sum() >= 2:
            marked[three] |= beyond[three]
    return marked
