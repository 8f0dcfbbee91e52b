"""What to fix first, in one ranking and one form of words wherever it is told."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

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

    Each leads to what it is about, where a page has it. named: whether each says whose it is, and
    may lead to the page of its provider.
    """
    wrong = _not_held(view)
    st.header(heading, anchor=False)
    if found.to_fix.empty:
        st.markdown(NOTHING)
    for number, (_, row) in enumerate(found.to_fix.head(FIRST).iterrows(), 1):
        who = f"**{whose(row['provider'])}.** " if named else ""
        said = f"{number}. {who}{row['what']} {triage.DISPUTED if row['disputed'] else ''}"
        st.markdown(words.kept_together(f"{said.strip()}  \n   *What to do:* {todo(row)}"))
        if leads := way(row, wrong, named=named):
            label, page, parameters = leads
            st.html(checks.way(label.format(number), page, parameters))
    if len(found.settled):
        st.caption(triage.left_out(len(found.settled)))


def way(
    row: pd.Series, wrong: Collection[str], *, named: bool
) -> tuple[str, str, dict[str, str]] | None:
    """Label, page and filters of the way to what a finding is about; None where none leads further.

    wrong: ids of checks that did not hold; named: whether the page of its provider is another one.
    """
    whose = {"provider": str(row["provider"])}
    if row["check_id"] in wrong:
        return "Look into number {}", "checks", {"check": str(row["check_id"])}
    if row["kind"] == "turned away":
        return "See the rows of number {}, by reason", "rejected_rows", whose
    if row["kind"] == "apart" and row["column"] in UNMATCHED:
        return "See number {} by route", "routes", {}
    return ("See number {} on its provider's page", "providers", whose) if named else None


def about(row: pd.Series) -> str:
    """Whose a finding is, or what it is of where it is no one provider's."""
    return words.provider(row["provider"]) if row["provider"] else f"{_export(row)}, of all"


def headline(verdict: str, found: Ranking) -> str:
    """The verdict on a release, with what to mend first, and where."""
    rows = found.to_fix[found.to_fix["kind"] != "note"]
    if rows.empty:
        return verdict
    row = rows.iloc[0]
    where = str(row["where"]).partition("; ")[0]
    what = f"{_export(row)} {where}" if where else _of_whom(row)
    return f"{verdict}: mend first {what}"


def whose_first(found: Ranking) -> str:
    """Whose it is to mend that; "" where headline() has said so, or there is nothing to mend."""
    rows = found.to_fix[found.to_fix["kind"] != "note"]
    told = len(rows) and rows["where"].iloc[0]
    return f"What to mend first is for {whose(rows['provider'].iloc[0])}." if told else ""


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


def _export(row: pd.Series) -> str:
    return str(row["export"]).replace("_", " ")


def _of_whom(row: pd.Series) -> str:
    """A finding in a few words with its provider."""
    of = f" of {words.provider(row['provider'])}" if row["provider"] else ""
    return f"{_export(row)}{of} ({small(_short(row, of_export=False))})"


def _short(row: pd.Series, *, of_export: bool = True) -> str:
    if row["kind"] in OF_CHECKS:
        return checks.title(row["check_id"])
    if row["kind"] == "apart" and row["column"] in UNMATCHED:
        return UNMATCHED[row["column"]]
    column = item_words(row["column"]) if row["column"] else ""
    what = ", ".join(filter(None, (_export(row).capitalize() if of_export else "", column)))
    return ": ".join(filter(None, (what, IN_SHORT[row["kind"]])))


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
