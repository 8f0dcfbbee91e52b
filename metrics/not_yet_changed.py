"""A change in one division against divisions that had not yet changed in the same months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data.grammar import small
from metrics.before_after import HIDDEN_SHARE, lead, sorted_out, too_few
from metrics.change import Change
from metrics.quasi_poisson import Effect
from metrics.verdict import ENOUGH_MONTHS

FEWEST = 2
"""One division alone may have had something of its own in those months."""
TOO_FEW = "at least two others must still have shared as before for a year after a division changed"
HIDDEN = "of the others, too many months before the change are hidden or missing"
EACH_TOO_FEW = "no division that has others to be read against can be estimated by itself"

Divisions = Mapping[str, tuple[pd.DataFrame, Change]]
"""By code: months (period_start, count, exposure) and the change at the division's own dates."""
Other = tuple[pd.DataFrame, Change]
"""One of Divisions, its months by period_start."""


@dataclass(frozen=True)
class Compared:
    """The effect against divisions that had not yet changed, or why there is none."""

    effect: Effect | None
    words: str
    """What was compared with what, or why nothing could be; without a full stop."""


@dataclass(frozen=True)
class _Pair:
    """One area's months, to be read against the others: exposure and noise are the others'."""

    months: pd.DataFrame
    """period_start, count, exposure (own, times how the others ran), noise (of its logarithm)."""
    change: Change
    """Cut to the months in which enough others had not yet changed."""
    others: pd.Series
    """How many others each month after is read against."""
    months_of_others: float
    """The same over all months, those before and between too."""

    @property
    def too_few(self) -> str:
        """Why the area's own months cannot be estimated; empty when they can."""
        return small(too_few(sorted_out(self.months, self.change)))

    @property
    def words(self) -> str:
        """How many others there were, and for how long."""
        most, least = int(self.others.max()), int(self.others.min())
        fewer = f", at least {least} in every month" if least < most else ""
        return (
            f"against {most} divisions that had not yet changed{fewer}, over "
            f"{len(self.others)} months after"
        )


def in_area(own: pd.DataFrame, change: Change, others: Divisions) -> Compared:
    """The effect of an area's change, with the others' counts as part of its exposure.

    own: period_start, count, exposure of the area, which is no part of the others. A month of
    another division counts only while that division shares on the former basis, so one that has
    changed is never a comparison. Each month's others are set against what they were before, so
    that it does not matter when one of them drops out. What all divisions share in a month (a
    lockdown, a law, a way of recording) cancels; what is left may still drift, which
    metrics/verdict.py allows for, with the chance in the others' counts.
    Source: Callaway and Sant'Anna (2021), whose comparison is with those not yet treated.
    """
    pair = _pair(own, change, others)
    if pair is None:
        return Compared(None, _why(change, others))
    return Compared(lead(pair.months, pair.change), pair.too_few or pair.words)


def over_all(divisions: Divisions) -> Compared:
    """The effect in all divisions that have others to be compared with, taken together.

    Their months are added up by their distance from each one's own change.
    """
    every = _pairs(divisions)
    if not every:
        why = [_why(own[1], without(divisions, code)) for code, own in divisions.items()]
        return Compared(None, HIDDEN if HIDDEN in why else why[0])
    pairs = [pair for pair in every if not pair.too_few]
    if not pairs:
        reasons = {pair.too_few for pair in every}
        return Compared(None, reasons.pop() if len(reasons) == 1 else EACH_TOO_FEW)
    months, change = _added(pairs)
    fewest = min(int(pair.others.min()) for pair in pairs)
    words = (
        f"{len(pairs)} of {len(divisions)} divisions, each against {fewest} or more that had not "
        "yet changed"
    )
    return Compared(lead(months, change), small(too_few(sorted_out(months, change))) or words)


def without(divisions: Divisions, code: str) -> Divisions:
    """The divisions but one."""
    return {each: found for each, found in divisions.items() if each != code}


def _pairs(divisions: Divisions) -> list[_Pair]:
    """Every division that has others to be read against."""
    found = [
        _pair(own, change, without(divisions, code)) for code, (own, change) in divisions.items()
    ]
    return [pair for pair in found if pair is not None]


def _pair(own: pd.DataFrame, change: Change, others: Divisions) -> _Pair | None:
    """The area's months against the others, from the first month that has the most to compare.

    Divisions may have begun to share as before in different months, and all must be read from one
    month on. A late one is let in only where it adds more than the months that it costs.
    """
    near = _near(change, others)
    firsts = sorted({max(change.before[0], other.before[0]) for _, other in near})
    pairs = [_from(first, own, change, near) for first in firsts]
    made = [pair for pair in pairs if pair is not None]
    return max(made, key=lambda pair: (not pair.too_few, pair.months_of_others), default=None)


def _near(change: Change, others: Divisions) -> list[Other]:
    """The others that share as before from a year before the change to a year after it."""
    long = pd.DateOffset(months=ENOUGH_MONTHS - 1)
    return [
        (months.set_index("period_start"), other)
        for months, other in others.values()
        if other.before[1] >= change.after[0] + long and other.before[0] <= change.before[1] - long
    ]


