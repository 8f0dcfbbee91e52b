"""Values of cells and their intervals: Wilson for shares, Byar and exact Poisson for counts."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.measure import Kind

Floats = NDArray[np.float64]
Interval = tuple[Floats, Floats]

PER = 100
"""Rates are events per this many of something else."""
BYAR_FROM = 10
"""Byar's approximation is close enough from this count on; below it the exact limits are used."""


def normal_quantile(level: float = 0.95) -> float:
    """The z that `level` of a normal distribution lies within: 1.959964 for 0.95.

    Raises ValueError for a level outside 0 to 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"An interval's level lies between 0 and 1, such as 0.95: not {level}")
    from scipy.special import ndtri  # scipy.stats takes over a second to import; this does not

    return float(ndtri(0.5 + level / 2))


def wilson(x: ArrayLike, n: ArrayLike, level: float = 0.95) -> Interval:
    """Wilson's score interval for the proportion x / n, as (low, high) between 0 and 1.

    (p + z2/2n -/+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n), z2 = z squared.
    x and n: whole numbers of one shape; NaN where x or n is missing or n is 0.
    Raises ValueError where x is negative or more than n.
    Source: Wilson (1927); Brown, Cai and DasGupta (2001). Written out here because importing
    statsmodels takes seconds; a test compares it with statsmodels' proportion_confint.

    >>> [round(float(limit), 6) for limit in wilson(65, 100)]
    [0.552544, 0.736358]
    """
    x, n = _floats(x), _floats(n)
    if np.any((x < 0) | (x > n)):
        raise ValueError("A part is never less than 0 nor more than its whole")
    n = np.where(n > 0, n, np.nan)
    x = np.where(np.isnan(n), np.nan, x)
    z2 = normal_quantile(level) ** 2
    p = x / n
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    reach = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    # At x = 0 and x = n the limit is 0 or 1 exactly; rounding would leave 1e-17.
    return np.where(x == 0, 0.0, middle - reach), np.where(x == n, 1.0, middle + reach)


def byar(x: ArrayLike, level: float = 0.95) -> Interval:
    """Byar's interval for a Poisson count x, as (low, high); divide both by exposure for a rate.

    low = x (1 - 1/9x - z/3 sqrt(x))^3, high = (x+1) (1 - 1/9(x+1) + z/3 sqrt(x+1))^3.
    x: whole numbers, 0 or more; NaN stays NaN. Raises ValueError for a negative count.
    Source: Breslow and Day (1987), volume II; used for rates by English public health (Fingertips).

    >>> [round(float(limit), 6) for limit in byar(8)]
    [3.444691, 15.764]
    """
    x, z = _counts(x), normal_quantile(level)
    above = x + 1
    some = np.where(x > 0, x, 1.0)
    low = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return np.where(x == 0, 0.0, np.where(np.isnan(x), np.nan, low)), high


def exact_poisson(x: ArrayLike, level: float = 0.95) -> Interval:
    """Exact (Garwood) interval for a Poisson count x, as (low, high).

    Half the chi-squared quantiles on 2x and 2x + 2 degrees of freedom, here as gamma quantiles.
    x: whole numbers, 0 or more; NaN stays NaN. Raises ValueError for a negative count.
    Source: Garwood (1936).

    >>> [round(float(limit), 4) for limit in exact_poisson(0)]
    [0.0, 3.6889]
    """
    from scipy.special import gammaincinv

    x, tail = _counts(x), (1 - level) / 2
    low = _floats(gammaincinv(np.where(x > 0, x, 1.0), tail))
    high = _floats(gammaincinv(x + 1, 1 - tail))
    return np.where(x == 0, 0.0, np.where(np.isnan(x), np.nan, low)), high


def poisson(x: ArrayLike, level: float = 0.95) -> Interval:
    """Interval for a count: exact below BYAR_FROM, Byar's from there on."""
    x = _counts(x)
    exact, near = exact_poisson(x, level), byar(x, level)
    small = x < BYAR_FROM
    return np.where(small, exact[0], near[0]), np.where(small, exact[1], near[1])


def ratio(
    x: ArrayLike, y: ArrayLike, level: float = 0.95, *, off: tuple[int, int] = (0, 0)
) -> tuple[Floats, Floats, Floats]:
    """Ratio x / y of two Poisson counts, low and high: what chance alone would let it be.

    Given x + y, x is binomial, so Wilson's limits p for x / (x + y) give p / (1 - p). NaN where y
    is 0 or a count is missing. off: by how much x and y may be off either way, such as by rounding;
    then low and high are the furthest of all counts that they may stand for, y of 1 at least.
    Source: Przyborowski and Wilenski (1940), with Wilson's limits.

    >>> [round(float(each), 3) for each in ratio(120, 100)]
    [1.2, 0.921, 1.564]
    """
    x, y = _counts(x), _counts(y)
    y = np.where(y > 0, y, np.nan)
    least = np.maximum(x - off[0], 0), np.maximum(y - off[1], 1)
    most = x + off[0], y + off[1]
    low, _ = wilson(least[0], least[0] + most[1], level)
    _, high = wilson(most[0], most[0] + least[1], level)
    return x / y, low / (1 - low), high / (1 - high)


def estimate(
    kind: Kind,
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    smallest: int,
    level: float = 0.95,
) -> tuple[Floats, Floats, Floats]:
    """Value, low and high of cells of one kind of measure.

    count: the number itself; share: a part of 1; rate: per PER of the denominator.
    NaN where a part is missing or the denominator is under `smallest` (too few to rate).
    """
    x = _floats(numerator)
    if kind == "count":
        return x, *poisson(x, level)
    n = _floats(denominator)
    n = np.where(n >= max(smallest, 1), n, np.nan)
    x = np.where(np.isnan(n), np.nan, x)
    if kind == "share":
        return x / n, *wilson(x, n, level)
    low, high = poisson(x, level)
    return PER * x / n, PER * low / n, PER * high / n


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _counts(x: ArrayLike) -> Floats:
    counts = _floats(x)
    if np.any(counts < 0):
        raise ValueError("A count is never less than 0")
    return counts
