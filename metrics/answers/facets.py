"""The five facets of quality: what each asks, how it is judged, and what a state means."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

FacetState = Literal["good", "watch", "needs work", "too few to say"]
ORDER: tuple[FacetState, ...] = ("needs work", "watch", "good", "too few to say")
"""States in the order in which they ask to be looked at."""


@dataclass(frozen=True)
class Facet:
    """One facet; `good` and `watch` are where a value stops being good, or is past watching."""

    id: str
    name: str
    noun: str
    """Its name inside a sentence."""
    question: str
    unit: Literal["share", "days"]
    good: float
    watch: float
    counts: str
    """What its value is, in words."""


FACETS: Mapping[str, Facet] = MappingProxyType(
    {
        each.id: each
        for each in (
            Facet(
                "completeness",
                "Complete",
                "completeness",
                "Is what should be filled in filled in?",
                "share",
                0.95,
                0.90,
                "cells filled in, of cells the standard asks for, with months that never came",
            ),
            Facet(
                "validity",
                "Accepted",
                "rows turned away",
                "Could the rows be accepted?",
                "share",
                0.99,
                0.97,
                "rows not turned away, of rows read in the latest submissions",
            ),
            Facet(
                "timeliness",
                "On time",
                "timeliness",
                "How long after a month's end does it come?",
                "days",
                31,
                45,
                "days from the end of a month until its export came, the latest of 12 months",
            ),
            Facet(
                "uniqueness",
                "No repeats",
                "repeated rows",
                "Is every row sent only once?",
                "share",
                0.99,
                0.97,
                "rows that repeat no other row or key, of rows read in the latest submissions",
            ),
            Facet(
                "consistency",
                "Both sides agree",
                "agreement with the other side",
                "Do sender and receiver say the same?",
                "share",
                0.95,
                0.90,
                "referrals on which the other side agrees, on the point where fewest do",
            ),
        )
    }
)
MONTH = 31
"""Days that a row may be older than the end of its month."""
ROWS_LATE = Facet(
    "timeliness",
    "Rows in time",
    "late rows",
    "How long after its own day does a row come?",
    "days",
    FACETS["timeliness"].good + MONTH,
    FACETS["timeliness"].watch + MONTH,
    "days within which nine of ten rows came",
)
"""Of a council its rows are judged, not exports: up to a month more, for a row may be as old."""
ITEMS = {
    "order": "dates in order",
    "received": "sent referrals on the receiver's record",
    "sent": "received referrals on the sender's record",
    "export": "days until the export came",
    "median": "days until half the rows came",
    "ninth decile": "days until nine of ten rows came",
}


def item_words(item: str) -> str:
    """An item of the table `quality` in words: a column's name, or what was compared."""
    return ITEMS.get(item, item.removesuffix("_code").replace("_", " "))


def judged(facet: Facet, value: float, high: float = float("nan")) -> FacetState:
    """The state of a value. In doubt it is "watch": `high` is the upper end of its interval.

    >>> judged(FACETS["completeness"], 0.88, 0.93), judged(FACETS["timeliness"], 50)
    ('watch', 'needs work')
    """
    if pd.isna(value):
        return "too few to say"
    if facet.unit == "days":
        return "good" if value <= facet.good else "watch" if value <= facet.watch else "needs work"
    best = value if pd.isna(high) else high
    return "good" if value >= facet.good else "watch" if best >= facet.watch else "needs work"
