"""A cell that holds rows is told from a text of some lines by what stands in its places."""

from pathlib import Path

import pytest

from data.readers import Layout
from data.readers.swallowed import holds_rows
from tests.data.corpus.making import HEADINGS, csv, row, rows
from tests.data.loading import load_bytes, receipt

LAYOUT = Layout((*HEADINGS, "notes"), delimiter=",")


def holds(*lines: str, **cells: str) -> bool:
    return holds_rows([*row(1, **cells), "\n".join(lines)], LAYOUT)


def test_a_row_inside_a_cell_is_found_first_in_the_middle_and_last() -> None:
    swallowed = ",".join([*row(22), "x"])
    for lines in ((swallowed, "x"), ("x", swallowed, "x"), ("x", swallowed)):
        assert holds(*lines)


def test_words_with_as_many_commas_are_no_row() -> None:
    assert not holds("a, b, c, d, e, f, g, h, i, j", "k, l")
    assert not holds("at 3, on 4, with 5, 6, 7, 8, 9, 10, 11", "x")
    assert not holds("x", "," * 20)


@pytest.mark.parametrize("cells", [row(1)[1:], [*row(1), "x"], ["a"] * 8])
def test_where_there_is_nothing_to_compare_with_the_commas_decide(cells: list[str]) -> None:
    assert holds_rows([*cells, "x\na, b, c, d, e, f, g, h, i, j"], LAYOUT)
    assert not holds_rows([*cells, "x\na, b"], LAYOUT)


def test_a_table_of_one_column_has_no_commas_to_count() -> None:
    assert not holds_rows(["a\nb"], Layout(("notes",), delimiter=","))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_line_break_in_a_cell_is_no_kind_of_line_ending(own_store: Path, end: str) -> None:
    table = [[*HEADINGS, '"notes#x"'], *([*each, '"a#b"'] for each in rows()[1:])]
    content = csv(table, end=end).replace(b"#", b"\n")
    assert not receipt(load_bytes(own_store, content))["notes"]
    mixed = receipt(load_bytes(own_store, content.replace(end.encode(), b"\n", 1), "other.csv"))
    assert any("mixes kinds of line ending" in each for each in mixed["notes"])
