"""How monthly counts move when nothing has happened: what the verdict expects beforehand.

Learnt, not chosen: the weights are the most likely ones (non-parametric maximum likelihood) for 109
real monthly series of nine kinds, with no change of ours in them: recorded crime, deaths, births,
infections, road accidents, house sales, bird strikes, police use of force, unemployment claims.
bench/learning.py learns them again from bench/real_series.csv; docs/verdict.md says how, and what
that assumes.
Source: Kiefer and Wolfowitz (1956); Efron (2010), Large-Scale Inference, on empirical Bayes.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRIFT = (0.0, 0.006, 0.012, 0.02, 0.035, 0.06, 0.1)
"""Standard deviation of the level's lasting step from one month to the next (0.02 is 2 %)."""
SCATTER = (0.0, 0.05, 0.1, 0.2)
"""Standard deviation of months one by one, beyond the chance of counting (Poisson)."""
CALENDAR = (0.0, 0.03, 0.1)
"""Standard deviation of calendar months around one yearly wave."""

WEIGHTS = (
    ((0.7, 4.9, 1.0), (0.8, 6.5, 1.9), (3.6, 8.2, 2.6), (1.5, 1.5, 2.9)),
    ((0.7, 3.3, 1.0), (0.9, 14.0, 2.6), (3.7, 7.9, 2.9), (1.5, 1.5, 2.9)),
    ((0.7, 237.3, 1.1), (0.9, 7.4, 4.6), (3.5, 6.0, 3.6), (1.6, 1.6, 3.0)),
    ((0.8, 73.4, 1.6), (1.1, 4.3, 40.8), (3.6, 5.0, 4.0), (1.8, 1.7, 3.1)),
    ((1.0, 20.6, 16.4), (3.0, 22.6, 70.8), (6.9, 7.5, 4.2), (2.4, 2.3, 3.7)),
    ((1.4, 2.8, 2.1), (4.0, 25.3, 61.5), (20.0, 53.2, 10.2), (3.1, 3.0, 4.7)),
    ((1.7, 2.6, 8.7), (3.1, 5.4, 24.4), (7.9, 15.2, 10.8), (2.6, 2.6, 70.9)),
)
"""Weight of each combination, in thousandths: a row for each of DRIFT, in it a group for each of
SCATTER, in that a number for each of CALENDAR."""
ENDS = (0.5, 0.03, 0.97)
"""Shares of the average below the middle and the ends of what is called a 95 % interval. On the
series above, judged by weights from the others, that leaves the truth out 5 to 6 times in 100."""


def grid() -> tuple[Floats, Floats]:
    """Every combination as (drift, scatter, calendar), a row each, and its weight."""
    weights = np.array(WEIGHTS, dtype=np.float64).ravel()
    return np.array(list(product(DRIFT, SCATTER, CALENDAR))), weights / weights.sum()
