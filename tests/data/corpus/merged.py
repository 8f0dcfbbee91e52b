"""Cells that a spreadsheet has merged."""

import io
from collections.abc import Sequence

import xlsxwriter

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, ods, ods_cell, ods_row, ods_table, row, rows

TITLE = "Merged cells"
NAME = "a.xlsx"
HEAD, *BODY = rows(4)
RISK, COUNCIL = HEADINGS.index("risk_sender"), HEADINGS.index("council")
SAID = ("Merged cells", "unmerge")
BLANK = [""] * 7
ALL = (2, 3, 4, 5)


def merged(*areas: tuple[int, int, int, int], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A workbook of good rows, with these areas (top, left, bottom, right, from 0) merged."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        shown = table or rows(4)
        for number, cells in enumerate(shown):
            page.write_row(number, 0, [cell or None for cell in cells])
        for top, left, bottom, right in areas:
            page.merge_range(top, left, bottom, right, shown[top][left])
    return content.getvalue()


def ragged(column: str, *numbers: int) -> tuple[tuple[int, str, str], ...]:
    """Rows that are rejected for it."""
    return tuple((number, column, "ragged") for number in numbers)


def spanned(over: int) -> bytes:
    """An open document whose first risk lies over so many rows."""
    cell = ods_cell("high")
    long = cell.replace(" office", f' table:number-rows-spanned="{over}" office', 1)
    first = ods_row(row(1)).replace(cell, long)
    return ods(ods_table(ods_row(HEAD) + first + ods_row(row(2, risk_sender="")) + ods_row(row(3))))


CASES = [
    Case(
        "merged_optional",
        "A risk that is merged over the first three rows",
        merged((1, RISK, 3, RISK)),
        NAME,
        accepted=(5,),
        rejected=ragged("risk_sender", 2, 3, 4),
        notes=SAID,
    ),
    Case(
        "merged_required",
        "A council that is merged over two rows",
        merged((2, COUNCIL, 3, COUNCIL)),
        NAME,
        accepted=(2, 5),
        rejected=ragged("council", 3, 4),
        notes=SAID,
    ),
    Case(
        "merged_across",
        "Two columns of one row, merged",
        merged((2, RISK, 2, RISK + 1)),
        NAME,
        accepted=(2, 4, 5),
        rejected=ragged("risk_sender", 3),
        notes=SAID,
    ),
    Case(
        "merged_unkept",
        "A column that the standard does not list, merged over all rows",
        merged((1, 8, 4, 8), table=[[*HEAD, "notes"], *([*cells, "x"] for cells in BODY)]),
        NAME,
        accepted=ALL,
    ),
    Case(
        "merged_headings",
        "Headings and every row merged over two columns, as reports draw them",
        merged(
            *(
                (number, place * 2, number, place * 2 + 1)
                for number in range(5)
                for place in (0, 2)
            ),
            table=[[each for cell in cells for each in (cell, "")] for cells in rows(4)],
        ),
        NAME,
        accepted=ALL,
    ),
    Case(
        "merged_records",
        "Every record merged over two rows, of which the second is empty",
        merged(
            *((top, place, top + 1, place) for top in (1, 3) for place in range(8)),
            table=[HEAD, BODY[0], ["", *BLANK], BODY[1], ["", *BLANK]],
        ),
        NAME,
        accepted=(2, 4),
    ),
    Case(
        "merged_title",
        "A title that is merged over the table, and a total under it",
        merged(
            (0, 0, 0, 7),
            (6, 0, 6, 5),
            table=[["Referrals", *BLANK], *rows(4), ["Total of the year", *BLANK]],
        ),
        NAME,
        accepted=(3, 4, 5, 6),
        rejected=((7, "row", "not_a_data_row"),),
    ),
    Case(
        "merged_ods",
        "A risk that is merged over two rows of an open document",
        spanned(2),
        "a.ods",
        accepted=(4,),
        rejected=ragged("risk_sender", 2, 3),
        notes=SAID,
    ),
    Case(
        "merged_ods_far",
        "A cell of an open document that says it lies over a billion rows",
        spanned(1_000_000_000),
        "a.ods",
        accepted=(),
        rejected=ragged("risk_sender", 2, 3, 4),
    ),
]
