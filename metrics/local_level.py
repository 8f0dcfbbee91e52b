"""A local level with an intervention, for monthly counts, averaged over how they usually move."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from metrics import reference_class
from metrics.quasi_poisson import Effect

Floats = NDArray[np.float64]

AFTER = 1
"""Column of the design that is 1 from the change on."""
BORDER = 1e15
"""Larger than any precision of months that could come: see _solved."""
ITERATIONS = 4
ORDINARY = np.array([[0.02, 0.0, 0.05, 0.05]])
"""A middling setting, to find each month's rough mean and so its variance from counting."""
KEPT = 0.98
"""Share of the weight that the line without the change is drawn from; the rest is too small."""


@dataclass(frozen=True)
class Months:
    """Months that a model sees or is asked about, in order; all of one length."""

    time: Floats
    """Months since the first."""
    calendar: Floats
    """0 for January to 11 for December."""
    after: Floats
    """1 from the change on, else 0."""
    offset: Floats
    """Log of the exposure."""


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
    """Counts on the log scale, made linear at the fitted mean."""
    means: Floats

    def typical(self) -> Floats:
        """Mean drift, swings, scatter and calendar, as standard deviations on the log scale."""
        return np.asarray(self.weights @ settings()[0], dtype=np.float64)

    def effect(self) -> Effect:
        """The ratio at the change with its 95 % interval, all settings taken together."""
        low, middle, high = (self._quantile(share) for share in (0.025, 0.5, 0.975))
        return Effect(*(float(np.exp(end)) for end in (middle, low, high)))

    def _quantile(self, share: float) -> float:
        from scipy.optimize import brentq
        from scipy.special import ndtr

        spread = np.sqrt(self.variances)

        def below(value: float) -> float:
            return float(self.weights @ ndtr((value - self.estimates) / spread)) - share

        ends = self.estimates - 9 * spread, self.estimates + 9 * spread
        return float(brentq(below, ends[0].min(), ends[1].max()))

    def without(self, asked: Months, draws: int, seed: int = 0) -> Floats:
        """Draws of the mean count had nothing changed: a row a draw, a column a month asked.

        Draws, since the settings differ in shape and sums over months are wanted with their
        uncertainty. The same seed gives the same draws.
        """
        random = np.random.default_rng(seed)
        order = np.argsort(-self.weights)
        order = order[: int(np.searchsorted(np.cumsum(self.weights[order]), KEPT)) + 1]
        share = self.weights[order] / self.weights[order].sum()
        middles, spreads = _predicted(self, asked, settings()[0][order])
        which = np.repeat(np.arange(len(order)), random.multinomial(draws, share))
        noise = random.standard_normal((draws, len(asked.time)))
        path = middles[which] + np.einsum("dij,dj->di", spreads[which], noise)
        return np.asarray(np.exp(path + asked.offset), dtype=np.float64)


def fit(count: Floats, months: Months) -> Fit:
    """Fit the model to counts; months with neither count nor exposure must be left out.

    log(mu) = log(exposure) + a + d D + one yearly wave + drift + swings + calendar + scatter,
    where a, d and the wave are free, and the other terms are normal with mean 0: drift is a
    random walk (a local level), swings fade by a quarter a month, calendar is one term a
    calendar month, scatter one a month. Counting adds 1/mu. Their four standard deviations are
    not estimated, since maximum likelihood often puts the drift at zero and then claims too
    much: every setting of reference_class.grid() is weighed by how likely it makes these months.
    The count likelihood is made normal at its mode, as in penalised quasi-likelihood.
    Source: Harvey and Durbin (1986); Harvey (1989); Breslow and Clayton (1993).
    """
    design = _design(months)
    response, means = _linear(count, months, design)
    known, prior = settings()
    fits, estimates, variances = _solved(months, known, means, design, response)
    weights = prior * np.exp(fits - fits.max())
    return Fit(weights / weights.sum(), estimates, variances, months, response, means)


@cache
def settings() -> tuple[Floats, Floats]:
    """Settings that are averaged over, and their weights beforehand."""
    return reference_class.grid()


def _design(months: Months) -> Floats:
    angle = 2 * np.pi * months.calendar / 12
    return np.column_stack([np.ones(len(angle)), months.after, np.sin(angle), np.cos(angle)])


