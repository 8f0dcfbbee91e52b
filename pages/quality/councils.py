"""Is what is sent about each council area complete, agreed by both sides, and on time?"""

import streamlit as st

from data.reference import area_names
from metrics import results
from pages.ui import facets, filters, frame, panels
from pages.ui.charts import matrix

view = frame.page(
    "Councils", "Is what is sent about each council area complete, agreed and on time?"
)
everyone = view.ask(results.facets_now, "council")
if everyone.empty:
    panels.empty(
        "Nothing can be said of any council area yet.",
        "No export that says which council a row is about has enough rows.",
        "Load referrals, sharing events, incidents or assurance returns.",
    )
    st.stop()
names = {key: area_names()[key] for key in facets.by_need(everyone, area_names())}
with filters.row():
    council = filters.choice("council", "Council", names)
panels.headline(facets.overall(everyone, names), facets.overall_under(everyone, names))
with st.container(key="wide_matrix"):
    panels.drawing(
        "Every council by facet, in the latest 12 months",
        matrix.chart(facets.matrix(everyone), of="facets"),
        caveat=facets.MATRIX_KEY,
    )
glance = facets.at_a_glance(everyone, names, "council")
panels.behind(view, glance, "quality by council")

now = everyone[everyone["key"] == council]
st.header(facets.headline(names[council], now, "council"), anchor=False)
facets.cards(view, "council", council, now)
items = facets.item_table(view.ask(results.items, "council", council))
panels.behind(view, items, "quality by column")
panels.method(facets.METHOD)
panels.foot(view)
