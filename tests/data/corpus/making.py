"""Builds the files of the corpus: three good rows, and whatever is done to them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import xlsxwriter

HEADINGS = (
    *("referral_id", "referral_date", "council", "from_org", "to_org"),
    *("case_ref", "risk_sender", "received_date"),
)
EXPECTED = {
    "referral_date": date(2024, 1, 2),
    "council": "S12000047",
    "from_org": "police_scotland",
    "to_org": "assist",
    "risk_sender": "high",
    "received_date": date(2024, 1, 3),
}
"""What every accepted row holds, beside its referral_id ZQ-n and case_ref ZQC-n."""


def row(number: int, **told: str) -> list[str]:
    """The cells of a good row, with what a case changes."""
    cells = [f"ZQ-{number}", "2024-01-02", "Fife", "Police Scotland", "ASSIST"]
    good = dict(zip(HEADINGS, [*cells, f"ZQC-{number}", "high", "2024-01-03"], strict=True))
    return list((good | told).values())


def rows(count: int = 3) -> list[list[str]]:
    """The headings, then good rows."""
    return [list(HEADINGS), *(row(number) for number in range(1, count + 1))]


def text(table: Sequence[Sequence[str]] | None = None, sep: str = ",", end: str = "\n") -> str:
    """A table as CSV, without quotation marks."""
    return "".join(sep.join(cells) + end for cells in (rows() if table is None else table))


def csv(table: Sequence[Sequence[str]] | None = None, sep: str = ",", end: str = "\n") -> bytes:
    """A table as CSV in UTF-8."""
    return text(table, sep, end).encode()


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[Any]]] | Sequence[Sequence[Any]] | None = None,
    hidden: Mapping[str, str] = {},
    formats: Mapping[tuple[int, int], str] = {},
    **options: Any,
) -> bytes:
    """A workbook of one table, or of several sheets by name; number formats by row and column."""
    named = (
        sheets if isinstance(sheets, Mapping) else {"Sheet1": rows() if sheets is None else sheets}
    )
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, table in named.items():
            page = book.add_worksheet(name)
            for number, cells in enumerate(table):
                for place, cell in enumerate(cells):
                    if isinstance(cell, date):
                        page.write_datetime(number, place, cell, days)
                    elif isinstance(cell, str):
                        form = formats.get((number, place))
                        told = book.add_format({"num_format": form}) if form else None
                        page.write_string(number, place, cell, told) if cell else None
                    elif cell is not None:
                        form = formats.get((number, place), "General")
                        page.write(number, place, cell, book.add_format({"num_format": form}))
            if name in hidden:
                getattr(page, hidden[name])()
    return content.getvalue()


@cache
def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(xlsx())) as book:
        return {name: book.read(name) for name in book.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a ZIP file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def raw_xlsx(data: str = "", *, before: str = "", **parts: bytes) -> bytes:
    """A workbook whose sheet's rows are this XML; other parts by name, / written as __.

    before: what stands before the rows.
    """
    sheet = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        f'2006/main">{before}<sheetData>{data}</sheetData></worksheet>'
    )
    changed = {"xl/worksheets/sheet1.xml": sheet.encode()} if data else {}
    changed |= {f"{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    return zipped(_parts() | changed)


def xml_row(number: int, cells: Sequence[str], extra: str = "") -> str:
    """A row of a sheet's XML, with its texts in place."""
    told = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for letter, cell in zip("ABCDEFGH", cells, strict=False)
        if cell
    )
    return f'<row r="{number}">{told}{extra}</row>'


def xml_rows(count: int = 3) -> str:
    """The headings and good rows as a sheet's XML."""
    return "".join(xml_row(number, cells) for number, cells in enumerate(rows(count), start=1))


def ods(tables: str, styles: str = "", manifest: str = "") -> bytes:
    """An open document whose tables are this XML."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "style")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} {calc}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    listed = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
        f'xmlns:manifest:1.0">{manifest}</manifest:manifest>'
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {
            "mimetype": mimetype,
            "content.xml": content.encode(),
            "META-INF/manifest.xml": listed.encode(),
        }
    )


def ods_cell(cell: str) -> str:
    """A cell of text, or an empty one."""
    if not cell:
        return "<table:table-cell/>"
    return (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
    )


def ods_row(cells: Sequence[str], extra: str = "", repeat: int = 1) -> str:
    """A row of texts."""
    times = f' table:number-rows-repeated="{repeat}"' if repeat > 1 else ""
    return f"<table:table-row{times}>{''.join(map(ods_cell, cells))}{extra}</table:table-row>"


def ods_table(inside: str | None = None, name: str = "Sheet1", style: str = "") -> str:
    """A table of this XML, or of good rows."""
    shown = "".join(map(ods_row, rows())) if inside is None else inside
    styled = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{styled}>{shown}</table:table>'