def covariance(left: Months, right: Months, known: Floats) -> Floats:
    """Covariance of the log means of two sets of months, scatter left out: setting, left, right."""
    times = left.time[:, None], right.time[None, :]
    parts = np.stack(
        [
            np.minimum(*times),
            reference_class.FADING ** np.abs(times[0] - times[1]),
            (left.calendar[:, None] == right.calendar[None, :]).astype(np.float64),
        ]
    )
    return np.asarray(np.tensordot(known[:, [0, 1, 3]] ** 2, parts, axes=1), dtype=np.float64)


def _observed(months: Months, known: Floats, means: Floats) -> Floats:
    """Covariance of the responses: with scatter, and the variance of counting."""
    every = covariance(months, months, known)
    place = np.arange(len(means))
    every[:, place, place] += known[:, 2, None] ** 2 + 1 / means
    return every


def _linear(count: Floats, months: Months, design: Floats) -> tuple[Floats, Floats]:
    """Counts made linear on the log scale, and the means they were made linear at."""
    exposure = np.exp(months.offset)
    means = np.maximum((count + exposure * count.sum() / exposure.sum()) / 2, 0.5)
    shared = covariance(months, months, ORDINARY)[0]
    for _ in range(ITERATIONS):
        response = np.log(means) - months.offset + (count - means) / means
        inverse = np.linalg.inv(_observed(months, ORDINARY, means)[0])
        free = np.linalg.solve(design.T @ inverse @ design, design.T @ inverse @ response)
        line = design @ free
        means = np.exp(line + shared @ (inverse @ (response - line)) + months.offset)
    return np.log(means) - months.offset + (count - means) / means, means


def _solved(
    months: Months, known: Floats, means: Floats, design: Floats, response: Floats
) -> tuple[Floats, Floats, Floats]:
    """Restricted log likelihood, log effect and its variance, under every setting.

    The border of the Cholesky factor of [[V, B], [B', large]] is B' V^(-1/2): one factorisation
    a setting gives the likelihood and the generalised least squares.
    """
    n, free = design.shape
    border = np.column_stack([design, response])
    whole = np.zeros((len(known), n + free + 1, n + free + 1))
    whole[:, :n, :n] = _observed(months, known, means)
    whole[:, n:, :n] = border.T
    whole[:, range(n, n + free + 1), range(n, n + free + 1)] = BORDER
    factor = np.linalg.cholesky(whole)
    crossed = factor[:, n:, :n] @ factor[:, n:, :n].transpose(0, 2, 1)
    inverse = np.linalg.inv(crossed[:, :free, :free])
    found = np.einsum("gij,gj->gi", inverse, crossed[:, :free, free])
    left = crossed[:, free, free] - np.einsum("gi,gi->g", crossed[:, :free, free], found)
    logs = 2 * np.log(factor[:, range(n), range(n)]).sum(axis=1)
    likelihood = -(logs + np.linalg.slogdet(crossed[:, :free, :free])[1] + left) / 2
    return likelihood, found[:, AFTER], inverse[:, AFTER, AFTER]


def _predicted(fitted: Fit, asked: Months, known: Floats) -> tuple[Floats, Floats]:
    """Log mean of the asked months without the change, and a root of its covariance."""
    design, wanted = _design(fitted.months), _design(asked)
    wanted[:, AFTER] = 0
    towards = covariance(asked, fitted.months, known)
    solved = np.linalg.solve(
        _observed(fitted.months, known, fitted.means),
        np.concatenate(
            [
                np.broadcast_to(
                    np.column_stack([design, fitted.response]), (len(known), *design.shape[:1], 5)
                ),
                towards.transpose(0, 2, 1),
            ],
            axis=2,
        ),
    )
    by_design, by_response, by_asked = solved[:, :, :4], solved[:, :, 4], solved[:, :, 5:]
    inverse = np.linalg.inv(design.T @ by_design)
    free = np.einsum("gij,gj->gi", inverse, by_response @ design)
    middle = free @ wanted.T + np.einsum(
        "gmn,gn->gm", towards, by_response - np.einsum("gni,gi->gn", by_design, free)
    )
    short = wanted - towards @ by_design
    spread = (
        covariance(asked, asked, known)
        - towards @ by_asked
        + short @ inverse @ short.transpose(0, 2, 1)
    )
    spread[:, range(len(wanted)), range(len(wanted))] += 1e-10
    return middle, np.linalg.cholesky(spread)
