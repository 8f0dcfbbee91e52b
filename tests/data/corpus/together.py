"""Several tables in one file, and headings that are not where they should be."""

from collections.abc import Sequence

from tests.data.corpus import Case
from tests.data.corpus.making import csv, ods, ods_row, ods_table, row, rows, text, xlsx

TITLE = "Several tables in one file, and headings out of their place"
BOOK = "a.xlsx"
HEAD, *BODY = rows(4)
WIDER = [[*HEAD, "risk_receiver", "incident_ref"], *([*cells, "medium", ""] for cells in BODY)]
PADDED = [[*cells, "", ""] for cells in rows(4)]
TYPO = [each.replace("risk_sender", "risk sendr") for each in HEAD]
SWAPPED = [*HEAD[:3], "to_org", "from_org", *HEAD[5:]]
OTHER_WAY = [[*cells[:3], cells[4], cells[3], *cells[5:]] for cells in BODY]
AGREEMENTS = [
    ["Agreement ref", "Agreement type", "Lead organisation", "Parties", "Date signed"],
    ["ZQ-1", "ISA", "ASSIST", "ASSIST;SACRO", "01/02/2023"],
]
ASSURANCE = [
    [
        *("Organisation", "Period ending", "Monitoring track", "Membership"),
        *("Senior lead named", "Staff in scope", "Trained in 12 months"),
    ],
    ["ASSIST", "31/03/2024", "Monitoring body", "Member", "yes", 40, 12],
]
ASSIST = ["ASSIST Ref", "Case No", "Date Referred", "Local Authority", "Referred By", "Service"]
SHORT = ["ZQ-1", "ZQC-1", "02/01/2024", "Fife", "Police Scotland", "ASSIST"]
VERSIONS = [*ASSIST, "Our Risk", "ASSIST Risk"]
ABOVE = ("may be a row of data", "put the headings on the first row")
TWO_HEADINGS = ("holds headings as well", "row 1", "a file of its own")
OTHER_ORDER = ("headings again", "in another order")
SHEET = ("second sheet", "may be rows of data")
LISTS = [["council", "from_org", "risk_sender"], ["Fife", "ASSIST", "high"], ["Moray", "", ""]]
SUMMARY = [
    ["Council", "High", "Medium", "Standard", "All"],
    ["Fife", 12, 7, 100, 119],
    ["Moray", 4, 100, 3, 107],
]


def semicolons(table: Sequence[Sequence[str]]) -> str:
    """The same table as another system would write it."""
    return text(table, sep=";")


