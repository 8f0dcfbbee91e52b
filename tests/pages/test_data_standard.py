"""The Data standard page says how much personal data is found."""

import shutil
from pathlib import Path

import pytest

from data.detection import detection_rates
from pages import FOLDER
from tests.pages import published
from tests.pages.test_app import opened, said


@pytest.fixture
def store(own_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    prepared = published.store(tmp_path_factory.mktemp("prepared") / "store")
    return shutil.copytree(prepared, own_store)


@pytest.mark.usefixtures("store")
def test_it_shows_every_rate_that_was_measured() -> None:
    page = opened(FOLDER / "about" / "data_standard.py")
    assert not page.exception
    shown = said(page) + " ".join(each.proto.body for each in page.get("html"))
    for what, found in detection_rates()[["what", "found"]].itertuples(index=False):
        assert what[1:] in shown, what
        assert f"{found:,}" in shown
    assert "more than 1 % of rows" in shown
