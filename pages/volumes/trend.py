"""How many referrals are made each month, and when did that change?"""

import streamlit as st

from metrics import results
from metrics.answers import signals
from pages.ui import filters, frame, panels, trend

view = frame.page("Trend", "How many referrals are made each month, and when did that change?")
with filters.row():
    area = filters.area()
    counted = filters.choice("counted", "Counted as", trend.COUNTED)
    by = filters.breakdown("referrals")

measure = trend.measure(counted)
found = view.ask(results.trend, measure.id, area, rebase="regimes")
panels.headline(signals.standing(found, measure, area), signals.levels(found, measure.kind))

trend.over_time(view, found, area, counted)
left, right = st.columns(2, gap="large")
with left:
    trend.heard(found)
with right:
    trend.shifts(view, area, counted)
if by != "all":
    trend.categories(view, area, by, counted)

st.header("What this does not show", anchor=False)
st.markdown(trend.NOT_SHOWN)
panels.method(trend.METHOD)
panels.foot(view)
