"""Decisions on findings as pages show them."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data.decisions import MEANINGS, SHORT, Decision, Finding, of_finding, today
from pages.ui import checks, filters, panels, store, words
from pages.ui.frame import View

MARKS: Mapping[str, str] = {"accept": "◆", "dispute": "▲", "dismiss": "▽", "withdraw": "○"}
DISPUTED = "It is disputed, and looked into."
LAPSED = {"expired": "◇ expired:", "outgrown": "◇ grown since:"}
"""What stands before a decision that no longer counts."""
AUTHORS = {
    "steward": "a steward",
    "analyst": "an analyst",
    "this machine only": "somebody at this computer",
    "command line": "somebody at the command line",
}
"""Authors that are no names, as a sentence goes on with them."""
Decided = Mapping[Finding, Decision]


def decided(view: View) -> Decided:
    """The decision of each finding that counts, as the store has them now."""
    return store.decisions(view.release.root)


def short(found: Decided, check_id: str, provider: str = "") -> str:
    """Mark, word and day of the decision on a finding; nothing without one."""
    decision = of_finding(found, Finding(check_id, provider), today())
    if decision is None:
        return ""
    word = f"{MARKS[decision.verb]} {SHORT[decision.verb]} until {words.day(decision.review_on)}"
    return f"{LAPSED.get(decision.state(today()), '')} {word}".strip()


def verb(found: Decided, check_id: str, provider: str) -> str:
    """The verb of the decision in force on a finding; "" without one."""
    decision = of_finding(found, Finding(check_id, provider), today())
    return decision.verb if decision and decision.state(today()) == "in force" else ""


def sentence(decision: Decision) -> str:
    """A decision in words: what, for whom, by whom, why, until when."""
    until = words.day(decision.review_on) if decision.review_on else ""
    when = {
        "in force": f"in force until {until}",
        "outgrown": f"decided at {decision.counted}; now {decision.now}: decide again",
        "expired": f"expired on {until}: decide again",
        "withdrawn": "no longer in force",
    }[decision.state(today())]
    what = f"{MARKS[decision.verb]} {MEANINGS[decision.verb].capitalize()}"
    return (
        f"{what} ({whom(decision.finding)}), {when}. "
        f"By {author(decision)} on {words.day(decision.decided_at)}: {decision.reason}"
    )


def author(decision: Decision) -> str:
    """Who decided, in words."""
    return AUTHORS.get(decision.by, decision.by)


def _state(decision: Decision) -> str:
    """Whether it counts, in a few words."""
    state = decision.state(today())
    if state == "outgrown":
        return f"decided at {decision.counted}; now {decision.now}: decide again"
    return state


def whom(finding: Finding) -> str:
    """Whose rows a finding is about, in words."""
    parts = [words.provider(finding.provider)] if finding.provider else []
    parts += [filters.area_label(finding.council)] if finding.council else []
    return ", ".join(parts) or "every provider and council"


def say(found: Decided, check_id: str) -> None:
    """Every decision on a check that has not been withdrawn, each a line."""
    for finding, decision in found.items():
        if finding.check_id == check_id and decision.verb != "withdraw":
            st.html(f'<p class="decided">{panels.html(sentence(decision))}</p>')


def left_out(number: int) -> str:
    """How many findings need not be fixed first, by a decision, in a sentence."""
    findings = "finding is" if number == 1 else "findings are"
    return (
        f"{number} {findings} left out here, accepted or dismissed until a day: the Checks page "
        "lists all decisions."
    )


def table(decisions: Decided) -> pd.DataFrame:
    """The latest decision of every finding as a table to read, the newest first."""
    found = sorted(decisions.values(), key=lambda each: each.decided_at, reverse=True)
    return pd.DataFrame(
        {
            "Check": [checks.title(each.check_id) for each in found],
            "For": [whom(each.finding) for each in found],
            "Decision": [f"{MARKS[each.verb]} {MEANINGS[each.verb]}" for each in found],
            "State": list(map(_state, found)),
            "Until": [words.day(each.review_on) if each.review_on else "" for each in found],
            "By": list(map(author, found)),
            "Why": [each.reason for each in found],
        }
    )


def show(found: Decided) -> None:
    """All decisions, when there are any."""
    if found:
        st.header("Decisions", anchor=False)
        panels.table_of(table(found), "Decisions on findings, the newest first")
