"""A release that was held back: where the check fails, what is missing as a whole first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from data.engine import Reader
from pages.ui import publishing, words
from pages.ui.store import Published
from tests.metrics.published import publish

CHECK = "incidents.council_months"
MISSING = ("2026-05-01", "2026-06-01")


class Release:
    """A release that is not published, read as a steward reads it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def ask(self, question: Callable[..., Any], *args: object) -> Any:
        return question(self._reader, *args)


@pytest.fixture
def release(tmp_path: Path) -> Published:
    cuts = [("all", "all", 80, 4064)]
    cuts += [("council", f"S120000{place:02d}", 3, 127) for place in (17, 18, 20)]
    cuts += [("month", month, 32, 32) for month in MISSING]
    cuts += [("month", "2019-01-01", 2, 32), ("provider", "assist", None, None)]
    told = ("completeness", CHECK, "Every month is there", "incidents", "critical", "failed")
    return cast("Published", Release(publish(tmp_path, check_outcome=[(*told, *c) for c in cuts])))


def test_months_that_are_missing_everywhere_come_first(
    release: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "MOST", 2)
    found = publishing.where_it_fails(release, CHECK)
    assert found["Where"].tolist() == [
        *("All rows", "May 2026", "Jun 2026", "Highland", "Inverclyde"),
        words.provider("assist"),
    ]
    assert found["Fall short"].tolist()[:3] == ["80", "32", "32"]