CASES = [
    Case(
        "glued_wider",
        "A second table below the first, with two columns more",
        csv([*rows(4), *WIDER]),
        refused=ABOVE,
    ),
    Case(
        "glued_wider_padded",
        "The same, saved by a spreadsheet program, which fills up the first",
        csv([*PADDED, *WIDER]),
        refused=ABOVE,
    ),
    Case("glued_wider_sheet", "The same on a sheet", xlsx([*rows(4), *WIDER]), BOOK, refused=ABOVE),
    Case(
        "glued_typo",
        "A second table below the first, whose headings have a slip",
        csv([TYPO, *BODY, HEAD, row(5)]),
        refused=ABOVE,
    ),
    Case(
        "glued_agreements",
        "A council's agreements above its assurance on one sheet",
        xlsx([*AGREEMENTS, [], *ASSURANCE]),
        BOOK,
        refused=TWO_HEADINGS,
    ),
    Case(
        "glued_systems",
        "An export of one system above that of another",
        csv([[*ASSIST, "", ""], [*SHORT, "", ""], *WIDER]),
        refused=TWO_HEADINGS,
    ),
    Case(
        "glued_unknown",
        "A table of a system that nobody knows above the export",
        csv([["Our number", *"abcd"], ["24/0012", "us", "Fife", "May", "none"], *rows()]),
        refused=ABOVE,
    ),
    Case(
        "glued_separators_above",
        "Rows separated by semicolons above a table separated by commas",
        (semicolons([row(9, council="")]) + text()).encode(),
        refused=ABOVE,
    ),
    Case(
        "glued_separators_below",
        "A table separated by semicolons below one separated by commas",
        (text() + semicolons(rows(40))).encode(),
        accepted=(2, 3, 4),
        rejected=tuple((number, "row", "ragged") for number in range(5, 46)),
    ),
    Case(
        "mixed_separators",
        "Headings separated by commas, and rows by semicolons",
        (text([HEAD]) + semicolons(BODY)).encode(),
        accepted=(),
        rejected=tuple((number, "row", "ragged") for number in range(2, 6)),
    ),
    Case(
        "glued_order",
        "The headings again in another order, and rows below them",
        csv([*rows(), SWAPPED, *OTHER_WAY]),
        refused=OTHER_ORDER,
    ),
    Case(
        "glued_order_sheet",
        "The same on a sheet, far below",
        xlsx([*rows(50), SWAPPED, *OTHER_WAY]),
        BOOK,
        refused=OTHER_ORDER,
    ),
    Case(
        "glued_order_above",
        "The headings twice, first in another order",
        csv([[*SWAPPED, ""], [*HEAD, "risk_receiver"], *([*cells, "high"] for cells in BODY)]),
        refused=TWO_HEADINGS,
    ),
    Case(
        "headings_twice",
        "The headings of another version above the headings, in the same order",
        csv([[*TYPO[:-1], ""], *rows()]),
        accepted=(3, 4, 5),
    ),
    Case(
        "headings_sorted",
        "A sheet that was sorted with its headings, which lie among the rows",
        csv([*BODY, HEAD, row(5)]),
        refused=("row 1, above the headings on row 5", *ABOVE),
    ),
    Case(
        "headings_sorted_sheet",
        "The same in a workbook, on row 25",
        xlsx([*(row(number) for number in range(1, 25)), HEAD, row(25)]),
        BOOK,
        refused=ABOVE,
    ),
    Case("headings_last", "Headings under all rows", xlsx([*BODY, HEAD]), BOOK, refused=ABOVE),
    Case(
        "headings_last_sparse",
        "Headings under rows that hold the required cells only",
        csv([[*row(1)[:5], "", "", ""], HEAD]),
        refused=ABOVE,
    ),
    Case(
        "headings_numbered",
        "Columns numbered above the headings",
        csv([[*"12345678"], *rows()]),
        accepted=(3, 4, 5),
    ),
    Case(
        "tab_typo",
        "A second sheet of which one heading has a slip",
        xlsx({"Jan": rows(), "Feb": [["referral_id", "referal_date", *HEAD[2:]], *BODY]}),
        BOOK,
        refused=SHEET,
    ),
    Case(
        "tab_typo_order",
        "The same with its columns in another order",
        xlsx(
            {
                "Jan": rows(),
                "Feb": [["x", *HEAD[1:]][::-1], *(cells[::-1] for cells in BODY)],
            }
        ),
        BOOK,
        refused=SHEET,
    ),
    Case(
        "tab_continued",
        "A second sheet that goes on without headings",
        xlsx({"Jan": rows(), "Feb": BODY}),
        BOOK,
        refused=SHEET,
    ),
    Case(
        "tab_continued_ods",
        "The same in an open document",
        ods(ods_table() + ods_table("".join(map(ods_row, BODY)), "Feb")),
        "a.ods",
        refused=SHEET,
    ),
    Case(
        "tab_lists",
        "A second sheet that lists the codes under the headings",
        xlsx({"Jan": rows(), "Lists": LISTS}),
        BOOK,
        accepted=(2, 3, 4),
    ),
    Case(
        "tab_summary",
        "A second sheet that counts the rows",
        xlsx({"Jan": rows(), "Summary": SUMMARY}),
        BOOK,
        accepted=(2, 3, 4),
    ),
    Case(
        "versions_union",
        "An old and a new heading of one column, each filled in some rows",
        csv([VERSIONS, [*SHORT, "H", ""], [*SHORT, "n/a", "M"]]),
        refused=('"Our Risk"', '"ASSIST Risk"', "one column"),
    ),
    Case(
        "versions_beside",
        "An old and a new heading of one column, the old one never filled alone",
        csv([VERSIONS, [*SHORT, "H", "H"]]),
        accepted=(2,),
        notes=('"ASSIST Risk" was not read',),
        values={"risk_sender": None, "risk_receiver": "high", "received_date": None},
    ),
    *(
        Case(
            f"marks_{name}",
            f"{what.capitalize()} quotation marks around every cell",
            csv([[f"{first}{cell}{last}" for cell in cells] for cells in rows()]),
            refused=("quotation marks", "straight double"),
        )
        for name, what, first, last in (
            ("single", "single", "'", "'"),
            ("typographic", "typographic", "\u201c", "\u201d"),
        )
    ),
]
