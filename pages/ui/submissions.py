"""Files that were loaded: what became of each, its feedback, and the way to take one back."""

from argparse import ArgumentTypeError

import streamlit as st

from data.grammar import capital, plural
from data.personal.reason import REASON_LENGTH, problem_with
from data.receipts import latest, personal, waiting
from data.store import Store
from data.taken_back import row_numbers
from pages.ui import decider, feedback, loading, panels, receipts, words
from pages.ui.frame import View

LISTED = 500
"""Files to choose from, the latest first; a longer list is no help to anybody."""


def show(view: View, store: Store) -> None:
    """The receipts of the files that this reader loaded last, and any other that is asked for."""
    if loading.busy():
        return  # what is being read has no receipt yet, and an earlier one would be taken for it
    found = receipts.of_files(store, st.session_state.get("loaded", {}))
    if found:
        st.header("What became of the files", anchor=False)
        for receipt in found:
            _show(store, receipt)
        st.markdown(f"**{receipts.next_step(found, waiting(store))}**")
    _earlier(view, store)


def _earlier(view: View, store: Store) -> None:
    """Any file's receipt and feedback again, and the way to take it back."""
    files = latest(store)[::-1][:LISTED]
    if not files:
        return
    with st.expander(f"Files loaded so far: {plural(len(latest(store)), 'file')}"):
        chosen = st.selectbox(
            "See what became of a file, or take it back",
            files,
            index=None,
            format_func=lambda each: f"{each['file_name']}, {words.day(each['loaded_at'])}",
            placeholder="Choose a file",
        )
        if chosen is not None:
            _show(store, chosen)
            _withdraw(view, store, chosen)


def _withdraw(view: View, store: Store, receipt: receipts.Receipt) -> None:
    with st.form(f"withdraw_{receipt['submission_id']}", border=True):
        reason = st.text_input(
            "Take this file back because (kept with the file)", max_chars=REASON_LENGTH
        )
        rows = st.text_input("Only these of its rows, as 12,15-17 (all of them when empty)")
        pressed = st.form_submit_button("Take this file back", disabled=loading.busy())
    st.caption(
        "The next release is made without it. What was read is kept aside with your reason, and "
        "the same file can be loaded again. A later file that corrects it needs no taking back. Of "
        "single rows, nothing that they replaced comes back either."
    )
    if not pressed:
        return
    if problem := problem_with(reason) or _problem_with_rows(rows):
        st.warning(problem)
        return
    only = [f"--rows={rows.strip()}"] if rows.strip() else []
    told = [f"--because={reason.strip()}", f"--by={decider.who(view.role)}", *only]
    loading.begin(store, ["withdraw", receipt["submission_id"], *told])


def _problem_with_rows(rows: str) -> str:
    """What is wrong with the row numbers given, as a sentence; nothing where there are none."""
    try:
        row_numbers(rows) if rows.strip() else None
    except ArgumentTypeError as problem:
        return f"{capital(str(problem))}."
    return ""


def _show(store: Store, receipt: receipts.Receipt) -> None:
    st.markdown(f"**{panels.plain(receipt['file_name'])}**")
    look_first(receipt)
    st.text(receipts.sentence(receipt))
    for line in receipts.decided(receipt):
        st.text(line)
    if receipt["reasons"]:
        panels.table_of(
            receipts.reasons(receipt), f"Why rows of {receipt['file_name']} were rejected"
        )
    _personal(receipt)
    with st.expander("How this file was read, and what was left out"):
        for line in receipts.read_as(receipt):
            st.text(line)
        if receipt.get("resolved"):
            panels.table_of(
                receipts.resolved(receipt), f"How names in {receipt['file_name']} were found"
            )
    if receipts.has_feedback(store, receipt):
        feedback.offer(store, receipt)


def look_first(receipt: receipts.Receipt, name: str = "") -> None:
    """What to look at before anything else: a likely cause, rows that may be missing."""
    for sentence in receipt.get("warnings", ()):
        st.warning(panels.plain(f"{name}{sentence}"))


def _personal(receipt: receipts.Receipt) -> None:
    """What was found that tells who somebody is, and what the provider should change."""
    *found, to_do = personal(receipt) or [""]
    if found:
        st.warning(f"{receipts.found_or_announced(receipt)} {panels.plain(to_do)}")
        panels.table_of(
            receipts.personal(receipt), f"Personal data in {receipt['file_name']}, by column"
        )
