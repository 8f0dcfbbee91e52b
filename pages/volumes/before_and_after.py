"""Did referrals change when the lawful basis changed, and by how much?"""

import streamlit as st

from metrics import results
from pages.ui import change, divisions, filters, frame, mix, panels, referrals, what_if

view = frame.page(
    "Before and after", "Did referrals change when the lawful basis changed, and by how much?"
)
with filters.row():
    area = filters.area()
    which = filters.choice("change", "Change looked at", change.CHANGES)
    counted = filters.choice("counted", "Counted as", change.COUNTED)
    scale = filters.choice("scale", "Scale of the small charts", change.SCALES, of_all=False)
    by = filters.breakdown("referrals")

analysis, sentence = view.ask(
    results.before_and_after, area, change=which, exposure=change.exposure(counted)
)
panels.headline(sentence, change.rests_on(analysis))

left, right = st.columns([5, 2], gap="large")
with left:
    place = filters.area_label(area)
    referrals.by_month(view, area, analysis, f"Referrals a month, {place}", 520)
    change.interval(view, area, which, counted)
with right:
    change.estimate(view, area, which, counted)

if by != "all":
    mix.last_year(view, area, by)

st.header("In each police division", anchor=False)
found = view.ask(results.in_each_division, change=which, exposure=change.exposure(counted))
divisions.small_multiples(view, found, shared=scale == "one")
divisions.forest(view, found)

what_if.ask(view, area, which, change.exposure(counted))

st.header("What this does not show", anchor=False)
st.markdown(change.not_shown(view, area, which))
panels.method(change.METHOD)
panels.foot(view)
