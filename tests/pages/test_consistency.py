"""The page Councils now, also on an indicator of which no council has enough cases."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import FOLDER
from tests.pages import published


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published.store(tmp_path_factory.mktemp("prepared") / "store")


@pytest.fixture(autouse=True)
def store(own_store: Path, prepared: Path) -> Path:
    return shutil.copytree(prepared, own_store)


def opened(**choices: str) -> AppTest:
    path = FOLDER / "consistency" / "councils_now.py"
    page = AppTest.from_file(str(path), default_timeout=30).run()
    for key, value in choices.items():
        page.selectbox(key=key).set_value(value)
    page = page.run() if choices else page
    assert not page.exception
    assert not page.error
    return page


def test_councils_are_drawn_as_a_funnel_and_a_map() -> None:
    assert len(opened().get("vega_lite_chart")) == 2


def test_where_no_council_can_be_compared_the_page_says_so_and_draws_nothing() -> None:
    page = opened(indicator="C08")
    assert "Nothing is drawn" in page.info[0].value
    assert not page.get("vega_lite_chart")
