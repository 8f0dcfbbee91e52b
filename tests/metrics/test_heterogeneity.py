"""Heterogeneity against statsmodels' meta-analysis."""

import numpy as np
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from metrics.heterogeneity import heterogeneity

X, N = np.array([80, 45, 90, 30, 61]), np.array([100, 90, 120, 64, 95])


def test_agrees_with_statsmodels() -> None:
    effect, variance = np.log(X / (N - X)), 1 / X + 1 / (N - X)
    expected = combine_effects(effect, variance, method_re="dl")
    found = heterogeneity(X, N)
    assert found is not None
    assert found.q == pytest.approx(expected.q)
    assert found.tau**2 == pytest.approx(expected.tau2)
    assert found.i2 == pytest.approx(expected.i2)
    assert found.p == pytest.approx(expected.test_homogeneity().pvalue)
    assert found.pooled == pytest.approx(1 / (1 + np.exp(-expected.mean_effect_re)))


def test_areas_all_alike_have_none() -> None:
    found = heterogeneity([40, 20, 60], [100, 50, 150])
    assert found is not None
    assert (found.tau, found.i2) == (0, 0)
    assert found.variation == pytest.approx(0)


def test_variation_is_the_weighted_spread_over_the_whole() -> None:
    found = heterogeneity([10, 60], [50, 150])
    spread = np.sqrt((50 * (0.2 - 0.35) ** 2 + 150 * (0.4 - 0.35) ** 2) / 200)
    assert found is not None
    assert found.variation == pytest.approx(spread / 0.35)


def test_none_and_all_are_given_half_a_case() -> None:
    found = heterogeneity([0, 20, 10], [20, 20, 20])
    assert found is not None
    assert np.isfinite(found.q)
    assert found.i2 > 0.5


def test_hidden_areas_are_left_out() -> None:
    assert heterogeneity([80, 45, np.nan, 3], [100, 90, 50, 0]) == heterogeneity(
        [80, 45], [100, 90]
    )


def test_one_area_cannot_differ() -> None:
    assert heterogeneity([4], [10]) is None


def test_a_part_above_its_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="whole"):
        heterogeneity([4, 5], [10, 4])
