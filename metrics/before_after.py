"""Before and after a change: the verdict on it, or why there is none."""

from dataclasses import dataclass, field, replace

import pandas as pd

from metrics import verdict
from metrics.change import Change
from metrics.quasi_poisson import Effect
from metrics.verdict import ENOUGH_MONTHS, Verdict

HIDDEN_SHARE = 0.1
"""With more of a side hidden, the months that show are the high ones: that would mislead."""


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
    """What may be claimed."""
    months: pd.DataFrame = field(default_factory=pd.DataFrame)
    """period_start, count, exposure, side, one row per month of the analysis in order; with an
    estimate also the verdict's counterfactual, low and high (band of its mean)."""


def fit(frame: pd.DataFrame, change: Change) -> BeforeAfter:
    """Estimate what a change did to a monthly count; metrics/verdict.py says how.

    frame: period_start (first days of months), count, exposure (1 throughout for none); a NaN is
    a hidden month, left out and counted. Too few months or counts: `enough` is False and `words`
    say why. Raises ValueError for a repeated month.
    """
    months = sorted_out(frame, change)
    known, side = verdict.known(months), months["side"].to_numpy()
    found = BeforeAfter(
        change,
        enough=False,
        words=too_few(months),
        months_before=int((known & (side == "before")).sum()),
        months_after=int((known & (side == "after")).sum()),
        hidden=int((~known & (side != "transition")).sum()),
        months=months,
    )
    if found.words:
        return found
    judged = verdict.judge(months)
    return replace(found, enough=True, verdict=judged, months=months.join(judged.months))


def lead(frame: pd.DataFrame, change: Change) -> Effect | None:
    """The verdict's effect of fit() alone, None where fit() has none: for many variations."""
    months = sorted_out(frame, change)
    return None if too_few(months) else verdict.effect(months)


def sorted_out(frame: pd.DataFrame, change: Change) -> pd.DataFrame:
    """The months of the analysis in order, with their side."""
    ordered = frame["period_start"].is_monotonic_increasing
    months = frame if ordered else frame.sort_values("period_start")
    if not months["period_start"].is_unique:
        raise ValueError("Each month may appear once in a before and after analysis")
    side = change.side(months["period_start"])
    inside = (side != "").to_numpy()
    return months[inside].assign(side=side[inside]).reset_index(drop=True)


def too_few(months: pd.DataFrame) -> str:
    """Why no model can be fitted to months of sorted_out(); empty when one can."""
    count, known = months["count"].to_numpy("float64"), verdict.known(months)
    for side in ("before", "after"):
        here = months["side"].to_numpy() == side
        there, seen = int(here.sum()), count[here & known]
        if there < ENOUGH_MONTHS:
            return (
                f"Too few months: {there} {side} the change, {ENOUGH_MONTHS} are needed on each "
                "side"
            )
        hidden = there - len(seen)
        if hidden > HIDDEN_SHARE * there or len(seen) < ENOUGH_MONTHS:
            return (
                f"Too few to model: {hidden} of {there} months {side} the change are hidden "
                "or missing"
            )
        if words := verdict.too_few(seen, side):
            return words
    return ""
