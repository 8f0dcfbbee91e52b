"""Rows turned away, by provider: what to send instead, and how to list them row by row."""

import pandas as pd
import streamlit as st

from data.columns import REASONS
from data.export import exports
from data.feedback import of_column
from data.grammar import listed, small
from data.remedies import remedy
from pages.ui import filters, panels, words
from pages.ui.frame import View

EVERY = ""
SHOWN = 8
"""Lines in the open; the others are one click away."""


def choose(submissions: pd.DataFrame) -> str:
    """Lets the reader choose a provider of the release; returns EVERY for all of them."""
    names = sorted(set(submissions["provider"]), key=words.provider)
    options = {EVERY: "Every provider", **{name: words.provider(name) for name in names}}
    chosen: str = filters.choice("provider", "Provider", options, width=360)
    return chosen


def what_to_send(found: pd.DataFrame) -> None:
    """The rules that one provider's rows broke, in its own headings and codes."""
    st.header("What to send instead", anchor=False)
    table = instead(found)
    panels.table_of(table.head(SHOWN), "What to send instead, by column and reason")
    if len(table) > SHOWN:
        with st.expander(f"And {len(table) - SHOWN} more"):
            panels.table_of(table.iloc[SHOWN:], "What else to send instead")


def instead(found: pd.DataFrame) -> pd.DataFrame:
    """Own heading, reason, rows, what is allowed, what to do; found: one provider's rejected()."""
    keys = ["provider", "export", "column", "reason"]
    grouped = found.groupby(keys)[["rows"]].sum(min_count=1).reset_index()
    grouped = grouped.sort_values(["rows", *keys], ascending=[False, True, True, True, True])
    told = [
        of_column(export, provider, column)
        for provider, export, column in grouped[keys[:3]].to_numpy().tolist()
    ]
    return pd.DataFrame(
        {
            "Heading": [each["Your heading"] or each["Column of the standard"] for each in told],
            "Export": grouped["export"].str.replace("_", " ").tolist(),
            "What is wrong": grouped["reason"].map(REASONS).fillna(grouped["reason"]).tolist(),
            "Rows": grouped["rows"].map(words.count).tolist(),
            "What is allowed": [each["What is allowed"] for each in told],
            "What to do": grouped["reason"].map(remedy).tolist(),
        }
    )


def round_to(view: View) -> int:
    """What this reader's counts of people's rows are rounded to; 0 when they are exact."""
    return 0 if view.release.exact else int(view.facts["round_to"])


def why_about(view: View) -> str:
    """Why bars are "about" so many and do not add up, and which counts are as they are."""
    if view.release.exact:
        return as_they_are()
    return (
        f"Each count is rounded to the nearest {round_to(view)} by itself and small ones are "
        f"hidden, so they do not add up to the number of all. {as_they_are()}"
    )


def as_they_are() -> str:
    """Of which exports small counts are shown, and why."""
    names = [small(each.title) for each in exports().values() if not each.about_people]
    return f"A row of {listed(names)} is not about a person, so small counts of these are shown."


def how_to_list(view: View, provider: str) -> None:
    """How to come by the list of rows, which no page shows."""
    st.header("Which rows they are", anchor=False)
    whose = words.provider(provider) if provider else "each provider"
    if view.role.may_load:
        st.markdown(
            f"The feedback file of a submission lists every row of {whose} by its number in the "
            "file. The Load exports page offers it, under Files loaded so far."
        )
        panels.link("load_exports", "Load exports")
    else:
        st.markdown(
            f"The feedback file of a submission lists every row of {whose} by its number in the "
            "file, and never what is in it. Ask your data steward for it."
        )
