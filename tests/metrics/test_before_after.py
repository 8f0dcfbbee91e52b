"""The interrupted time series against direct recomputation and planted effects."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from metrics import before_after, plain, quasi_poisson
from metrics.answers import changes
from metrics.answers.changes import ChangeId
from metrics.before_after import BeforeAfter
from metrics.plain import Stepped
from tests.metrics.published import regimes

SHIPPED = regimes()
MONTHS = pd.date_range("2016-04-01", "2024-06-01", freq="MS")


def series(
    change: ChangeId, *, step: float = 1.0, drift: float = 1.0, noise: float = 0.0, seed: int = 1
) -> pd.DataFrame:
    """Monthly referrals with a planted step and drift from the first month after a change."""
    random = np.random.default_rng(seed)
    t = np.arange(len(MONTHS))
    start = int(MONTHS.get_loc(changes.change(change, SHIPPED).after[0]))
    after = t >= start
    season = 0.08 * np.sin(2 * np.pi * t / 12) + 0.04 * np.cos(4 * np.pi * t / 12)
    exposure = np.round(5300 * np.exp(0.05 * np.cos(2 * np.pi * t / 12)))
    mean = 0.3 * exposure * np.exp(0.002 * t + season) * step**after
    mean = (
        mean
        * drift ** np.where(after, t - start, 0)
        * np.exp(noise * random.standard_normal(len(t)))
    )
    counts = random.poisson(mean).astype(float)
    return pd.DataFrame({"period_start": MONTHS, "count": counts, "exposure": exposure})


def estimate(frame: pd.DataFrame, change: ChangeId = "consent") -> BeforeAfter:
    return before_after.fit(frame, changes.change(change, SHIPPED))


def stepped(frame: pd.DataFrame, change: ChangeId = "consent") -> Stepped:
    found = plain.stepped(frame, changes.change(change, SHIPPED))
    assert found is not None
    return found


def test_windows_come_from_the_events() -> None:
    consent, public_task = (
        changes.change("consent", SHIPPED),
        changes.change("public_task", SHIPPED),
    )
    days = [str(day.date()) for day in (*consent.before, *consent.after)]
    assert days == ["2016-04-01", "2018-04-01", "2018-06-01", "2019-06-01"]
    days = [str(day.date()) for day in (*public_task.before, *public_task.after)]
    assert days == ["2018-06-01", "2019-06-01", "2021-03-01", "2024-03-01"]


def test_transition_months_are_on_neither_side() -> None:
    side = changes.change("public_task", SHIPPED).side(pd.Series(MONTHS))
    counted = side.value_counts().to_dict()
    assert counted == {"": 26 + 3, "before": 13, "transition": 20, "after": 37}
    consent = changes.change("consent", SHIPPED).side(pd.Series(MONTHS))
    assert consent[MONTHS == "2018-05-01"].tolist() == ["transition"]


def test_coefficients_agree_with_direct_weighted_least_squares() -> None:
    frame, change = series("consent", step=0.7, noise=0.03), changes.change("consent", SHIPPED)
    found = stepped(frame)
    side = change.side(frame["period_start"])
    used = frame[side.isin(["before", "after"])]
    t = np.arange(len(frame), dtype=float)[used.index]
    after = (used["period_start"] >= "2018-06-01").to_numpy(float)
    angle = 2 * np.pi * (used["period_start"].dt.month.to_numpy() - 1) / 12
    waves = [wave(k * angle) for k in (1, 2) for wave in (np.sin, np.cos)]
    design = np.column_stack([np.ones(len(t)), t, after, after * (t - 26), *waves])
    offset, y = np.log(used["exposure"].to_numpy()), used["count"].to_numpy()
    b = np.zeros(8)
    b[0] = np.log(y.sum() / used["exposure"].sum())
    for _ in range(50):  # iteratively reweighted least squares, by hand
        mu = np.exp(offset + design @ b)
        working = design @ b + (y - mu) / mu
        b = np.linalg.solve((design.T * mu) @ design, (design.T * mu) @ working)
    mu = np.exp(offset + design @ b)
    assert found.model.parameters == pytest.approx(b, rel=1e-5, abs=1e-7)
    # The middle is over correlations, so that it differs a little from the textbook's.
    assert found.level.ratio == pytest.approx(np.exp(b[2]), rel=0.02)
    assert found.slope.ratio == pytest.approx(np.exp(b[3]), rel=0.005)
    assert found.model.dispersion == pytest.approx(
        ((y - mu) ** 2 / mu).sum() / (len(y) - 8), rel=1e-6
    )


def test_unrelated_months_have_the_textbook_standard_error() -> None:
    counts, design = trending()
    found = quasi_poisson.fit(counts, pd.Series(np.ones(40)), design)
    mu = np.exp(design @ found.parameters)
    bread = np.linalg.inv((design.T * mu) @ design)
    assert np.allclose(found.quasi_poisson, bread * found.dispersion)
    unrelated = int(np.argmin(np.abs(quasi_poisson.RELATED)))
    assert np.allclose(found.related[unrelated], found.parameters)
    assert np.allclose(found.covariances[unrelated], found.quasi_poisson)


def test_related_months_agree_with_generalised_least_squares_written_out() -> None:
    counts, design = trending()
    time = np.arange(40.0) + 5 * (np.arange(40) >= 15)  # five months left out
    found = quasi_poisson.fit(counts, pd.Series(np.ones(40)), design, time)
    mu = np.exp(design @ found.parameters)
    response = design @ found.parameters + (counts.to_numpy() - mu) / mu
    heights = []
    for place, rho in enumerate(quasi_poisson.RELATED):
        errors = rho ** np.abs(time[:, None] - time) / np.sqrt(mu[:, None] * mu)
        weight = np.linalg.inv(errors)
        b = np.linalg.solve(design.T @ weight @ design, design.T @ weight @ response)
        left = (response - design @ b) @ weight @ (response - design @ b)
        assert np.allclose(found.related[place], b)
        expected = left / 38 * np.linalg.inv(design.T @ weight @ design)
        assert np.allclose(found.covariances[place], expected)
        sizes = np.linalg.slogdet(errors)[1] + np.linalg.slogdet(design.T @ weight @ design)[1]
        heights.append(-(sizes + 38 * np.log(left)) / 2)
    chances = np.exp(heights - np.max(heights))
    assert np.allclose(found.chances, chances / chances.sum())


def test_ends_of_an_interval_leave_out_a_fortieth_on_either_side() -> None:
    counts, design = trending()
    found = quasi_poisson.fit(counts, pd.Series(np.ones(40)), design)
    effect = found.effect(1)
    for value, share in ((effect.low, 0.025), (effect.ratio, 0.5), (effect.high, 0.975)):
        spread = np.sqrt(found.covariances[:, 1, 1])
        below = stats.t.cdf((np.log(value) - found.related[:, 1]) / spread, found.freedom)
        assert found.chances @ below == pytest.approx(share, abs=1e-9)


def test_months_that_run_together_widen_the_interval() -> None:
    random, widths = np.random.default_rng(3), {}
    for rho in (0.0, 0.8):
        noise = random.standard_normal(60)
        for place in range(1, 60):
            noise[place] = rho * noise[place - 1] + np.sqrt(1 - rho**2) * noise[place]
        counts = pd.Series(np.round(1000 * np.exp(0.1 * noise)))
        after = np.column_stack([np.ones(60), np.arange(60) >= 30]).astype(float)
        effect = quasi_poisson.fit(counts, pd.Series(np.ones(60)), after).effect(1)
        widths[rho] = np.log(effect.high / effect.low)
    assert widths[0.8] > 1.8 * widths[0.0]


def trending() -> tuple[pd.Series, np.ndarray]:
    counts = np.random.default_rng(8).poisson(50, 40).astype(float)
    return pd.Series(counts), np.column_stack([np.ones(40), np.linspace(0, 1, 40)])


@pytest.mark.parametrize(("change", "step"), [("consent", 0.7), ("public_task", 1.4)])
def test_a_planted_step_is_inside_its_interval(change: ChangeId, step: float) -> None:
    found = stepped(series(change, step=step, noise=0.02), change)
    assert found.level.low < step < found.level.high
    assert found.level.clear
    assert found.slope.low < 1 < found.slope.high


def test_intervals_hold_the_planted_step_as_often_as_they_should() -> None:
    held = 0
    for seed in range(60):
        level = stepped(series("consent", step=0.8, noise=0.05, seed=seed)).level
        held += level.low < 0.8 < level.high
    assert held >= 52  # 57 of 60 expected; fewer than 52 has a chance of 1 in 100


def test_a_planted_drift_is_found() -> None:
    slope = stepped(series("consent", drift=1.03, noise=0.01)).slope
    assert slope.low < 1.03 < slope.high
    assert slope.low > 1


def test_the_counterfactual_goes_on_without_the_step() -> None:
    found = estimate(series("consent", step=0.7))
    months = found.months.set_index("period_start")
    after = months[months["side"] == "after"]
    assert (after["count"] / after["counterfactual"]).mean() == pytest.approx(0.7, rel=0.1)
    assert (after["low"] < after["counterfactual"]).all()
    assert (after["counterfactual"] < after["high"]).all()
    before = months[months["side"] == "before"]
    assert (before["count"] / before["counterfactual"]).mean() == pytest.approx(1, rel=0.01)
    width = months["high"] / months["low"]
    assert width.loc["2019-06-01"] > width.loc["2018-06-01"] > width.loc["2017-01-01"]
    assert months.index.is_monotonic_increasing
    assert months.index[-1] == pd.Timestamp("2019-06-01")


def test_equal_calendar_months_compare_like_with_like() -> None:
    frame = series("public_task", step=1.3)
    frame["count"] = frame["count"] * np.where(frame["period_start"].dt.month == 7, 3.0, 1.0)
    equal = plain.equal_months(frame, changes.change("public_task", SHIPPED))
    assert equal is not None
    drift = np.exp(0.002 * (78 - 32))  # months between the middles of both sides
    assert equal.ratio == pytest.approx(1.3 * drift, rel=0.02)
    assert equal.low < 1.3 * drift < equal.high


def test_the_lead_alone_is_that_of_the_whole() -> None:
    frame = series("consent", step=0.7)
    found = estimate(frame)
    assert found.verdict is not None
    assert before_after.lead(frame, found.change) == found.verdict.effect
    short = frame[frame["period_start"] >= "2017-06-01"]
    assert before_after.lead(short, found.change) is None


def test_eleven_months_are_too_few() -> None:
    frame = series("consent")
    found = estimate(frame[frame["period_start"] >= "2017-06-01"])
    assert not found.enough
    assert found.verdict is None
    assert plain.stepped(frame[frame["period_start"] >= "2017-06-01"], found.change) is None
    assert found.words == "Too few months: 11 before the change, 12 are needed on each side"
    assert (found.months_before, found.months_after) == (11, 13)


def test_hidden_months_are_left_out_and_counted() -> None:
    frame = series("consent", step=0.7)
    frame.loc[[3, 30], "count"] = np.nan
    found = estimate(frame)
    assert (found.enough, found.hidden) == (True, 2)
    assert (found.months_before, found.months_after) == (24, 12)


def test_too_many_hidden_months_are_not_modelled() -> None:
    frame = series("consent")
    frame.loc[[3, 5, 7], "count"] = np.nan
    found = estimate(frame)
    assert not found.enough
    assert found.words == "Too few to model: 3 of 25 months before the change are hidden or missing"


def test_counts_too_small_to_model_are_not_modelled() -> None:
    frame = series("consent")
    frame["count"] = 4.0
    assert estimate(frame).words == "Too few to model: under 5 a month before the change"


def test_a_month_without_exposure_is_left_out() -> None:
    frame = series("consent")
    frame.loc[4, "exposure"] = np.nan
    found = estimate(frame)
    assert found.hidden == 1
    assert np.isnan(found.months["counterfactual"].iloc[4])


def test_a_month_twice_is_refused() -> None:
    frame = series("consent")
    with pytest.raises(ValueError, match="once"):
        estimate(pd.concat([frame, frame.iloc[:1]]))


def test_rounded_counts_change_little() -> None:
    exact = series("consent", step=0.7, noise=0.02)
    rounded = exact.assign(count=(exact["count"] / 5).round() * 5)
    first, second = stepped(exact).level, stepped(rounded).level
    assert second.ratio == pytest.approx(first.ratio, rel=0.005)


def test_no_change_is_seldom_called_one() -> None:
    clear = 0
    for seed in range(60):
        clear += stepped(series("consent", noise=0.05, seed=seed + 500)).level.clear
    assert clear <= 8  # 3 of 60 expected; more than 8 has a chance of 1 in 200


def test_what_the_errors_of_the_usual_model_look_like_is_said() -> None:
    steady = stepped(series("consent"))
    assert "about as much as chance alone would make them" in steady.words
    assert "a month's surprise does not clearly carry over" in steady.words
    noisy = stepped(series("consent", noise=0.1))
    times = noisy.model.dispersion
    assert times > 1.5
    assert f"vary about {times:.1f} times as much as chance alone would make them" in noisy.words
    related = series("consent")
    runs = 1 + 0.2 * np.sign(np.sin(np.arange(len(related)) * 2 * np.pi / 7))
    related["count"] = (related["count"] * runs).round()
    assert "carries over into the months after (the model's errors are correlated)" in (
        stepped(related).words
    )
    assert all("no ground to claim a change" in each.words for each in (steady, noisy))
