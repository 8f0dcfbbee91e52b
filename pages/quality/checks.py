"""Can the numbers be trusted this month, and what should each provider mend first?"""

import streamlit as st

from metrics import results
from pages.ui import checks, frame, panels
from pages.ui.charts import failures, history, reasons

view = frame.page(
    "Checks", "Can this release's numbers be trusted, and what should be mended first?"
)
found = view.ask(results.checks)
cuts = view.ask(results.check_cuts, "provider")
panels.headline(checks.trust(found))

fixes = checks.fix_first(cuts)
if fixes:
    st.subheader("To mend first", anchor=False)
    st.markdown("\n".join(f"{number}. {fix}" for number, fix in enumerate(fixes, 1)))

matrix = checks.matrix(cuts)
if len(matrix):
    with st.container(key="wide_matrix"):
        panels.figure(
            view,
            "Rows that fail, by check and provider",
            failures.chart(matrix),
            checks.verdicts(found),
            caveat=failures.KEY,
            name="checks",
        )
st.subheader("Each provider at a glance", anchor=False)
panels.table_of(checks.by_provider(cuts), "Checks by provider")

turned_away = checks.rejected(view.ask(results.rejected))
if len(turned_away):
    panels.figure(
        view,
        "Rows turned away when files were read",
        reasons.chart(checks.by_reason(view.ask(results.rejected))),
        turned_away,
        caveat="A rejected row is not lost: its number and reason are kept, and the provider can "
        "send it again. What was in it is never kept.",
        name="rejected rows",
    )
past = view.ask(results.check_history)
panels.figure(
    view,
    "Checks that did not pass, release by release",
    history.chart(past),
    past,
    name="check history",
)
panels.method(
    "Every release is checked by Great Expectations over the very rows it is made of, and each "
    "failure is counted a second time in plain SQL: where the two disagree the check is called "
    "errored. **Critical** means the numbers would mislead: the release stops until a steward "
    "accepts the failure with a reason, and figures it touches are withheld. **Warning** means use "
    "with care. **Note** is worth knowing when a number looks odd. No check ever keeps a value."
)
panels.foot(view)
