"""Can the numbers be trusted this month, and what should each provider fix first?"""

from functools import partial

import streamlit as st

from data.store import Store
from metrics import results
from pages.ui import (
    checks,
    drill,
    fix_first,
    frame,
    loading,
    panels,
    releases,
    summaries,
    triage,
    words,
)
from pages.ui.charts import failures, history

view = frame.page(
    "Checks", "Can this release's numbers be trusted, and what should be fixed first?"
)
found = view.ask(results.checks)
cuts = view.ask(results.check_cuts, "provider")
everybodys = view.release.public().ask(results.latest_submissions)
decided = triage.decided(view)
ranked = fix_first.ranked(view, decided)
panels.headline(
    fix_first.headline(checks.trust(found, everybodys), ranked),
    f"{checks.rests_on(found, everybodys)} {fix_first.whose_first(ranked)}".strip(),
)
fix_first.show(view, ranked, "To fix first", named=True)
loading.follow(Store(view.release.root))
chosen = drill.choose(found, cuts)
if chosen:
    drill.panel(view, chosen, found, cuts, decided)
triage.show(decided)

every = checks.verdicts(found, partial(triage.short, decided))
matrix = checks.matrix(cuts, partial(triage.verb, decided))
if len(matrix):
    # a chart this wide cannot be read on a phone; there its table stands for it
    with st.container(key="wide_matrix"):
        panels.drawing(
            "What falls short, by check and provider", failures.chart(matrix), caveat=failures.KEY
        )
    panels.behind(view, every, "checks")
drill.of_no_provider(results.of_no_provider(found, cuts), decided)
st.header("Checks passed, by provider and export", anchor=False)
passed = checks.by_provider(cuts, fix_first.short(ranked))
panels.table_of(passed, "Checks passed, by provider and export")
st.caption("● every check passed, ■ some did not, of those that had something to check.")
summaries.choose(view, sorted(set(cuts["key"]), key=words.provider))

sent = view.ask(results.submissions)
gone = checks.turned_away(results.standing(sent, sent), exact=view.release.exact)
panels.link("rejected_rows", gone)
past = releases.marked(view.ask(results.check_history), Store(view.release.root))
if len(past) > 1:
    panels.figure(
        view,
        "Checks that did not pass, release by release",
        history.chart(past),
        past,
        caveat=releases.KEY if past["state"].any() else "",
        name="check history",
    )
else:
    panels.empty(
        "There is no history yet.",
        "This is the first release.",
        "From the next one on, checks that did not pass are drawn here release by release.",
    )
if matrix.empty:
    st.header("Every check", anchor=False)
    panels.behind(view, every, "Every check")
panels.method(
    "Every release is checked by Great Expectations over the very rows it is made of, and each "
    "failure is counted a second time in plain SQL: where the two disagree the check is called "
    "errored. A check of an export of which no row has come has nothing to check, and has not "
    "passed. **Critical** means the numbers would mislead: the release stops until a steward "
    "accepts the failure with a reason, and figures it touches are withheld. **Warning** means use "
    "with care. **Note** is worth knowing when a number looks odd. No check ever keeps a value: of "
    "a row that is wrong, its file, its number and the start of its reference are listed, for "
    "analysts and stewards. A steward may accept, dispute or dismiss a finding until a day; that "
    "changes no number, and does not publish a release that was held back."
)
panels.foot(view)
