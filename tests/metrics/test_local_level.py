"""The local level against statsmodels' state space, and its parts against what they should do."""

from dataclasses import replace

import numpy as np
import pytest
from statsmodels.tsa.statespace.structural import UnobservedComponents

from metrics import local_level, reference_class
from metrics.months import Months, observed
from metrics.without_change import predicted, without_change


def months(n: int = 48, gap: int = 0) -> Months:
    """n months from January, the change half way, the months of a gap left out before it."""
    kept = np.r_[: n // 2, n // 2 + gap : n + gap]
    time = np.arange(n + gap, dtype=float)[kept]
    return Months(time, time % 12, (time >= n // 2 + gap).astype(float), np.zeros(n))


def counts(mean: float, effect: float = 1.0, seed: int = 1) -> np.ndarray:
    random = np.random.default_rng(seed)
    return random.poisson(mean * effect ** months().after).astype(float)


@pytest.fixture
def random_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps that forget one another: what a state space can hold exactly."""
    monkeypatch.setattr("metrics.months.RUNS_ON", 0.5)


@pytest.mark.usefixtures("random_walk")
def test_drift_and_scatter_agree_with_an_exact_kalman_filter() -> None:
    here = months()
    random = np.random.default_rng(4)
    response = 3 + np.cumsum(random.normal(0, 0.03, 48)) + random.normal(0, 0.1, 48)
    means = np.full(48, 100.0)
    design = here.design()
    known = np.array([[0.03, 0.05, 0], [0.01, 0.2, 0]])
    likely, effects, variances = local_level._solved(here, known, means, response)
    model = UnobservedComponents(
        response, "llevel", exog=design[:, 1:], mle_regression=False, use_exact_diffuse=True
    )
    theirs = []
    for place, (drift, scatter, _) in enumerate(known):
        smoothed = model.smooth([scatter**2 + 1 / 100, drift**2])
        theirs.append(smoothed.llf)
        assert effects[place] == pytest.approx(smoothed.smoothed_state[1, -1], rel=1e-6)
        assert variances[place] == pytest.approx(smoothed.smoothed_state_cov[1, 1, -1], rel=1e-6)
    assert likely[0] - likely[1] == pytest.approx(theirs[0] - theirs[1], rel=1e-6)


def test_every_setting_agrees_with_generalised_least_squares_written_out() -> None:
    """One matrix at a time, inverted: what fit() shares between settings must change nothing."""
    here = months(50, gap=20)
    random = np.random.default_rng(6)
    count = random.poisson(80 * 0.8**here.after).astype(float)
    fitted = local_level.fit(count, here)
    known, prior = local_level.settings()
    design, likely = here.design(), np.empty(len(known))
    for place, setting in enumerate(known):
        inverse = np.linalg.inv(observed(here, setting[None], fitted.means)[0])
        precision = design.T @ inverse @ design
        free = np.linalg.solve(precision, design.T @ inverse @ fitted.response)
        rest = fitted.response - design @ free
        sizes = np.linalg.slogdet(precision)[1] - np.linalg.slogdet(inverse)[1]
        likely[place] = -(sizes + rest @ inverse @ rest) / 2
        assert fitted.estimates[place] == pytest.approx(free[1], abs=1e-9)
        assert fitted.variances[place] == pytest.approx(np.linalg.inv(precision)[1, 1], rel=1e-9)
    weights = prior * np.exp(likely - likely.max())
    assert fitted.weights == pytest.approx(weights / weights.sum(), abs=1e-9)


@pytest.mark.usefixtures("random_walk")
def test_the_line_without_the_change_agrees_with_an_exact_kalman_smoother() -> None:
    here = months()
    fitted = local_level.fit(counts(100, 0.7), here)
    known = np.array([[0.03, 0.05, 0]])
    middle, root = predicted(fitted, here, known)
    fitted_noise = 1 / fitted.means + 0.05**2
    design = here.design()
    model = UnobservedComponents(
        fitted.response, "llevel", exog=design[:, 1:], mle_regression=False, use_exact_diffuse=True
    )
    model.ssm["obs_cov"] = fitted_noise[None, None, :]
    model.update = lambda *_args, **_rest: None
    model.ssm["state_cov", 0, 0] = 0.03**2
    smoothed = model.ssm.smooth()
    without = np.vstack([np.ones(48), np.zeros(48), design[:, 2:].T])
    theirs = (without * smoothed.smoothed_state).sum(axis=0)
    spread = np.einsum("it,ijt,jt->t", without, smoothed.smoothed_state_cov, without)
    assert middle[0] == pytest.approx(theirs, abs=1e-6)
    assert np.sqrt((root[0] ** 2).sum(axis=1)) == pytest.approx(np.sqrt(spread), abs=1e-5)


def test_drift_calendar_and_scatter_are_put_where_they_belong() -> None:
    two = Months(np.array([0.0, 12.0]), np.zeros(2), np.zeros(2), np.zeros(2))
    known = np.array([[0.1, 0.0, 0.0], [0.0, 0.0, 0.2], [0.0, 0.3, 0.0]])
    drift, calendar, scatter = observed(two, known, np.full(2, 1e12))
    power = 2 * reference_class.RUNS_ON
    shared = (1 + 13**power - 12**power) / 2
    assert drift == pytest.approx(0.01 * np.array([[1, shared], [shared, 13**power]]))
    assert calendar == pytest.approx(np.full((2, 2), 0.04))
    assert scatter == pytest.approx(np.diag([0.09, 0.09]))


def test_a_planted_fall_is_found_and_a_fixed_series_gives_one() -> None:
    fall = local_level.fit(counts(200, 0.7), months()).effect()
    assert fall.low < 0.7 < fall.high < 1
    flat = local_level.fit(np.full(48, 200.0), months()).effect()
    assert flat.ratio == pytest.approx(1, abs=0.01)
    assert not flat.clear


def test_a_longer_gap_widens_the_interval() -> None:
    near = local_level.fit(counts(200, 0.7), months()).effect()
    far = local_level.fit(counts(200, 0.7), months(gap=20)).effect()
    assert far.high / far.low > 1.1 * near.high / near.low


def test_drift_widens_the_interval() -> None:
    random = np.random.default_rng(3)
    level = 200 * np.exp(np.cumsum(random.normal(0, 0.08, 48)))
    drifting = local_level.fit(random.poisson(level).astype(float), months())
    steady = local_level.fit(counts(200), months())
    assert drifting.typical()[0] > 2 * steady.typical()[0]
    assert drifting.effect().high / drifting.effect().low > 1.4


def test_exposure_is_taken_away() -> None:
    exposure = np.where(months().after == 1, 50.0, 100.0)
    random = np.random.default_rng(5)
    half = random.poisson(3 * exposure).astype(float)
    with_it = local_level.fit(half, replace(months(), offset=np.log(exposure))).effect()
    assert with_it.low < 1 < with_it.high
    assert local_level.fit(half, months()).effect().high < 0.7


def test_months_of_nothing_do_not_break_it() -> None:
    found = local_level.fit(counts(1.0), months()).effect()
    assert found.low < 1 < found.high
    assert np.isfinite([found.low, found.high]).all()


def test_the_same_seed_draws_the_same_lines() -> None:
    fitted = local_level.fit(counts(100), months())
    assert np.array_equal(
        without_change(fitted, months(), 50), without_change(fitted, months(), 50)
    )


def test_weights_beforehand_cover_every_setting_and_sum_to_one() -> None:
    settings, prior = reference_class.grid()
    assert settings.shape == (7 * 4 * 3, 3)
    assert prior.sum() == pytest.approx(1)
    assert (prior > 0).all()
