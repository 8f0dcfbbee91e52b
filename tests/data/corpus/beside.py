"""Personal data outside the rows that are read: nothing of it is kept, and the receipt says so."""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, csv, raw_xlsx, row, rows, text, xlsx, xml_rows

TITLE = "Personal data in rows that are turned away, around the table and on other sheets"
ALL = (2, 3, 4)
PHONE, POSTCODE, EMAIL = "07700 900123", "EH8 9YL", "jo.zq@example.org"
RAGGED = ((5, "row", "ragged"),)
BOTH = "phone number (1 row); postcode (1 row)"
HEAD, *BODY = rows()
CLIENTS = [["Who", "Where"], ["A", POSTCODE], ["B", POSTCODE]]
MANY = [row(number) for number in range(1, 60)]


def notes(quote: str) -> bytes:
    """Rows of which every fifth has an address and a phone number in a column of notes."""
    told = [*HEADINGS, "extra"]
    kept = [[*each, "ok" if number % 5 else quote] for number, each in enumerate(MANY)]
    return csv([told, *kept])


def parquet(path: Path) -> None:
    """A table in which one row has a cell that is too long, and a phone number in it."""
    cells = [*BODY, [*row(9)[:5], f"{PHONE} {'x' * 40_000}", *row(9)[6:]]]
    columns = dict(zip(HEADINGS, map(list, zip(*cells, strict=True)), strict=True))
    pq.write_table(pa.table(columns), path)


def commented() -> bytes:
    """A workbook of good rows with two comments."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, cells in enumerate(rows()):
            page.write_row(number, 0, cells)
        page.write_comment("B2", "asked again")
        page.write_comment("C3", f"ring {PHONE}")
    return content.getvalue()


CASES = [
    Case(
        "beside_ragged",
        "A phone number and a postcode in a row with too many cells",
        csv([*rows(), [*row(9), PHONE, POSTCODE]]),
        accepted=ALL,
        rejected=RAGGED,
        personal=(f"row 5 (turned away): {BOTH}",),
    ),
    Case(
        "beside_notes_unquoted",
        "Notes with commas and no quotation marks, many with an address and a phone number",
        notes(f"14 Lothian Road, {POSTCODE}, {PHONE}"),
        refused=("12 of its 59 rows", "rows 2, 7, 12 and 9 more (turned away)", "take all that"),
    ),
    Case(
        "beside_notes_quoted",
        "The same in quotation marks",
        notes(f'"14 Lothian Road, {POSTCODE}, {PHONE}"'),
        refused=("12 of its 59 rows", "leave out column 9 (heading not shown)"),
    ),
    Case(
        "beside_ragged_chance",
        "Ragged rows with numbers of ten digits, of which some look like CHI numbers by chance",
        csv([*rows(), *([str(10**9 + 2_999_989 * each)] for each in range(1000))]),
        accepted=ALL,
        rejected=tuple((each, "row", "ragged") for each in range(5, 1005)),
        personal=("",),
    ),
    Case(
        "beside_title",
        "A title with a phone number and a postcode",
        (f"Referrals {PHONE} {POSTCODE}\n" + text()).encode(),
        accepted=(3, 4, 5),
        personal=(f"row 1 (above the headings): {BOTH}",),
    ),
    Case(
        "beside_title_old",
        "A title with a day of long ago, which is nobody's birth",
        ("Database of 12 March 1998\n" + text()).encode(),
        accepted=(3, 4, 5),
        personal=("",),
    ),
    Case(
        "beside_footer",
        "Notes under the data with a phone number and an email address, which are no rows of data",
        (text() + f"Produced by: {PHONE}\nReport by: {EMAIL}\n").encode(),
        accepted=ALL,
        rejected=((5, "row", "not_a_data_row"), (6, "row", "not_a_data_row")),
        personal=("rows 5 and 6 (not data): email address (1 row); phone number (1 row)",),
    ),
    Case(
        "beside_far_right",
        "A phone number far to the right of a sheet's table",
        xlsx([HEAD, *BODY, [*row(9), "", "", "", PHONE]]),
        "a.xlsx",
        accepted=ALL,
        rejected=RAGGED,
        personal=("row 5 (turned away): phone number (1 row)",),
    ),
    Case(
        "beside_sheet_title",
        "A sheet's title with an email address",
        xlsx([["Referrals, ask", EMAIL], *rows()]),
        "a.xlsx",
        accepted=(3, 4, 5),
        personal=("row 1 (above the headings): email address (1 row)",),
    ),
    Case(
        "beside_other_sheet",
        "A second sheet of people and their postcodes",
        xlsx({"Sheet1": rows(), "Clients": CLIENTS}),
        "a.xlsx",
        accepted=ALL,
        personal=("the second sheet (rows 2 and 3): postcode (2 rows)",),
    ),
    Case(
        "beside_hidden_sheet",
        "The same on a hidden sheet",
        xlsx({"Sheet1": rows(), "Clients": CLIENTS}, hidden={"Clients": "hide"}),
        "a.xlsx",
        accepted=ALL,
        personal=("the second sheet (rows 2 and 3): postcode (2 rows)",),
    ),
    Case(
        "beside_comments",
        "Comments on the cells of a workbook, one with a phone number",
        commented(),
        "a.xlsx",
        accepted=ALL,
        notes=("Cells have comments, which were not read",),
        personal=("comments on cells (row 3): phone number (1 row)",),
    ),
    Case(
        "beside_comments_broken",
        "The same in a part that is no XML",
        raw_xlsx(xl__comments1=b"<comments><comment ref='B3'>", data=xml_rows()),
        "a.xlsx",
        accepted=ALL,
        notes=("Cells have comments",),
        personal=("",),
    ),
    Case(
        "beside_parquet",
        "A phone number in a cell of Parquet that is too long",
        parquet,
        "a.parquet",
        accepted=ALL,
        rejected=((5, "case_ref", "too_long"),),
        personal=("row 5 (turned away): phone number (1 row)",),
    ),
]
