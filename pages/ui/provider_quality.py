"""The parts of the page Providers: what to fix, what changed, and what was turned away."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from metrics import results
from pages.ui import filters, panels, words
from pages.ui.frame import View

MOST = 3
WAYS = {"worse": "▼ Worse", "as before": "● As before", "better": "▲ Better"}
"""A shape for every way a submission may have changed, always shown with its word."""


def names(view: View) -> dict[str, str]:
    """Every provider by its title, the one that needs most attention first."""
    return {each: words.provider(each) for each in view.ask(results.needing)}


def choose(known: Mapping[str, str]) -> str:
    """Lets the reader choose a provider; the one that needs most attention comes first."""
    return filters.choice("provider", "Provider", known, width=340)


def under(theirs: pd.DataFrame) -> str:
    """The gravest thing to fix, for the line under the headline; theirs: rows of fixes()."""
    return f"First of all: {theirs['what'].iloc[0]}" if len(theirs) else ""


def worst(theirs: pd.DataFrame, heading: str, *, named: bool = False) -> None:
    """The worst three things to fix, each with what to do; theirs: rows of fixes()."""
    st.subheader(heading, anchor=False)
    if theirs.empty:
        st.markdown(
            "Nothing stands out: no check failed, and no blank, rejection or delay is large."
        )
    items = [
        f"{place}. {_who(row) if named else ''}{row['what']}  \n   *What to do:* {row['todo']}"
        for place, (_, row) in enumerate(theirs.head(MOST).iterrows(), 1)
    ]
    st.markdown(words.kept_together("\n".join(items)))


def _who(row: pd.Series) -> str:
    return f"**{words.provider(row['provider'])}.** " if row["provider"] else ""


def changed(view: View, provider: str) -> None:
    """What changed since the provider's last submission, the worst first."""
    st.subheader("What changed since the last submission", anchor=False)
    found = view.ask(results.changes)
    theirs = found[found["provider"] == provider]
    if theirs.empty:
        panels.empty(
            "There is nothing to compare with yet.",
            "All that this provider sent was loaded on one day.",
            "From its next submission on, what changed is said here.",
        )
        return
    table = pd.DataFrame({"What changed": theirs["sentence"], "": theirs["way"].map(WAYS)}).rename(
        columns={"": "Way"}
    )
    panels.table_of(table[["Way", "What changed"]], "What changed since the last submission")
    panels.download(view, table[["Way", "What changed"]], f"changes {provider}")


def all_fixes(view: View, found: pd.DataFrame, name: str) -> None:
    """Every finding, not just three, one click away with its download."""
    table = pd.DataFrame(
        {
            "Provider": found["provider"].map(words.provider),
            "Export": found["export"].str.replace("_", " "),
            "What": found["what"],
            "What to do": found["todo"],
        }
    )
    panels.behind(view, table, name)
