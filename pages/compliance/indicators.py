"""Is the code of conduct followed, clause by clause, in every council?"""

import streamlit as st

from metrics import results
from metrics.answers import sentences
from pages.ui import at_a_glance, compliance, filters, frame, panels

view = frame.page("Indicators", "Is the code followed, clause by clause, and where not?")
with filters.row():
    area = filters.area()
    period_type = filters.period()
    ratings = view.ask(results.ratings, area, period_type=period_type)
    indicator = compliance.choose(ratings)
    area_type = compliance.across()
panels.headline(sentences.indicators(ratings, area, period_type), compliance.under(ratings))

# 32 columns cannot be read on a phone; there the list of one area below stands for them, and
# the filter that chooses the columns is away too
with st.container(key="wide_matrix"):
    compliance.everywhere(view, area_type, period_type, indicator.id, area)
panels.on_a_phone(
    "Which council or division meets which target is a picture too wide for a phone: it is on this "
    "page on a wider screen. Choose an area above to see all its indicators below."
)
compliance.detail(view, indicator, ratings, area, period_type)
# on paper it comes first, since a table fills the sheet that a wide chart leaves empty
with st.container(key="flows"):
    st.header(f"Every indicator in {filters.area_label(area)}", anchor=False)
    at_a_glance.strip(view, ratings, period_type)
panels.method(
    "A state compares the value with the target of the edition of the code in force at the end of "
    "the period. An area with fewer cases than the smallest denominator is “too few to rate”; "
    "one with cases enough whose state would help to work out a hidden number is “not shown: "
    "protected”, which says nothing of where it stands; "
    "data quality”, and with less (◔) it says what it is without; "
    "before a duty is in law it is “not yet law”. Movement comes from an XmR chart, apart from the "
    "target. "
    "Intervals are Wilson intervals for shares and Byar intervals for rates."
)
panels.foot(view)
