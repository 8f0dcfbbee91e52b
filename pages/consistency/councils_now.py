"""Do the 32 councils differ by more than chance, and which stand outside?"""

import streamlit as st

from metrics import results
from metrics.answers import sentences
from pages.ui import councils, filters, frame, panels, words
from pages.ui.charts import funnel, tile_map

CAVEAT = (
    "Limits are widened for the ordinary differences between councils (overdispersion). About 1 in "
    "20 councils falls outside the 95 % limits by chance and 1 in 500 outside the 99.8 % limits. "
    "Outside means worth asking why: it is not a ranking, and recording may differ too. A line up "
    f"and down through a mark is the council's own 95 % interval, drawn on under {funnel.SMALL} "
    "cases and for a council that you mark."
)

view = frame.page("Councils now", "Do the 32 councils differ by more than chance would explain?")
with filters.row():
    indicator = councils.indicator()
    period_type = filters.period(("year", "quarter"))
    start = councils.when(view, indicator.id, period_type)
    chosen = councils.council()
if start is None:
    panels.empty(
        f"There is nothing to compare on “{indicator.name}” yet.",
        "No complete period has enough cases.",
        "Choose another indicator, or load the exports it reads: " + ", ".join(indicator.reads),
    )
    st.stop()

found = view.ask(results.councils_now, indicator.id, start, period_type=period_type)
period = words.period(start, period_type)
panels.headline(
    sentences.councils(found, indicator, period_type), councils.under(found, indicator.kind)
)
if councils.comparable(found):
    left, right = st.columns([6, 5], gap="large")
    with left:
        panels.drawing(
            f"{indicator.name}, by how many cases each council has",
            funnel.chart(found, kind=indicator.kind, cases=indicator.denominator, chosen=chosen),
            caveat=CAVEAT,
        )
    with right:
        panels.drawing(
            "The same councils, where they are",
            tile_map.chart(found, kind=indicator.kind, chosen=chosen),
            caveat=tile_map.KEY,
        )
else:
    panels.empty(
        "Nothing is drawn here.",
        f"In {period} no council can be compared; the table says of each why.",
        "Choose another indicator.",
    )
st.header("Every council with its interval", anchor=False)
table = councils.table(found, indicator.kind, councils.order())
panels.table_of(table, f"Councils on {indicator.name}, {period}")
panels.download(view, councils.download(found, indicator.kind), "councils")
panels.method(
    f"**{indicator.question}** Numerator: {indicator.numerator}. Denominator: "
    f"{indicator.denominator}. {indicator.caveat}\n\nIntervals and limits are explained on the "
    "Methods page under “Do councils differ by more than chance?”."
)
panels.foot(view)
