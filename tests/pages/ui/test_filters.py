"""Filters: every choice has words of its own, since the words are in the page's address."""

from streamlit.testing.v1 import AppTest

from metrics.measure import measures
from pages.ui import filters


def test_no_two_areas_share_their_words() -> None:
    labels = [filters.area_label(code) for code in filters.area_codes()]
    assert len(labels) == len(set(labels)) == 1 + 13 + 32
    assert {"Fife", "Fife division"} <= set(labels)


def test_areas_are_offered_whole_country_first() -> None:
    codes = filters.area_codes()
    assert codes[0] == filters.SCOTLAND
    assert [filters.area_type(code) for code in codes].count("division") == 13


def test_an_address_holds_words() -> None:
    found = filters.address({"area": "S12000047", "period": "year", "other": "as is"})
    assert found == {"area": "Fife", "period": "Financial years", "other": "as is"}


def test_breakdowns_of_every_measure_have_words() -> None:
    for measure in measures().values():
        for name in measure.dimensions:
            assert "_" not in filters.dimension_label(name)


def _page() -> None:
    import streamlit as st

    from pages.ui import filters

    with filters.row():
        area = filters.area(("council", "division"))
    st.text(area)


def _two_pages() -> None:
    import streamlit as st

    from pages.ui import filters

    elsewhere = st.checkbox("Elsewhere")
    filters.begin("Elsewhere" if elsewhere else "Here")
    st.text(filters.area(("scotland", "council") if elsewhere else filters.EVERYWHERE))


def test_an_area_goes_along_to_the_next_page() -> None:
    page = AppTest.from_function(_two_pages).run()
    page.selectbox(key="area").set_value("S12000047").run()
    page.checkbox[0].check().run()
    assert page.text[0].value == "S12000047"


def test_an_area_that_the_next_page_has_not_is_left_behind() -> None:
    page = AppTest.from_function(_two_pages).run()
    page.selectbox(key="area").set_value("S32000016").run()
    page.checkbox[0].check().run()
    assert page.text[0].value == filters.area_codes()[0]


def test_a_link_is_stronger_than_the_area_before() -> None:
    page = AppTest.from_function(_two_pages).run()
    page.selectbox(key="area").set_value("S12000047").run()
    page.query_params["area"] = "Scotland"
    page.checkbox[0].check().run()
    assert page.text[0].value == filters.area_codes()[0]


def test_only_filters_that_say_what_a_number_is_of_stand_in_files() -> None:
    page = AppTest.from_function(_two_pages).run()
    assert page.session_state[filters.CHOSEN] == {"Area": "Scotland"}


def test_a_link_restores_the_choice() -> None:
    page = AppTest.from_function(_page)
    page.query_params["area"] = "Fife division"
    page.run()
    assert page.text[0].value == "S32000016"
    assert not page.warning


def test_a_link_to_nowhere_shows_the_default_and_says_so() -> None:
    page = AppTest.from_function(_page)
    page.query_params["area"] = "Atlantis"
    page.run()
    assert not page.exception
    assert page.text[0].value == filters.area_codes(("council",))[0]
    assert page.warning[0].value == (
        "What the link asks for under “Area” is not there, so “Aberdeen City” is shown."
    )
    page.selectbox(key="area").set_value("S12000047").run()
    assert not page.warning
