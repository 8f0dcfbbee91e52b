"""Looking into one check: what it asks, who falls short, which rows, and what was decided."""

from functools import partial

import pandas as pd
import streamlit as st

from data.decisions import Finding
from data.publish import IN_PLACES, NOTHING, WRONG
from metrics import results
from pages.ui import checks, decider, filters, listing, panels, triage, words
from pages.ui.frame import View

NONE = ""
LINKED = 5
"""Checks that can be looked into from under their table; the others from the list of all."""
FELL_SHORT = ("failed", IN_PLACES)
"""Outcomes of which the wrong rows are listed."""
SHOWN = 20
"""Rows in the open; the download has every row that is listed."""


def choose(found: pd.DataFrame, cuts: pd.DataFrame) -> str:
    """Lets the reader choose a check, those that did not hold first; returns its id or NONE.

    found, cuts: checks() and check_cuts(by="provider") of metrics.results.
    """
    ids = [*_not_held(found), *_not_held(cuts), *found["check_id"]]
    options = {NONE: "No check chosen", **{id: checks.title(id) for id in dict.fromkeys(ids)}}
    return filters.by_id("check", "Look into a check", options, width=560)


def _not_held(table: pd.DataFrame) -> list[str]:
    return list(table.loc[table["outcome"].isin(WRONG), "check_id"])


def panel(
    view: View,
    check_id: str,
    found: pd.DataFrame,
    cuts: pd.DataFrame,
    decided: triage.Decided,
) -> None:
    """All there is to know of a check; its rows only for those who may see exact numbers."""
    whole = found[found["check_id"] == check_id].iloc[0]
    theirs = cuts[cuts["check_id"] == check_id]
    st.header(str(whole["title"]), anchor=False)
    where = view.ask(results.where_withheld, check_id) if whole["outcome"] == IN_PLACES else ""
    st.markdown(f"**{verdict(whole, where)}** {checks.hints().get(check_id, '')}")
    st.caption(f"Check id, as commands and downloads have it: `{check_id}`")
    triage.say(decided, check_id)
    if len(theirs):
        panels.table_of(by_provider(theirs, decided), f"By provider: {whole['title']}")
    if whole["outcome"] == "errored":
        st.caption("Its counts cannot be trusted, so no row is listed and no number is shown.")
    elif {whole["outcome"], *theirs["outcome"]} & set(FELL_SHORT):
        _rows(view, check_id, whole, theirs)
    if view.role.may_load:
        decider.form(view, decided, check_id, _fall_short(view, check_id, theirs))


def _fall_short(view: View, check_id: str, theirs: pd.DataFrame) -> list[Finding]:
    """What may be decided on beside the whole check: its providers, and its council areas.

    Areas of which numbers are withheld are known to everybody; else which ones fall short is told
    to those who see exact numbers, and others choose among all.
    """
    providers = theirs.loc[theirs["outcome"].isin(FELL_SHORT), "key"]
    areas = filters.area_codes(("council",)) if checks.known()[check_id].council else []
    known = set(view.ask(results.closed, check_id)["council"])
    if view.release.exact:
        cuts = view.ask(results.check_cuts, "council")
        short = (cuts["check_id"] == check_id) & (cuts["failed"].fillna(0) > 0)
        known |= set(cuts.loc[short, "key"])
    if known or view.release.exact:
        areas = [code for code in areas if code in known]
    return [
        *(Finding(check_id, provider) for provider in providers),
        *(Finding(check_id, council=code) for code in areas),
    ]


def verdict(whole: pd.Series, where: str = "") -> str:
    """Severity, outcome and counts of a check in a sentence; whole: its row of checks().

    where: of one that failed in places, which those are.
    """
    severity = str(whole["severity"]).capitalize()
    if whole["outcome"] == "errored":
        return f"{severity}. It could not be run."
    if whole["outcome"] == NOTHING:
        return f"{severity}. There is nothing to check: no row of this export has come."
    counts = f"{words.count(whole['failed'])} of {words.count(whole['total'])} {whole['unit']} "
    counts += "fall short"
    outcome = f"{str(whole['outcome']).capitalize()}: {counts}"
    if where:
        outcome = f"Holds for Scotland as a whole ({counts}), and fails {where}: withheld there"
    return f"{severity}. {outcome}."


def by_provider(theirs: pd.DataFrame, decided: triage.Decided) -> pd.DataFrame:
    """One check by provider as a table to read; theirs: its rows of check_cuts()."""
    return pd.DataFrame(
        {
            "Provider": theirs["key"].map(words.provider),
            "Outcome": theirs["outcome"].map(checks.MARKS),
            "Fall short": theirs["failed"].map(words.count),
            "Looked at": theirs["total"].map(words.count),
            "Decision": [
                triage.short(decided, check_id, provider)
                for check_id, provider in zip(theirs["check_id"], theirs["key"], strict=True)
            ],
        }
    )


def of_no_provider(wrong: pd.DataFrame, decided: triage.Decided) -> None:
    """Checks that did not hold, of which no one provider falls short; nothing without any.

    wrong: their rows of checks().
    """
    if wrong.empty:
        return
    st.header("Failed checks that are not about one provider", anchor=False)
    panels.table_of(
        checks.verdicts(wrong, partial(triage.short, decided)).drop(columns="Export"),
        "Failed checks that are not about one provider",
    )
    for _, row in wrong.head(LINKED).iterrows():
        st.html(checks.link(f"Look into: {row['title']}", row["check_id"]))


def _rows(view: View, check_id: str, whole: pd.Series, theirs: pd.DataFrame) -> None:
    if not view.release.exact:
        _closed(view, check_id, str(whole["title"]), anybodys=len(theirs) > 0)
        return
    rows = view.ask(results.failing_rows, check_id)
    if rows.empty:
        st.caption("No row is listed: this release was made before rows were.")
        return
    order = {key: place for place, key in enumerate(theirs["key"])}
    rows = rows.sort_values("provider", key=lambda who: who.map(order), kind="stable")
    table, title = listing.listed(rows), str(whole["title"])
    st.markdown(f"{listing.pointing(rows)} {listing.missing(rows, whole, theirs)}")
    if table.empty:
        return
    with st.expander(f"Show which they are: {words.count(len(table))} listed"):
        panels.table_of(table.head(SHOWN), f"What falls short of: {title}")
        if len(table) > SHOWN:
            st.caption(f"The first {SHOWN} of {words.count(len(table))}; the file has them all.")
        panels.download(view, table, f"rows {check_id}")


def _closed(view: View, check_id: str, title: str, *, anybodys: bool) -> None:
    """Where a check withholds numbers, which every page says; else how to come by its rows."""
    check, places = checks.known().get(check_id), view.ask(results.closed, check_id)
    if len(places):
        table = listing.listed_places(places)
        many = words.count(len(table))
        st.markdown("Numbers of these council areas and months are withheld, the newest first.")
        with st.expander(f"Show which they are: {many} listed"):
            panels.table_of(table.head(SHOWN), f"What falls short of: {title}")
            if len(table) > SHOWN:
                st.caption(f"The first {SHOWN} of {many}; the file has them all.")
            panels.download(view, table, f"places {check_id}")
    if places.empty or (check and check.has_rows):
        st.info(listing.how_to_list(view.role, check_id, anybodys=anybodys), icon=":material/list:")
