"""What is withheld and which check withholds it, said wherever a number is missing for it."""

import pandas as pd

from data.grammar import capital
from metrics.answers import gates
from pages.ui import panels, words

CHECKS = "pages/quality/checks.py"
BECAUSE = "Withheld: data quality"
"""Heading of the column that names the check."""
MARK = words.STATE_MARKS["withheld: data quality"]


def column(found: pd.DataFrame) -> dict[str, list[str]]:
    """The column that names the check behind each row, where any row of a table is withheld.

    found: rows with `because`, the title of a check or "". Example:
    pd.DataFrame({"Month": ...} | withheld.column(found)).
    """
    because = found["because"].fillna("")
    return {BECAUSE: because.to_list()} if because.ne("").any() else {}


def note(found: pd.DataFrame, one: str = "month", many: str = "months") -> None:
    """Under a chart: how much of it is withheld and why, as a link to the checks; else nothing."""
    said = gates.said(found, one, many)
    if said:
        panels.link(CHECKS, f"{MARK} {capital(said)}")


def one(because: str, what: str) -> None:
    """That one number is withheld and why, as a link to the checks; nothing where it is not."""
    if because:
        panels.link(CHECKS, f"{MARK} {what} withheld: data quality (“{because}”)")


def marked(because: str) -> str:
    """The mark and the check that withholds one number: ⊘ data quality (“title”); else ""."""
    return f"{MARK} data quality (“{because}”)" if because else ""


def counted(because: pd.Series) -> str:
    """How many of several numbers are withheld: ⊘ 3 withheld: data quality (“title”); else ""."""
    many = int((because != "").sum())
    return f"{MARK} {many} withheld: data quality ({gates.named(because)})" if many else ""
