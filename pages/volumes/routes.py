"""Who refers to whom, what changed in the mix, and what never arrives?"""

import streamlit as st

from metrics import results
from metrics.answers import route_sentences
from pages.ui import filters, frame, lost, make_up, panels, routes, words

view = frame.page("Routes", "Who refers to whom, what changed in the mix, and what never arrives?")
with filters.row():
    area = filters.area()
    year = routes.year(view, area)
if year is None:
    panels.empty(
        "No route can be shown here.",
        f"In every year each is too small ({words.HIDDEN}), or withheld because a check failed.",
        filters.larger(area),
    )
    st.stop()

found = view.ask(results.routes, year, area)
panels.headline(route_sentences.busiest(found, year, area), routes.under(found))
left, right = st.columns([6, 5], gap="large")
with left:
    routes.matrix(view, found, year, area)
with right:
    routes.stream(found)
make_up.section(view, area)
lost.section(view, area, year)

st.header("What this does not show", anchor=False)
st.markdown(routes.NOT_SHOWN)
panels.method(routes.METHOD)
panels.foot(view)
