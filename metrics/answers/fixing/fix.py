"""One thing to fix: what, how many, since when, what to do, and how much it weighs."""

import re
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from data.export import exports
from data.grammar import capital
from metrics.answers.wording import value
from metrics.indicator import indicators

Kind = Literal["critical", "check", "note", "blank", "turned away", "silent", "late", "apart"]
MISLEADING = 0.2
"""With more than a fifth of an export's rows turned away, what is counted of it misleads."""
LEAST = 0.02
"""A smaller part of the rows is no reason to ask a provider to change anything."""


@dataclass(frozen=True, kw_only=True)
class Fix:
    """`provider` is "" where it is not one provider's."""

    provider: str
    export: str
    kind: Kind
    check_id: str = ""
    """The check that says the same, on which a steward may have decided; "" without one."""
    column: str = ""
    """The column, or what sender and receiver should agree on, that it is about."""
    rows: float
    """How many rows it touches, as far as the reader may know."""
    weight: float
    """Rows, times one and the number of indicators that depend on them."""
    what: str
    todo: str
    """What whoever reads the dashboard should do about it."""
    ask: str
    """What its provider should do about it."""
    where: str = ""
    """In which council areas and when, of a check that fails in places."""
    grave: bool = False
    """Whether it misleads as much as a critical check that failed."""


KEY = ["provider", "export", "kind", "check_id", "column"]
"""What tells one finding from another, whichever numbers it is told with."""


def fix(
    provider: str,
    export: str,
    kind: Kind,
    rows: float,
    what: str,
    todo: str,
    *,
    ask: str = "",
    check_id: str = "",
    column: str = "",
    weighed: str = "",
    where: str = "",
    grave: bool = False,
) -> Fix:
    """A Fix with its weight: of all that reads the export, or of what reads column `weighed`."""
    return Fix(
        provider=provider,
        export=export,
        kind=kind,
        check_id=check_id,
        column=column,
        rows=rows,
        weight=rows * (1 + dependents(export, weighed)),
        what=capital(what),
        todo=todo,
        ask=ask or todo,
        where=where,
        grave=grave,
    )


def dependents(export: str, column: str = "") -> int:
    """How many indicators are counted from an export, or from one column of it.

    >>> dependents("referrals") > dependents("referrals", "victim_views") > 0
    True
    """
    named = re.compile(rf"\b{column}\b")
    return sum(
        export in each.reads and bool(named.search(each.sql) if column else True)
        for each in indicators().values()
    )


def title(export: str) -> str:
    """An export inside a sentence: sharing events."""
    return exports()[export].title.lower() if export in exports() else export.replace("_", " ")


def share(part: float, whole: float) -> str:
    """A part of a whole in words: 14 %."""
    return value(part / whole, "share")


def number(found: object) -> float:
    """A count that may be hidden; then nought."""
    return float(found) if pd.notna(found) else 0.0  # type: ignore[arg-type, call-overload]


@dataclass(frozen=True)
class Roughly:
    """Writes counts as the reader may know them: "about 1,060" where they are rounded."""

    protected: bool

    def count(self, number: float, export: str) -> str:
        """A count of an export's rows; those about documents and councils are exact for all."""
        people = export in exports() and exports()[export].about_people
        return f"{'about ' if self.protected and people else ''}{round(number):,}"
