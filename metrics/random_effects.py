"""Estimates of one thing from several areas put together, where the areas may truly differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metrics.quasi_poisson import Effect

Floats = NDArray[np.float64]

NORMAL = 1.959964
"""Standard normal quantile of 97.5 %."""
FEWEST = 3
"""With two areas a prediction interval has no degrees of freedom left."""


@dataclass(frozen=True)
class Combined:
    """A random-effects summary on the scale that the estimates came in."""

    mean: float
    weights: Floats
    """1 / (variance + tau2) of each."""
    q: float
    """Cochran's Q, chi-squared on one less than the number of areas where all are alike."""
    p: float
    """Chance of a Q as large where all are alike."""
    tau2: float
    """Variance of the true values (DerSimonian and Laird)."""
    i2: float
    """Part of the differences, 0 to 1, that chance does not explain."""


@dataclass(frozen=True)
class Pooled:
    """The effect of a change over all areas, and in an area like them."""

    areas: int
    effect: Effect
    """Mean effect, Hartung and Knapp's interval."""
    another: Effect
    """The same mean, with the range in which the effect of another such area would lie."""
    combined: Combined

    @property
    def differ(self) -> bool:
        """Whether the areas' effects differ by more than chance (Cochran's Q, 5 %)."""
        return self.combined.p < 0.05


def combine(estimates: Floats, variances: Floats) -> Combined:
    """A random-effects summary of at least two estimates with known variances.

    w = 1/v; Q = sum w (y - mean)2; tau2 = max(0, (Q - (k - 1)) / (sum w - sum w2 / sum w));
    I2 = max(0, (Q - (k - 1)) / Q); then the mean with weights 1 / (v + tau2).
    Source: Cochran (1954); DerSimonian and Laird (1986); Higgins and Thompson (2002).
    """
    from scipy.special import chdtrc

    w, free = 1 / variances, len(estimates) - 1
    q = float((w * (estimates - (w * estimates).sum() / w.sum()) ** 2).sum())
    tau2 = max(0.0, (q - free) / float(w.sum() - (w**2).sum() / w.sum()))
    random = 1 / (variances + tau2)
    return Combined(
        mean=float((random * estimates).sum() / random.sum()),
        weights=random,
        q=q,
        p=float(chdtrc(free, q)),
        tau2=tau2,
        i2=max(0.0, (q - free) / q) if q else 0.0,
    )


def pooled(effects: Sequence[Effect]) -> Pooled | None:
    """The effects of one change in several areas as one; None with fewer than three.

    effects: ratios whose 95 % intervals are near enough symmetric on the log scale. The interval
    of the mean is Hartung and Knapp's, never narrower than the plain random-effects one; the
    prediction interval is Student's t on k - 2 degrees of freedom. Both take the areas for
    independent: a shock that all areas share is not in them, so a national analysis may be wider.
    Source: Hartung and Knapp (2001); Higgins, Thompson and Spiegelhalter (2009).

    Example: pooled([Effect(0.7, 0.6, 0.82), Effect(0.8, 0.66, 0.97), Effect(0.6, 0.5, 0.72)])
    """
    from scipy.special import stdtrit

    if len(effects) < FEWEST:
        return None
    ends = np.log([(effect.ratio, effect.low, effect.high) for effect in effects])
    middles, variances = ends[:, 0], ((ends[:, 2] - ends[:, 1]) / (2 * NORMAL)) ** 2
    found, free = combine(middles, variances), len(effects) - 1
    spread = (found.weights * (middles - found.mean) ** 2).sum() / free
    variance = max(1.0, float(spread)) / float(found.weights.sum())
    return Pooled(
        areas=len(effects),
        effect=_ratio(found.mean, stdtrit(free, 0.975) * np.sqrt(variance)),
        another=_ratio(found.mean, stdtrit(free - 1, 0.975) * np.sqrt(variance + found.tau2)),
        combined=found,
    )


def _ratio(mean: float, reach: float) -> Effect:
    return Effect(*(float(np.exp(end)) for end in (mean, mean - reach, mean + reach)))
