"""Whether a monthly count changed at a date, by more than such counts move by themselves."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics import local_level
from metrics.local_level import Fit
from metrics.months import Chosen, Months
from metrics.quasi_poisson import ENDS, Effect
from metrics.without_change import without_change

Floats = NDArray[np.float64]

Claim = Literal["rise", "fall", "no clear change"]

ENOUGH_MONTHS = 12
"""Each side needs all four seasons once; 24 are better."""
SMALLEST_MEAN = 5.0
"""Under this many a month on either side, the interval is not what it says (docs/verdict.md)."""
DRAWS = 1000
NOTICED = 0.005
"""Drift of less than half a per cent a month is not worth a word."""


@dataclass(frozen=True)
class Total:
    """A number of referrals with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Verdict:
    """An effect whose interval allows for ordinary drift, and what it means in numbers."""

    effect: Effect
    """The ratio at the change; its 95 % interval ends where reference_class.ENDS says, set for how
    often a claim on it is wrong."""
    drift: float
    """Standard deviation of the level's lasting step from month to month, as a share."""
    difference: Total
    """Counted less expected, over the months after that could be used: below 0 is fewer. Its
    interval leaves 2.5 % of the average over settings out on either side, as does the band."""
    months: pd.DataFrame
    """counterfactual, low, high (95 % band of the mean had nothing changed), on the index of the
    months given; NaN where there is no exposure."""

    @property
    def claims(self) -> Claim:
        """What may be said: a direction only if the interval leaves "no change" out."""
        if not self.effect.clear:
            return "no clear change"
        return "rise" if self.effect.ratio > 1 else "fall"

    @property
    def allows_for(self) -> str:
        """What the interval allows for, in a sentence."""
        drift = (
            f"here about {100 * self.drift:.0f} % from one month to the next"
            if self.drift >= NOTICED
            else "which is small here"
        )
        return (
            "The interval allows for the drift that monthly numbers show when nothing happens, "
            f"{drift}, for single high or low months, for the season and for chance."
        )


def judge(months: pd.DataFrame) -> Verdict:
    """The effect of a change on a monthly count, with an interval that holds on real series.

    months: period_start (first days of months, each once, in order), count (NaN where hidden),
    exposure (1 for none), side ("before", "transition", "after"). Hidden months, months without
    exposure and the transition are left out of the fit; the drift runs on through them, so that
    a long transition widens the interval. local_level.fit() says how it is estimated,
    docs/verdict.md how often it is wrong.

    Example: judge(months).claims
    """
    every, here = Months.of(months), known(months)
    fitted = _fitted(months)
    exposed = np.isfinite(every.offset)
    paths = without_change(fitted, every.only(exposed), DRAWS)
    drift, scatter, _ = fitted.typical()
    used = (here & (every.after == 1))[exposed]
    counted = months["count"].to_numpy("float64")[exposed][used]
    return Verdict(
        effect=fitted.effect(),
        drift=float(drift),
        difference=_difference(counted, paths[:, used], float(scatter)),
        months=_band(paths, months.index[exposed]).reindex(months.index),
    )


def effect(months: pd.DataFrame) -> Effect:
    """The effect of judge() alone, in half the time: for many variations of one estimate."""
    return _fitted(months).effect()


def _fitted(months: pd.DataFrame) -> Fit:
    here = known(months)
    return local_level.fit(months["count"].to_numpy("float64")[here], Months.of(months).only(here))


def known(months: pd.DataFrame) -> Chosen:
    """Which months are on either side with their count and exposure known."""
    side = months["side"].to_numpy()
    count, exposure = (months[name].to_numpy("float64") for name in ("count", "exposure"))
    sided = (side == "before") | (side == "after")
    return np.asarray(sided & ~np.isnan(count) & (exposure > 0), dtype=np.bool_)


def too_few(seen: Floats, side: str) -> str:
    """Why the counts that are seen on one side cannot be modelled; empty when they can."""
    if len(seen) < ENOUGH_MONTHS or seen.mean() < SMALLEST_MEAN:
        return f"Too few to model: under {SMALLEST_MEAN:.0f} a month {side} the change"
    return ""


def _band(paths: Floats, index: pd.Index) -> pd.DataFrame:
    middle, low, high = np.quantile(paths, ENDS, axis=0)
    return pd.DataFrame({"counterfactual": middle, "low": low, "high": high}, index=index)


def _difference(counted: Floats, means: Floats, scatter: float) -> Total:
    """Counted less what would have been counted without the change, scatter and chance included."""
    random = np.random.default_rng(1)
    expected = random.poisson(means * np.exp(scatter * random.standard_normal(means.shape)))
    gaps = counted.sum() - expected.sum(axis=1)
    middle, low, high = np.quantile(gaps, ENDS)
    return Total(float(middle), float(low), float(high))
