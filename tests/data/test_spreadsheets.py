"""No file that leaves us holds a cell that a spreadsheet program would run."""

import csv
import io
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from data.export import exports
from data.spreadsheets import csv_bytes, harmless, xlsx_bytes
from data.templates import template

ATTACKS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", "\u00a0=1+1"),
    *("\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20SUM(A1)", "\u200b=1+1", "\ufeff=1+1"),
    *('"=1+1"', "'=1+1", "=cmd|'/c calc'!A0", "-2+3+cmd|'/c calc'!A0", "=HYPERLINK(1)", "=", "-"),
    *("+447700900123+1", "-3 =x", "-3 %+1", "\x00=1+1"),
    *("\u00ad=1+1", "\u202e=1+1", "\u2066=1+1", "\u180e=1+1", "\u3164=1+1", "\x7f=1+1"),
)
HARMLESS = ("", "Fife", "-3", "+3", "-1,234.5", "12 %", "-3%", "+51 %", "a=b", "1-2", "[c]")


@pytest.mark.parametrize("text", ATTACKS)
def test_what_would_run_stands_behind_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_would_not_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_headings_and_cells_of_a_file_are_harmless_and_numbers_stay_numbers() -> None:
    table = pd.DataFrame({f"{text}h": [text, "plain"] for text in ATTACKS} | {"n": [-3, 4.5]})
    headings, first, second = read(csv_bytes(table))
    assert all(each.startswith("'") for each in (*headings[:-1], *first[:-1]))
    assert (first[-1], second[-1]) == ("-3.0", "4.5")
    assert set(second[:-1]) == {"plain"}


def test_a_break_inside_a_cell_starts_no_line() -> None:
    content = csv_bytes(pd.DataFrame({"a": ["x\r=1+1", "x\n=1+1", "x\r\n=1+1"], "b": 1}))
    assert [row[0] for row in read(content)] == ["a", "x\r=1+1", "x\n=1+1", "x\r\n=1+1"]
    assert content.count(b'"x') == 3


def test_a_spreadsheet_program_finds_no_formula(tmp_path: Path) -> None:
    """Typed into a workbook as a program takes a cell, no text becomes a formula."""
    path = str(tmp_path / "typed.xlsx")
    (cells,) = read(csv_bytes(pd.DataFrame({text: [] for text in ATTACKS})))
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, text in enumerate(cells):
            sheet.write(0, place, text.replace("\x00", ""))  # strings that start with = run
        sheet.write(1, 0, "=1+1")
    typed = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert len(typed[0]) == len(ATTACKS)
    assert all(str(cell).startswith("'") for cell in typed[0])
    assert typed[1][0] == 0, "the test would see a formula: it has no value yet"


def test_letters_arrive() -> None:
    content = csv_bytes(pd.DataFrame({"Area": ["Na h-Eileanan Siar, \u00e9"]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [["Area"], ["Na h-Eileanan Siar, \u00e9"]]


@pytest.mark.parametrize("export", exports().values(), ids=lambda export: export.name)
def test_templates_are_such_files(export: object) -> None:
    assert read(template(export)) == [  # type: ignore[arg-type]
        [column.name for column in export.kept]  # type: ignore[attr-defined]
    ]


def test_a_workbook_holds_text_as_text() -> None:
    table = pd.DataFrame({"a": ["=1+1", "https://example.org"], "n": [1, 2]})
    content = xlsx_bytes(table, "Feedback")
    sheet = ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert (
        pd.read_excel(io.BytesIO(content), engine="calamine")["a"].tolist() == table["a"].tolist()
    )
