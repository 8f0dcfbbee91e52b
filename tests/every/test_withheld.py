"""What a failed critical check withholds is on no page and in no download, and it is named."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.engine import build
from data.store import Store
from metrics import results
from metrics.indicator import indicators
from pages import FOLDER, page_files
from pages.ui import panels
from tests.every.withheld_release import COUNCILS, MONTHS, OTHERS, PLANTED, TITLE, WHOLE, YEAR
from tests.every.withheld_release import store as withheld_store
from tests.pages import published

PAGES = [path for files in page_files().values() for path in files]
NUMBERS = re.compile(r"(?<![\d,.])(7,?777|8,?888|7,?775|7,?780|8,?890|87\.5|88)(?![\d,])( %)?")
"""The planted numbers, as they are, rounded, or as a share or rate of one another."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return withheld_store(tmp_path_factory.mktemp("withheld") / "store")


@pytest.fixture(scope="module")
def otherwise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with other numbers planted."""
    return withheld_store(tmp_path_factory.mktemp("otherwise") / "store", OTHERS)


@pytest.fixture
def store(own_store: Path, prepared: Path) -> Path:
    return shutil.copytree(prepared, own_store)


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every CSV that a page offers, as text, its commas set apart: they part no thousands."""
    offered: list[str] = []
    original = panels.csv_bytes

    def kept(table: pd.DataFrame) -> bytes:
        found = original(table)
        offered.append(found.decode("utf-8-sig").replace(",", " , "))
        return found

    monkeypatch.setattr(panels, "csv_bytes", kept)
    return offered


APP = """
import streamlit as st
from pages import page_files, title
paths = [path for files in page_files().values() for path in files]
shown = [
    st.Page(path, title=title(path), url_path=path.stem, default=path.stem == "{name}")
    for path in paths
]
st.navigation(shown, position="hidden").run()
"""
"""Links between pages need all of them to be known, as app.py makes them."""


def opened(path: Path, **chosen: str) -> AppTest:
    page = AppTest.from_string(APP.format(name=path.stem), default_timeout=60).run()
    for key, value in chosen.items():
        page.selectbox(key=key).set_value(value)
    page = page.run() if chosen else page
    assert not page.exception
    return page


def blocks(page: AppTest) -> list[str]:
    """Every piece of text that the page shows: HTML, Markdown, links."""
    shown = [each.value for each in page.main if isinstance(getattr(each, "value", None), str)]
    shown += [each.proto.body for each in page.get("html")]
    return [*shown, *(link.label for link in page.get("page_link"))]


def drawn(page: AppTest) -> str:
    """Every chart of the page: its specification, alt text and data."""
    said = []
    for chart in page.get("vega_lite_chart"):
        said.append(str(chart.proto.spec))
        tables = [each.data.data for each in chart.proto.datasets] or [chart.proto.data.data]
        said += [
            pa.ipc.open_stream(data).read_all().to_pandas().to_csv() for data in tables if data
        ]
    return "\n".join(said)


CASES: list[tuple[Path, dict[str, str]]] = [
    *((path, {}) for path in PAGES),
    (FOLDER / "volumes" / "before_and_after.py", {"by": "from_org"}),
    (FOLDER / "volumes" / "before_and_after.py", {"counted": "rate"}),
    *((FOLDER / "compliance" / "indicators.py", {"indicator": id}) for id in ("C12", "C17")),
    (FOLDER / "compliance" / "indicators.py", {"area": COUNCILS[0], "period": "year"}),
    (FOLDER / "consistency" / "councils_now.py", {"council": COUNCILS[0]}),
]


