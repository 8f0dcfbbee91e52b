"""A series with limits of ordinary variation, worked out afresh where its lawful basis changed."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.regimes import Edition, Regime
from metrics.answers import stretches
from metrics.answers.trend import trend
from tests.metrics.published import SCOTLAND, cell, months, publish, regimes

FIFE = "S32000016"


def starts(first: str, number: int) -> pd.Series:
    return pd.Series(pd.to_datetime(months(first, number)))


def test_a_month_that_a_change_falls_into_is_on_neither_side() -> None:
    found = stretches.by_regimes(starts("2018-04-01", 3), "month", regimes())
    assert found.tolist() == ["earlier", "apart", "consent"], "25 May 2018"


def test_every_month_of_a_window_is_on_neither_side() -> None:
    found = stretches.by_regimes(starts("2019-06-01", 23), "month", regimes())
    assert found.tolist() == ["consent", *["apart"] * 20, "public_task", "public_task"]


def test_a_quarter_that_touches_a_window_is_on_neither_side() -> None:
    quarters = pd.Series(pd.to_datetime(["2019-04-01", "2019-07-01", "2021-01-01", "2021-04-01"]))
    found = stretches.by_regimes(quarters, "quarter", regimes())
    assert found.tolist() == ["consent", "apart", "apart", "public_task"]


def test_a_change_on_the_first_of_a_month_leaves_no_month_out() -> None:
    day = date(2020, 1, 1)
    edition = Edition(1, (Regime(FIFE, "public_task", day, day, "confirmed", "x"),))
    found = stretches.by_regimes(starts("2019-12-01", 2), "month", regimes(edition, FIFE))
    assert found.tolist() == ["earlier", "public_task"]


def published(folder: Path, area: str, edition: Edition | None = None) -> pd.DataFrame:
    """Referrals at 100, 200 from 2018-06 on and 400 from 2021-03 on, each but a little apart."""
    rows = []
    for place, day in enumerate(months("2017-04-01", 60)):
        level = 100 if day < "2018-06" else 200 if day < "2021-03" else 400
        rows.append(cell("referrals", day, area, level + place % 2 * 5))
    tables = {"regime": edition.rows()} if edition else {}
    reader = publish(folder, measure=rows, **tables)
    return trend(reader, "referrals", area, rebase="regimes").set_index("period_start")


def test_limits_are_worked_out_afresh_for_each_lawful_basis(tmp_path: Path) -> None:
    found = published(tmp_path, SCOTLAND)
    means = found.groupby("stretch")["mean"].mean() // 1
    assert means.drop(stretches.APART).to_dict() == {
        "earlier": 102,
        "consent": 202,
        "public_task": 402,
    }
    assert (found["signal"] == "").all(), "a step at a date that is known is no signal"


def test_months_in_between_have_values_but_neither_limits_nor_signals(tmp_path: Path) -> None:
    found = published(tmp_path, SCOTLAND)
    between = found[found["stretch"] == stretches.APART]
    assert len(between) == 21, "May 2018, and July 2019 to February 2021"
    assert between["value"].notna().all()
    assert between[["mean", "limit_low", "limit_high"]].isna().all(axis=None)
    assert (between["signal"] == "").all()


def test_each_area_has_its_own_dates(tmp_path: Path) -> None:
    known = date(2019, 11, 1)
    own = Regime(FIFE, "public_task", known, known, "confirmed", "x")
    shipped = [Regime("scotland", "consent", date(2018, 5, 25), date(2018, 5, 25), "reported", "x")]
    found = published(tmp_path, FIFE, Edition(1, (*shipped, own)))
    assert found.loc["2019-10-01", "stretch"] == "consent"
    assert found.loc["2019-11-01", "stretch"] == "public_task"
    assert found.loc["2021-03-01", "signal"] != "", "400 is not ordinary where 200 went before"


def test_a_short_stretch_has_trial_limits(tmp_path: Path) -> None:
    rows = [cell("referrals", day, SCOTLAND, 100) for day in months("2021-03-01", 11)]
    found = trend(publish(tmp_path, measure=rows), "referrals", rebase="regimes")
    assert found["trial"].all()


def test_the_recent_past_is_judged_by_itself(tmp_path: Path) -> None:
    values = [*[500, 510] * 8, *[100, 104] * 12]
    days = months("2020-12-01", 40)
    rows = [cell("referrals", day, SCOTLAND, v) for day, v in zip(days, values, strict=True)]
    found = trend(publish(tmp_path, measure=rows), "referrals", rebase="recent")
    assert np.isclose(found["mean"].iloc[-1], 102)
    assert (found["signal"] == "").all()
    assert found["stretch"].tolist() == ["past"] * 16 + ["recent"] * 24
    assert found["limit_high"].isna().tolist() == [True] * 16 + [False] * 24


def test_with_few_periods_all_are_recent(tmp_path: Path) -> None:
    rows = [cell("referrals", day, SCOTLAND, 100) for day in months("2022-11-01", 17)]
    rows[-1] = cell("referrals", "2024-03-01", SCOTLAND, 400)
    found = trend(publish(tmp_path, measure=rows), "referrals", rebase="recent")
    assert set(found["stretch"]) == {"recent"}
    assert found["signal"].iloc[-1] == "outside limits"


@pytest.mark.parametrize(("hidden", "told"), [(1, True), (4, False)])
def test_a_stretch_mostly_hidden_has_no_mean_and_no_limits(
    tmp_path: Path, hidden: int, told: bool
) -> None:
    """Of hidden months the low ones are missing: the mean of the rest is that of the high ones."""
    days = months("2015-01-01", 20)
    rows = [
        cell("referrals", day, SCOTLAND, None if n < hidden else 6 + n % 3)
        for n, day in enumerate(days)
    ]
    found = trend(publish(tmp_path, measure=rows), "referrals", rebase="regimes")
    assert found["stretch"].eq("earlier").all()
    limits = found[["mean", "limit_low", "limit_high"]].notna()
    assert limits.all(axis=None) == told
    assert limits.any(axis=None) == told
