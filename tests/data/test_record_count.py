"""Three counts of CSV that share no code find the same records."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.readers import plain_count
from data.readers.plain_count import plain_records
from data.readers.record_count import count_records

CELL = st.text(st.sampled_from("ab, \n\r\"'é;"), max_size=8)
TEXT = st.lists(
    st.sampled_from(["a", "bcd", '"', '""', '"a,b"', ",", ",", "\n", "\n", "\r\n", "\r", " ", "é"]),
    max_size=40,
).map("".join)
KEEP = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def by_csv(path: Path) -> list[list[str]] | None:
    """What the csv module makes of a file; None when it gives up."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, strict=True))
    except csv.Error:
        return None


def by_line(path: Path) -> int | None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return count_records(file, ",")
    except ValueError:
        return None


@given(text=TEXT)
@example(text='a,"b\n')
@example(text='a,"b""c"\n"d"')
@example(text='a,b"c"d\n')
@example(text='"a"b,c\n')
@example(text='"\n"\n')
@KEEP
def test_by_line_as_the_csv_module(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    rows = by_csv(path)
    assert by_line(path) == (None if rows is None else len(rows))


@given(text=TEXT, width=st.integers(1, 3), mark=st.booleans(), chunk=st.sampled_from([7, 64]))
@KEEP
def test_by_bytes_as_the_csv_module_or_no_answer(
    tmp_path: Path, text: str, width: int, mark: bool, chunk: int
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8-sig" if mark else "utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_count, "CHUNK", chunk)
        found = plain_records(path, ",", width, 1000)
    if found is not None:
        rows = by_csv(path)
        assert rows is not None
        assert [len(row) for row in rows] == [width] * found
        assert all(any(row) for row in rows)


@given(
    rows=st.lists(st.tuples(CELL, CELL, st.just("x")), min_size=1, max_size=20),
    ending=st.sampled_from(["\n", "\r\n"]),
)
@KEEP
def test_by_bytes_has_an_answer_for_what_programs_write(
    tmp_path: Path, rows: list[tuple[str, ...]], ending: str
) -> None:
    path = tmp_path / "a.csv"
    # Breaks within cells are another matter: they may be of another kind.
    plain = [[cell.replace("\n", "").replace("\r", "") for cell in row] for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator=ending).writerows(plain)
    assert plain_records(path, ",", 3, 1000) == len(rows)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a,b\nc,d\n", True),
        ("a,b\nc,d", True),
        ("a,b\r\nc,d\r\n", True),
        ("a,b\rc,d\r", True),
        ('a,b\n"c\n1",d\n', True),  # a line break in a cell
        ("a,b\nc,d\r\n", False),  # two kinds of ending
        ('a,b\n"c\r\n1",d\n', False),
        ("a,b\nc\n", False),  # too few
        ("a,b\nc,d,e\n", False),  # too many
        ("a,b\n\nc,d\n", False),  # blank
        ("a,b\n,\nc,d\n", False),
        ('a,b\n"",""\nc,d\n', False),
        ('a,b\nc"1,d\n', False),  # a stray mark
        ('a,b\nc,"d\n', False),  # never closed
        ('a,b\n"c,1\ne,f\n",d\n', False),  # a cell that may have swallowed rows
        (f"a,b\nc,{'d' * 1000}\n", False),  # a long line
        ("", True),
    ],
)
def test_what_is_plain(tmp_path: Path, text: str, plain: bool) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert (plain_records(path, ",", 2, 1000) is not None) is plain
