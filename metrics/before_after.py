"""Before and after a change: the verdict, and beside it the plain ways of looking."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics import quasi_poisson, verdict
from metrics.answers.changes import Change
from metrics.quasi_poisson import Effect
from metrics.verdict import ENOUGH_MONTHS, Verdict

Floats = NDArray[np.float64]

HIDDEN_SHARE = 0.1
"""With more of a side hidden, the months that show are the high ones: that would mislead."""
HARMONICS = 2


@dataclass(frozen=True)
class BeforeAfter:
    """What an analysis found; without enough months only `words` and the counts are filled."""

    change: Change
    enough: bool
    words: str
    """Why there is no estimate; empty when there is one."""
    months_before: int
    months_after: int
    hidden: int
    """Months left out because they are hidden or missing."""
    verdict: Verdict | None = None
    """What may be claimed: the only estimate here whose interval holds on real series."""
    level: Effect | None = None
    """Plain interrupted time series: how the number stepped at the first month after, against
    where it was heading."""
    slope: Effect | None = None
    """Plain interrupted time series: by how much each further month changes the gap."""
    equal_months: Effect | None = None
    """All of the after period against the same calendar months before."""
    dispersion: float = float("nan")
    """Pearson chi-squared over degrees of freedom: 1 when chance alone makes months differ."""
    ljung_box: float = float("nan")
    """p value of the residuals being unrelated from month to month, up to a year apart."""
    months: pd.DataFrame = field(default_factory=pd.DataFrame)
    """period_start, count, exposure, side, one row per month of the analysis in order; with an
    estimate also the verdict's counterfactual, low and high (band of its mean)."""


def fit(frame: pd.DataFrame, change: Change) -> BeforeAfter:
    """Estimate what a change did to a monthly count: the verdict, and two plain estimates.

    Plain interrupted time series: log(mu) = log(exposure) + b0 + b1 t + b2 D + b3 (t - T0) D +
    two pairs of annual harmonics, quasi-Poisson; t in months, D is 1 from T0, the first month
    after. Level exp(b2), slope exp(b3) a month. metrics/quasi_poisson.py says how their intervals
    are found, metrics/verdict.py how the verdict is.

    frame: period_start (first days of months), count, exposure (1 throughout for none); a NaN is
    a hidden month, left out and counted. Too few months or counts: `enough` is False and `words`
    say why. Raises ValueError for a repeated month.
    Source: Lopez Bernal, Cummins and Gasparrini (2017).
    """
    months, sided, known = _sorted_out(frame, change)
    sizes = {side: int((known["side"] == side).sum()) for side in ("before", "after")}
    found = BeforeAfter(
        change,
        enough=False,
        words=_too_few(sided, known),
        months_before=sizes["before"],
        months_after=sizes["after"],
        hidden=len(sided) - len(known),
        months=months,
    )
    return found if found.words else _estimated(found, known)


def lead(frame: pd.DataFrame, change: Change) -> Effect | None:
    """The verdict's effect of fit() alone, None where fit() has none: for many variations."""
    months, sided, known = _sorted_out(frame, change)
    return None if _too_few(sided, known) else verdict.effect(months)


def _sorted_out(
    frame: pd.DataFrame, change: Change
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The months of the analysis with their sides, those on a side, and of these the known."""
    months = frame.assign(side=change.side(frame["period_start"])).sort_values("period_start")
    if months["period_start"].duplicated().any():
        raise ValueError("Each month may appear once in a before and after analysis")
    months = months[months["side"] != ""].reset_index(drop=True)
    sided = months[months["side"].isin(("before", "after"))]
    return months, sided, sided[sided["count"].notna() & (sided["exposure"] > 0)]


def _too_few(sided: pd.DataFrame, known: pd.DataFrame) -> str:
    """Why no model can be fitted; empty when one can."""
    for side in ("before", "after"):
        there, seen = sided[sided["side"] == side], known[known["side"] == side]
        if len(there) < ENOUGH_MONTHS:
            return (
                f"Too few months: {len(there)} {side} the change, {ENOUGH_MONTHS} are needed on "
                "each side"
            )
        hidden = len(there) - len(seen)
        if hidden > HIDDEN_SHARE * len(there) or len(seen) < ENOUGH_MONTHS:
            return (
                f"Too few to model: {hidden} of {len(there)} months {side} the change are hidden "
                "or missing"
            )
        if words := verdict.too_few(seen["count"], side):
            return words
    return ""


def _estimated(found: BeforeAfter, known: pd.DataFrame) -> BeforeAfter:
    months = found.months
    model = quasi_poisson.fit(
        known["count"], known["exposure"], _design(known, found.change), _number(known)
    )
    judged = verdict.judge(months)
    return replace(
        found,
        enough=True,
        verdict=judged,
        level=model.effect(2),
        slope=model.effect(3),
        equal_months=equal_months(known),
        dispersion=model.dispersion,
        ljung_box=model.ljung_box,
        months=months.join(judged.months),
    )


def equal_months(known: pd.DataFrame) -> Effect | None:
    """The after period against the same calendar months before, as one ratio.

    Quasi-Poisson with a term for every calendar month that both sides have, and one for "after".
    known: period_start, count, exposure, side. None when fewer than six calendar months are shared.
    """
    calendar = known["period_start"].dt.month
    shared = set(calendar[known["side"] == "before"]) & set(calendar[known["side"] == "after"])
    if len(shared) < ENOUGH_MONTHS / 2:
        return None
    both = known[calendar.isin(shared)]
    months = (both["period_start"].dt.month.to_numpy()[:, None] == sorted(shared)).astype(float)
    after = (both["side"] == "after").to_numpy("float64")[:, None]
    design = np.hstack([after, months])
    return quasi_poisson.fit(both["count"], both["exposure"], design, _number(both)).effect(0)


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
