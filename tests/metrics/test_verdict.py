"""The verdict: what it claims, what it says, and the numbers behind it."""

import numpy as np
import pandas as pd
import pytest

from metrics import local_level, verdict
from metrics.months import Months
from metrics.quasi_poisson import Effect
from metrics.verdict import Total, Verdict
from metrics.without_change import without_change


def months(
    mean: float = 150, effect: float = 1.0, *, gap: int = 1, seed: int = 2, noise: float = 0.02
) -> pd.DataFrame:
    """24 months, a transition, 24 months, with a yearly wave and a level that drifts by noise."""
    random = np.random.default_rng(seed)
    n = 48 + gap
    level = np.cumsum(random.normal(0, noise, n)) + 0.1 * np.sin(2 * np.pi * np.arange(n) / 12)
    after = np.arange(n) >= 24 + gap
    return pd.DataFrame(
        {
            "period_start": pd.date_range("2016-01-01", periods=n, freq="MS"),
            "count": random.poisson(mean * np.exp(level) * effect**after).astype(float),
            "exposure": 1.0,
            "side": np.repeat(["before", "transition", "after"], [24, gap, 24]),
        }
    )


@pytest.mark.parametrize(("effect", "claim"), [(0.6, "fall"), (1.7, "rise")])
def test_a_large_change_is_claimed(effect: float, claim: str) -> None:
    found = verdict.judge(months(effect=effect))
    assert found.claims == claim
    assert found.effect.low < effect < found.effect.high


def test_no_change_is_seldom_claimed() -> None:
    claims = [verdict.judge(months(seed=seed, noise=0.01)).claims for seed in range(30)]
    assert claims.count("no clear change") >= 27  # of 30; 5 % would be false


def test_the_referrals_not_made_are_counted() -> None:
    table = months(effect=0.6, noise=0.0)
    found = verdict.judge(table)
    truth = 24 * 150 * (0.6 - 1)
    assert found.difference.low < truth < found.difference.high
    assert found.difference.value == pytest.approx(truth, rel=0.3)
    assert found.difference.high < 0


def test_the_band_is_a_real_95_per_cent_of_what_could_have_been() -> None:
    """Not the wider share that the ratio leaves out, which was set for claims on it alone."""
    table = months()
    here = verdict.known(table)
    counted, every = table["count"].to_numpy("float64"), Months.of(table)
    fitted = local_level.fit(counted[here], every.only(here))
    paths = without_change(fitted, every, verdict.DRAWS)
    band = verdict.judge(table).months
    inside = (paths >= band["low"].to_numpy()) & (paths <= band["high"].to_numpy())
    assert inside.mean() == pytest.approx(0.95, abs=0.001)


def test_the_number_of_people_has_a_real_95_per_cent_interval() -> None:
    """Of Poisson counts with mean 10,000, whose standard deviation is 100."""
    found = verdict._difference(np.array([10_000.0]), np.full((20_000, 1), 10_000.0), 0.0)
    assert (found.low, found.high) == pytest.approx((-196, 196), abs=6)


def test_hidden_months_and_months_without_exposure_are_left_out() -> None:
    table = months(effect=0.6)
    whole = verdict.judge(table)
    table.loc[[3, 40], "count"] = np.nan
    table.loc[10, "exposure"] = 0.0
    found = verdict.judge(table)
    assert found.effect.low < 0.6 < found.effect.high
    assert np.isnan(found.months.loc[10, "counterfactual"])
    assert np.isfinite(found.months.loc[[3, 24, 40], "counterfactual"]).all()
    assert abs(found.difference.value) < abs(whole.difference.value)  # one month fewer


def test_the_transition_is_not_fitted() -> None:
    table = months(effect=0.6)
    other = table.assign(count=table["count"].where(table["side"] != "transition", 99_999.0))
    assert verdict.judge(table).effect == verdict.judge(other).effect


def test_rounded_counts_change_little() -> None:
    table = months(effect=0.6)
    rounded = table.assign(count=(table["count"] / 5).round() * 5)
    first, second = verdict.judge(table).effect, verdict.judge(rounded).effect
    assert second.ratio == pytest.approx(first.ratio, rel=0.02)


def test_the_line_had_nothing_changed_passes_through_the_months_before() -> None:
    table = months(effect=0.5)
    found = verdict.judge(table)
    before = table["side"] == "before"
    shares = table["count"] / found.months["counterfactual"]
    assert shares[before].mean() == pytest.approx(1, abs=0.03)
    assert shares[table["side"] == "after"].mean() == pytest.approx(0.5, abs=0.1)


def test_what_the_interval_allows_for_is_said() -> None:
    effect, total = Effect(0.8, 0.7, 1.1), Total(-10, -30, 5)
    made = Verdict(effect, 0.021, total, pd.DataFrame())
    assert "about 2 % from one month to the next" in made.allows_for
    assert "which is small here" in Verdict(effect, 0.001, total, pd.DataFrame()).allows_for
    assert made.claims == "no clear change"


def test_small_counts_are_not_judged() -> None:
    few = np.full(24, 4.0)
    assert verdict.too_few(few, "after") == "Too few to model: under 5 a month after the change"
    assert verdict.too_few(few + 1, "after") == ""


def test_absurd_exposures_widen_the_interval_and_break_nothing() -> None:
    table = months(effect=0.6)
    table["exposure"] = 10.0 ** np.random.default_rng(1).uniform(0, 6, len(table))
    found = verdict.judge(table)
    assert found.effect.high > 2 * found.effect.low
    assert np.isfinite(found.months.to_numpy()).all()
