"""The Measure record: what is counted, in portable SQL. Finds every measure and indicator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import metrics.indicators
import metrics.measures

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal[
    "count",  # a number of things: numerator only, no denominator
    "share",  # a part of a whole, never more than the whole (Wilson interval)
    "rate",  # events per 100 of something else (Byar interval)
]
Part = Literal["numerator", "denominator"]
RollUp = Literal[
    "sum",  # a flow: a quarter is the sum of its months
    "last",  # a stock: a quarter is its last month
]


@dataclass(frozen=True)
class PartOf:
    """What a measure counts is among what another counts, in every area and period.

    Protection has to know: what is published of either tells of the other.
    """

    measure: str
    """The other measure's id."""
    part: Part | None = None
    """Which of its counts; None: the whole, a count's numerator or else the denominator."""
    own: Part | None = None
    """Which of this measure's counts; None: the whole."""
    dimension: str = "all"
    """The breakdown of the other that the counts are seen by."""
    own_dimension: str = "all"
    """The breakdown of this one."""
    category: Callable[[str], str] = str
    """From a category of this one to the other's category that holds it; the same by default."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Numerators and denominators of one thing that is counted.

    `sql` is one SELECT over the release's tables, in the portable subset that
    tests/metrics/test_portable_sql.py checks. It returns one row per thing counted (or per
    already-counted group) with the columns

        day          DATE     any day of the month the row belongs to
        council      VARCHAR  GSS code, or NULL where only Scotland is known
        numerator    whole    usually 0 or 1
        denominator  whole    usually 1; NULL throughout for a count
        and one VARCHAR column for every name in `dimensions`; NULL means not known.
    """

    id: str
    name: str
    kind: Kind
    numerator: str
    """What is counted, in words."""
    denominator: str = ""
    """Out of what, in words; empty for a count."""
    sql: str = ""
    dimensions: tuple[str, ...] = ()
    """Breakdowns counted one at a time, beside "all"."""
    offered: tuple[str, ...] = ()
    """Those of "all" and the breakdowns that some page or download offers: viewers get no others,
    since what nobody reads could still be set against what everybody does."""
    part_of: tuple[PartOf, ...] = ()
    """Other measures' counts that this one's are among."""
    roll_up: RollUp = "sum"
    reads: tuple[str, ...]
    """The export types it depends on; a failed critical check on one withholds it."""
    caveat: str = ""
    """What the number does not show, in a sentence; empty when it needs none."""
    counts_people: bool = True
    """False when it counts councils or documents: a small count then points at no person."""
    derived_from: tuple[str, ...] = ()
    """Measures it is worked out from, by `derive`, once they are rolled up; then it has no sql."""
    derive: "Callable[[pd.DataFrame], pd.DataFrame] | None" = None
    """From the rows of `derived_from` (dimension "all") in the long table, to this measure's
    rows: period_type, period_start, area_type, area_code, numerator, denominator."""

    @property
    def whole(self) -> Part:
        """Which of its counts is the whole: that of a share or a rate is its denominator."""
        return "numerator" if self.kind == "count" else "denominator"


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by id: those of metrics/measures/ and those of metrics/indicators/."""
    found = {}
    for folder, name in ((metrics.measures, "MEASURE"), (metrics.indicators, "INDICATOR")):
        for module in iter_modules(folder.__path__):
            measure = getattr(import_module(f"{folder.__name__}.{module.name}"), name)
            found[measure.id] = measure
    return MappingProxyType(found)
