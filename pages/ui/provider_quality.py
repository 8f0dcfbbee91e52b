"""The parts of the page Providers: what to fix, what changed, and what was turned away."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from metrics import results
from metrics.answers.ranking import Ranking
from pages.ui import facets, filters, fix_first, panels, words
from pages.ui.frame import View

WAYS = {"worse": "▼ Worse", "as before": "● As before", "better": "▲ Better"}
"""A shape for every way a submission may have changed, always shown with its word."""


ORDER = (
    "Worst first: in the order of what is to fix first of all, as on the Checks page; then those "
    "with nothing to fix, by how many facets need work."
)
CRITICAL = "a critical check to mend first"


def names(view: View, everyone: pd.DataFrame, found: Ranking) -> dict[str, str]:
    """Every provider by its title, in ORDER; everyone: facets_now() of providers."""
    sent = view.ask(results.submissions)["provider"].unique()
    place = {each: words.provider(each) for each in sorted(sent, key=words.provider)}
    order = dict.fromkeys([*found.providers, *facets.by_need(everyone, place), *place])
    return {each: words.provider(each) for each in order}


def choose(known: Mapping[str, str]) -> str:
    """Lets the reader choose a provider; the worst comes first."""
    return filters.choice("provider", "Provider, worst first", known, width=340, of_all=False)


def headline(name: str, now: pd.DataFrame, theirs: Ranking) -> str:
    """How good what a provider sends is; that all counts are good is no comfort where months lack.

    now: its rows of facets_now(); theirs: what it has to fix.
    """
    critical = theirs.to_fix["kind"].eq("critical").any()
    return facets.headline(name, now, "provider", first=[CRITICAL] if critical else [])


def glance(everyone: pd.DataFrame, names: Mapping[str, str], found: Ranking) -> pd.DataFrame:
    """Every provider by facet, with what it should fix first; everyone: facets_now()."""
    table = facets.at_a_glance(everyone, names, "provider")
    first = {names[key]: said for key, said in fix_first.short(found).items() if key in names}
    return table.assign(**{"To fix first": table["Provider"].map(first).fillna("")})


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
            "All that this provider sent was loaded on one day, and no file put another right.",
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
