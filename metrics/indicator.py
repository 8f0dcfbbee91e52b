"""The Indicator record: a measure with a clause, a direction and a target history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from metrics.measure import Measure, measures

Better = Literal["up", "down", "context"]

# Proposed thresholds apply from the day that the duty behind them did; nothing earlier is judged.
UK_GDPR_APPLIES = date(2018, 5, 25)  # UK GDPR and the Data Protection Act 2018
DATA_SHARING_CODE_APPLIES = date(2021, 10, 5)  # the regulator's Data Sharing Code of Practice


@dataclass(frozen=True)
class Target:
    """A target and its thresholds, in force from a day until the next.

    Shares (0.95 is 95 %), or whole numbers for an indicator that is judged by its numerator.
    """

    applies_from: date
    target: float
    close: float
    """The amber limit: short of the target but no further off than this is "close".
    Where down is better, both are upper limits."""
    source: str = "Proposed for the first edition of the code"


@dataclass(frozen=True, kw_only=True)
class Indicator(Measure):
    """A measure that says whether the code is followed."""

    question: str
    """What it answers, as a plain question."""
    evidence: str
    """The clause or duty it is evidence of."""
    themes: tuple[str, ...]
    """Themes of the 2019 workshop: T1 to T9, NS3."""
    why: str
    """Why it matters to a person at risk, in a sentence or two."""
    better: Better
    """Which way is better; "context" is never rated."""
    offered: tuple[str, ...] = ("all",)
    targets: tuple[Target, ...] = ()
    no_target_because: str = ""
    """Why it is not rated, in a sentence; empty when it has targets, or is of context."""
    judged_by: Literal["value", "numerator"] = "value"
    """What its targets are about: the share or rate, or the count itself."""
    in_law_from: date | None = None
    """Months before this day are "not yet law"."""
    checked_by: str = "Not yet checked by a lawyer"
    review_date: date = date(2027, 6, 30)


def indicators() -> Mapping[str, Indicator]:
    """Every indicator by id, in the order of their ids."""
    found = {id: each for id, each in measures().items() if isinstance(each, Indicator)}
    return MappingProxyType(dict(sorted(found.items())))
