"""How much areas truly differ in a share: tau and I2 on the logit scale."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.random_effects import combine

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Heterogeneity:
    """How much areas differ beyond chance; report I2 with tau, since I2 rises with n."""

    areas: int
    q: float
    """Cochran's Q, chi-squared on areas - 1 degrees of freedom where all are alike."""
    p: float
    """Chance of a Q as large where all are alike."""
    tau: float
    """Spread of the true values, in log odds (DerSimonian and Laird)."""
    i2: float
    """Part of the differences, 0 to 1, that chance does not explain."""
    pooled: float
    """The share in the middle of the areas (random effects), 0 to 1."""
    variation: float
    """Weighted coefficient of variation: spread of the shares over the overall share."""


def heterogeneity(numerator: ArrayLike, denominator: ArrayLike) -> Heterogeneity | None:
    """Heterogeneity of the shares numerator / denominator, x / n; None with fewer than two areas.

    y = log(x / (n - x)), v = 1/x + 1/(n - x), put together by random_effects.combine().
    An area at 0 or 100 % has half a case added to both parts. NaN areas are left out.
    Raises ValueError where x is negative or more than n.
    Source: Cochran (1954); DerSimonian and Laird (1986); Higgins and Thompson (2002).

    Example: heterogeneity([80, 45, 90], [100, 100, 100]).i2
    """
    x: Floats = np.asarray(numerator, dtype=np.float64)
    n: Floats = np.asarray(denominator, dtype=np.float64)
    known = ~np.isnan(x) & (n > 0)
    x, n = x[known], n[known]
    if np.any((x < 0) | (x > n)):
        raise ValueError("A part is never less than 0 nor more than its whole")
    if len(x) < 2:
        return None
    half = np.where((x == 0) | (x == n), 0.5, 0.0)
    yes, no = x + half, n - x + half
    found = combine(np.log(yes / no), 1 / yes + 1 / no)
    return Heterogeneity(
        areas=len(x),
        q=found.q,
        p=found.p,
        tau=float(np.sqrt(found.tau2)),
        i2=found.i2,
        pooled=float(1 / (1 + np.exp(-found.mean))),
        variation=_variation(x, n),
    )


def _variation(x: Floats, n: Floats) -> float:
    overall = x.sum() / n.sum()
    if overall == 0:
        return 0.0
    return float(np.sqrt((n * (x / n - overall) ** 2).sum() / n.sum()) / overall)
