"""What changed, where, and so what: the first screen."""

import streamlit as st

from data.reference import SCOTLAND
from metrics import results
from pages.ui import at_a_glance, change, fix_first, frame, panels, referrals, triage

SCOTLANDS = {"area": SCOTLAND}
"""What is said here is of all Scotland, whatever area the reader chose before."""

view = frame.page("Overview")
ratings = view.ask(results.ratings)
analysis, sentence = view.ask(
    results.before_and_after, SCOTLAND, change="public_task", exposure=None
)
panels.headline(sentence, change.rests_on(analysis))
to_fix = fix_first.ranked(view, triage.decided(view))
panels.tiles(at_a_glance.tiles(view, ratings, to_fix))

with st.container(key="turned"):
    first, beside = st.columns([3, 5], gap="large")
with beside:
    referrals.by_month(
        view, SCOTLAND, analysis, "Referrals a month, and where consent was heading", 380
    )
    panels.link(
        "trend", "Which months are out of the ordinary, and by sender or service", SCOTLANDS
    )
    panels.link(
        "routes", "Who refers to whom, what changed in the mix, and what never arrives", SCOTLANDS
    )
with first:
    st.header("What to look at first", anchor=False)
    first_of_all = view.ask(results.attention, fix_first.first_of_all(to_fix))
    for sentence, page, parameters in first_of_all.itertuples(index=False):
        panels.link(page, sentence, SCOTLANDS | parameters)

st.header("Every indicator, those that ask for attention first", anchor=False)
at_a_glance.strip(view, ratings)
panels.foot(view)
