"""What a provider should fix first, in words to itself: its own headings, and its own months."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from data.columns import REASONS
from data.export import exports
from data.feedback import of_column
from data.grammar import small
from data.remedies import instead
from data.summary_page import Fix
from expectations.suite import suites
from metrics.answers.ranking import FIRST, Ranking

NAMED = 4
"""Stretches of months named; the feedback file names all."""


def to_fix(
    provider: str, ranked: Ranking, reasons: pd.DataFrame, months: Mapping[str, Sequence[str]]
) -> Iterator[Fix]:
    """The findings that come first, said to the provider itself.

    ranked: its own; reasons: export, column, reason and rows that were rejected, most first;
    months: by check, those that fall short of it in words, the newest first.
    """
    asked = {check.id: check.for_provider for suite in suites(exports()) for check in suite.checks}
    for row in ranked.to_fix.head(FIRST).to_dict("records"):
        what, how = row["what"], row["ask"]
        if row["kind"] == "turned away":
            what, how = _turned_away(provider, row, reasons)
        elif row["kind"] in ("critical", "check", "note"):
            how = asked.get(row["check_id"], how) + _which(months.get(row["check_id"], ()))
        yield Fix(what, ("Disputed, and being looked into. " if row["disputed"] else "") + how)


def _which(spans: Sequence[str]) -> str:
    """The latest months that fall short of a check, in a sentence; "" without any."""
    if not spans:
        return ""
    named, more = "; ".join(spans[:NAMED]), len(spans) - NAMED
    rest = f"; and {more} more, all in the feedback file of your latest file" if more > 0 else ""
    return f" Which: {named}{rest}."


def _turned_away(
    provider: str, row: Mapping[Hashable, Any], reasons: pd.DataFrame
) -> tuple[str, str]:
    """How many rows were rejected, most for which of the provider's headings, and what to send."""
    export, rows = str(row["export"]), int(row["rows"])
    were = "was" if rows == 1 else "were"
    said = f"{rows:,} of your {exports()[export].title.lower()} {were} rejected"
    theirs = reasons[reasons["export"] == export]
    if theirs.empty:
        return f"{said}.", str(row["ask"])
    _, column, reason, most = theirs.iloc[0]
    told = of_column(export, provider, column)
    wrong = f"“{told['Your heading']}”: {small(REASONS.get(reason, reason))}"
    only = len(theirs) == 1
    return (
        f"{said} for {wrong}" if only else f"{said}, {int(most):,} of them for {wrong}",
        instead(reason, told["What is allowed"]),
    )
