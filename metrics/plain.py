"""Plainer estimates of a change: they take no drift into account, and so claim too often."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics import quasi_poisson, verdict
from metrics.before_after import sorted_out, too_few
from metrics.change import Change
from metrics.quasi_poisson import Effect, Fit
from metrics.verdict import ENOUGH_MONTHS

Floats = NDArray[np.float64]

HARMONICS = 2
RELATED = 0.05
"""With a p value under this the months' errors are called related."""
NOTABLE = 1.2
"""Months that vary by less than this times chance vary by about as much as chance."""


@dataclass(frozen=True)
class Stepped:
    """An interrupted time series: a trend, a step at the change, and a change of the trend."""

    model: Fit

    @property
    def level(self) -> Effect:
        """How the number stepped at the first month after, against where it was heading."""
        return self.model.effect(2)

    @property
    def slope(self) -> Effect:
        """By how much each further month changes the gap."""
        return self.model.effect(3)

    @property
    def words(self) -> str:
        """How far the model's errors are from chance and from one another, in a sentence."""
        times = self.model.dispersion
        spread = f"about {times:.1f} times as much as" if times >= NOTABLE else "about as much as"
        related = (
            "carries over into the months after (the model's errors are correlated)"
            if self.model.ljung_box < RELATED
            else "does not clearly carry over into the months after"
        )
        return (
            f"Around the usual model, months vary {spread} chance alone would make them, and a "
            f"month's surprise {related}. Its interval allows for both, but not for drift: it is "
            "no ground to claim a change."
        )


def stepped(frame: pd.DataFrame, change: Change) -> Stepped | None:
    """The plain interrupted time series; None where metrics/before_after.py has no estimate.

    log(mu) = log(exposure) + b0 + b1 t + b2 D + b3 (t - T0) D + two pairs of annual harmonics,
    quasi-Poisson; t in months, D is 1 from T0, the first month after. Level exp(b2), slope
    exp(b3) a month; metrics/quasi_poisson.py says how their intervals are found.
    frame: as for before_after.fit().
    Source: Lopez Bernal, Cummins and Gasparrini (2017).
    """
    known = _known(frame, change)
    if known is None:
        return None
    design = _design(known, change)
    return Stepped(quasi_poisson.fit(known["count"], known["exposure"], design, _number(known)))


def equal_months(frame: pd.DataFrame, change: Change) -> Effect | None:
    """The after period against the same calendar months before, as one ratio.

    Quasi-Poisson with a term for every calendar month that both sides have, and one for "after".
    None as in stepped(), and when fewer than six calendar months are shared.
    """
    known = _known(frame, change)
    if known is None:
        return None
    calendar = known["period_start"].dt.month
    shared = set(calendar[known["side"] == "before"]) & set(calendar[known["side"] == "after"])
    if len(shared) < ENOUGH_MONTHS / 2:
        return None
    both = known[calendar.isin(shared)]
    months = (both["period_start"].dt.month.to_numpy()[:, None] == sorted(shared)).astype(float)
    after = (both["side"] == "after").to_numpy("float64")[:, None]
    design = np.hstack([after, months])
    return quasi_poisson.fit(both["count"], both["exposure"], design, _number(both)).effect(0)


def _known(frame: pd.DataFrame, change: Change) -> pd.DataFrame | None:
    months = sorted_out(frame, change)
    return None if too_few(months) else months[verdict.known(months)]


def _design(months: pd.DataFrame, change: Change) -> Floats:
    """Columns 1, t, D, (t - T0) D and the harmonics, a row per month."""
    start = months["period_start"]
    t = _months_from(change.before[0], start)
    d = (start >= change.after[0]).to_numpy("float64")
    since = _months_from(change.after[0], start)
    angle = 2 * np.pi * (start.dt.month.to_numpy("float64") - 1) / 12
    seasons = [wave(k * angle) for k in range(1, HARMONICS + 1) for wave in (np.sin, np.cos)]
    return np.column_stack([np.ones(len(t)), t, d, since * d, *seasons])


def _number(months: pd.DataFrame) -> Floats:
    """Number of each month, so that one left out still counts as a month between."""
    return _months_from(months["period_start"].iloc[0], months["period_start"])


def _months_from(first: pd.Timestamp, start: pd.Series) -> Floats:
    months = 12 * (start.dt.year - first.year) + start.dt.month - first.month
    return np.asarray(months, dtype=np.float64)
