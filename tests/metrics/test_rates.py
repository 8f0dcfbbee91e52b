"""Intervals against published numbers, statsmodels and scipy."""

import numpy as np
import pytest
from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint

from metrics import rates


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (65, 100, 0.552544, 0.736358),
        (0, 20, 0, 0.161125),
        (20, 20, 0.838875, 1),
        (3, 7, 0.158220, 0.749542),
    ],
)
def test_wilson_gives_the_published_numbers(x: int, n: int, low: float, high: float) -> None:
    assert np.allclose(rates.wilson(x, n), (low, high), atol=5e-7)


def test_wilson_agrees_with_statsmodels_over_a_grid() -> None:
    n = np.repeat([1, 2, 19, 100, 5000], 5)
    x = (n * np.tile([0, 0.1, 0.5, 0.97, 1], 5)).astype(int)
    for level in (0.8, 0.95, 0.998):
        expected = proportion_confint(x, n, alpha=1 - level, method="wilson")
        assert np.allclose(rates.wilson(x, n, level), expected, atol=1e-12)


@pytest.mark.parametrize(
    ("x", "low", "high"), [(8, 3.444691, 15.764000), (100, 81.362110, 121.627938)]
)
def test_byar_gives_the_published_numbers(x: int, low: float, high: float) -> None:
    assert np.allclose(rates.byar(x), (low, high), atol=5e-7)


def test_exact_poisson_is_half_the_chi_squared_quantiles() -> None:
    x = np.arange(1, 40)
    low, high = rates.exact_poisson(x, 0.95)
    assert np.allclose(low, chi2.ppf(0.025, 2 * x) / 2)
    assert np.allclose(high, chi2.ppf(0.975, 2 * x + 2) / 2)


def test_no_events_leave_a_low_limit_of_nothing() -> None:
    for low, high in (rates.byar(0), rates.exact_poisson(0), rates.wilson(0, 50)):
        assert low == 0
        assert high > 0


def test_a_count_is_exact_under_ten_and_byars_from_ten() -> None:
    low, high = rates.poisson([9, 10])
    assert (low[0], high[0]) == tuple(each.item() for each in rates.exact_poisson(9))
    assert (low[1], high[1]) == tuple(each.item() for each in rates.byar(10))


def test_what_is_missing_stays_missing() -> None:
    for low, high in (
        rates.wilson(np.nan, 10),
        rates.wilson([0, 7], [0, np.nan]),
        rates.poisson(np.nan),
    ):
        assert np.isnan(low).all()
        assert np.isnan(high).all()


def test_impossible_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="whole"):
        rates.wilson(5, 4)
    with pytest.raises(ValueError, match="never less than 0"):
        rates.byar(-1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        rates.normal_quantile(95)


def test_no_rate_on_a_small_denominator() -> None:
    value, low, high = rates.estimate("share", [19, 19], [19, 20], smallest=20)
    assert np.isnan([value[0], low[0], high[0]]).all()
    assert value[1] == 0.95


def test_a_rate_is_per_hundred_and_may_pass_it() -> None:
    value, low, high = rates.estimate("rate", [150], [100], smallest=20)
    assert value == 150
    assert (low[0], high[0]) == pytest.approx(tuple(float(each) for each in rates.byar(150)))


def test_a_count_needs_no_denominator() -> None:
    value, low, high = rates.estimate("count", [7, np.nan], [np.nan, np.nan], smallest=20)
    assert value[0] == 7
    assert low[0] < 7 < high[0]
    assert np.isnan(value[1])


def test_a_ratio_of_two_counts_covers_the_truth_as_often_as_it_says() -> None:
    draw = np.random.default_rng(3)
    x, y = draw.poisson(60, 4000), draw.poisson(50, 4000)
    _, low, high = rates.ratio(x, y)
    assert 0.94 < ((low <= 1.2) & (high >= 1.2)).mean() < 0.965


def test_a_ratio_of_rounded_counts_allows_for_all_that_they_may_stand_for() -> None:
    """Every pair up to 60, rounded to 5: the interval of the exact pair lies within."""
    x, y = (each.ravel() for each in np.meshgrid(np.arange(5, 61), np.arange(5, 61)))
    _, low, high = rates.ratio(x, y)
    shown = ((each + 2) // 5 * 5 for each in (x, y))
    _, least, most = rates.ratio(*shown, off=(2, 2))
    assert (least <= low + 1e-12).all()
    assert (most >= high - 1e-12).all()


def test_a_count_that_may_be_nought_has_a_ratio_with_an_end() -> None:
    assert all(np.isfinite(each) for each in rates.ratio(5, 1, off=(2, 2)))


def test_a_ratio_to_nothing_is_not_known() -> None:
    assert all(np.isnan(each) for each in rates.ratio(5, 0))
