"""How many incidents and referrals each council has in each month: shape, regimes and noise."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.generator.frame import Floats, Ints, day_number
from data.generator.plan import Plan
from data.generator.world import COUNCILS, DIVISIONS, division_of, incident_share, population_share

SHAPE = np.array([8.9, 7.2, 8.0, 7.9, 8.4, 8.3, 9.2, 8.8, 8.2, 8.1, 8.0, 9.0]) / 100
"""Share of a year's incidents in January to December."""
YEARS = {2016: 58_800, 2017: 59_500, 2018: 60_600, 2019: 62_900, 2020: 65_250, 2021: 64_800}
YEARS |= {2022: 61_950, 2023: 63_850}
LATER = 64_000
"""Scotland's incidents by financial year: near the published figures from 2020-21 to 2023-24."""
CONCERN_REPORTS = 17_900
MONTH_DAYS = 30.4375


@dataclass(frozen=True)
class Volumes:
    """Counts by month (row) and council (column)."""

    incidents: Ints
    high_risk: Ints
    concern_reports: Ints
    referrals: Ints
    high_risk_referrals: Ints
    """Of the referrals, those about a high-risk incident."""
    expected: Floats
    """Referrals expected before noise and chance."""


def _financial_year(month: date) -> int:
    return month.year - (month.month < 4)


def council_effects(plan: Plan) -> Floats:
    """Log rate of each council against Scotland's, beyond chance; the weighted mean is zero."""
    effects = plan.rng("councils").normal(0, plan.planted.council_spread, len(COUNCILS))
    centred: Floats = effects - np.average(effects, weights=incident_share())
    return centred


def log_regime(plan: Plan, days: Ints, *, changed: bool = True) -> Floats:
    """Log rate against before May 2018 by day (row) and division (column).

    With changed=False no division ever leaves consent: the counterfactual of the second change.
    """
    told = plan.planted
    since = (days - day_number(told.consent_day))[:, None] / MONTH_DAYS
    changes = np.array([day_number(told.divisions[code].day) for code in DIVISIONS])
    rises = np.log([told.divisions[code].rise for code in DIVISIONS])
    consent = np.where(since >= 0, np.log(told.consent_level) + told.consent_slope * since, 0.0)
    consent = np.broadcast_to(consent, (len(days), len(DIVISIONS)))
    if not changed:
        return consent
    after = (days[:, None] - changes) / MONTH_DAYS
    left = np.log(told.consent_level) + told.consent_slope * (
        (changes - day_number(told.consent_day)) / MONTH_DAYS
    )
    found: Floats = np.where(after >= 0, left + rises + told.public_task_slope * after, consent)
    return found


def regime(plan: Plan, *, changed: bool = True) -> Floats:
    """Mean rate of each month against before May 2018, by month (row) and council (column)."""
    days = np.arange(plan.starts[0], plan.starts[-1])
    daily = np.exp(log_regime(plan, days, changed=changed))
    sums = np.add.reduceat(daily, plan.starts[:-1] - plan.starts[0], axis=0)
    monthly = sums / np.diff(plan.starts)[:, None]
    first, last = plan.planted.covid_months
    covid = np.array([first <= month <= last for month in plan.months])
    monthly = np.where(covid[:, None], monthly * plan.planted.covid_level, monthly)
    by_council: Floats = monthly[:, division_of()]
    return by_council


def _expected_incidents(plan: Plan) -> Floats:
    yearly = [YEARS.get(_financial_year(month), LATER) for month in plan.months]
    monthly = np.array(yearly) * SHAPE[[month.month - 1 for month in plan.months]] / SHAPE.sum()
    found: Floats = plan.scale * monthly[:, None] * incident_share()
    return found


def _noise(rng: np.random.Generator, plan: Plan, spread: float, columns: int) -> Floats:
    drawn = rng.normal(-spread * spread / 2, spread, (len(plan.months), columns))
    found: Floats = np.exp(drawn)
    return found


def _referred(plan: Plan) -> Floats:
    """Share of high-risk incidents that are referred, by month and council."""
    before, consent, after = plan.planted.high_risk_referred
    middles = (plan.starts[:-1] + plan.starts[1:]) // 2
    changes = np.array([day_number(plan.planted.divisions[code].day) for code in DIVISIONS])
    changed = middles[:, None] >= changes[division_of()]
    start = day_number(plan.planted.consent_day)
    found: Floats = np.where(changed, after, np.where(middles[:, None] < start, before, consent))
    return found


def volumes(plan: Plan) -> Volumes:
    """Every count of the run."""
    rng, told = plan.rng("volumes"), plan.planted
    incidents = rng.poisson(_expected_incidents(plan) * _noise(rng, plan, 0.03, 1))
    spread = np.clip(rng.normal(0, 0.08, len(COUNCILS)), -0.2, 0.2)
    high = rng.binomial(incidents, told.high_risk_share * np.exp(spread))
    rate = told.referrals_per_incident * np.exp(council_effects(plan)) * regime(plan)
    expected = incidents * rate
    noise = _noise(rng, plan, told.month_noise, 1) * _noise(rng, plan, told.cell_noise, 32)
    referrals = rng.poisson(expected * noise)
    high_referrals = np.minimum(referrals, rng.binomial(high, _referred(plan)))
    return Volumes(
        incidents, high, _concern_reports(rng, plan, incidents), referrals, high_referrals, expected
    )


def _concern_reports(rng: np.random.Generator, plan: Plan, incidents: Ints) -> Ints:
    """Every vulnerability: never fewer than the domestic abuse incidents among them."""
    share = 0.5 * incident_share() + 0.5 * population_share()
    growth = 1.006 ** ((plan.starts[:-1] - plan.starts[0]) / 365.25)
    season = 1 + 0.5 * (SHAPE[[month.month - 1 for month in plan.months]] * 12 - 1)
    expected = plan.scale * CONCERN_REPORTS * (growth * season)[:, None] * share
    found: Ints = np.maximum(rng.poisson(expected * _noise(rng, plan, 0.02, 1)), incidents)
    return found
