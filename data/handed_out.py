"""Tables as files that we hand out: no cell of text can run as a formula in a spreadsheet."""

from io import BytesIO

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell of text that begins with one of these."""
MOST_LINES = 200_000
"""Lines of a workbook: a spreadsheet stops at about a million, and is slow long before."""
WIDEST = 60
"""Characters; a wider column of a workbook is wrapped."""


def csv(table: pd.DataFrame) -> bytes:
    """The table as CSV for a spreadsheet (UTF-8 with BOM)."""
    safe = table.map(lambda cell: _harmless(cell) if isinstance(cell, str) else cell)
    return (
        safe.rename(columns=lambda name: _harmless(str(name)))
        .to_csv(index=False)
        .encode("utf-8-sig")
    )


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def xlsx(table: pd.DataFrame, title: str) -> bytes:
    """The table as a workbook of one sheet, its first row kept in sight; text stays text."""
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
