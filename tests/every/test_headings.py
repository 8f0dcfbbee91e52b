"""Headings of every page go down one level at a time: a screen reader moves by them."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from pages import page_files
from tests.every.test_withheld import opened
from tests.every.withheld_release import store

PAGES = [path for files in page_files().values() for path in files]
LEVELS = {"Title": 1, "Header": 2, "Subheader": 3}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store(tmp_path_factory.mktemp("prepared") / "store")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_headings_begin_with_the_page_and_skip_no_level(
    path: Path, prepared: Path, own_store: Path
) -> None:
    shutil.copytree(prepared, own_store)
    main = opened(path).main
    levels = [LEVELS[kind] for each in main if (kind := type(each).__name__) in LEVELS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1, levels
