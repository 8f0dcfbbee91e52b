"""The numbers of incidents and referrals hold the planted shape, changes and differences."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from data.generator.plan import Plan, last_full_month
from data.generator.run import national_rise
from data.generator.volumes import Volumes, council_effects, regime, volumes
from data.generator.world import COUNCILS, DIVISIONS, division_of, incident_share
from metrics import before_after, not_yet_changed, plain
from metrics.answers.changes import ChangeId, change
from metrics.change import Change
from tests.metrics.published import regimes

PLAN = Plan(1, date(2026, 6, 1))


@pytest.fixture(scope="module")
def counts() -> Volumes:
    return volumes(PLAN)


def national(plan: Plan) -> pd.DataFrame:
    found = volumes(plan)
    return pd.DataFrame(
        {
            "period_start": pd.to_datetime(list(plan.months)),
            "count": found.referrals.sum(axis=1).astype("float64"),
            "exposure": found.incidents.sum(axis=1).astype("float64"),
        }
    )


@pytest.mark.parametrize("id", ["consent", "public_task"])
def test_the_effect_of_each_change_is_recovered_within_its_interval(id: ChangeId) -> None:
    """A 95 % interval may miss one run in twenty; of ten runs eight must hold the truth."""
    usual = judged = 0
    for seed in range(10):
        plan = Plan(seed, date(2026, 6, 1))
        months, made, told = national(plan), change(id, regimes()), plan.planted
        found, stepped = before_after.fit(months, made), plain.stepped(months, made)
        assert stepped is not None
        assert found.verdict is not None
        truth = told.consent_level if id == "consent" else national_rise(plan, volumes(plan))
        usual += stepped.level.low <= truth <= stepped.level.high
        judged += found.verdict.effect.low <= truth <= found.verdict.effect.high
        assert found.verdict.claims == ("fall" if id == "consent" else "rise")
    assert usual >= 8
    assert judged >= 8


def by_division(plan: Plan) -> dict[str, pd.DataFrame]:
    """Months of every division: referrals, and incidents as their exposure."""
    found = volumes(plan)
    return {
        code: pd.DataFrame(
            {
                "period_start": pd.to_datetime(list(plan.months)),
                "count": found.referrals[:, division_of() == place].sum(axis=1).astype("float64"),
                "exposure": found.incidents[:, division_of() == place]
                .sum(axis=1)
                .astype("float64"),
            }
        )
        for place, code in enumerate(DIVISIONS)
    }


def test_every_divisions_planted_effect_is_in_its_interval_as_often_as_it_should_be() -> None:
    """At the shipped dates, both changes, eight runs: 208 intervals, of which 95 % may be asked."""
    held = []
    for seed in range(8):
        plan = Plan(seed, date(2026, 6, 1))
        for code, months in by_division(plan).items():
            rise = plan.planted.divisions[code].rise
            for id, truth in (("consent", plan.planted.consent_level), ("public_task", rise)):
                effect = before_after.lead(months, change(id, regimes()))
                assert effect is not None
                held.append(effect.low <= truth <= effect.high)
    assert len(held) == 208
    assert sum(held) >= 0.95 * len(held)


def test_known_days_let_early_divisions_be_compared_with_those_not_yet_changed() -> None:
    """Lockdown, which all share, lies in the year after; their own rise is found beside it."""
    held, compared = 0, 0
    for seed in range(6):
        plan = Plan(seed, date(2026, 6, 1))
        dated = {
            code: (months, at_its_day(plan.planted.divisions[code].day))
            for code, months in by_division(plan).items()
        }
        for code, (months, made) in dated.items():
            rest = not_yet_changed.without(dated, code)
            effect = not_yet_changed.in_area(months, made, rest).effect
            if effect is not None:
                compared += 1
                held += effect.low <= plan.planted.divisions[code].rise <= effect.high
    assert compared == 3 * 6, "the rest changed when fewer than two were left for a year"
    assert held >= 16


def at_its_day(day: date) -> Change:
    """The move to public task on a known day, which its own month is left out for."""
    month, one = pd.Timestamp(day).replace(day=1), pd.DateOffset(months=1)
    shipped = change("public_task", regimes())
    return replace(
        shipped,
        before=(shipped.before[0], month - one),
        after=(month + one, shipped.after[1]),
    )


def test_sizes_are_those_of_scotland(counts: Volumes) -> None:
    assert counts.incidents.sum(axis=1).mean() == pytest.approx(5_270, rel=0.03)
    assert counts.concern_reports.sum(axis=1).mean() == pytest.approx(18_300, rel=0.05)
    assert (counts.concern_reports >= counts.incidents).all()
    assert (counts.high_risk <= counts.incidents).all()
    assert counts.high_risk.sum() / counts.incidents.sum() == pytest.approx(
        PLAN.planted.high_risk_share, rel=0.05
    )
    shares = counts.incidents.sum(axis=0) / counts.incidents.sum()
    assert shares == pytest.approx(incident_share(), rel=0.08)


def test_each_month_holds_7_to_10_percent_of_its_year_with_the_known_peaks(
    counts: Volumes,
) -> None:
    years = counts.incidents.sum(axis=1)[:120].reshape(10, 12)
    share = (years / years.sum(axis=1, keepdims=True)).mean(axis=0)
    by_month = dict(zip([*range(4, 13), 1, 2, 3], share, strict=True))
    assert 0.065 < min(share) < max(share) < 0.10
    assert sorted(by_month, key=by_month.__getitem__)[-4:] == [8, 1, 12, 7]
    assert min(by_month, key=by_month.__getitem__) == 2


def test_the_councils_differ_by_the_planted_spread(counts: Volumes) -> None:
    """In the 25 months before consent nothing else tells councils apart."""
    effects = council_effects(PLAN)
    assert np.std(effects) == pytest.approx(PLAN.planted.council_spread, rel=0.35)
    rate = np.log(counts.referrals[:25].sum(axis=0) / counts.incidents[:25].sum(axis=0))
    large = incident_share() > 0.02
    assert np.corrcoef(rate[large], effects[large])[0, 1] > 0.9


def test_each_division_rises_at_its_own_date_by_its_own_size() -> None:
    """Against the month before its own, the month after holds the planted rise."""
    monthly = regime(PLAN)
    for place, code in enumerate(DIVISIONS):
        told = PLAN.planted.divisions[code]
        assert date(2019, 7, 15) <= told.day <= date(2021, 2, 28)
        month = PLAN.months.index(told.day.replace(day=1))
        council = int(np.flatnonzero(division_of() == place)[0])
        rise = monthly[month + 1, council] / monthly[month - 1, council]
        covid = PLAN.planted.covid_months
        covered = [covid[0] <= PLAN.months[month + step] <= covid[1] for step in (-1, 1)]
        rise *= PLAN.planted.covid_level ** (covered[0] - covered[1])
        assert rise == pytest.approx(told.rise, rel=0.01), code


def test_referrals_fall_in_the_covid_months(counts: Volumes) -> None:
    rate = counts.expected.sum(axis=1) / counts.incidents.sum(axis=1)
    months = [PLAN.months.index(date(2020, month, 1)) for month in (3, 6)]
    before, after = rate[months[0] - 1], rate[months[1] + 1]
    during = rate[months[0] : months[1] + 1].mean()
    assert during == pytest.approx(PLAN.planted.covid_level * (before + after) / 2, rel=0.05)


def test_the_effects_of_councils_add_up_to_nothing() -> None:
    assert np.average(council_effects(PLAN), weights=incident_share()) == pytest.approx(0)
    assert len(COUNCILS) == 32


def test_the_last_full_month_is_over() -> None:
    assert last_full_month(date(2026, 7, 1)) == date(2026, 6, 1)
    assert last_full_month(date(2026, 1, 31)) == date(2025, 12, 1)
