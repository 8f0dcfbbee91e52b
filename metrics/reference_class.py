"""How monthly counts move when nothing has happened: what the verdict expects beforehand.

Learnt, not chosen: the weights are the most likely ones (non-parametric maximum likelihood) for 57
real monthly series of eight kinds, with no change of ours in them: recorded crime, deaths, births,
infections, road accidents, house sales, bird strikes, police use of force. bench/verdict.py learns
them again from bench/real_series.csv; docs/verdict.md says how, and what that assumes.
Source: Kiefer and Wolfowitz (1956); Efron (2010), Large-Scale Inference, on empirical Bayes.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRIFT = (0.0, 0.006, 0.012, 0.02, 0.035, 0.06, 0.1)
"""Standard deviation of the level's lasting step from one month to the next (0.02 is 2 %)."""
SWINGS = (0.0, 0.05, 0.12)
"""Standard deviation of runs of high or low months that fade."""
FADING = 0.75
"""What is left of a run after one month."""
SCATTER = (0.0, 0.05, 0.1, 0.2)
"""Standard deviation of months one by one, beyond the chance of counting (Poisson)."""
CALENDAR = (0.0, 0.03, 0.1)
"""Standard deviation of calendar months around one yearly wave."""

DRIFT_AND_SWINGS = (
    (0.025, 0.029, 0.014),
    (0.016, 0.024, 0.015),
    (0.246, 0.026, 0.017),
    (0.080, 0.016, 0.024),
    (0.113, 0.014, 0.088),
    (0.076, 0.021, 0.045),
    (0.003, 0.003, 0.107),
)
"""Weight of each pair: a row for each of DRIFT, a column for each of SWINGS."""
SCATTER_WEIGHTS = (0.402, 0.252, 0.204, 0.142)
CALENDAR_WEIGHTS = (0.068, 0.624, 0.308)


def grid() -> tuple[Floats, Floats]:
    """Every combination as (drift, swings, scatter, calendar), a row each, and its weight."""
    settings = np.array(list(product(DRIFT, SWINGS, SCATTER, CALENDAR)))
    weights = np.multiply.outer(
        np.array(DRIFT_AND_SWINGS), np.multiply.outer(SCATTER_WEIGHTS, CALENDAR_WEIGHTS)
    )
    return settings, np.asarray(weights.ravel() / weights.sum(), dtype=np.float64)
