"""Workbooks as people make them."""

import re
from datetime import date

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, raw_xlsx, row, rows, xlsx, xml_row, xml_rows

TITLE = "Workbooks (XLSX)"
ALL = (2, 3, 4)
NAME = "a.xlsx"
HEAD, *BODY = rows()
FIRST, SECOND, *_ = (xml_row(number, cells) for number, cells in enumerate(rows(), start=1))
PLACE = HEADINGS.index("case_ref")
STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>'
    b'<numFmt numFmtId="164" formatCode="0000000"/></numFmts><cellXfs><xf numFmtId="0"/>'
    b'<xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="11"/></cellXfs></styleSheet>'
)


def cell(xml: str, number: int = 3) -> bytes:
    """A workbook whose second row of data has this XML where its case reference would be."""
    told = xml_row(number, row(9, case_ref=""))
    before, after = told.split(f'<c r="G{number}"')
    return raw_xlsx(FIRST + SECOND + f'{before}{xml}<c r="G{number}"{after}', xl__styles=STYLES)


def alone(xml: str) -> bytes:
    """A workbook whose one row has this XML where its case reference would be."""
    before, after = xml_row(2, row(1, case_ref="")).split('<c r="G2"')
    return raw_xlsx(f'{FIRST}{before}{xml}<c r="G2"{after}', xl__styles=STYLES)


def with_values(**told: object) -> bytes:
    """A workbook whose one row has these values."""
    good = dict(zip(HEADINGS, row(1), strict=True))
    return xlsx([HEAD, list((good | told).values())])


def swapped() -> bytes:
    """A workbook of two days of January that are days of its own, and two that stayed as text."""
    received = (date(2024, 7, 1), date(2024, 8, 1), "13/01/2024", "13/01/2024")
    cells = [row(number, referral_date="2024-01-01")[:-1] for number in range(1, 5)]
    return xlsx([HEAD, *([*each, day] for each, day in zip(cells, received, strict=True))])


def shaped(cell: object, form: str) -> bytes:
    """A workbook whose one row has this cell in this format where its case reference would be."""
    return xlsx([HEAD, [*row(1)[:5], cell, *row(1)[6:]]], formats={(1, 5): form})


SERIAL = {
    "SACRO No.": "ZQ-1",
    "Linked Case": "ZQC-1",
    "Referral": 45293,
    "LA": "Fife",
    "From": "Police Scotland",
}
SACRO = {"to_org": "sacro", "risk_sender": None, "received_date": None}
DAMAGED = ((3, "case_ref", "damaged_number"),)
ERROR = ((3, "case_ref", "spreadsheet_error"),)
AREAS = "[<=99999]00000;00000-0000"
OTHER = {"Sheet1": [["For", "information"], ["only", "x"]]}

