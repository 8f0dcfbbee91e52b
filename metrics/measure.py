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
RollUp = Literal[
    "sum",  # a flow: a quarter is the sum of its months
    "last",  # a stock: a quarter is its last month
]


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
    """Breakdowns published one at a time, beside "all"."""
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


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by id: those of metrics/measures/ and those of metrics/indicators/."""
    found = {}
    for folder, name in ((metrics.measures, "MEASURE"), (metrics.indicators, "INDICATOR")):
        for module in iter_modules(folder.__path__):
            measure = getattr(import_module(f"{folder.__name__}.{module.name}"), name)
            found[measure.id] = measure
    return MappingProxyType(found)
