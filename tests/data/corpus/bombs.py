"""Spreadsheets made to fill the memory, or to be read in two ways."""

import io
import warnings
import zipfile

from tests.data.corpus import Case
from tests.data.corpus.making import (
    ods,
    ods_cell,
    ods_row,
    ods_table,
    raw_xlsx,
    rows,
    xlsx,
    xml_row,
    xml_rows,
    zipped,
)

TITLE = "Spreadsheets made to do harm, or damaged"
SMALL = {"LARGEST_UNPACKED_MB": "5"}
NOT_READ = ("not a spreadsheet that can be read",)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "zqzqzqzq"><!ENTITY c "&b;&b;&b;&b;&b;&b;">'
    b'<!ENTITY d "&c;&c;&c;&c;&c;&c;">]><sst xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main"><si><t>&d;</t></si></sst>'
)
OUTSIDE = LAUGHS.replace(b'b "zqzqzqzq"', b'b SYSTEM "file:///etc/passwd"')


def lying() -> bytes:
    """A part that unpacks to ten megabytes while the list of contents says ten bytes."""
    content = bytearray(zipped({"xl/workbook.xml": b" " * 10_000_000}))
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(sign)
        content[at + place : at + place + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def locked_parts() -> bytes:
    """A workbook whose parts say that they need a password."""
    content = bytearray(xlsx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(sign, at + 4)
    return bytes(content)


def twice() -> bytes:
    """A workbook with two parts of one name, of which each reader may take another."""
    content = io.BytesIO(xlsx())
    with zipfile.ZipFile(content, "a") as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        packed.writestr("xl/worksheets/sheet1.xml", b"<a/>")
    return content.getvalue()


def damaged() -> bytes:
    """A workbook with a byte of a packed part changed."""
    content = bytearray(xlsx())
    at = content.find(b"xl/worksheets/sheet1.xml") + 120
    content[at] ^= 0xFF
    return bytes(content)


def sheet(data: str) -> bytes:
    return raw_xlsx(data)


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FIRST, *REST = (xml_row(number, cells) for number, cells in enumerate(rows(), start=1))

CASES = [
    Case(
        "bomb_xlsx",
        "A workbook that unpacks to a hundred times its size",
        raw_xlsx(xl__comments=b" " * 6_000_000),
        "a.xlsx",
        refused=("unpacks to more than 5 MB", "SHARING_LARGEST_UNPACKED_MB"),
        limits=SMALL,
    ),
    Case(
        "xml_encoding",
        "A sheet in an encoding that nobody knows",
        raw_xlsx(xl__worksheets__sheet1=b'<?xml version="1.0" encoding="UT8-8"?><worksheet/>'),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "xml_encoding_ods",
        "An open document in an encoding that nobody knows",
        zipped({"content.xml": b'<?xml version="1.0" encoding="UT8-8"?><a/>'}),
        "a.ods",
        refused=NOT_READ,
    ),
    Case(
        "bomb_ods",
        "An open document that unpacks to a hundred times its size",
        ods(ods_table() + " " * 6_000_000),
        "a.ods",
        refused=("unpacks to more than 5 MB",),
        limits=SMALL,
    ),
    Case(
        "bomb_lying",
        "A workbook that unpacks to more than it says",
        lying(),
        "a.xlsx",
        refused=NOT_READ,
        limits=SMALL,
    ),
    Case(
        "entities",
        "Entities of entities in a workbook",
        raw_xlsx(xl__sharedStrings=LAUGHS),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "entity_outside",
        "An entity that names a file of the server",
        raw_xlsx(xl__sharedStrings=OUTSIDE),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "entities_ods",
        "Entities of entities in an open document",
        zipped({"content.xml": LAUGHS}),
        "a.ods",
        refused=NOT_READ,
    ),
    Case(
        "far_cell",
        "A cell in the last row and column that a sheet can have",
        sheet(xml_rows() + FAR),
        "a.xlsx",
        refused=("more than 1,000 columns",),
    ),
    Case(
        "far_row",
        "A cell a million rows below the table",
        sheet(xml_rows() + '<row r="1048576"><c r="ALL1048576"><v>1</v></c></row>'),
        "a.xlsx",
        refused=("more than 30,000,000 cells", "SHARING_MOST_CELLS"),
    ),
    Case(
        "million_columns",
        "A cell in a column that no sheet can have",
        sheet(xml_rows() + '<row r="9"><c r="ZZZZZ9"><v>1</v></c></row>'),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "dimension",
        "A sheet that claims a million columns and has eight",
        raw_xlsx(
            xl__worksheets__sheet1=(
                '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                f'<dimension ref="A1:ZZZZ1048576"/><sheetData>{xml_rows()}</sheetData></worksheet>'
            ).encode()
        ),
        "a.xlsx",
        accepted=(2, 3, 4),
    ),
    Case(
        "repeated_rows",
        "A row of an open document that says it is there a billion times",
        ods(ods_table("".join(map(ods_row, rows())) + ods_row(["x"], repeat=1_000_000_000))),
        "a.ods",
        refused=("more than 10,000,000 rows",),
    ),
    Case(
        "repeated_columns",
        "A cell of an open document that says it is there a million times",
        ods(
            ods_table(
                "".join(map(ods_row, rows()))
                + ods_row(
                    [],
                    ods_cell("x").replace(
                        "<table:table-cell",
                        '<table:table-cell table:number-columns-repeated="1000000"',
                    ),
                )
            )
        ),
        "a.ods",
        refused=("more than 1,000 columns",),
    ),
    Case(
        "repeated_error",
        "An error of an open document that says it is there a million times",
        ods(
            ods_table(
                "".join(map(ods_row, rows()))
                + ods_row(
                    [],
                    '<table:table-cell table:number-columns-repeated="1000000" '
                    'calcext:value-type="error"/>',
                )
            )
        ),
        "a.ods",
        refused=("more than 1,000 columns",),
    ),
    Case(
        "cell_twice",
        "A cell that is there twice",
        sheet(FIRST + xml_row(2, rows()[1], '<c r="A2"><v>9</v></c>')),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "row_twice",
        "A row that is there twice",
        sheet(FIRST + REST[0] + REST[0]),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "rows_order",
        "Rows out of their order",
        sheet(FIRST + REST[1] + REST[0]),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "row_number",
        "A row without a proper number",
        sheet(FIRST + '<row r="x"/>'),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "shared_missing",
        "A text that the workbook does not have",
        sheet(FIRST + '<row r="2"><c r="A2" t="s"><v>999</v></c></row>'),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "not_xml",
        "A sheet that is no XML",
        raw_xlsx(xl__worksheets__sheet1=b"zq"),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "xml_cut",
        "A sheet whose XML is cut off",
        raw_xlsx(xl__worksheets__sheet1=b"<worksheet><sheetData>"),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case(
        "no_rels",
        "A workbook that does not say where its sheets are",
        zipped({"xl/workbook.xml": b"<workbook/>"}),
        "a.xlsx",
        refused=NOT_READ,
    ),
    Case("twice", "A workbook with two parts of one name", twice(), "a.xlsx", refused=NOT_READ),
    Case("cut_xlsx", "A workbook that is cut off", xlsx()[:-200], "a.xlsx", refused=("cut short",)),
    Case(
        "cut_xlsx_half",
        "The first half of a workbook",
        xlsx()[:3000],
        "a.xlsx",
        refused=("cut short",),
    ),
    Case(
        "cut_ods",
        "An open document that is cut off",
        ods(ods_table())[:-100],
        "a.ods",
        refused=("cut short",),
    ),
    Case("damaged_xlsx", "A workbook with a byte changed", damaged(), "a.xlsx", refused=NOT_READ),
    Case(
        "locked_parts",
        "A workbook whose parts need a password",
        locked_parts(),
        "a.xlsx",
        refused=("password",),
    ),
]
