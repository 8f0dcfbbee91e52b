"""How text may be encoded."""

import codecs

from tests.data.corpus import Case
from tests.data.corpus.making import csv, row, rows, text

TITLE = "Encodings"
ALL = (2, 3, 4)
ASSIST = (
    "ASSIST Ref;Date Referred;Local Authority;Referred By;Service;Case No;Referrer Risk;"
    "Date Received;Advocate\n"
    "ZQ-1;02/01/2024;Fife;Police Scotland;ASSIST;ZQC-1;H;03/01/2024;Zoë\n"
)
LATIN = text([[*rows()[0], "notes"], [*row(1), "Zoë"]])

CASES = [
    Case("utf8", "UTF-8", csv(), accepted=ALL),
    Case("utf8_mark", "UTF-8 with a mark (BOM)", codecs.BOM_UTF8 + csv(), accepted=ALL),
    Case("utf8_two_marks", "UTF-8 with its mark twice", codecs.BOM_UTF8 * 2 + csv(), accepted=ALL),
    Case(
        "utf8_mark_quoted",
        "UTF-8 with a mark and quoted headings",
        codecs.BOM_UTF8 + csv([[f'"{each}"' for each in rows()[0]], *rows()[1:]]),
        accepted=ALL,
    ),
    Case(
        "utf16_le",
        "UTF-16, low byte first, with a mark",
        codecs.BOM_UTF16_LE + text().encode("utf-16-le"),
        accepted=ALL,
        notes=("UTF-16",),
    ),
    Case(
        "utf16_be",
        "UTF-16, high byte first, with a mark",
        codecs.BOM_UTF16_BE + text().encode("utf-16-be"),
        accepted=ALL,
        notes=("UTF-16",),
    ),
    Case(
        "utf16_le_unmarked",
        "UTF-16, low byte first, without a mark",
        text().encode("utf-16-le"),
        accepted=ALL,
    ),
    Case(
        "utf16_be_unmarked",
        "UTF-16, high byte first, without a mark",
        text().encode("utf-16-be"),
        accepted=ALL,
    ),
    Case(
        "utf16_tabs",
        "UTF-16 with tabs, as a spreadsheet program saves Unicode text",
        text(sep="\t", end="\r\n").encode("utf-16"),
        name="referrals.txt",
        accepted=ALL,
    ),
    Case(
        "utf16_odd",
        "UTF-16 that is cut off within a letter",
        text().encode("utf-16")[:-1],
        refused=("UTF-16", "damaged"),
    ),
    Case(
        "utf16_surrogate",
        "UTF-16 with half a letter (a lone surrogate)",
        text([*rows(), row(4, council="\ud800")]).encode("utf-16", "surrogatepass"),
        refused=("UTF-16", "damaged"),
    ),
    Case(
        "utf16_nul",
        "UTF-16 with a NUL character",
        text([*rows(), row(4, council="\0")]).encode("utf-16"),
        refused=("NUL byte on line 5",),
    ),
    Case(
        "utf32",
        "UTF-32",
        text().encode("utf-32"),
        refused=("NUL byte",),
    ),
    Case(
        "utf8_surrogate",
        "UTF-8 with half a letter (a lone surrogate)",
        text([*rows(), row(4, council="\ud800")]).encode("utf-8", "surrogatepass"),
        refused=("not UTF-8",),
    ),
    Case(
        "utf8_overlong",
        "UTF-8 with a letter written too long, an old way round checks",
        csv() + b"ZQ-4,2024-01-02,Fife,Police Scotland,ASSIST,\xc0\xaf,high,2024-01-03\n",
        refused=("not UTF-8",),
    ),
    Case(
        "utf8_cut",
        "UTF-8 that is cut off within a letter",
        csv() + "ZQ-4,2024-01-02,é".encode()[:-1],
        refused=("not UTF-8",),
    ),
    Case(
        "utf8_mark_then_cp1252",
        "A UTF-8 mark, then cp1252",
        codecs.BOM_UTF8 + LATIN.encode("cp1252"),
        refused=("UTF-8", "put together"),
    ),
    Case(
        "cp1252_declared",
        "cp1252 from a system whose profile says so",
        ASSIST.encode("cp1252"),
        accepted=(2,),
        notes=("cp1252",),
        values={"risk_sender": "high", "risk_receiver": None},
    ),
    Case(
        "cp1252_undeclared",
        "cp1252 from a system whose profile says UTF-8",
        LATIN.encode("cp1252"),
        refused=("not UTF-8", "save it as CSV (UTF-8)"),
    ),
    Case(
        "cp1252_undefined",
        "Bytes that not even cp1252 has",
        ASSIST.encode("cp1252").replace(b"Zo\xeb", b"\x81\x8d"),
        refused=("no text",),
    ),
    Case(
        "cp1252_nul",
        "cp1252 with a NUL byte late in the file",
        ASSIST.encode("cp1252").replace(b"Zo\xeb", b"Zo\xeb\0"),
        refused=("NUL byte on line 2",),
    ),
    Case(
        "nul_in_cell",
        "A NUL byte in a cell",
        csv([*rows(), row(4, case_ref="a\0b")]),
        refused=("NUL byte on line 5",),
    ),
    Case("nul_only", "Nothing but NUL bytes", b"\0" * 5000, refused=("NUL byte on line 1",)),
]
