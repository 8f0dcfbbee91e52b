"""XmR charts against published numbers and small drawn series."""

import numpy as np
import pandas as pd
import pytest

from metrics import spc

SPIKE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
FLAT = [10.0, 12.0] * 8


def months(values: list[float]) -> pd.Series:
    return pd.Series(values, index=pd.date_range("2020-04-01", periods=len(values), freq="MS"))


def test_limits_are_the_published_numbers() -> None:
    assert np.allclose(spc.limits(SPIKE), (1.944444, -0.715556, 4.604444), atol=5e-7)
    unscreened = spc.limits(SPIKE, screened=False)
    assert np.allclose(unscreened, (1.944444, -3.062614, 6.951503), atol=5e-7)


def test_inner_limits_lie_two_thirds_of_the_way() -> None:
    chart = spc.xmr(months(SPIKE)).iloc[0]
    assert chart["inner_high"] - chart["mean"] == pytest.approx(
        (chart["high"] - chart["mean"]) / 1.5
    )
    assert chart["mean"] - chart["inner_low"] == pytest.approx((chart["mean"] - chart["low"]) / 1.5)


def test_a_point_outside_the_limits_is_marked_and_no_other() -> None:
    chart = spc.xmr(months(SPIKE))
    assert list(np.flatnonzero(chart["signal"] != "")) == [4]
    assert chart["signal"].iloc[4] == "outside limits"
    assert chart["direction"].iloc[4] == "up"


def test_seven_rising_are_a_trend_and_six_are_not() -> None:
    base = [11.0, 10.0, 12.0, 9.0, 13.0, 10.0, 12.0, 9.0, 13.0, 11.0]
    seven = [9.0, 9.5, 10.0, 10.5, 11.0, 11.5, 12.0]
    found = spc.xmr(months([*base, *seven]))["signal"]
    assert list(found.iloc[-7:]) == ["trend"] * 7
    assert "trend" not in set(spc.xmr(months([*base, *seven[1:]]))["signal"])


def test_seven_on_one_side_are_a_shift_and_six_are_not() -> None:
    low, high = [10.0, 12.0, 9.0, 12.5, 9.0, 12.0, 9.5] * 2, [11.6, 11.4, 11.6, 11.4, 11.6, 11.4]
    shifted = spc.xmr(months([*low, 9.0, *high, 11.6]))
    assert list(shifted["signal"].iloc[-7:]) == ["one side"] * 7
    assert set(shifted["direction"].iloc[-7:]) == {"up"}
    assert "one side" not in set(spc.xmr(months([*low, 9.0, *high]))["signal"].iloc[-6:])


def test_two_of_three_must_be_beyond_one_inner_limit_on_one_side() -> None:
    values = [*FLAT, *FLAT, 15.5, 12.0, 15.5]
    chart = spc.xmr(months(values))
    assert (chart["high"] > 15.5).all()
    assert list(chart["signal"].iloc[-3:]) == ["two of three", "", "two of three"]
    across = spc.xmr(months([*FLAT, *FLAT, 15.6, 9.0, 15.6]))
    assert "two of three" not in set(across["signal"])


def test_the_first_rule_in_order_is_the_one_named() -> None:
    values = [*FLAT, 11.2, 11.4, 11.6, 11.8, 12.0, 12.2, 40.0]
    assert spc.xmr(months(values))["signal"].iloc[-1] == "outside limits"
    assert spc.xmr(months(values))["signal"].iloc[-2] == "trend"


def test_rebasing_begins_afresh_on_the_day() -> None:
    chart = spc.xmr(months([*FLAT, *[20.0, 22.0] * 8]), rebase_at=["2021-08-01"])
    assert chart["mean"].iloc[0] == 11
    assert chart["mean"].iloc[-1] == 21
    assert set(chart["signal"]) == {""}
    assert (spc.xmr(months([*FLAT, *[20.0, 22.0] * 8]))["signal"] != "").all()


def test_a_gap_has_no_signal_and_ends_runs() -> None:
    chart = spc.xmr(months([*FLAT[:8], 12.5, 12.5, 12.5, np.nan, 12.5, 12.5, 12.5, 8.0]))
    assert chart["signal"].iloc[11] == ""
    assert "one side" not in set(chart["signal"])


def test_fewer_than_twelve_points_are_on_trial() -> None:
    assert spc.xmr(months(FLAT[:11]))["trial"].all()
    assert not spc.xmr(months(FLAT[:12]))["trial"].any()
    assert spc.latest_movement(FLAT[:11], "up") == "too few to say"
    assert spc.latest_movement([np.nan] * 20, "up") == "too few to say"


@pytest.mark.parametrize(
    ("last", "better", "word"),
    [
        (30.0, "up", "improving"),
        (30.0, "down", "worsening"),
        (-9.0, "up", "worsening"),
        (-9.0, "down", "improving"),
        (30.0, "context", "rising"),
        (11.0, "up", "no clear change"),
    ],
)
def test_movement_is_read_with_its_direction(last: float, better: str, word: str) -> None:
    values = [*FLAT, last]
    assert spc.latest_movement(values, better) == word  # type: ignore[arg-type]
    drawn = spc.xmr(months(values))["direction"].iloc[-1]
    assert bool(drawn) == (word != "no clear change"), "as it is drawn"


def test_nothing_to_draw_is_an_empty_chart() -> None:
    assert spc.xmr(pd.Series([], index=pd.DatetimeIndex([]), dtype=float)).empty


def test_small_rounded_counts_that_mostly_stay_the_same_signal_nothing() -> None:
    days = pd.date_range("2016-04-01", periods=20, freq="MS")
    few = pd.Series([5.0] * 12 + [10.0] + [5.0] * 7, index=days)
    found = spc.xmr(few)
    assert found["signal"].eq("").all()
    assert found["trial"].all()
    assert spc.latest_movement(few, "context") == "too few to say"
    whole = pd.Series([1.0] * 19 + [0.5], index=days)
    assert spc.xmr(whole)["signal"].iloc[-1] == "outside limits", "a share that was always whole"