@pytest.mark.parametrize(
    ("path", "chosen"), CASES, ids=[f"{path.stem}-{'-'.join(c.values())}" for path, c in CASES]
)
def test_no_withheld_number_is_shown_and_the_check_is_named(
    path: Path, chosen: dict[str, str], store: Path, otherwise: Path, downloads: list[str]
) -> None:
    page = opened(path, **chosen)
    suspect = set()
    for text in [*blocks(page), *downloads]:
        words = re.sub(r"<[^>]+>", " ", text)
        if NUMBERS.search(words):
            suspect.add(text)
        if re.search(r"\bwithheld\b", words.replace("“withheld: data quality”", "")):
            named = TITLE in words or "are withheld" in words or "⊘ withheld: data quality" in words
            assert named, words[:300]
    assert not re.search(r"\b(7777|8888)\b", drawn(page))
    if suspect:  # an end of an interval may be 88 % by chance: then it is so with other numbers too
        downloads.clear()
        shutil.rmtree(store)
        shutil.copytree(otherwise, store)
        st.cache_data.clear()
        st.cache_resource.clear()
        assert suspect <= {*blocks(opened(path, **chosen)), *downloads}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.usefixtures("store")
def test_every_page_names_the_check_with_a_link_to_it(path: Path) -> None:
    labels = [link.label for link in opened(path).get("page_link")]
    assert any("withheld: data quality" in label and TITLE in label for label in labels)


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        (FOLDER / "overview" / "overview.py", {}),
        (FOLDER / "volumes" / "before_and_after.py", {}),
        (FOLDER / "consistency" / "councils_now.py", {}),
        (FOLDER / "compliance" / "indicators.py", {"indicator": "C12"}),
    ],
    ids=["overview", "before and after", "councils", "indicators"],
)
@pytest.mark.usefixtures("store")
def test_a_table_and_a_download_that_withhold_name_the_check(
    path: Path, chosen: dict[str, str], downloads: list[str]
) -> None:
    page = opened(path, **chosen)
    tables = [each.proto.body for each in page.get("html") if "<table" in each.proto.body]
    for kind in (tables, downloads):
        withholding = [text for text in kind if "withheld" in text]
        assert withholding, "the planted check withholds something here"
        for text in withholding:
            assert TITLE in text, text[:300]


ANSWERS: dict[str, Callable[[Any], pd.DataFrame]] = {
    "months": lambda r: results.cells(r, "referrals", period_type="month"),
    "trend": lambda r: results.trend(r, "C12"),
    "ratings": results.ratings,
    "matrix": results.rating_matrix,
    "councils": lambda r: results.councils_now(r, "C17", YEAR),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_withholds_numbers_and_names_the_check(prepared: Path, name: str) -> None:
    found = ANSWERS[name](Store(prepared).open(published.RELEASE))
    held = found[found["withheld"] != ""]
    assert len(held)
    assert set(held["because"]) == {TITLE}
    assert set(found.loc[found["withheld"] == "", "because"]) <= {""}
    assert held[["numerator", "denominator", "value", "low", "high"]].isna().all(axis=None)
    numbers = found[["numerator", "denominator"]].astype("Float64")
    assert not numbers.isin([PLANTED, WHOLE]).any(axis=None)


def test_what_is_planted_would_be_seen_were_it_not_withheld(prepared: Path, tmp_path: Path) -> None:
    open_store = shutil.copytree(prepared, tmp_path / "open")
    connection = build(open_store / "releases" / published.RELEASE / "protected.duckdb")
    connection.execute("TRUNCATE gate")
    connection.close()
    found = results.cells(
        Store(open_store).open(published.RELEASE), "referrals", period_type="month"
    )
    assert (found["numerator"] == PLANTED).sum() == len(MONTHS)


def test_everything_that_reads_referrals_is_withheld(prepared: Path) -> None:
    found = results.ratings(Store(prepared).open(published.RELEASE)).set_index("id")
    reading = [id for id, each in indicators().items() if "referrals" in each.reads]
    told = found[found["missing"] != "none"]
    assert set(told.loc[told["withheld"] != ""].index) <= set(reading)
    assert set(told.index) & set(reading) <= set(told[told["withheld"] != ""].index)
