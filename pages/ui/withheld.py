"""What is withheld and which check withholds it, said wherever a number is missing for it."""

import pandas as pd

from data.grammar import capital
from metrics.answers import gates
from pages.ui import panels, words

CHECKS = "pages/quality/checks.py"
BECAUSE = "Withheld: data quality"
"""Heading of the column that names the check."""
PARTIAL = "Shown in part: data quality"
"""Heading of the column that says what a number is without."""
PART_MARK = "◔"
MARK = words.STATE_MARKS["withheld: data quality"]


def column(found: pd.DataFrame) -> dict[str, list[str]]:
    """The columns that name the check behind a row that is withheld, and what a row is without.

    found: rows with `because`, the title of a check or "", and perhaps `partial` of cells(). Each
    column is there only where it says something. Example:
    pd.DataFrame({"Month": ...} | withheld.column(found)).
    """
    said = {BECAUSE: found["because"].fillna("")}
    if "partial" in found:
        said |= {PARTIAL: found["partial"].fillna("")}
    return {heading: each.to_list() for heading, each in said.items() if each.ne("").any()}


def note(found: pd.DataFrame, one: str = "month", many: str = "months") -> None:
    """Under a chart: how much of it is withheld or in part, as links to the checks; or nothing."""
    said = gates.said(found, one, many)
    if said:
        panels.link(CHECKS, f"{MARK} {capital(said)}")
    said = gates.partly_said(found, one, many) if "partial" in found else ""
    if said:
        panels.link(CHECKS, f"{PART_MARK} {capital(said)}")


def one(because: str, what: str) -> None:
    """That one number is withheld and why, as a link to the checks; nothing where it is not."""
    if because:
        panels.link(CHECKS, f"{MARK} {what} withheld: data quality (“{because}”)")


def part(partial: str, what: str) -> None:
    """That one number is shown in part and what it is without; nothing where it is whole."""
    if partial:
        panels.link(CHECKS, f"{PART_MARK} {what} shown in part: data quality ({partial})")


def all_of(partial: str, rows: int) -> dict[str, list[str]]:
    """The column of a table whose rows are all of one number that is shown in part."""
    return {PARTIAL: [partial] * rows} if partial else {}


def marked(because: str) -> str:
    """The mark and the check that withholds one number: ⊘ data quality (“title”); else ""."""
    return f"{MARK} data quality (“{because}”)" if because else ""


def partly(partial: str) -> str:
    """The mark and what one number is without: ◔ without Fife; else ""."""
    return f"{PART_MARK} {partial}" if partial else ""


def beside(shown: str, partial: str) -> str:
    """A number in words with what it is without: "31.7, without Fife"."""
    return f"{shown}, {partial}" if partial else shown


def counted(because: pd.Series) -> str:
    """How many of several numbers are withheld: ⊘ 3 withheld: data quality (“title”); else ""."""
    many = int((because != "").sum())
    return f"{MARK} {many} withheld: data quality ({gates.named(because)})" if many else ""
