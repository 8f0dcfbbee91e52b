"""Effects of several areas put together, against a published meta-analysis."""

import numpy as np
import pytest

from metrics.quasi_poisson import Effect
from metrics.random_effects import combine, pooled

# Tuberculosis cases and others, vaccinated (BCG) and not, in 13 trials: Colditz et al. (1994),
# as distributed with the R package metafor (Viechtbauer 2010), whose results are below.
TRIALS = np.array(
    [
        (4, 119, 11, 128),
        (6, 300, 29, 274),
        (3, 228, 11, 209),
        (62, 13536, 248, 12619),
        (33, 5036, 47, 5761),
        (180, 1361, 372, 1079),
        (8, 2537, 10, 619),
        (505, 87886, 499, 87892),
        (29, 7470, 45, 7232),
        (17, 1699, 65, 1600),
        (186, 50448, 141, 27197),
        (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ],
    dtype=float,
)


def trials() -> tuple[np.ndarray, np.ndarray]:
    a, b, c, d = TRIALS.T
    y = np.log(a / (a + b)) - np.log(c / (c + d))
    return y, 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)


def test_the_vaccine_trials_come_out_as_published() -> None:
    found = combine(*trials())
    assert found.q == pytest.approx(152.2330, abs=0.0001)
    assert found.tau2 == pytest.approx(0.3088, abs=0.0001)
    assert found.i2 == pytest.approx(0.9212, abs=0.0001)
    assert found.mean == pytest.approx(-0.7141, abs=0.0001)
    assert 1 / np.sqrt(found.weights.sum()) == pytest.approx(0.1787, abs=0.0001)
    assert found.p < 1e-20


def effects(y: np.ndarray, v: np.ndarray) -> list[Effect]:
    reach = 1.959964 * np.sqrt(v)
    return [Effect(*np.exp([m, m - r, m + r])) for m, r in zip(y, reach, strict=True)]


def test_intervals_are_those_of_hartung_and_knapp_written_out() -> None:
    y, v = trials()
    found = pooled(effects(y, v))
    assert found is not None
    w = 1 / (v + found.combined.tau2)
    mean = (w * y).sum() / w.sum()
    variance = max(1, (w * (y - mean) ** 2).sum() / 12) / w.sum()
    assert np.log(found.effect.low) == pytest.approx(mean - 2.178813 * np.sqrt(variance))
    reach = 2.200985 * np.sqrt(variance + found.combined.tau2)
    assert np.log(found.another.high) == pytest.approx(mean + reach)
    assert found.areas == 13
    assert found.differ


def test_areas_that_are_alike_do_not_differ() -> None:
    found = pooled(
        [Effect(0.7, 0.6, 0.81666), Effect(0.72, 0.62, 0.836), Effect(0.69, 0.59, 0.807)]
    )
    assert found is not None
    assert not found.differ
    assert found.combined.tau2 == 0
    assert found.effect.low < 0.7 < found.effect.high < 1
    assert found.another.high > found.effect.high


def test_two_areas_are_too_few() -> None:
    assert pooled([Effect(0.7, 0.6, 0.8), Effect(0.7, 0.6, 0.8)]) is None
