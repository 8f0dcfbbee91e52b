"""What to fix first, in one ranking and one form of words wherever it is told."""

import pandas as pd
import streamlit as st

from data.columns import WHOLE_ROW
from data.decisions import today
from data.grammar import small
from data.publish import WRONG
from metrics import results
from metrics.answers.facets import item_words
from metrics.answers.ranking import FIRST, Ranking, ranking
from pages.ui import checks, triage, words
from pages.ui.frame import View

OF_CHECKS = ("critical", "check", "note")
IN_SHORT = {
    "blank": "blank",
    "turned away": "rows turned away",
    "silent": "no longer sent",
    "late": "sent late",
    "apart": "the other side says otherwise",
}
"""What is wrong, by the kind of a finding that no check tells."""
UNMATCHED = {
    "received": "Referrals sent, and on no service's record",
    "sent": "Referrals received, and on no sender's record",
}
NOTHING = "Nothing stands out: no check failed, and no blank, rejection or delay is large."


def ranked(view: View, decided: triage.Decided) -> Ranking:
    """The ranking, in the words and numbers that this reader may see."""
    found = view.release.public().ask(results.fixes)
    told = view.ask(results.fixes) if view.release.exact else None
    return ranking(found, decided, today(), told=told)


def show(view: View, found: Ranking, heading: str, *, named: bool = False) -> None:
    """The worst findings with what to do, and how many are left out by decisions.

    Where a check that did not hold says the same, it can be looked into. named: whether each says
    whose it is.
    """
    wrong = _not_held(view)
    st.header(heading, anchor=False)
    if found.to_fix.empty:
        st.markdown(NOTHING)
    for number, (_, row) in enumerate(found.to_fix.head(FIRST).iterrows(), 1):
        who = f"**{whose(row['provider'])}.** " if named else ""
        said = f"{number}. {who}{row['what']} {triage.DISPUTED if row['disputed'] else ''}"
        st.markdown(words.kept_together(f"{said.strip()}  \n   *What to do:* {todo(row)}"))
        if row["check_id"] in wrong:
            st.html(checks.link(f"Look into number {number}", row["check_id"]))
    if len(found.settled):
        st.caption(triage.left_out(len(found.settled)))


def _not_held(view: View) -> set[str]:
    """Ids of the checks that did not hold, of some provider or on the whole."""
    both = (view.ask(results.checks), view.ask(results.check_cuts, "provider"))
    return {id for each in both for id in each.loc[each["outcome"].isin(WRONG), "check_id"]}


def short(found: Ranking) -> dict[str, str]:
    """By provider what it should fix first, in a few words."""
    rows = found.to_fix.drop_duplicates("provider")
    return {row["provider"]: _short(row) for _, row in rows.iterrows()}


def first_of_all(found: Ranking) -> tuple[tuple[str, str], ...]:
    """Providers, each with a sentence on what it should fix first; the gravest come first.

    Notes are worth knowing, but nothing to look at first.
    """
    rows = found.to_fix[found.to_fix["kind"] != "note"].drop_duplicates("provider")
    return tuple(
        (row["provider"], f"{whose(row['provider'])}: {small(row['what'].removesuffix('.'))}")
        for _, row in rows.iterrows()
    )


def _short(row: pd.Series) -> str:
    if row["kind"] in OF_CHECKS:
        return checks.title(row["check_id"])
    if row["kind"] == "apart" and row["column"] in UNMATCHED:
        return UNMATCHED[row["column"]]
    export = str(row["export"]).replace("_", " ").capitalize()
    about = "" if row["column"] in ("", WHOLE_ROW) else f", {item_words(row['column'])}"
    return f"{export}{about}: {IN_SHORT[row['kind']]}"


def table(found: Ranking) -> pd.DataFrame:
    """Every finding to fix as a table to read and to keep, what matters most first."""
    rows = found.to_fix
    return pd.DataFrame(
        {
            "Provider": rows["provider"].map({each: whose(each) for each in set(rows["provider"])}),
            "Export": rows["export"].str.replace("_", " "),
            "What": rows["what"],
            "What to do": [todo(row) for _, row in rows.iterrows()],
            "Decision": rows["disputed"].map({True: triage.DISPUTED, False: ""}),
            "Check id": rows["check_id"].where(rows["check_id"].isin(checks.known()), ""),
        }
    )


def whose(provider: str) -> str:
    """A provider in words, or that a finding is of no one provider."""
    return words.provider(provider) if provider else "No one provider"


def todo(row: pd.Series) -> str:
    """What to do about a finding: of a failed check, the hint that the check gives."""
    own = checks.hints().get(row["check_id"]) if row["kind"] in OF_CHECKS else None
    return own or str(row["todo"])
