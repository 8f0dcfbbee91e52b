"""The one way in which a table leaves us as a file that a spreadsheet program opens."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""A spreadsheet may run a cell of text that begins with one of these, full-width ones too."""
# spaces, line breaks and marks without width are passed over by some programs, or removed
UNSEEN = "\u0000-\u001f\u007f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
FORMULA = re.compile(f"[\\s{UNSEEN}'\"]*[{STARTS}]|[\t\r\n\u0000]")
MOST_LINES = 200_000
"""Lines of a workbook: a spreadsheet stops at about a million, and is slow long before."""
WIDEST = 60
"""Characters; a wider column of a workbook is wrapped."""
NUMBER = re.compile(r"[+-]?[0-9]{1,3}(,?[0-9]{3})*(\.[0-9]+)?( ?%)?")


def csv_bytes(table: "pd.DataFrame") -> bytes:
    """The table as CSV (UTF-8 with BOM); no heading or cell of text in it can run as a formula."""
    safe = table.map(lambda cell: harmless(cell) if isinstance(cell, str) else cell)
    named = safe.rename(columns=lambda name: harmless(str(name)))
    # with both marks as the end of a line, a cell with either is quoted and starts no line
    return named.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(text: str) -> str:
    """A cell of text as it may stand in a spreadsheet: behind an apostrophe where it would run.

    A number that is written as text, as -3 or -3 %, runs nothing and stays as it is.
    """
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def xlsx_bytes(table: "pd.DataFrame", title: str) -> bytes:
    """The table as a workbook of one sheet, its first row kept in sight; text stays text."""
    import pandas as pd

    options = {"strings_to_formulas": False, "strings_to_urls": False}
    file = BytesIO()
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        table.to_excel(book, sheet_name=title[:31], index=False, freeze_panes=(1, 0))
        wrapped = book.book.add_format({"text_wrap": True, "valign": "top"})
        for place, name in enumerate(table):
            longest = table[name].astype("str").str.len().max()
            width = max(len(str(name)), 0 if pd.isna(longest) else int(longest)) + 2
            book.sheets[title[:31]].set_column(place, place, min(width, WIDEST), wrapped)
    return file.getvalue()
