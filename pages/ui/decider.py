"""The form with which a steward decides on a finding; a command keeps the decision."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from data.decide import LONGEST, date_problem
from data.decisions import Finding, Verb, today
from data.grammar import capital
from data.personal.reason import REASON_LENGTH, is_personal, problem_with
from data.store import Store
from pages.ui import loading, spoken, triage
from pages.ui.access import Role
from pages.ui.frame import View

CHOICES: dict[Verb, str] = {
    "accept": "Accept: known and tolerable",
    "dispute": "Dispute: the check or the data may be wrong, and is looked into",
    "dismiss": "Dismiss: not a problem",
    "withdraw": "Withdraw an earlier decision",
}
USUAL = timedelta(days=90)
"""The review date that the form proposes: the next quarter."""


def form(view: View, found: triage.Decided, check_id: str, narrower: Sequence[Finding]) -> None:
    """Lets a steward decide on a check, or on it for one provider or council area.

    narrower: what beside the whole check may be decided on.
    """
    about = [finding for finding in found if finding.check_id == check_id]
    verbs = [verb for verb in CHOICES if verb != "withdraw" or _in_force(found, about)]
    findings = list(dict.fromkeys([Finding(check_id), *narrower, *about]))
    with st.expander("Decide: accept, dispute or dismiss it until a day"):
        _form(view, findings, verbs)


def _in_force(found: triage.Decided, about: Sequence[Finding]) -> bool:
    """Whether there is a decision to withdraw."""
    return any(found[finding].verb != "withdraw" for finding in about)


def _form(view: View, findings: Sequence[Finding], verbs: Sequence[Verb]) -> None:
    # nothing is chosen beforehand: whoever decides says for whom, and what
    with st.form(f"decide_{findings[0].check_id}", border=False):
        finding = st.selectbox(
            "For",
            findings,
            index=None,
            format_func=lambda finding: capital(triage.whom(finding)),
            placeholder="Choose for whom",
        )
        verb = st.radio("Decision", verbs, index=None, format_func=CHOICES.__getitem__)
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
        "A decision is kept with its reason and expires on its day, or when half as much again "
        "falls short. It changes no number and does "
        "not publish a release that was held back. One for a council area is shown with the check "
        "and leaves what providers should fix as it is."
    )
    if not pressed:
        return
    if finding is None or verb is None:
        st.warning("Choose for whom it is, and what you decide.")
        return
    if problem := problem_with(reason) or (
        "" if verb == "withdraw" else date_problem(review_on, day)
    ):
        st.warning(" ".join(spoken.on_a_page([problem])))
        return
    whom = [f"--provider={finding.provider}", f"--council={finding.council}"]
    told = [*whom, f"--because={reason.strip()}", f"--by={who(view.role)}"]
    store = Store(view.release.root)
    loading.begin(store, ["decide", finding.check_id, verb, *told, f"--review-on={review_on}"])


def who(role: Role) -> str:
    """Whoever decides, as the app knows them: a name where the sign-in gives one, and the role."""
    if role is Role.LOCAL:
        return triage.AUTHORS[str(role)]
    return named(st.user.to_dict().get("name"), role)


def named(name: object, role: Role) -> str:
    """Name and role; the role alone where the name is none that every reader may see."""
    if not isinstance(name, str) or not name.strip() or "@" in name or is_personal(name):
        return triage.AUTHORS.get(str(role), str(role))
    return f"{name}, {role}"