CASES = [
    Case("xlsx", "A workbook", xlsx(), NAME, accepted=ALL),
    Case(
        "xlsx_empty", "A workbook with nothing in it", xlsx([]), NAME, refused=("no sheet in view",)
    ),
    Case("xlsx_headings", "A workbook of headings only", xlsx([HEAD]), NAME, accepted=()),
    Case(
        "xlsx_low",
        "A table that starts further down and to the right",
        xlsx([[], [], *(["", "", *cells] for cells in rows())]),
        NAME,
        accepted=(4, 5, 6),
    ),
    Case(
        "xlsx_title",
        "Titles above the headings of a sheet",
        xlsx([["Referrals"], ["From", "April"], [], *rows()]),
        NAME,
        accepted=(5, 6, 7),
        notes=("found on row 4; 2 rows above them were not read",),
    ),
    Case(
        "xlsx_groups",
        "Merged group headings above the headings",
        xlsx([["Who", "", "", "", "What"], *rows()]),
        NAME,
        accepted=(3, 4, 5),
    ),
    Case(
        "xlsx_total",
        "A total under the data of a sheet",
        xlsx([*rows(), [], ["Total", 3]]),
        NAME,
        accepted=ALL,
        rejected=((6, "row", "not_a_data_row"),),
    ),
    Case(
        "xlsx_again",
        "The headings again on every page of a sheet",
        xlsx([HEAD, BODY[0], HEAD, BODY[1]]),
        NAME,
        accepted=(2, 4),
        rejected=((3, "row", "not_a_data_row"),),
    ),
    Case(
        "xlsx_blank_rows",
        "Blank rows among the rows of a sheet",
        xlsx([HEAD, [], BODY[0], [], [], BODY[1]]),
        NAME,
        accepted=(3, 6),
    ),
    Case(
        "xlsx_ragged",
        "A cell beyond the headings",
        xlsx([HEAD, BODY[0], [*BODY[1], "x"]]),
        NAME,
        accepted=(2,),
        rejected=((3, "row", "ragged"),),
    ),
    Case(
        "xlsx_blank_heading",
        "A column without a heading among the others",
        xlsx(
            [[*cells[:3], "x" if place else "", *cells[3:]] for place, cells in enumerate(rows())]
        ),
        NAME,
        accepted=ALL,
    ),
    Case(
        "xlsx_twice",
        "A heading twice in a workbook",
        xlsx([[*HEAD, "council"], [*BODY[0], "Moray"]]),
        NAME,
        refused=("more than once",),
    ),
    Case(
        "xlsx_second",
        "The export on the second sheet",
        xlsx(OTHER | {"b": rows()}),
        NAME,
        accepted=ALL,
        notes=("The second of 2 sheets was read", "The first sheet was not read: it has no such"),
    ),
    Case(
        "xlsx_none",
        "Two sheets, neither an export",
        xlsx(OTHER | {"b": [["a", "b"]]}),
        NAME,
        refused=("not an export",),
    ),
    Case(
        "xlsx_two",
        "Two sheets, both exports",
        xlsx({"a": rows(), "b": rows()}),
        NAME,
        refused=("more than one sheet",),
    ),
    Case(
        "xlsx_bare",
        "A second sheet with the headings only, for a month to come",
        xlsx({"a": rows(), "b": [HEAD]}),
        NAME,
        accepted=ALL,
        notes=("The first of 2 sheets", "The second sheet was not read: it has no such headings"),
    ),
    Case(
        "xlsx_bare_first",
        "The same before the export, with a title above the headings",
        xlsx({"a": [["Referrals of May"], HEAD], "b": rows()}),
        NAME,
        accepted=ALL,
        notes=("The second of 2 sheets", "The first sheet was not read: it has no such headings"),
    ),
    Case(
        "xlsx_bare_all",
        "Two sheets with the headings only",
        xlsx({"a": [HEAD], "b": [HEAD]}),
        NAME,
        refused=("more than one sheet",),
    ),
    Case(
        "xlsx_title_wide",
        "A workbook's title of more cells than there are headings",
        xlsx([[*"ABCDEFGHIJKL"], *rows()]),
        "a.xlsx",
        accepted=(3, 4, 5),
        notes=("found on row 2; 1 row above them was not read",),
    ),
    Case(
        "xlsx_hidden",
        "A hidden sheet beside the export",
        xlsx({"a": rows(), "ZQ Smith": rows()}, {"ZQ Smith": "hide"}),
        NAME,
        accepted=ALL,
        notes=("The second sheet was not read: it is a hidden sheet",),
    ),
    Case(
        "xlsx_very_hidden",
        "A sheet that is hidden from the menu, too",
        xlsx({"a": rows(), "b": rows()}, {"b": "very_hidden"}),
        NAME,
        accepted=ALL,
        notes=("The second sheet was not read: it is a hidden sheet",),
    ),
    Case(
        "xlsx_hidden_only",
        "An export on a hidden sheet only",
        xlsx(OTHER | {"b": rows()}, {"b": "hide"}),
        NAME,
        refused=("not an export",),
    ),
    Case(
        "xlsx_dates",
        "Days as days",
        with_values(referral_date=date(2024, 1, 2), received_date=date(2024, 1, 3)),
        NAME,
        accepted=(2,),
    ),
    Case(
        "xlsx_swapped",
        "Days that a spreadsheet program took for months, and those that it left as text",
        swapped(),
        NAME,
        accepted=(4, 5),
        rejected=((2, "received_date", "swapped_date"), (3, "received_date", "swapped_date")),
        notes=("as where a spreadsheet program has taken days for months",),
        values={"referral_date": date(2024, 1, 1), "received_date": date(2024, 1, 13)},
    ),
    Case(
        "xlsx_early",
        "Days of March that a spreadsheet program took for months, and none that it left as text",
        xlsx(
            [
                HEAD,
                *(
                    [*row(n, referral_date="2024-01-01")[:-1], date(2024, n, 3)]
                    for n in range(1, 13)
                ),
            ]
        ),
        NAME,
        accepted=(4,),
        rejected=tuple((n, "received_date", "swapped_date") for n in range(2, 14) if n != 4),
        notes=("12 different days in 12 months, and none after the 12th", "11 that could be"),
        values={"referral_date": date(2024, 1, 1), "received_date": date(2024, 3, 3)},
    ),
    Case(
        "xlsx_dates_1904",
        "Days as days, counted from 1904",
        xlsx([HEAD, [*row(1)[:1], date(2024, 1, 2), *row(1)[2:]]], date_1904=True),
        NAME,
        accepted=(2,),
        notes=("counts days from 1904",),
    ),
    Case(
        "xlsx_serial",
        "Day numbers from a system that writes them",
        xlsx([list(SERIAL), list(SERIAL.values())]),
        NAME,
        accepted=(2,),
        values=SACRO,
    ),
    Case(
        "xlsx_serial_1904",
        "Day numbers counted from 1904",
        xlsx([list(SERIAL), list((SERIAL | {"Referral": 43831}).values())], date_1904=True),
        NAME,
        accepted=(2,),
        values=SACRO,
    ),
    Case(
        "xlsx_serial_1904_text",
        "Day numbers counted from 1904 and kept as text",
        xlsx([list(SERIAL), list((SERIAL | {"Referral": "43831.0"}).values())], date_1904=True),
        NAME,
        accepted=(2,),
        values=SACRO,
    ),
    Case(
        "xlsx_serial_unexpected",
        "Day numbers in a whole column of a system that writes days",
        with_values(received_date=45294),
        NAME,
        accepted=(2,),
        notes=("day numbers",),
    ),
    Case(
        "xlsx_number_reference",
        "A reference kept as a number",
        with_values(case_ref=7123456),
        NAME,
        accepted=(2,),
        values={"case_ref": "7123456"},
    ),
    Case(
        "xlsx_number_text",
        "A reference of digits kept as text",
        with_values(case_ref="0007"),
        NAME,
        accepted=(2,),
        values={"case_ref": "0007"},
    ),
    Case(
        "xlsx_number_long",
        "A reference of more digits than a spreadsheet keeps",
        with_values(case_ref=1234567890123456789),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "damaged_number"),),
    ),
    Case(
        "xlsx_number_fraction",
        "A fraction where a reference should be",
        with_values(case_ref=0.5),
        NAME,
        accepted=(2,),
        values={"case_ref": "0.5"},
    ),
    Case(
        "xlsx_number_text_e",
        "A reference shown as 1.23E+12 and saved so",
        with_values(case_ref="1.23E+12"),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "damaged_number"),),
    ),
    Case(
        "xlsx_padded",
        "A reference kept as a number and shown with zeros in front",
        alone('<c r="F2" s="1"><v>42</v></c>'),
        NAME,
        accepted=(2,),
        values={"case_ref": "0000042"},
    ),
    Case(
        "xlsx_padded_marks",
        "A reference kept as a number and shown with letters, zeros and marks around it",
        xlsx([HEAD, [*row(1)[:5], 42, *row(1)[6:]]], formats={(1, 5): '"HUB-"000\\-000_)'}),
        NAME,
        accepted=(2,),
        values={"case_ref": "HUB-000-042"},
    ),
    *(
        Case(
            f"xlsx_{name}", what, shaped(cell, form), NAME, accepted=(2,), values={"case_ref": told}
        )
        for name, what, cell, form, told in (
            ("by_value", "A reference shown as its format says for its value", 42, AREAS, "00042"),
            (
                "text_format",
                "A reference kept as text, with letters in front",
                "42",
                '"H-"@',
                "H-42",
            ),
            ("as_text", "A reference kept as a number and formatted as text", 42, "@", "42"),
            ("nought_hidden", "A reference whose format hides nought", 42, "0;-0;;@", "42"),
        )
    ),
    *(
        Case(
            f"xlsx_{name}",
            what,
            shaped(cell, form),
            NAME,
            accepted=(),
            rejected=((2, "case_ref", "shown_otherwise"),),
        )
        for name, what, cell, form in (
            ("hidden_nought", "A nought that its format hides", 0, "0;-0;;@"),
            ("hidden_all", "A number whose format hides everything", 42, ";;;"),
            ("hidden_text", "A text whose format hides everything", "ZQC-1", ";;;"),
            ("no_condition", "A number for which its format has no section", 42, "[>100]0"),
            ("thousands", "A number that is shown in thousands", 42000, "0,"),
            ("number_in_text", "A number in a format of texts with letters in front", 42, '"H-"@'),
            ("day_by_value", "A number shown as a day by its value", 45293, "[>99999]0;dd/mm/yyyy"),
        )
    ),
    Case(
        "xlsx_share",
        "A number shown as a share of a hundred where a reference should be",
        alone('<c r="F2" s="2"><v>1</v></c>'),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "not_a_reference"),),
    ),
    Case(
        "xlsx_scientific",
        "A reference that a spreadsheet program took for a power of ten (1E3)",
        alone('<c r="F2" s="3"><v>1000</v></c>'),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "damaged_number"),),
    ),
    Case(
        "xlsx_true",
        "TRUE where a code should be",
        with_values(risk_sender=True),
        NAME,
        accepted=(),
        rejected=((2, "risk_sender", "not_allowed"),),
    ),
    Case(
        "xlsx_error",
        "#N/A as a cell's error",
        cell('<c r="F3" t="e"><v>#N/A</v></c>'),
        NAME,
        accepted=(2,),
        rejected=ERROR,
    ),
    Case(
        "xlsx_error_formula",
        "#REF! as a formula's result",
        cell('<c r="F3" t="e"><f>Z1</f><v>#REF!</v></c>'),
        NAME,
        accepted=(2,),
        rejected=ERROR,
        notes=("Formulas were read as the results",),
    ),
    Case(
        "xlsx_error_null",
        "#NULL! as a cell's error, and as a text, as SPSS writes where nothing is known",
        raw_xlsx(
            xml_row(1, HEAD)
            + xml_row(2, [*BODY[0][:5], "#NULL!", *BODY[0][6:]])
            + xml_row(3, [*BODY[1][:5], "", *BODY[1][6:]]).replace(
                '<c r="G3"', '<c r="F3" t="e"><v>#NULL!</v></c><c r="G3"'
            )
        ),
        NAME,
        accepted=(2,),
        rejected=ERROR,
        values={"case_ref": None},
    ),
    Case(
        "xlsx_error_undeclared",
        "#REF! as an error in a column that the standard does not list",
        raw_xlsx(
            xml_row(1, HEAD, '<c r="I1" t="str"><v>x</v></c>')
            + xml_row(2, BODY[0], '<c r="I2" t="e"><v>#REF!</v></c>')
        ),
        NAME,
        accepted=(2,),
    ),
    Case(
        "xlsx_no_result",
        "A formula whose result was not saved",
        cell('<c r="F3"><f>"Z"</f></c>'),
        NAME,
        accepted=(2,),
        rejected=ERROR,
    ),
    Case(
        "xlsx_hidden_rows",
        "Hidden rows",
        raw_xlsx(xml_rows().replace('<row r="3"', '<row hidden="1" r="3"')),
        NAME,
        accepted=ALL,
        notes=("Hidden rows were read as well: 1",),
    ),
    Case(
        "xlsx_hidden_columns",
        "Hidden columns",
        raw_xlsx(
            xml_rows(),
            before='<cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/>'
            '<col min="8" max="16384" hidden="true"/></cols>',
        ),
        NAME,
        accepted=ALL,
        notes=("Hidden columns were read as well: column 2, column 3 and column 8.",),
    ),
    Case(
        "xlsx_no_places",
        "Rows and cells that do not say where they are",
        raw_xlsx(re.sub(r' r="[A-Z]?[0-9]+"', "", xml_rows())),
        NAME,
        accepted=ALL,
    ),
    Case(
        "xlsx_words_as_number",
        "A word in a cell that says it holds a number",
        alone('<c r="F2"><v>word</v></c>'),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "not_a_reference"),),
    ),
    Case(
        "xlsx_styled_empty",
        "A thousand empty cells with a style",
        raw_xlsx(
            xml_rows() + "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(5, 1005)),
            xl__styles=STYLES,
        ),
        NAME,
        accepted=ALL,
    ),
    Case(
        "xlsx_spaces",
        "Cells of nothing but spaces",
        raw_xlsx(
            xml_rows()
            + '<row r="5"><c r="A5" t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>'
        ),
        NAME,
        accepted=ALL,
    ),
    Case(
        "xlsx_break",
        "A line break in a reference of a workbook",
        with_values(case_ref="ZQC\n1"),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "not_a_reference"),),
    ),
    Case(
        "xlsx_long",
        "A cell of forty thousand characters",
        raw_xlsx(FIRST + SECOND + xml_row(3, row(9, case_ref="x" * 40_000))),
        NAME,
        accepted=(2,),
        rejected=((3, "case_ref", "too_long"),),
    ),
    Case(
        "xlsx_macro_link",
        "A formula as the text of a workbook's cell",
        with_values(case_ref="=cmd|' /C calc'!A0"),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "not_a_reference"),),
    ),
]
