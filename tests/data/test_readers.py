"""Every way that a file may be written gives the same rows, or the file is refused whole."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from data import readers
from data.engine import intake
from data.grammar import ordinal
from data.readers import delimited, records
from data.readers import sheet as spreadsheet
from data.readers.sheet_count import Counted, counted
from tests.data.corpus import making
from tests.data.loading import accepted, lines, load_bytes, load_text, receipt, rejected

TWO = lines({"referral_id": "R-1", "case_ref": "C-1"}, {"referral_id": "R-2", "case_ref": "C-2"})
QUOTED = TWO.replace("C-1", '"C\n1"').replace("C-2", '"C-""2"""')


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t")]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_same_rows(own_store: Path, encoding: str, delimiter: str, ending: str) -> None:
    text = TWO.replace(",", delimiter).replace("\n", ending)
    rows = accepted(own_store, load_bytes(own_store, text.encode(encoding)))
    assert [(row["referral_id"], row["case_ref"], row["row_number"]) for row in rows] == [
        ("R-1", "C-1", 2),
        ("R-2", "C-2", 3),
    ]


def test_mixed_line_endings_and_blank_lines(own_store: Path) -> None:
    first, second, third = TWO.splitlines()
    text = f"{first}\r\n{second}\n\n,,,,,\r{third}"
    rows = accepted(own_store, load_bytes(own_store, text.encode()))
    assert [(row["referral_id"], row["row_number"]) for row in rows] == [("R-1", 2), ("R-2", 5)]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_quoted_newlines_and_quotes_stay_in_their_cell(own_store: Path, ending: str) -> None:
    found = load_bytes(own_store, QUOTED.replace("\n", ending).encode())
    assert receipt(found)["rows_read"] == 2
    assert rejected(own_store, found) == [
        (2, "case_ref", "not_a_reference"),
        (3, "case_ref", "not_a_reference"),
    ]


CP1252 = (
    "ASSIST Ref;Date Referred;Local Authority;Referred By;Service;Advocate\n"
    "A-1;02/01/2024;Fife;Police Scotland;Scottish Women\u2019s Aid;Zoë\n"
)


def test_cp1252_where_the_profile_declares_it(own_store: Path) -> None:
    found = load_bytes(own_store, CP1252.encode("cp1252"))
    assert receipt(found)["encoding"] == "cp1252"
    (row,) = accepted(own_store, found)
    assert row["to_org"] == "scottish_womens_aid"
    assert receipt(found)["dropped_columns"] == ["Advocate"]


def test_cp1252_is_refused_where_the_profile_does_not(own_store: Path) -> None:
    found = load_bytes(own_store, lines({"case_ref": "Zoë"}).encode("cp1252"))
    assert found.state == "refused"
    assert "UTF-8" in found.sentence
    assert "Zo" not in found.sentence


def test_rows_with_too_many_or_too_few_cells_are_rejected_and_the_rest_loaded(
    own_store: Path,
) -> None:
    first, second, third = TWO.splitlines()
    text = "\n".join([first, second, second + ",x", third.rsplit(",", 1)[0], third]) + "\n"
    found = load_text(own_store, text)
    assert receipt(found)["rows_read"] == 4
    assert [row["row_number"] for row in accepted(own_store, found)] == [2, 5]
    assert rejected(own_store, found) == [(3, "row", "ragged"), (4, "row", "ragged")]


@pytest.mark.parametrize(
    "damage",
    [
        TWO.replace("R-2", '"R-2'),  # never closed
        TWO.replace("R-1", '"R-1').replace("R-2", '"R-2"'),  # closed in another record
        TWO.replace("R-2", '"R"-2'),
    ],
)
def test_a_file_that_cannot_be_read_with_certainty_is_refused_whole(
    own_store: Path, damage: str
) -> None:
    found = load_text(own_store, damage)
    assert found.state == "refused"
    assert "referrals.csv" in found.sentence
    assert "R-" not in found.sentence
    assert not (own_store / "submissions").exists()


def test_row_numbers_are_the_files_own_however_many_rows(own_store: Path) -> None:
    heading = TWO.splitlines()[0]
    body = "".join(
        f"R-1,2024-01-02,Fife,Police Scotland,ASSIST,C-{number}\n" for number in range(2, 150_002)
    )
    path = own_store.parent / "many.csv"
    path.write_text(f"{heading}\n{body}", encoding="utf-8")
    connection = intake(path, own_store.parent)
    kind, reading = readers.reader(path)
    (layout,) = [each for each in reading.layouts(connection, path) if each.delimiter == ","]
    assert reading.stage(connection, path, layout, {"case_ref": 5}) == readers.Staged()
    wrong = connection.execute(
        "SELECT count(*) FROM staged WHERE case_ref <> 'C-' || row_number"
    ).fetchall()
    assert (kind, wrong) == ("csv", [(0,)])
    connection.close()


def test_where_the_fast_reader_finds_another_number_of_rows_the_slow_one_decides(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "plain_records", lambda *_: 99)
    assert receipt(load_text(own_store, TWO))["rows_read"] == 2


@pytest.mark.parametrize("counted", [98, 2])
def test_where_the_slow_reader_and_its_count_differ_the_file_is_refused_whole(
    own_store: Path, monkeypatch: pytest.MonkeyPatch, counted: int
) -> None:
    monkeypatch.setattr(delimited, "plain_records", lambda *_: None)
    monkeypatch.setattr(records, "count_records", lambda *_: counted)
    found = load_text(own_store, TWO)
    assert (found.state, "with certainty" in found.sentence) == ("refused", True)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
