"""How is every number made, and how sure is it? Every method, and every indicator's record."""

import streamlit as st

from metrics.indicator import indicators
from pages.ui import disclosure, frame, indicator_record, panels
from pages.ui.method_texts import METHODS

view = frame.page("Methods", "How is every number made, and how sure is it?")
others = indicator_record.others()
panels.headline(
    "Each number is counted from rows, given with its interval, and protected before it is shown",
    f"{len(indicators())} indicators and {len(others)} other measures, "
    f"{len(METHODS)} methods, one set of rules on small numbers.",
)
st.header("Methods", anchor=False)
for method in METHODS:
    with st.expander(method.title):
        st.markdown(method.plain)
        st.html(method.as_html())

st.header("Small numbers", anchor=False)
st.markdown(disclosure.rules(view))

st.header("Every indicator", anchor=False)
st.markdown(
    "Targets are proposals until the code is adopted, and each has a day from which it applies, "
    "so that the past is judged by what was then in force."
)
for indicator in indicators().values():
    with st.expander(f"{indicator.id} {indicator.name}"):
        st.html(indicator_record.html(indicator))

st.header("Other measures", anchor=False)
panels.table_of(others, "Measures that are not indicators")
panels.method(
    "This page is made from the same records that compute the numbers: a new indicator file is "
    "computed by the next release and appears here by itself."
)
panels.foot(view)
