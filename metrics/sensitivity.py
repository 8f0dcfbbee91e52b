"""The same estimate under other reasonable choices, and at dates on which nothing changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.grammar import small
from metrics.change import Change
from metrics.quasi_poisson import Effect

Estimate = Callable[[pd.DataFrame, Change], Effect | None]
"""From months (period_start, count, exposure) and a change to its effect; None when it cannot."""

Window = tuple[pd.Timestamp, pd.Timestamp]
"""First and last month."""
LOCKDOWN = (pd.Timestamp(2020, 3, 1), pd.Timestamp(2020, 6, 1))
"""First and last month of the first COVID-19 lockdown, 23 March to 28 June 2020."""
SHIFT = 1
"""Months by which the transition is made wider: the consent period is short, and needs a year."""
SHORT = 24
"""Months on each side of the narrower comparison."""
SEASONS = 12
"""A placebo needs as many months on each side as an estimate does."""
FEW = 8
"""With fewer placebo dates than this, a share of them says little."""
COLUMNS = ("way", "words", "ratio", "low", "high")


@dataclass(frozen=True)
class Placebo:
    """How often dates on which nothing changed show an effect at least as large."""

    dates: int
    as_large: int

    @property
    def share(self) -> float:
        """The share of placebo dates with an effect as large; NaN when there are too few."""
        return self.as_large / self.dates if self.dates >= FEW else float("nan")


def sensitivity(
    months: pd.DataFrame,
    change: Change,
    estimate: Estimate,
    *,
    others: Mapping[str, Estimate],
    counted: pd.DataFrame | None = None,
    without: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """One row for each way of looking: way, words, ratio, low and high (NaN where it cannot be).

    months: period_start, count, exposure. others: other ways to estimate, by their words.
    counted: the same months with the other denominator. without: the months of all Scotland less
    one division, by the division's name; the two that move the estimate furthest are kept. A way
    that looks at the very same months and numbers is none, and has no row.
    """
    rows = [_row(*each) for each in _ways(months, change, estimate, counted)]
    rows += [_row("method", words, made(months, change)) for words, made in others.items()]
    left_out = [
        _row(f"without {name}", f"Without {name}", estimate(frame, change))
        for name, frame in (without or {}).items()
    ]
    table = pd.DataFrame(rows + _extremes(left_out), columns=list(COLUMNS))
    return table.astype({"ratio": "float64", "low": "float64", "high": "float64"})


def _ways(
    months: pd.DataFrame,
    change: Change,
    estimate: Estimate,
    counted: pd.DataFrame | None,
) -> Iterator[tuple[str, str, Effect | None]]:
    """The ways that look at other months or other numbers than the estimate itself."""
    own = _looked_at(months, change)
    for way, words, frame, made in (
        ("covid", "Without the months of the first lockdown", calm(months), change),
        ("denominator", _counted_in_words(counted), counted, change),
        ("wider", "Transition a month wider on each side", months, wider(change)),
        ("narrower", f"No more than {SHORT} months on each side", months, narrower(change)),
    ):
        if frame is not None and not _looked_at(frame, made).equals(own):
            yield way, words, estimate(frame, made)


def _counted_in_words(counted: pd.DataFrame | None) -> str:
    """What the other way of counting counts: as numbers, or set against incidents."""
    rate = counted is not None and counted["exposure"].dropna().ne(1).any()
    return "Per domestic abuse incident instead" if rate else "As plain numbers instead"


def _looked_at(months: pd.DataFrame, change: Change) -> pd.DataFrame:
    """The months on either side that have a count, with what an estimate knows of them."""
    sided = months[["period_start", "count", "exposure"]].assign(
        side=change.side(months["period_start"])
    )
    return sided[sided["side"].isin(("before", "after")) & sided["count"].notna()]


def _row(way: str, words: str, effect: Effect | None) -> dict[str, object]:
    found = effect or Effect(float("nan"), float("nan"), float("nan"))
    return {"way": way, "words": words, **vars(found)}


def _extremes(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows with the lowest and the highest estimate."""
    known = sorted((row for row in rows if row["ratio"] == row["ratio"]), key=_ratio)
    return [known[0], known[-1]] if len(known) > 1 else known


def _ratio(row: dict[str, object]) -> float:
    return float(str(row["ratio"]))


def calm(months: pd.DataFrame) -> pd.DataFrame:
    """The months with the counts of the first lockdown taken out."""
    return months.assign(count=months["count"].mask(months["period_start"].between(*LOCKDOWN)))


def wider(change: Change, by: int = SHIFT) -> Change:
    """The change with its transition wider by some months on each side."""
    return replace(
        change,
        before=(change.before[0], _shift(change.before[1], -by)),
        after=(_shift(change.after[0], by), change.after[1]),
    )


def narrower(change: Change, to: int = SHORT) -> Change:
    """The change with at most some months on each side, those nearest to it."""
    first = max(change.before[0], _shift(change.before[1], 1 - to))
    last = min(change.after[1], _shift(change.after[0], to - 1))
    return replace(change, before=(first, change.before[1]), after=(change.after[0], last))


def placebos(
    months: pd.DataFrame, quiet: Sequence[Window], estimate: Estimate, effect: Effect
) -> Placebo:
    """The estimate at every month that has enough months around it within one quiet window.

    quiet: first and last months of times in which no change of model falls. On these dates
    nothing is known to have changed, so the share with an effect as large as the
    real one says how often ordinary variation makes one. Neighbouring dates share most of their
    months, so it is a description, not a p value.
    """
    found = [estimate(months, each) for each in _placebo_changes(quiet)]
    sizes = [abs(np.log(each.ratio)) for each in found if each is not None]
    large = sum(bool(size >= abs(np.log(effect.ratio))) for size in sizes)
    return Placebo(len(sizes), large)


def _placebo_changes(quiet: Sequence[Window]) -> Iterator[Change]:
    for first, last in quiet:
        for start in pd.date_range(_shift(first, SEASONS), _shift(last, 1 - SEASONS), freq="MS"):
            sides = (first, _shift(start, -1)), (start, last)
            yield Change("placebo", "a date on which nothing changed", *sides)


def verdict(effect: Effect, table: pd.DataFrame, placebo: Placebo) -> str:
    """One plain sentence: robust, what it depends on, or ordinary variation.

    table: of sensitivity(). The effect must be clear in itself; a way of looking that cannot be
    estimated says nothing for or against.
    """
    if not effect.clear:
        return "Not distinguishable from ordinary variation: the interval leaves room for no change"
    if placebo.share > 0.2:
        return (
            f"Not distinguishable from ordinary variation: {placebo.as_large} of {placebo.dates} "
            "dates on which nothing changed show an effect as large"
        )
    known = table.dropna(subset=["ratio"])
    same = (known["ratio"] > 1) == (effect.ratio > 1)
    clear = (known["low"] > 1) | (known["high"] < 1)
    doubted = known.loc[~(same & clear), "words"]
    if len(doubted):
        return (
            f"Depends on how it is asked: not clear in {len(doubted)} of {len(known)} other ways "
            f"of looking ({'; '.join(map(small, doubted))})"
        )
    ways = len(known)
    return f"Robust: clear and in the same direction in all {ways} other ways of looking"


def _shift(month: pd.Timestamp, months: int) -> pd.Timestamp:
    return month + pd.DateOffset(months=months)
