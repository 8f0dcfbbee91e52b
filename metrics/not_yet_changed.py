"""A change in one division against divisions that had not yet changed in the same months."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from metrics.answers.changes import Change
from metrics.before_after import HIDDEN_SHARE, lead
from metrics.quasi_poisson import Effect
from metrics.verdict import ENOUGH_MONTHS

FEWEST = 2
"""One division alone may have had something of its own in those months."""
TOO_FEW = (
    f"too few divisions had not yet changed: {FEWEST} are needed, for {ENOUGH_MONTHS} months on "
    "both sides of a change"
)

Divisions = Mapping[str, tuple[pd.DataFrame, Change]]
"""By code: months (period_start, count, exposure) and the change at the division's own dates."""


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

    @property
    def words(self) -> str:
        """How many others there were, and for how long."""
        most, left = int(self.others.max()), int(self.others.min())
        fewer = f", {left} of them to the end" if left < most else ""
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
    effect = lead(pair.months, pair.change) if pair else None
    if pair is None or effect is None:
        return Compared(None, _why(change, others))
    return Compared(effect, pair.words)


def over_all(divisions: Divisions) -> Compared:
    """The effect in all divisions that have others to be compared with, taken together.

    Their months are added up by their distance from each one's own change.
    """
    pairs = [pair for _, pair in _pairs(divisions)]
    added = _added(pairs) if pairs else None
    effect = lead(*added) if added else None
    if effect is None:
        return Compared(None, _why(next(iter(_changes(divisions))), divisions))
    fewest = min(int(pair.others.min()) for pair in pairs)
    many = f"{len(pairs)} of {len(divisions)} divisions"
    return Compared(effect, f"{many}, each against {fewest} or more that had not yet changed")


def without(divisions: Divisions, code: str) -> Divisions:
    """The divisions but one."""
    return {each: found for each, found in divisions.items() if each != code}


def _pairs(divisions: Divisions) -> Iterator[tuple[str, _Pair]]:
    for code, (own, change) in divisions.items():
        pair = _pair(own, change, without(divisions, code))
        if pair is not None and lead(pair.months, pair.change) is not None:
            yield code, pair


def _pair(own: pd.DataFrame, change: Change, others: Divisions) -> _Pair | None:
    long = pd.DateOffset(months=ENOUGH_MONTHS - 1)
    kept = [
        (months.set_index("period_start"), other)
        for months, other in others.values()
        if other.before[1] >= change.after[0] + long and other.before[0] <= change.before[1] - long
    ]
    if len(kept) < FEWEST:
        return None
    first = max(change.before[0], *(other.before[0] for _, other in kept))
    last = sorted(other.before[1] for _, other in kept)[-FEWEST]
    change = replace(
        change,
        before=(first, change.before[1]),
        after=(change.after[0], min(change.after[1], last)),
    )
    ran = _ran([(frame, other) for frame, other in kept if _shows(frame, change)], change)
    if ran is None:
        return None
    beside = ran.reindex(own["period_start"])
    exposure = own["exposure"].to_numpy() * beside["share"].to_numpy()
    months = own.assign(exposure=exposure, noise=1 / beside["counted"].to_numpy())
    return _Pair(months, change, ran["others"].loc[change.after[0] : change.after[1]])


def _shows(frame: pd.DataFrame, change: Change) -> bool:
    """Whether enough months before the change can be seen: the rest would be the low ones."""
    before = frame.loc[change.before[0] : change.before[1]]
    return len(before) > 0 and bool(before["count"].isna().mean() <= HIDDEN_SHARE)


def _ran(kept: list[tuple[pd.DataFrame, Change]], change: Change) -> pd.DataFrame | None:
    """How the others ran, by month: share (of what they were before), counted, and how many."""
    if len(kept) < FEWEST:
        return None
    counted, expected, many = [], [], []
    for frame, other in kept:
        known = frame[frame["count"].notna() & (frame["exposure"] > 0)]
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


def _changes(divisions: Divisions) -> list[Change]:
    return [change for _, change in divisions.values()]


def _why(change: Change, others: Divisions) -> str:
    """Why nothing could be compared."""
    windows = {(each.before[1], each.after[0]) for each in (change, *_changes(others))}
    if len(windows) > 1 or not others:
        return TOO_FEW
    one = pd.DateOffset(months=1)
    first, last = change.before[1] + one, change.after[0] - one
    when = f"{first:%b %Y}" if first == last else f"{first:%b %Y} to {last:%b %Y}"
    return f"all divisions changed within the same window ({when}), so none had not yet changed"
