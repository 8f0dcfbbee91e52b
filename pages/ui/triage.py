"""Decisions on findings as pages show them, and the form with which a steward makes one."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pandas as pd
import streamlit as st

from data.decide import LONGEST, date_problem
from data.decisions import MEANINGS, Decision, Finding, Verb, of_finding, today
from data.personal.reason import REASON_LENGTH, is_personal, problem_with
from data.store import Store
from pages.ui import checks, filters, loading, panels, store, words
from pages.ui.access import Role
from pages.ui.frame import View

MARKS: dict[Verb, str] = {"accept": "◆", "dispute": "▲", "dismiss": "▽", "withdraw": "○"}
SHORT: dict[Verb, str] = {"accept": "accepted", "dispute": "disputed", "dismiss": "dismissed"}
DISPUTED = "It is disputed, and looked into."
EXPIRED = "⌛ expired:"
CHOICES: dict[Verb, str] = {
    "accept": "Accept: known and tolerable",
    "dispute": "Dispute: the check or the data may be wrong, and is looked into",
    "dismiss": "Dismiss: not a problem",
    "withdraw": "Withdraw an earlier decision",
}
Decided = Mapping[Finding, Decision]
USUAL = timedelta(days=90)
"""The review date that the form proposes: the next quarter."""


def decided(view: View) -> Decided:
    """The decision of each finding that counts, as the store has them now."""
    return store.decisions(view.release.root)


def short(found: Decided, check_id: str, provider: str = "") -> str:
    """Mark, word and day of the decision on a finding; nothing without one."""
    decision = of_finding(found, Finding(check_id, provider), today())
    if decision is None:
        return ""
    word = f"{MARKS[decision.verb]} {SHORT[decision.verb]} until {words.day(decision.review_on)}"
    return word if decision.state(today()) == "in force" else f"{EXPIRED} {word}"


def sentence(decision: Decision) -> str:
    """A decision in words: what, for whom, by whom, why, until when."""
    until = words.day(decision.review_on) if decision.review_on else ""
    when = {
        "in force": f"in force until {until}",
        "expired": f"expired on {until}: decide again",
        "withdrawn": "no longer in force",
    }[decision.state(today())]
    what = f"{MARKS[decision.verb]} {MEANINGS[decision.verb].capitalize()}"
    return (
        f"{what} ({whom(decision)}), {when}. "
        f"By {decision.by} on {words.day(decision.decided_at)}: {decision.reason}"
    )


def whom(decision: Decision) -> str:
    """Whose rows a decision is about, in words."""
    parts = [words.provider(decision.provider)] if decision.provider else []
    parts += [filters.area_label(decision.council)] if decision.council else []
    return ", ".join(parts) or "every provider"


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
            "For": [whom(each) for each in found],
            "Decision": [f"{MARKS[each.verb]} {MEANINGS[each.verb]}" for each in found],
            "State": [each.state(today()) for each in found],
            "Until": [words.day(each.review_on) if each.review_on else "" for each in found],
            "By": [each.by for each in found],
            "Why": [each.reason for each in found],
        }
    )


def show(found: Decided) -> None:
    """All decisions, when there are any."""
    if found:
        st.subheader("Decisions", anchor=False)
        panels.table_of(table(found), "Decisions on findings, the newest first")


def form(view: View, found: Decided, check_id: str, providers: Sequence[str]) -> None:
    """Lets a steward decide on a check, or on it for one provider; a command keeps it."""
    with st.expander("Decide: accept, dispute or dismiss it until a day"):
        _form(view, _verbs(found, check_id), check_id, providers)


def _verbs(found: Decided, check_id: str) -> list[Verb]:
    """What can be decided: nothing is withdrawn where nothing is in force."""
    about = [each for finding, each in found.items() if finding.check_id == check_id]
    withdrawable = any(each.verb != "withdraw" for each in about)
    return [verb for verb in CHOICES if verb != "withdraw" or withdrawable]


def _form(view: View, verbs: list[Verb], check_id: str, providers: Sequence[str]) -> None:
    options = {"": "Every provider", **{each: words.provider(each) for each in providers}}
    with st.form(f"decide_{check_id}", border=False):
        provider = st.selectbox("For", list(options), format_func=options.__getitem__)
        verb = st.radio("Decision", verbs, format_func=CHOICES.__getitem__)
        reason = st.text_input("Why (everybody can read it)", max_chars=REASON_LENGTH)
        day = today()
        review_on = st.date_input(
            "Look at it again on",
            day + USUAL,
            min_value=day + timedelta(days=1),
            max_value=day + LONGEST,
            format="DD/MM/YYYY",
        )
        pressed = st.form_submit_button("Keep this decision", disabled=loading.busy())
    st.caption(
        "A decision is kept with its reason and expires on its day. It changes no number and does "
        "not publish a release that was held back."
    )
    if not pressed:
        return
    if problem := problem_with(reason) or (
        "" if verb == "withdraw" else date_problem(review_on, day)
    ):
        st.warning(problem)
        return
    told = [f"--provider={provider}", f"--because={reason.strip()}", f"--by={who(view.role)}"]
    store = Store(view.release.root)
    loading.begin(store, ["decide", check_id, verb, *told, f"--review-on={review_on}"])


def who(role: Role) -> str:
    """Whoever decides, as the app knows them: a name where the sign-in gives one, and the role."""
    if role is Role.LOCAL:
        return str(role)
    return named(st.user.to_dict().get("name"), role)


def named(name: object, role: Role) -> str:
    """Name and role; the role alone where the name is none that every reader may see."""
    if not isinstance(name, str) or not name.strip() or "@" in name or is_personal(name):
        return str(role)
    return f"{name}, {role}"
