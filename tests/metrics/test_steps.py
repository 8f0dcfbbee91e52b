"""Steps that are suggested: found where they are, and not where a level only rises or swings."""

import numpy as np
import pandas as pd
import pytest
import ruptures

from metrics import steps

MONTHS = pd.date_range("2016-04-01", periods=120, freq="MS")
SEASON = 0.1 * np.sin(2 * np.pi * np.arange(120) / 12)


def series(mean: float, level: np.ndarray, seed: int = 1) -> pd.Series:
    drawn = np.random.default_rng(seed).poisson(mean * np.exp(SEASON + level))
    return pd.Series(drawn, index=MONTHS, dtype=float)


def found(counts: pd.Series) -> list[steps.Step]:
    return steps.steps(counts, counts)[0]


def jump(at: int, ratio: float) -> np.ndarray:
    return np.log(ratio) * (np.arange(120) >= at)


@pytest.mark.parametrize("seed", range(5))
def test_the_segments_are_those_of_ruptures(seed: int) -> None:
    draw = np.random.default_rng(seed)
    values = np.repeat(draw.normal(0, 2, 6), 20) + draw.normal(0, 1, 120)
    known = ruptures.KernelCPD(kernel="linear", min_size=6).fit(values.reshape(-1, 1))

    def cost(places: list[int]) -> float:
        levels = np.split(values, places)
        return sum(float(((level - level.mean()) ** 2).sum()) for level in levels)

    for penalty in (2.0, 8.0, 20.0, 200.0):
        ours = steps.segmented(values, penalty, 6)
        if ours:  # its search at a penalty prunes, and may miss the least; at a number it does not
            assert ours == known.predict(n_bkps=len(ours))[:-1]
        theirs = known.predict(pen=penalty)[:-1]
        assert cost(ours) + penalty * len(ours) <= cost(theirs) + penalty * len(theirs) + 1e-9


def test_a_step_is_found_where_it_is_and_as_large_as_it_is() -> None:
    (step,) = found(series(400, jump(62, 0.8)))
    assert step.month == MONTHS[62]
    assert 0.74 < step.effect.ratio < 0.86


def test_the_interval_holds_the_true_size_nearly_always() -> None:
    steps_found = [step for seed in range(40) for step in found(series(400, jump(62, 0.8), seed))]
    held = [step.effect.low <= 0.8 <= step.effect.high for step in steps_found]
    assert len(held) >= 36
    assert np.mean(held) >= 0.9


def test_two_steps_are_found() -> None:
    told = found(series(400, jump(30, 0.7) + jump(80, 1.4)))
    assert [step.month for step in told] == [MONTHS[30], MONTHS[80]]
    assert told[0].effect.ratio < 1 < told[1].effect.ratio


def test_a_season_is_no_step() -> None:
    assert found(series(400, 2 * SEASON)) == []


def test_a_steady_fall_is_seldom_taken_for_a_staircase() -> None:
    """Cut into levels it always is; the half years on both sides of a cut seldom differ enough."""
    every = [series(400, -0.003 * np.arange(120), seed) for seed in range(20)]
    levels = [steps.adjusted(np.log(each)).to_numpy() for each in every]
    assert all(steps.segmented(each, steps.PENALTY * steps.noise_of(each), 6) for each in levels)
    assert sum(bool(found(each)) for each in every) <= 5


def test_a_level_series_has_none() -> None:
    assert found(pd.Series(100.0, index=MONTHS)) == []


def test_some_hidden_months_are_borne_and_many_are_not() -> None:
    counts = series(400, jump(62, 0.7))
    counts.iloc[[3, 40, 61, 100]] = np.nan
    assert [step.month for step in found(counts)] == [MONTHS[62]]
    counts.iloc[:12] = np.nan
    told, why = steps.steps(counts, counts)
    assert (told, why) == ([], "15 of 120 months are hidden or missing")


def test_short_and_sparse_series_say_why() -> None:
    short = series(400, jump(20, 0.5)).head(47)
    assert steps.steps(short, short)[1] == "47 months can be seen, and 48 are needed"
    sparse = series(15, jump(62, 0.5))
    assert "under 20 in a middling month" in steps.steps(sparse, sparse)[1]


def test_a_rate_is_as_sparse_as_its_counts() -> None:
    counts = series(400, np.zeros(120))
    assert steps.steps(counts / 40, counts) == ([], "")


@pytest.mark.long
def test_how_often_a_step_is_suggested_where_there_is_none() -> None:
    """docs/steps.md has the table; bench/steps.py makes it."""
    draws = [np.random.default_rng(seed) for seed in range(1000)]
    quiet = [
        bool(found(series(100, draw.normal(0, 0.05, 120), seed))) for seed, draw in enumerate(draws)
    ]
    assert np.mean(quiet) < 0.02
    moved = [bool(found(series(100, jump(60, 0.7), seed))) for seed in range(1000)]
    assert np.mean(moved) > 0.9
