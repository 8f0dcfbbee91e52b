"""What we hand out as files: nothing in them runs in a spreadsheet, and every letter arrives."""

from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest

from data.spreadsheets import csv_bytes, xlsx_bytes


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_or_heading_of_a_download_can_run_as_a_formula(start: str) -> None:
    table = pd.DataFrame({f"{start}cmd": [f"{start}1+1", "plain"], "n": [-3, 4]})
    header, first, second = csv_bytes(table).decode("utf-8-sig").split("\n")[:3]
    assert header.lstrip('"').startswith("'")
    assert first.lstrip('"').startswith("'")
    assert first.endswith(",-3"), "a number stays a number"
    assert second == "plain,4"


def test_a_download_opens_in_a_spreadsheet_with_its_letters() -> None:
    content = csv_bytes(pd.DataFrame({"Area": ["Na h-Eileanan Siar, é"]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Siar, é" in content.decode("utf-8-sig")


def test_a_workbook_holds_text_as_text() -> None:
    table = pd.DataFrame({"a": ["=1+1", "https://example.org"], "n": [1, 2]})
    content = xlsx_bytes(table, "Feedback")
    sheet = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert pd.read_excel(BytesIO(content), engine="calamine")["a"].tolist() == table["a"].tolist()
