"""Where a monthly count would have stood had nothing changed."""

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from metrics.local_level import Fit, settings
from metrics.months import AFTER, Months, covariance, observed

Floats = NDArray[np.float64]

KEPT = 0.98
"""Share of the weight that is drawn from; the other settings hardly matter."""
BLOCK = 8
"""Settings at a time, few enough for a processor's own memory."""
TINY = 1e-10
"""Added to variances of logs, so that a root can be taken where a month is known exactly."""


def without_change(fitted: Fit, asked: Months, draws: int, seed: int = 0) -> Floats:
    """Draws of the mean count of the asked months without the change: a row a draw.

    Draws, since settings differ in shape, and since sums over months are wanted with their
    uncertainty. The same seed gives the same draws.
    """
    random = np.random.default_rng(seed)
    order = np.argsort(-fitted.weights)
    order = order[: int(np.searchsorted(np.cumsum(fitted.weights[order]), KEPT)) + 1]
    share = fitted.weights[order] / fitted.weights[order].sum()
    many = random.multinomial(draws, share)
    order, many = order[many > 0], many[many > 0]
    noise = np.split(random.standard_normal((draws, len(asked.time))), np.cumsum(many)[:-1])
    blocks = np.split(settings()[0][order], range(BLOCK, len(order), BLOCK))
    settled = chain.from_iterable(
        zip(*predicted(fitted, asked, some), strict=True) for some in blocks
    )
    paths = [
        middle + np.einsum("dj,ij->di", some, root)
        for (middle, root), some in zip(settled, noise, strict=True)
    ]
    return np.asarray(np.exp(np.concatenate(paths) + asked.offset), dtype=np.float64)


def predicted(fitted: Fit, asked: Months, known: Floats) -> tuple[Floats, Floats]:
    """Log rate without the change under each setting, and a root of its covariance.

    The best linear prediction from the fitted months, with the uncertainty of the free terms:
    setting, month and setting, month, month. Source: Harville (1976).
    """
    design, wanted = fitted.months.design(), asked.design()
    wanted[:, AFTER] = 0
    counted = observed(fitted.months, known, fitted.means)
    towards = covariance(asked, fitted.months, known)
    border = np.broadcast_to(design, (len(known), *design.shape))
    solved = np.linalg.solve(counted, np.concatenate([towards.transpose(0, 2, 1), border], axis=2))
    pull, scaled = solved[:, :, : len(wanted)].transpose(0, 2, 1), solved[:, :, len(wanted) :]
    inverse = np.linalg.inv(design.T @ scaled)
    free = np.einsum("gij,gj->gi", inverse, fitted.response @ scaled)
    rest = fitted.response - free @ design.T
    middle = free @ wanted.T + np.einsum("gmn,gn->gm", pull, rest)
    short = wanted - pull @ design
    spread = covariance(asked, asked, known) - pull @ towards.transpose(0, 2, 1)
    spread += short @ inverse @ short.transpose(0, 2, 1)
    spread[:, range(len(wanted)), range(len(wanted))] += TINY
    root = np.asarray(np.linalg.cholesky(spread), dtype=np.float64)
    return np.asarray(middle, dtype=np.float64), root
