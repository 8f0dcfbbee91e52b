"""A local level with an intervention, for monthly counts, averaged over how they usually move."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from metrics import reference_class
from metrics.months import AFTER, Months, covariance, observed
from metrics.quasi_poisson import Effect

Floats = NDArray[np.float64]

BORDER = 1e15
"""Larger than any precision of months that could come: see _solved()."""
BLOCKS = 3
"""Settings are solved in as many blocks, each small enough for a processor's own memory."""
ITERATIONS = 4
FURTHEST = 3.0
"""A month counted at more than four times its mean pulls no harder than one at four times."""
ORDINARY = np.array([[0.02, 0.05, 0.05]])
"""A middling setting, to find each month's rough mean and so its variance from counting."""


@dataclass(frozen=True)
class Fit:
    """What the months say under every setting of the reference class, and how likely each is."""

    weights: Floats
    """Chance of each setting given the months; sums to 1."""
    estimates: Floats
    """Log of the effect under each."""
    variances: Floats
    months: Months
    response: Floats
    """Log of the rates, made linear at the fitted mean."""
    means: Floats
    """Fitted mean count of each month."""

    def typical(self) -> Floats:
        """Mean drift, scatter and calendar, as standard deviations on the log scale."""
        return np.asarray(self.weights @ settings()[0], dtype=np.float64)

    def effect(self) -> Effect:
        """The ratio at the change with its 95 % interval, all settings taken together."""
        middle, low, high = (self._quantile(share) for share in reference_class.ENDS)
        return Effect(*(float(np.exp(end)) for end in (middle, low, high)))

    def below(self, value: float) -> float:
        """Chance that the log effect is below a value."""
        from scipy.special import ndtr

        return float(self.weights @ ndtr((value - self.estimates) / np.sqrt(self.variances)))

    def _quantile(self, share: float) -> float:
        from scipy.optimize import brentq

        reach = 9 * np.sqrt(self.variances)
        ends = (self.estimates - reach).min(), (self.estimates + reach).max()
        return float(brentq(lambda value: self.below(value) - share, *ends))


def fit(count: Floats, months: Months) -> Fit:
    """Fit the model to counts; months with neither count nor exposure must be left out.

    log(mu) = log(exposure) + a + d D + one yearly wave + drift + calendar + scatter, where a, d
    and the wave are free, and the other terms are normal with mean 0: drift is a local level whose
    steps tend to run on, calendar is one term a calendar month, scatter one a month. Counting adds
    1/mu.
    Their three standard deviations are not estimated, since maximum likelihood often puts the
    drift at zero and then claims too much: every setting of reference_class.grid() is weighed by
    how likely it makes these months.
    The count likelihood is made normal at its mode, as in penalised quasi-likelihood.
    Source: Harvey and Durbin (1986); Harvey (1989); Breslow and Clayton (1993).
    """
    response, means = _linear(count, months)
    known, prior = settings()
    blocks = (_solved(months, some, means, response) for some in np.array_split(known, BLOCKS))
    fits, estimates, variances = map(np.concatenate, zip(*blocks, strict=True))
    weights = prior * np.exp(fits - fits.max())
    return Fit(weights / weights.sum(), estimates, variances, months, response, means)


@cache
def settings() -> tuple[Floats, Floats]:
    """Settings that are averaged over, and their weights beforehand."""
    return reference_class.grid()


def _linear(count: Floats, months: Months) -> tuple[Floats, Floats]:
    """Counts made linear on the log scale, and the means they were made linear at."""
    exposure, design = np.exp(months.offset), months.design()
    means = np.maximum((count + exposure * count.sum() / exposure.sum()) / 2, 0.5)
    shared = covariance(months, months, ORDINARY)[0]
    for _ in range(ITERATIONS):
        response = _response(count, months, means)
        inverse = np.linalg.inv(observed(months, ORDINARY, means)[0])
        free = np.linalg.solve(design.T @ inverse @ design, design.T @ inverse @ response)
        line = design @ free
        means = np.exp(line + shared @ (inverse @ (response - line)) + months.offset)
    return _response(count, months, means), means


def _response(count: Floats, months: Months, means: Floats) -> Floats:
    surprise = np.minimum((count - means) / means, FURTHEST)
    return np.asarray(np.log(means) - months.offset + surprise, dtype=np.float64)


def _solved(
    months: Months, known: Floats, means: Floats, response: Floats
) -> tuple[Floats, Floats, Floats]:
    """Restricted log likelihood, log effect and its variance, under every setting.

    The border of the Cholesky factor of [[V, B], [B', large]] is B' V^(-1/2): one factorisation
    gives the likelihood and the generalised least squares. V is without the calendar terms, which
    are put in afterwards: settings that differ in them alone share the factorisation.
    Source: Woodbury's identity and the determinant lemma, as in Harville (1977).
    """
    without, which = np.unique(known * [1, 1, 0], axis=0, return_inverse=True)
    border = np.column_stack([months.calendars(), months.design(), response])
    n, wide = border.shape
    whole = np.zeros((len(without), n + wide, n + wide))
    whole[:, :n, :n] = observed(months, without, means)
    whole[:, n:, :n] = border.T
    whole[:, range(n, n + wide), range(n, n + wide)] = BORDER
    factor = np.linalg.cholesky(whole)
    crossed = (factor[:, n:, :n] @ factor[:, n:, :n].transpose(0, 2, 1))[which]
    size = 2 * np.log(factor[:, range(n), range(n)]).sum(axis=1)[which]
    crossed, added = _with_calendar(crossed, known[:, 2] ** 2)
    design, towards = crossed[:, :-1, :-1], crossed[:, :-1, -1]
    inverse = np.linalg.inv(design)
    found = np.einsum("gij,gj->gi", inverse, towards)
    left = crossed[:, -1, -1] - np.einsum("gi,gi->g", towards, found)
    size = size + added + np.linalg.slogdet(design)[1]
    variances = np.asarray(inverse[:, AFTER, AFTER], dtype=np.float64)
    return -(size + left) / 2, np.asarray(found[:, AFTER], dtype=np.float64), variances


def _with_calendar(crossed: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """B' V^(-1) B without its calendar columns once V has their variance, and what log |V| gains.

    crossed: setting, column, column, the twelve calendar months first.
    """
    scaled = variance[:, None, None] * crossed[:, :12]
    inner = np.eye(12) + scaled[:, :, :12]
    across = crossed[:, 12:, :12] @ np.linalg.solve(inner, scaled[:, :, 12:])
    return crossed[:, 12:, 12:] - across, np.linalg.slogdet(inner)[1]