def _from(
    first: pd.Timestamp, own: pd.DataFrame, change: Change, others: Sequence[Other]
) -> _Pair | None:
    """The pair with months before from `first` on, until fewer than two others are left."""
    change = replace(change, before=(first, change.before[1]))
    kept = [
        (frame, other)
        for frame, other in others
        if other.before[0] <= first and _shows(frame, change)
    ]
    if len(kept) < FEWEST:
        return None
    last = sorted(other.before[1] for _, other in kept)[-FEWEST]
    change = replace(change, after=(change.after[0], min(change.after[1], last)))
    ran = _ran(kept, change)
    beside = ran.reindex(own["period_start"])
    exposure = own["exposure"].to_numpy() * beside["share"].to_numpy()
    months = own.assign(exposure=exposure, noise=1 / beside["counted"].to_numpy())
    many = ran["others"].loc[first : change.after[1]]
    return _Pair(months, change, many.loc[change.after[0] :], float(many.sum()))


def _shows(frame: pd.DataFrame, change: Change) -> bool:
    """Whether enough months before the change can be seen: the rest would be the low ones."""
    before = frame.loc[change.before[0] : change.before[1]]
    return len(before) > 0 and bool(_known(before).mean() >= 1 - HIDDEN_SHARE)


def _known(frame: pd.DataFrame) -> pd.Series:
    """Which months have both their count and their exposure."""
    return frame["count"].notna() & (frame["exposure"] > 0)


def _ran(kept: Sequence[Other], change: Change) -> pd.DataFrame:
    """How the others ran, by month: share (of what they were before), counted, and how many."""
    counted, expected, many = [], [], []
    for frame, other in kept:
        known = frame[_known(frame)]
        before = known.loc[change.before[0] : change.before[1]]
        rate = before["count"].sum() / before["exposure"].sum()
        still = known.loc[other.before[0] : other.before[1]]
        counted.append(still["count"])
        expected.append(rate * still["exposure"])
        many.append(still["count"].notna().astype("float64"))
    sums = [pd.concat(parts, axis=1).sum(axis=1) for parts in (counted, expected, many)]
    table = pd.concat(sums, axis=1, keys=["counted", "expected", "others"])
    table = table[(table["others"] >= FEWEST) & (table["counted"] > 0)]
    return table.assign(share=table["counted"] / table["expected"])


def _added(pairs: list[_Pair]) -> tuple[pd.DataFrame, Change]:
    """The pairs' months added up by distance from the change, with the longest gap between."""
    before = min(_length(pair.change.before) for pair in pairs)
    after = min(_length(pair.change.after) for pair in pairs)
    gap = max(_length((pair.change.before[1], pair.change.after[0])) - 2 for pair in pairs)
    parts = []
    for pair in pairs:
        months = pair.months.set_index("period_start")
        last, first = pair.change.before[1], pair.change.after[0]
        rows = [
            *pd.date_range(end=last, periods=before, freq="MS"),
            *pd.date_range(first, periods=after, freq="MS"),
        ]
        own = months.loc[months.index.isin(rows)].reindex(rows)
        early = own.iloc[:before].dropna(subset=["count", "exposure"])
        rate = early["count"].sum() / early["exposure"].sum()
        parts.append(own.assign(exposure=rate * own["exposure"]).reset_index(drop=True))
    count, exposure = (
        pd.concat([part[name] for part in parts], axis=1).sum(axis=1, skipna=False)
        for name in ("count", "exposure")
    )
    # the others of two divisions may be the same ones: their chance is not averaged away
    noise = sum(part["exposure"] * part["noise"] for part in parts) / exposure
    start = pd.date_range(pairs[0].change.before[0], periods=before + gap + after, freq="MS")
    kept = start[[*range(before), *range(before + gap, len(start))]]
    made = replace(
        pairs[0].change,
        before=(start[0], start[before - 1]),
        after=(start[before + gap], start[-1]),
    )
    table = pd.DataFrame({"count": count, "exposure": exposure, "noise": noise})
    return table.assign(period_start=kept), made


def _length(window: tuple[pd.Timestamp, pd.Timestamp]) -> int:
    """Months of a window, both ends included."""
    first, last = window
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _why(change: Change, others: Divisions) -> str:
    """Why an area has no others to be read against."""
    if len(_near(change, others)) >= FEWEST:
        return HIDDEN
    every = (change, *(other for _, other in others.values()))
    windows = {(each.before[1], each.after[0]) for each in every}
    if len(windows) > 1 or not others:
        return TOO_FEW
    one = pd.DateOffset(months=1)
    first, last = change.before[1] + one, change.after[0] - one
    when = f"{first:%b %Y}" if first == last else f"{first:%b %Y} to {last:%b %Y}"
    return f"all divisions changed within the same window ({when}), so there are no others"
