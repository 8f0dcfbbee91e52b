"""The Check record: one thing that should hold of a release's rows, and the suite it is in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal[
    "critical",  # the numbers would mislead: the release stops until a steward accepts it
    "warning",  # the numbers can be used with care: say so beside them
    "note",  # worth knowing when numbers look odd
]


@dataclass(frozen=True, kw_only=True)
class Check:
    """What should hold of some rows, written once as the condition under which a row is wrong.

    Great Expectations gives the verdict: by the expectation in `asks` where one fits, by the one
    in expectations/no_row.py, which counts what `wrong` finds, where none does. Plain SQL counts
    what is wrong by provider, council and month, and the rows looked at; where the two disagree
    the outcome is "errored".
    """

    id: str
    title: str
    """What should hold, as a plain sentence."""
    hint: str
    """What to do when it does not, for a data steward."""
    for_provider: str
    """What to do when it does not, for whoever sent the rows."""
    export: str
    """The export type whose numbers suffer."""
    severity: Severity
    rows: str
    """What is looked at: a table of the release, or a SELECT in parentheses."""
    wrong: str
    """The SQL condition under which one of those rows is wrong."""
    allowed: float = 0.0
    """The share of rows that may be wrong before the check fails."""
    asks: tuple[str, Mapping[str, object]] | None = None
    """A Great Expectations type and its arguments."""
    provider: str = "provider"
    """SQL for the provider a row is from, "" where rows are not from one provider. It may be NULL
    for all of them: what never came is of a provider only where that one alone sends the export."""
    council: str = "council"
    """SQL for the council a row is about, "" where rows are not about one council."""
    month: str = "month"
    """SQL for the first day of the month a row belongs to, "" where rows have no month."""
    has_rows: bool = True
    """Whether each of them is a row of a file, with its submission_id and row_number. Else it is a
    council, a provider or a month, of which something is lacking or out of the ordinary."""
    unit: str = "rows"
    """What is looked at, in the plural: rows, months, months of councils."""
    names_row: bool = True
    """Whether they carry the identifier that the export's own rows have."""


@dataclass(frozen=True)
class Suite:
    """Checks that belong together."""

    name: str
    title: str
    checks: tuple[Check, ...]
