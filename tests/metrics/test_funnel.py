"""Funnel limits against their formula, and what overdispersion does to them."""

import numpy as np
import pandas as pd
import pytest

from metrics.funnel import funnel, limits, overdispersion


def test_plain_limits_are_the_formula_with_the_published_z() -> None:
    found = limits([100], 0.3, 0.0).iloc[0]
    spread = np.sqrt(0.3 * 0.7 / 100)
    assert found["plain_low_95"] == pytest.approx(0.3 - 1.959964 * spread, abs=1e-6)
    assert found["plain_high_998"] == pytest.approx(0.3 + 3.090232 * spread, abs=1e-6)


def test_limits_never_leave_what_is_possible() -> None:
    found = limits([2, 5], 0.97, 0.2)
    assert (found.filter(like="low") >= 0).all(axis=None)
    assert (found.filter(like="high") <= 1).all(axis=None)
    assert (limits([2], 3.0, 0.5, kind="rate").filter(like="low") >= 0).all(axis=None)


def test_arcsine_limits_are_near_the_plain_ones_for_large_areas() -> None:
    found = limits([20_000], 0.4, 0.0).iloc[0]
    assert found["low_95"] == pytest.approx(found["plain_low_95"], abs=1e-4)
    rate = limits([20_000], 40.0, 0.0, kind="rate").iloc[0]
    assert rate["high_998"] == pytest.approx(rate["plain_high_998"], abs=0.05)


def test_overdispersion_matches_an_obvious_recomputation() -> None:
    x, n = np.array([30, 80, 45, 120, 10, 60]), np.array([100, 200, 150, 210, 60, 130])
    scores = []
    for part, whole in zip(x, n, strict=True):
        apart = np.arcsin(np.sqrt(part / whole)) - np.arcsin(np.sqrt(0.4))
        scores.append(apart / (1 / (2 * np.sqrt(whole))))
    low, high = np.quantile(scores, 0.1), np.quantile(scores, 0.9)
    phi = sum(min(max(z, low), high) ** 2 for z in scores) / 6
    w = [4.0 * whole for whole in n]
    tau2 = (6 * phi - 5) / (sum(w) - sum(each**2 for each in w) / sum(w))
    assert overdispersion(x, n, 0.4) == pytest.approx((phi, np.sqrt(tau2)))


def test_areas_that_vary_less_than_chance_widen_nothing() -> None:
    phi, tau = overdispersion([40, 80, 60], [100, 200, 150], 0.4)
    assert phi == pytest.approx(0)
    assert tau == 0


def simulated(spread: float, seed: int = 4) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    n = random.integers(80, 3000, 32)
    share = 1 / (1 + np.exp(-(0.4 + spread * random.standard_normal(32))))
    return funnel(random.binomial(n, share), n)


def test_chance_alone_leaves_councils_inside() -> None:
    outside = sum((simulated(0.0, seed)["outside"] != "").sum() for seed in range(20))
    assert outside <= 4  # 640 draws, 1 in 500 expected outside


def test_widened_limits_hold_councils_that_all_vary() -> None:
    found = simulated(0.3)
    beyond = (found["value"] < found["plain_low_998"]) | (found["value"] > found["plain_high_998"])
    assert beyond.sum() >= 8
    assert (found["outside"] != "").sum() <= 1
    assert found["tau"].iloc[0] == pytest.approx(0.3 * 0.245, rel=0.4)  # d arcsin / d logit


def test_one_far_council_is_found_among_like_ones() -> None:
    n = [500] * 31 + [800]
    x = [200 + (each % 5) * 6 - 12 for each in range(31)] + [180]
    found = funnel(x, n)
    assert list(found["outside"].iloc[:31]) == [""] * 31
    assert found["outside"].iloc[31] == "below"
    assert found["distance"].iloc[31] < -3.09


def test_outside_and_drawn_limits_say_the_same() -> None:
    found = simulated(0.15)
    above, below = found["value"] > found["high_998"], found["value"] < found["low_998"]
    assert list(found["outside"] == "above") == list(above)
    assert list(found["outside"] == "below") == list(below)


def test_a_hidden_council_moves_nothing() -> None:
    with_hidden = funnel([40, 90, np.nan], [100, 200, 300])
    without = funnel([40, 90], [100, 200])
    assert with_hidden["target"].iloc[0] == without["target"].iloc[0]
    assert with_hidden["tau"].iloc[0] == without["tau"].iloc[0]
    assert with_hidden.iloc[2][["value", "distance", "low_95"]].isna().all()
    assert with_hidden["outside"].iloc[2] == ""


def test_all_hidden_has_no_limits() -> None:
    found = funnel([np.nan, np.nan], [np.nan, 20])
    assert found["high_998"].isna().all()
    assert set(found["outside"]) == {""}


def test_a_rate_may_pass_a_hundred() -> None:
    found = funnel([300, 150], [200, 120], kind="rate")
    assert found["target"].iloc[0] == pytest.approx(100 * 450 / 320)
    assert found["value"].iloc[0] == 150


def test_rounding_is_not_taken_for_a_difference() -> None:
    random = np.random.default_rng(11)
    n = random.integers(60, 400, 32)
    x = random.binomial(n, 0.99)
    rounded = 5 * np.round(x / 5), 5 * np.round(n / 5)
    assert funnel(x, n)["phi"].iloc[0] < 1.5
    assert funnel(*rounded)["phi"].iloc[0] > 2.5
    allowed = funnel(*rounded, rounded_to=5)
    assert allowed["phi"].iloc[0] < 2  # the delta method is rough this near to all
    assert set(allowed["outside"]) == {""}
    assert (allowed["high_998"] >= funnel(*rounded)["target"]).all()


def test_rounding_widens_what_it_should() -> None:
    """The spread of simulated rounded shares is the variance that the limits allow."""
    random = np.random.default_rng(2)
    n = 200 + random.integers(-50, 51, 40_000)  # so that both parts are rounded up and down
    x = random.binomial(n, 0.9)
    scale = np.arcsin(np.sqrt(np.minimum(5 * np.round(x / 5) / (5 * np.round(n / 5)), 1)))
    near = np.abs(n - 200) <= 10
    found = limits([200], 0.9, 0.0, rounded_to=5).iloc[0]
    allowed = (np.arcsin(np.sqrt(found["high_95"])) - np.arcsin(np.sqrt(0.9))) / 1.959964
    assert scale[near].std() == pytest.approx(allowed, rel=0.05)


def test_an_impossible_target_is_refused() -> None:
    with pytest.raises(ValueError, match="target"):
        funnel([1], [2], target=1.2)
    with pytest.raises(ValueError, match="target"):
        funnel([1], [2], target=-1, kind="rate")
