"""Files that are not what their names promise."""

import gzip
import io
import json
import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.data.corpus import Case
from tests.data.corpus.making import csv, ods, ods_table, rows, xlsx, zipped

TITLE = "Not what the name promises"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
LOCKED = (
    OLD + "EncryptionInfo".encode("utf-16-le") + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le")
)


def parquet() -> bytes:
    """Good rows as Parquet."""
    content = io.BytesIO()
    heads, *body = rows()
    pq.write_table(pa.table(dict(zip(heads, zip(*body, strict=True), strict=True))), content)
    return content.getvalue()


def database() -> bytes:
    """An SQLite file."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE a (b)")
        found: bytes = connection.serialize()
    connection.close()
    return found


def _beside(lock: Path, path: Path) -> None:
    lock.write_bytes(b"\x05Jo ZQ" + b" " * 159)
    path.write_bytes(csv())


ENDING = "give it the ending of what it is"
HTML = "<html><body><table><tr><td>ZQ-1</td></tr></table></body></html>"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64

CASES = [
    Case("zip_as_csv", "A ZIP file named .csv", zipped({"a.csv": csv()}), refused=("ZIP", ENDING)),
    Case("zip_empty_as_csv", "An empty ZIP file named .csv", zipped({}), refused=("ZIP",)),
    Case("xlsx_as_csv", "A workbook named .csv", xlsx(), refused=("spreadsheet", ENDING)),
    Case("ods_as_csv", "An open document named .csv", ods(ods_table()), refused=("spreadsheet",)),
    Case("parquet_as_csv", "Parquet named .csv", parquet(), refused=("Parquet", ENDING)),
    Case("old_as_csv", "An old workbook named .csv", OLD, refused=("old or locked workbook",)),
    Case("png_as_csv", "A PNG image named .csv", PNG, refused=("an image",)),
    Case("jpeg_as_csv", "A JPEG image named .csv", b"\xff\xd8\xff\xe0JFIF", refused=("an image",)),
    Case("gif_as_csv", "A GIF image named .csv", b"GIF89a\1\0", refused=("an image",)),
    Case("pdf_as_csv", "A PDF named .csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", refused=("a PDF",)),
    Case("gzip_as_csv", "A gzip file named .csv", gzip.compress(csv()), refused=("compressed",)),
    Case("database_as_csv", "A database named .csv", database(), refused=("a database",)),
    Case("rtf_as_csv", "A letter named .csv", b"{\\rtf1 ZQ}", refused=("document",)),
    Case("html_as_csv", "A web page named .csv", HTML.encode(), refused=("a web page",)),
    Case(
        "html_login_as_csv",
        "A sign-in page that was saved in place of the export",
        b"\xef\xbb\xbf\n<!DOCTYPE html><html>ZQ</html>",
        refused=("a web page",),
    ),
    Case("xml_as_csv", "XML named .csv", b'<?xml version="1.0"?><a>ZQ</a>', refused=("XML",)),
    Case("json_as_csv", "JSON named .csv", json.dumps([{"a": "ZQ"}]).encode(), refused=("JSON",)),
    *(
        Case(
            f"json_list_{place}_as_csv",
            f"A JSON list of {what} named .csv",
            told,
            refused=("JSON",),
        )
        for place, (what, told) in enumerate(
            {
                "lists": b'[\n  ["ZQ-1"]]',
                "texts": b'["ZQ-1"]',
                "numbers": b"[-1, 2]",
                "nothing": b"[ ]",
            }.items()
        )
    ),
    Case("json_lines_as_csv", "JSON lines named .csv", b'{"a":"ZQ"}\n{"a":1}\n', refused=("JSON",)),
    Case(
        "lock_alone",
        "What Excel keeps beside an open workbook, which holds a person's name",
        lambda path: _beside(path.with_name("~$referrals.xlsx"), path),
        accepted=(2, 3, 4),
    ),
    Case(
        "program_as_csv",
        "A program named .csv",
        b"\x7fELF\x02\x01\x01\0\0\0",
        refused=("NUL byte on line 1",),
    ),
    Case("random_as_csv", "Random bytes named .csv", bytes(range(1, 256)), refused=("no text",)),
    Case(
        "prose_as_csv",
        "A letter in plain text",
        b"Dear ZQ,\n\nhere it is.\n",
        refused=("not an export",),
    ),
    Case("csv_as_xlsx", "CSV named .xlsx", csv(), "a.xlsx", refused=("perhaps CSV", ENDING)),
    Case(
        "html_as_xlsx", "A web page named .xlsx", HTML.encode(), "a.xlsx", refused=("a web page",)
    ),
    Case("pdf_as_ods", "A PDF named .ods", b"%PDF-1.7", "a.ods", refused=("a PDF",)),
    Case("empty_xlsx", "An empty file named .xlsx", b"", "a.xlsx", refused=("not a spreadsheet",)),
    Case("empty_ods", "An empty file named .ods", b"", "a.ods", refused=("not a spreadsheet",)),
    Case(
        "empty_parquet",
        "An empty file named .parquet",
        b"",
        "a.parquet",
        refused=("not a Parquet",),
    ),
    Case(
        "ods_as_xlsx",
        "An open document named .xlsx",
        ods(ods_table()),
        "a.xlsx",
        refused=("not a spreadsheet",),
    ),
    Case("xlsx_as_ods", "A workbook named .ods", xlsx(), "a.ods", refused=("not a spreadsheet",)),
    Case(
        "zip_as_xlsx",
        "Any ZIP file named .xlsx",
        zipped({"a": b"b"}),
        "a.xlsx",
        refused=("not a spreadsheet",),
    ),
    Case(
        "old_as_xlsx", "An old workbook named .xlsx", OLD, "a.xlsx", refused=("old Excel workbook",)
    ),
    Case("old_xls", "An old workbook named .xls", OLD, "a.xls", refused=("save it as CSV, XLSX",)),
    Case("binary_xlsb", "A binary workbook", xlsx(), "a.xlsb", refused=("not a kind of workbook",)),
    Case(
        "locked_xlsx", "A workbook locked with a password", LOCKED, "a.xlsx", refused=("password",)
    ),
    Case(
        "locked_ods",
        "An open document locked with a password",
        ods(ods_table(), manifest='<manifest:encryption-data manifest:checksum="x"/>'),
        "a.ods",
        refused=("password",),
    ),
    Case("csv_as_parquet", "CSV named .parquet", csv(), "a.parquet", refused=("not a Parquet",)),
    Case(
        "word",
        "A document of words",
        zipped({"word/document.xml": b"<a/>"}),
        "a.docx",
        refused=("not a kind of file",),
    ),
    Case(
        "no_ending", "A file without an ending", csv(), "referrals", refused=("not a kind of file",)
    ),
    Case("capitals", "An ending in capitals", csv(), "REFERRALS.CSV", accepted=(2, 3, 4)),
    Case(
        "pattern_name",
        "A name with signs that stand for others",
        csv(),
        "a[1]*?.csv",
        accepted=(2, 3, 4),
    ),
    Case(
        "pattern_parquet", "The same for Parquet", parquet(), "a[1].parquet", refused=("rename it",)
    ),
    Case("good_parquet", "Parquet", parquet(), "a.parquet", accepted=(2, 3, 4)),
    Case(
        "cut_parquet",
        "Parquet that is cut off",
        parquet()[:-40],
        "a.parquet",
        refused=("not a Parquet", "cut short"),
    ),
    Case(
        "cut_parquet_front",
        "Parquet whose first half is missing",
        b"PAR1" + parquet()[900:],
        "a.parquet",
        refused=("not a Parquet",),
    ),
    Case(
        "parquet_signs",
        "Parquet's signs and nothing between them",
        b"PAR1PAR1",
        "a.parquet",
        refused=("not a Parquet",),
    ),
]
