"""A chart is made once for the same table and theme, and played back after that."""

import altair as alt
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.ui.charts import bars
from pages.ui.drawing import layered, template


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    st.cache_data.clear()


def _page() -> None:
    import altair as alt
    import pandas as pd
    import streamlit as st

    from pages.ui.drawing import Made, drawn

    @drawn
    def chart(table: pd.DataFrame, of: str) -> Made:
        st.session_state["made"] = st.session_state.get("made", 0) + 1
        return alt.Chart(table).mark_bar().encode(x="n:Q"), of

    number = st.session_state.get("n", 1)
    chart(pd.DataFrame({"n": [number]}), "bars").show()
    st.text(str(st.session_state["made"]))


def test_it_is_made_once_for_the_same_table() -> None:
    page = AppTest.from_function(_page).run()
    again = page.run()
    assert again.text[0].value == "1"
    assert len(again.get("vega_lite_chart")) == 1, "and is there nevertheless"


def test_another_table_is_another_chart() -> None:
    page = AppTest.from_function(_page).run()
    page.session_state["n"] = 2
    assert page.run().text[0].value == "2"


def test_it_unpacks_to_the_chart_and_its_alt_text() -> None:
    table = pd.DataFrame({"short": ["A"], "meaning": ["A"], "count": [5]})
    chart, alt_text = bars.chart(table, "things")
    assert chart.to_dict()
    assert alt_text == "Bar chart of things, most first: A 5"


def test_charts_of_tables_by_the_same_names_are_made_once() -> None:
    made = []

    @template
    def chart(tables: tuple[str, ...]) -> alt.LayerChart:
        made.append(tables)
        return layered([alt.Chart(alt.NamedData(name)).mark_line() for name in tables], 100)

    first, again, other = (chart(tables) for tables in (("a", "b"), ("a", "b"), ("a",)))
    assert made == [("a", "b"), ("a",)]
    assert first == again
    assert [layer["data"]["name"] for layer in first["layer"]] == ["a", "b"]
    assert len(other["layer"]) == 1