@pytest.mark.parametrize("lost", ["rows", "cells"])
def test_where_a_spreadsheet_has_other_rows_or_cells_than_counted_it_is_refused_whole(
    own_store: Path, monkeypatch: pytest.MonkeyPatch, name: str, lost: str
) -> None:
    def losing(path: Path) -> Counted:
        found = counted(path)
        for tally in found.sheets:
            if tally and lost == "rows":
                tally.rows.pop()
            elif tally:
                tally.filled -= 1
        return found

    monkeypatch.setattr(spreadsheet, "counted", losing)
    content = making.xlsx() if name == "a.xlsx" else making.ods(making.ods_table())
    found = load_bytes(own_store, content, name)
    assert (found.state, "in two ways" in found.sentence) == ("refused", True)


def sheet(path: Path) -> None:
    """A workbook as people make them: typed cells, an empty row, a second sheet of notes."""
    with xlsxwriter.Workbook(path) as book:
        notes = book.add_worksheet("Notes")
        notes.write_row(0, 0, ["For information", "only"])
        found = book.add_worksheet("Returns")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        headings = ["Organisation", "Period ending", "Monitoring track", "Staff in scope"]
        found.write_row(0, 0, headings)
        found.write_row(1, 0, ["ASSIST", None, "Monitoring body", 12])
        found.write_datetime(1, 1, pd.Timestamp(2024, 3, 31), day)
        found.write_row(3, 0, ["SACRO", "31/03/2024", "None", "7"])
        found.write_row(4, 0, ["SACRO", "31/03/2024", "None", "8", "beyond"])


def test_a_workbook(own_store: Path, tmp_path: Path) -> None:
    sheet(tmp_path / "a.xlsx")
    found = load_bytes(own_store, (tmp_path / "a.xlsx").read_bytes(), "council.xlsx")
    rows = accepted(own_store, found)
    assert [(row["org"], row["period_end"], row["staff_in_scope"]) for row in rows] == [
        ("assist", date(2024, 3, 31), 12),
        ("sacro", date(2024, 3, 31), 7),
    ]
    assert [row["row_number"] for row in rows] == [2, 4]
    assert rejected(own_store, found) == [(5, "row", "ragged")]
    assert receipt(found)["format"] == "xlsx"


def test_an_open_document_sheet(own_store: Path, tmp_path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="Protocols")
    for cells in (
        ["Protocol No", "Document", "Signatories", "Signed"],
        ["P-1", "Sharing agreement", "Caledonian; Police Scotland", "31/03/2024"],
    ):
        row = TableRow()
        for cell in cells:
            there = TableCell(valuetype="string")
            there.addElement(P(text=cell))
            row.addElement(there)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(tmp_path / "a.ods")
    found = load_bytes(own_store, (tmp_path / "a.ods").read_bytes(), "caledonian.ods")
    (row,) = accepted(own_store, found)
    assert (row["type"], row["signed_date"], row["owner_org"]) == (
        "isa",
        date(2024, 3, 31),
        "caledonian",
    )


def test_parquet_with_typed_columns(own_store: Path, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "referral_id": ["R-1", "R-2"],
            "referral_date": [pd.Timestamp(2024, 1, 2), pd.Timestamp(2024, 1, 3)],
            "council": ["Fife", None],
            "from_org": "police_scotland",
            "to_org": "assist",
            'he said "no"': [1.5, None],
        }
    )
    frame.to_parquet(tmp_path / "a.parquet")
    found = load_bytes(own_store, (tmp_path / "a.parquet").read_bytes(), "a.parquet")
    (row,) = accepted(own_store, found)
    assert (row["referral_date"], row["row_number"]) == (date(2024, 1, 2), 2)
    assert rejected(own_store, found) == [(3, "council", "missing")]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"PK\x03\x04rest", "not one"),
        ("a.csv", b"referral_id\x00", "not one"),
        ("a.csv", b"one,two\n1,2\n", "not an export"),
        ("a.csv", TWO.replace("case_ref", "council").encode(), "more than once"),
        ("a.csv", b"ASSIST Ref,Date Referred,Local Authority\n", '"Referred By"'),
        ("a.xlsx", b"not a workbook", "not a spreadsheet"),
        ("a.ods", b"PK\x03\x04", "not a spreadsheet"),
        ("a.parquet", b"PAR1PAR1", "not a Parquet file"),
        ("a.docx", b"", "not a kind of file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    own_store: Path, name: str, content: bytes, says: str
) -> None:
    found = load_bytes(own_store, content, name)
    assert found.state == "refused"
    assert found.sentence.startswith(name)
    assert says in found.sentence
    assert found.sentence.endswith(".")
    assert not (own_store / "submissions").exists()


def test_a_file_of_two_exports_is_refused(own_store: Path, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name in ("one", "two"):
            book.add_worksheet(name).write_row(0, 0, TWO.splitlines()[0].split(","))
    found = load_bytes(own_store, (tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert found.state == "refused"
    assert "more than one" in found.sentence


def test_a_sheet_is_told_by_its_order() -> None:
    told = [ordinal(place) for place in (0, 11, 12, 20, 21, 22, 110)]
    assert told == ["first", "twelfth", "13th", "21st", "22nd", "23rd", "111th"]
