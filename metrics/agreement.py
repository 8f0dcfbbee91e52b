"""Do two sides agree on a level? Cohen's kappa, plain or with quadratic weights."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

ENOUGH_PAIRS = 50
"""With fewer pairs, kappa says more about chance than about agreement."""


@dataclass(frozen=True)
class Agreement:
    """Kappa: 1 is full agreement, 0 is what chance alone would give."""

    pairs: int
    kappa: float
    error: float
    """Standard error of Fleiss, Cohen and Everitt."""
    low: float
    high: float


def kappa(
    table: ArrayLike, weights: Literal["none", "quadratic"] = "quadratic"
) -> Agreement | None:
    """Cohen's kappa of a square table: one side's levels down, the other's across, low to high.

    kappa = 1 - sum w p / sum w e, with w the squared distance between levels (1 off the diagonal
    without weights), p the observed and e the expected shares; interval kappa -/+ 1.96 errors,
    at most 1. None with fewer than 50 pairs, or when both sides use one level only.
    Raises ValueError for a table that is not square or has a negative or missing count.
    Source: Cohen (1968); Fleiss, Cohen and Everitt (1969); computed by statsmodels.

    >>> round(kappa([[120, 22, 3], [18, 90, 20], [2, 15, 60]]).kappa, 6)
    0.775335
    """
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or not np.all(counts >= 0):
        raise ValueError("Kappa needs a square table of counts, the same levels on both sides")
    used = counts.sum(axis=0) + counts.sum(axis=1) > 0
    if counts.sum() < ENOUGH_PAIRS or used.sum() < 2:
        return None
    from statsmodels.stats.inter_rater import cohens_kappa  # type: ignore[import-untyped] # no stubs

    found = cohens_kappa(counts, wt="quadratic" if weights == "quadratic" else None)
    error = float(found.std_kappa)
    return Agreement(
        pairs=int(counts.sum()),
        kappa=float(found.kappa),
        error=error,
        low=max(-1.0, float(found.kappa_low)),
        high=min(1.0, float(found.kappa_upp)),
    )
