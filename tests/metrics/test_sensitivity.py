"""Other ways of looking and placebo dates, on months whose truth is drawn."""

import numpy as np
import pandas as pd
import pytest

from metrics.change import Change
from metrics.quasi_poisson import Effect
from metrics.sensitivity import (
    LOCKDOWN,
    Placebo,
    calm,
    narrower,
    placebos,
    sensitivity,
    verdict,
    wider,
)

MONTHS = pd.date_range("2016-04-01", periods=72, freq="MS")


def month(text: str) -> pd.Timestamp:
    return pd.Timestamp(f"{text}-01")


CHANGE = Change(
    "consent",
    "the change",
    (month("2016-04"), month("2018-12")),
    (month("2019-02"), month("2022-03")),
)


def drawn(step: float = 1.0, exposure: float = 1.0) -> pd.DataFrame:
    """Counts of 1,000 a month, times `step` from February 2019 on."""
    count = np.where(month("2019-02") <= MONTHS, 1000.0 * step, 1000.0)
    return pd.DataFrame({"period_start": MONTHS, "count": count, "exposure": exposure})


def ratio(months: pd.DataFrame, change: Change) -> Effect | None:
    """The mean after over the mean before, with an interval of 10 %; None under a year a side."""
    side = change.side(months["period_start"])
    rate = months["count"] / months["exposure"]
    before, after = (rate[side == name].dropna() for name in ("before", "after"))
    if min(len(before), len(after)) < 12:
        return None
    found = after.mean() / before.mean()
    return Effect(found, found * 0.9, found * 1.1)


def test_every_way_is_estimated_on_its_own_months() -> None:
    months = drawn(1.5)
    locked = months["period_start"].between(*LOCKDOWN)
    months.loc[locked, "count"] = 15_000.0
    counted = months.assign(exposure=np.where(months["count"] > 1000, 2.0, 1.0))
    table = sensitivity(
        months,
        CHANGE,
        ratio,
        others={"Another method": lambda *_: Effect(1.2, 0.9, 1.6)},
        counted=counted,
    ).set_index("way")
    assert table.loc["covid", "ratio"] == pytest.approx(1.5)
    assert table.loc["denominator", "ratio"] == pytest.approx(ratio(counted, CHANGE).ratio)  # type: ignore[union-attr]
    assert table.loc["method", ["ratio", "low", "high"]].tolist() == [1.2, 0.9, 1.6]
    assert table["words"].notna().all()


def test_a_way_that_looks_at_the_same_months_is_none() -> None:
    """Where lockdown lies between the sides, leaving it out is no other way of looking."""
    between = Change("x", "x", CHANGE.before, (month("2020-07"), month("2022-03")))
    ways_of = [sensitivity(drawn(1.5), each, ratio, others={})["way"] for each in (CHANGE, between)]
    assert "covid" in set(ways_of[0])
    assert list(ways_of[1]) == ["wider", "narrower"]
    short = narrower(between, 20)
    assert list(sensitivity(drawn(1.5), short, ratio, others={})["way"]) == ["wider"]
    same = sensitivity(drawn(1.5), short, ratio, others={}, counted=drawn(1.5))
    assert list(same["way"]) == ["wider"]


def test_a_way_that_cannot_be_estimated_has_a_row_without_numbers() -> None:
    short = Change("x", "x", (month("2018-01"), month("2018-12")), CHANGE.after)
    table = sensitivity(drawn(1.5), short, ratio, others={}).set_index("way")
    assert np.isnan(table.loc["wider", "ratio"])
    assert table.loc["covid", "ratio"] == pytest.approx(1.5)


def test_of_the_divisions_left_out_the_two_that_move_it_furthest_stay() -> None:
    without = {f"D{n}": drawn(1 + n / 10) for n in range(5)}
    table = sensitivity(drawn(1.5), CHANGE, ratio, others={}, without=without)
    assert [way for way in table["way"] if way.startswith("without")] == [
        "without D0",
        "without D4",
    ]


def test_windows_move_by_whole_months() -> None:
    assert wider(CHANGE, 2).before[1] == month("2018-10")
    assert wider(CHANGE, 2).after[0] == month("2019-04")
    assert narrower(CHANGE, 24).before == (month("2017-01"), month("2018-12"))
    assert narrower(CHANGE, 24).after == (month("2019-02"), month("2021-01"))
    assert narrower(CHANGE, 100) == CHANGE


def test_only_the_lockdown_is_taken_out() -> None:
    out = calm(drawn())
    gone = out.loc[out["count"].isna(), "period_start"]
    assert [str(day.date())[:7] for day in gone] == ["2020-03", "2020-04", "2020-05", "2020-06"]


def test_placebo_dates_lie_within_quiet_windows_a_year_from_each_end() -> None:
    asked: list[Change] = []

    def remembers(months: pd.DataFrame, change: Change) -> Effect | None:
        asked.append(change)
        return ratio(months, change)

    found = placebos(drawn(1.5), [CHANGE.before, CHANGE.after], remembers, Effect(1.5, 1.3, 1.7))
    assert found == Placebo(dates=10 + 15, as_large=0)
    assert {each.after[0] for each in asked} == {
        *pd.date_range("2017-04-01", "2018-01-01", freq="MS"),
        *pd.date_range("2020-02-01", "2021-04-01", freq="MS"),
    }
    assert placebos(drawn(), [CHANGE.before], ratio, Effect(1.0, 0.9, 1.1)).share == 1.0
    assert np.isnan(Placebo(3, 3).share)


UP, NONE = Effect(1.5, 1.3, 1.7), Effect(1.1, 0.9, 1.3)


def ways(*effects: Effect) -> pd.DataFrame:
    rows = [{"way": "x", "words": f"Way {n}", **vars(each)} for n, each in enumerate(effects)]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("effect", "table", "placebo", "says"),
    [
        (UP, ways(UP, UP), Placebo(20, 0), "Robust: clear and in the same direction in all 2"),
        (UP, ways(UP, NONE), Placebo(20, 0), "Depends on how it is asked: not clear in 1 of 2"),
        (UP, ways(UP, Effect(0.6, 0.5, 0.7)), Placebo(20, 0), "Depends on how it is asked"),
        (UP, ways(UP), Placebo(20, 8), "Not distinguishable from ordinary variation: 8 of 20"),
        (NONE, ways(UP), Placebo(20, 0), "Not distinguishable from ordinary variation: the int"),
        (UP, ways(UP), Placebo(3, 3), "Robust"),
    ],
)
def test_the_verdict_is_one_sentence(
    effect: Effect, table: pd.DataFrame, placebo: Placebo, says: str
) -> None:
    assert verdict(effect, table, placebo).startswith(says)
