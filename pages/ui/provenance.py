"""What travels with a table that leaves as a file: what it is of, and where it comes from.

One row of headings and then rows, as machine-readable statistics are asked to be: what would be
lines above the table are columns of it, so that a row says the same wherever it is copied.
"""

import re
from collections.abc import Mapping

import pandas as pd

from data.reference import SCOTLAND
from pages.ui import filters, tidy, words
from pages.ui.frame import View

LONGEST = 150
"""Characters of a file name before the release; with a folder's path, 218 is the end."""


def filed(view: View | None, table: pd.DataFrame, of: Mapping[str, str]) -> pd.DataFrame:
    """The table with what it is of before its columns, and where it comes from after them.

    Without a view the table is of no release, and all there is to it.
    """
    made = tidy.tidy(table)
    if view is None:
        return made
    before = {heading: said for heading, said in _of(table, of).items() if heading not in made}
    facts = {
        "Data": view.whose,
        "Data as at": view.facts["as_at"],
        "Release": view.release.release_id,
        "Numbers": _numbers(view),
    }
    blank = pd.DataFrame(index=made.index)
    return pd.concat([blank.assign(**before), made, blank.assign(**facts)], axis="columns")


def file_name(view: View | None, table: pd.DataFrame, name: str, of: Mapping[str, str]) -> str:
    """A name that says out of context what the file holds: of what, where, when, which release."""
    if view is None:
        return f"{slug(name)}.csv"
    times = tidy.times(table)
    parts = [name, *_of(table, of).values(), *(["_to_".join(map(slug, times))] if times else [])]
    said = "_".join(dict.fromkeys(map(slug, parts)))[:LONGEST].rstrip("_")
    kind = "exact" if view.release.exact else "protected"
    sample = ["sample"] if view.sample else []
    return "_".join([said, view.release.release_id, *sample, kind]) + ".csv"


def slug(text: str) -> str:
    """Text as a part of a file name: small letters, digits and single underscores."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _of(table: pd.DataFrame, of: Mapping[str, str]) -> dict[str, str]:
    """What all rows are of: the page's filters, unless the table has a column that says it.

    A table that says nowhere where its rows are from is of all Scotland.
    """
    headings = {str(name) for name in table} | set(of)
    chosen = filters.chosen()
    if headings & set(filters.PLACES):
        chosen = {label: said for label, said in chosen.items() if label not in filters.PLACES}
    elif not set(chosen) & set(filters.PLACES):
        chosen = {"Area": filters.area_label(SCOTLAND)} | chosen
    if tidy.times(table):
        chosen = {label: said for label, said in chosen.items() if label not in filters.TIMES}
    return {label: said for label, said in chosen.items() if label not in headings} | dict(of)


def _numbers(view: View) -> str:
    """Whether they are protected, and so what [c] in a column beside a number means."""
    if view.release.exact:
        return "Exact: not for publication"
    small, whole = view.facts["small_number"], view.facts["round_to"]
    return (
        f"Protected: a count of people under {small}, or one that would give such a count away, is "
        f"{words.HIDDEN}; others are rounded to the nearest {whole}, and shares, rates and "
        "intervals are worked out from them; documents, organisations and councils are counted as "
        "they are"
    )
