"""Can the numbers be trusted this month, and what should each provider mend first?"""

from functools import partial

import streamlit as st

from data.store import Store
from metrics import results
from pages.ui import checks, drill, frame, loading, panels, summaries, triage, words
from pages.ui.charts import bars, failures, history

view = frame.page(
    "Checks", "Can this release's numbers be trusted, and what should be mended first?"
)
found = view.ask(results.checks)
cuts = view.ask(results.check_cuts, "provider")
panels.headline(checks.trust(found))

decided = triage.decided(view)
unsettled, left_out = triage.settle(decided, cuts)
worst = checks.worst(unsettled)
if len(worst) or left_out:
    st.subheader("To mend first", anchor=False)
for number, (_, row) in enumerate(worst.iterrows(), 1):
    st.markdown(f"{number}. {checks.fix(row)}")
    drill.button(f"Look into number {number}", row["check_id"])
if left_out:
    st.caption(left_out)

loading.follow(Store(view.release.root))
chosen = drill.choose(found, cuts)
if chosen:
    drill.panel(view, chosen, found, cuts, decided)
triage.show(decided)

matrix = checks.matrix(cuts)
if len(matrix):
    with st.container(key="wide_matrix"):
        panels.figure(
            view,
            "Rows that fail, by check and provider",
            failures.chart(matrix),
            checks.verdicts(found, partial(triage.short, decided)),
            caveat=failures.KEY,
            name="checks",
        )
st.subheader("Checks passed, by provider and export", anchor=False)
panels.table_of(checks.by_provider(cuts), "Checks passed, by provider and export")
summaries.choose(view, sorted(set(cuts["key"]), key=words.provider))

rows = view.ask(results.rejected)
by_reason = checks.by_reason(rows)
if len(by_reason):
    panels.figure(
        view,
        checks.turned_away(view.ask(results.submissions)),
        bars.chart(by_reason, "rejected rows by reason"),
        checks.rejected(rows),
        caveat="A rejected row is not lost: its number and reason are kept, and the provider can "
        "send it again. What was in it is never kept. A row may have several reasons.",
        name="rejected rows",
    )
else:
    st.subheader(checks.turned_away(view.ask(results.submissions)), anchor=False)
past = view.ask(results.check_history)
if len(past) > 1:
    panels.figure(
        view,
        "Checks that did not pass, release by release",
        history.chart(past),
        past,
        name="check history",
    )
else:
    panels.empty(
        "There is no history yet.",
        "This is the first release.",
        "From the next one on, checks that did not pass are drawn here release by release.",
    )
if matrix.empty:
    st.subheader("Every check", anchor=False)
    panels.behind(view, checks.verdicts(found, partial(triage.short, decided)), "Every check")
panels.method(
    "Every release is checked by Great Expectations over the very rows it is made of, and each "
    "failure is counted a second time in plain SQL: where the two disagree the check is called "
    "errored. **Critical** means the numbers would mislead: the release stops until a steward "
    "accepts the failure with a reason, and figures it touches are withheld. **Warning** means use "
    "with care. **Note** is worth knowing when a number looks odd. No check ever keeps a value."
)
panels.foot(view)
