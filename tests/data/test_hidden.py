"""A hidden sheet that seems to hold more rows of the export is told first, and never read."""

from pathlib import Path

import pytest

from data.receipt_lines import lines
from tests.data.corpus.making import rows, xlsx
from tests.data.loading import load_bytes, receipt


@pytest.mark.parametrize("how", ["hide", "very_hidden"])
def test_a_hidden_sheet_of_the_same_headings_is_told_first(own_store: Path, how: str) -> None:
    more = rows(9)
    turned = [more[0][::-1], *(each[::-1] for each in more[1:])]
    for name, table in (("a.xlsx", more), ("b.xlsx", [["April"], *turned])):
        found = receipt(load_bytes(own_store, xlsx({"ZQ": rows(), "b": table}, {"b": how}), name))
        assert found["accepted"] == 3
        first, *_ = lines(found)
        assert first.startswith(
            "Look at this first: The second sheet is hidden and has the same headings as the one "
            "that was read"
        )
        assert "save them in a file of their own and load that" in first


def test_a_hidden_sheet_of_something_else_is_not(own_store: Path) -> None:
    for name, table in (("a.xlsx", [["Code", "Meaning"], ["1", "high"]]), ("b.xlsx", [rows()[1]])):
        book = xlsx({"a": rows(), "b": table}, {"b": "hide"})
        found = receipt(load_bytes(own_store, book, name))
        assert not any("hidden" in each for each in found["warnings"])
        assert any("it is a hidden sheet" in each for each in found["notes"])
