"""The pages that compare councils: on what a reader chose, and where nothing can be compared."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.engine import build, insert
from data.reference import councils
from pages import FOLDER
from tests.metrics.published import SCOTLAND, cell
from tests.pages import published
from tests.pages.test_app import said

YEAR = "2023-04-01"
NOW, INDICATORS = "consistency/councils_now", "compliance/indicators"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year 2023-24 of Scotland too, and of an indicator with too few cases in each council."""
    root = published.store(tmp_path_factory.mktemp("prepared") / "store")
    rows = [
        cell("C17", YEAR, SCOTLAND, 16_000, 51_200, period="year"),
        cell("C08", YEAR, SCOTLAND, 320, 480, period="year"),
        *(cell("C08", YEAR, code, 10, 15, period="year") for code in councils()["council_code"]),
    ]
    connection = build(root / "releases" / published.RELEASE / "protected.duckdb")
    insert(connection, "measure", rows)
    connection.close()
    return root


@pytest.fixture(autouse=True)
def store(own_store: Path, prepared: Path) -> Path:
    return shutil.copytree(prepared, own_store)


def opened(name: str, **choices: str) -> AppTest:
    page = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=30).run()
    for key, value in choices.items():
        page.selectbox(key=key).set_value(value)
    page = page.run() if choices else page
    assert not page.exception
    assert not page.error
    return page


def test_councils_are_drawn_as_a_funnel_and_a_map() -> None:
    assert len(opened(NOW).get("vega_lite_chart")) == 2


def test_where_no_council_can_be_compared_the_page_says_so_and_draws_nothing() -> None:
    page = opened(NOW, indicator="C08")
    assert "Nothing is drawn" in page.info[0].value
    assert not page.get("vega_lite_chart")


@pytest.mark.parametrize(
    ("period", "latest", "line"),
    [
        ("month", "meets its target, Mar 2024", "Two years"),
        ("quarter", "meets its target, Jan to Mar 2024", "Six years"),
        ("year", "meets its target, 2023-24", "Year by year"),
    ],
)
def test_every_part_of_the_indicators_page_is_of_the_chosen_period(
    period: str, latest: str, line: str
) -> None:
    page = opened(INDICATORS, period=period)
    headings = [each.value for each in (*page.header, *page.subheader)]
    heading = next(each for each in headings if "Where each" in each)
    assert latest in heading.replace("\u2060", "")
    assert f">{line}</th>" in said(page)
    assert f">{period.capitalize()}</th>" in said(page)
