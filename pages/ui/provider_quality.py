"""The parts of the page Providers: what to fix, what changed, and what was turned away."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from metrics import results
from metrics.answers.ranking import Ranking
from pages.ui import facets, filters, panels, words
from pages.ui.frame import View

WAYS = {"worse": "▼ Worse", "as before": "● As before", "better": "▲ Better"}
"""A shape for every way a submission may have changed, always shown with its word."""


ORDER = (
    "Worst first: by how many facets need work, then by how many are to watch, then by what is to "
    "fix first."
)


def names(view: View, everyone: pd.DataFrame, found: Ranking) -> dict[str, str]:
    """Every provider by its title, in ORDER; everyone: facets_now() of providers."""
    sent = view.ask(results.submissions)["provider"].unique()
    known = list(dict.fromkeys([*found.providers, *sorted(sent, key=words.provider)]))
    place = {each: number for number, each in enumerate(known)}
    order = dict.fromkeys([*facets.by_need(everyone, place), *known])
    return {each: words.provider(each) for each in order}


def choose(known: Mapping[str, str]) -> str:
    """Lets the reader choose a provider; the worst comes first."""
    return filters.choice("provider", "Provider, worst first", known, width=340, of_all=False)


def under(theirs: Ranking) -> str:
    """The gravest thing to fix, for the line under the headline."""
    return f"First of all: {theirs.to_fix['what'].iloc[0]}" if len(theirs.to_fix) else ""


def changed(view: View, provider: str) -> None:
    """What changed since the provider's last submission, the worst first."""
    st.header("What changed since the last submission", anchor=False)
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
    panels.download(
        view,
        table[["Way", "What changed"]],
        "what changed",
        of={"Provider": words.provider(provider)},
    )
