"""When did each police division change its lawful basis, and how sure is that?"""

import streamlit as st

from data.settings import settings
from data.store import Store
from metrics import results
from pages.ui import dates, frame, panels

view = frame.page(
    "Dates of change", "When did each police division change its lawful basis, and how sure is it?"
)
known = view.ask(results.every_regime)
panels.headline(dates.headline(known), dates.rests_on(view))
panels.table_of(dates.table(known), "From when each division shared on which lawful basis")
panels.download(view, dates.download(known), "dates of change")
st.header("Where the dates come from", anchor=False)
st.markdown(dates.sources(known))
if view.role.may_load:
    store = Store(settings().store)
    dates.follow(store)
    dates.edit(store, view.role)
st.header("What this does not show", anchor=False)
st.markdown(dates.NOT_SHOWN)
panels.method(
    "The dates that ship with the dashboard are those that evidence bounds: consent from the day "
    "UK GDPR applied, and the move to public task somewhere in a window. A division with no date "
    "of its own has Scotland's. Months inside a window are on neither side of a comparison. Each "
    "change makes a new edition, which is kept with who made it and why; a release says which "
    "edition it used, and stays as it is. Scotland's window runs from the first division's "
    "earliest day to the last one's latest."
)
panels.foot(view)
