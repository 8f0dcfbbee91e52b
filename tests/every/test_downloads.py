"""Every table that a page offers can be worked with, and says what it is and where it is from."""

import io
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from pages import page_files
from pages.ui import panels
from tests.every.test_withheld import opened
from tests.every.withheld_release import store

PAGES = [path for files in page_files().values() for path in files]
NO_RELEASE = ("data_standard",)
"""Pages whose tables are lists of codes, which no release changes."""
FROM = ["Data", "Data as at", "Release", "Numbers"]
IN_WORDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+|[+-]?[\d.,]+ ?%|[\d.,]+ to [\d.,]+ ?%?|\[c\]")
"""A number or an interval as it is read, not as it is worked with."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store(tmp_path_factory.mktemp("prepared") / "store")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[pd.DataFrame]:
    """Every CSV that a page offers, as a spreadsheet program or an analyst reads it."""
    found: list[pd.DataFrame] = []
    original = panels.csv_bytes

    def kept(table: pd.DataFrame) -> bytes:
        made = original(table)
        found.append(pd.read_csv(io.BytesIO(made), keep_default_na=False, na_values=[""]))
        return made

    monkeypatch.setattr(panels, "csv_bytes", kept)
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_files_hold_numbers_and_say_where_they_are_from(
    path: Path, prepared: Path, own_store: Path, offered: list[pd.DataFrame]
) -> None:
    shutil.copytree(prepared, own_store)
    opened(path)
    for table in offered:
        said = [] if path.stem in NO_RELEASE else FROM
        assert table.columns.to_list()[len(table.columns) - len(said) :] == said
        for name in table.columns.difference([*FROM]):
            if str(name).endswith(", note"):
                continue
            cells = table[name].dropna().astype(str)
            assert not cells.str.fullmatch(IN_WORDS).any(), (name, cells.iloc[0])
            assert not cells.str.match(r"[●◐○◌⊘◇□■▲▼↗↘]").any(), name
            assert not cells.str.startswith("'").any(), name


def test_the_pages_with_charts_offer_files(
    prepared: Path, own_store: Path, offered: list[pd.DataFrame]
) -> None:
    shutil.copytree(prepared, own_store)
    for stem in ("trend", "routes", "councils_now", "indicators", "before_and_after"):
        offered.clear()
        opened(next(path for path in PAGES if path.stem == stem))
        assert offered, stem
        assert any(len(table.select_dtypes("number").columns) for table in offered), stem
