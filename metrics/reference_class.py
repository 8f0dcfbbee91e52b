"""How monthly counts move when nothing has happened: what the verdict expects beforehand.

Learnt, not chosen, for four fifths of the weight: what is most likely (non-parametric maximum
likelihood) for 193 real monthly series of eleven kinds, with no change of ours in them: recorded
crime, deaths, births, infections, patients, road accidents, house sales, bird strikes, police use
of force, unemployment claims, reports of data breaches. A fifth is spread evenly, by choice, since
a setting that none of them had may yet be one that referrals have. bench/learning.py learns it
again from bench/real_series.csv; docs/verdict.md says how, and what that assumes.
Source: Kiefer and Wolfowitz (1956); Efron (2010), Large-Scale Inference, on empirical Bayes.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRIFT = (0.0, 0.006, 0.012, 0.02, 0.035, 0.06, 0.1)
"""Standard deviation of the level's lasting step from one month to the next (0.02 is 2 %)."""
RUNS_ON = 0.6
"""After k months the level has moved by about DRIFT times k to this power: steps tend to go on in
one direction. 0.5 is a random walk, whose steps forget one another; over the 45 months between the
middles of 13 + 20 + 37 that claimed too often."""
SCATTER = (0.0, 0.05, 0.1, 0.2)
"""Standard deviation of months one by one, beyond the chance of counting (Poisson)."""
CALENDAR = (0.0, 0.03, 0.1)
"""Standard deviation of calendar months around one yearly wave."""

WEIGHTS = (
    ((2.8, 8.4, 4.1), (3.6, 11.6, 5.6), (5.9, 7.1, 5.4), (4.6, 4.5, 5.3)),
    ((2.9, 29.2, 4.3), (3.7, 13.4, 6.5), (6.2, 7.4, 5.8), (4.7, 4.6, 5.4)),
    ((3.0, 185.5, 6.4), (4.0, 12.1, 11.6), (6.7, 8.1, 6.8), (4.8, 4.8, 5.5)),
    ((3.3, 45.1, 7.6), (5.0, 14.6, 40.9), (8.1, 10.2, 9.0), (5.2, 5.1, 6.0)),
    ((3.9, 19.6, 9.8), (6.4, 15.1, 56.1), (12.7, 18.7, 15.1), (5.8, 5.7, 7.1)),
    ((4.2, 5.3, 5.2), (5.6, 7.9, 25.9), (17.1, 36.6, 18.1), (5.4, 5.4, 7.7)),
    ((3.8, 4.4, 7.1), (5.0, 6.1, 12.0), (8.9, 11.5, 10.6), (4.9, 5.0, 18.5)),
)
"""Weight of each combination, in thousandths: a row for each of DRIFT, in it a group for each of
SCATTER, in that a number for each of CALENDAR."""
ENDS = (0.5, 0.0315, 0.9685)
"""Shares of the average below the middle and the ends of what is called the 95 % interval of the
ratio. On the series above, judged by weights from the others, it leaves the truth out 5 to 7 times
in 100; on the last batch, never learnt from, 8.4 times with 24 months on either side, as
docs/verdict.md tells. For the ratio alone: numbers of people and bands end at 2.5 and 97.5 %."""


def grid() -> tuple[Floats, Floats]:
    """Every combination as (drift, scatter, calendar), a row each, and its weight."""
    weights = np.array(WEIGHTS, dtype=np.float64).ravel()
    return np.array(list(product(DRIFT, SCATTER, CALENDAR))), weights / weights.sum()
