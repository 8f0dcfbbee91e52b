"""Open documents (ODS) as people make them."""

from datetime import date

from tests.data.corpus import Case
from tests.data.corpus.making import ods, ods_cell, ods_row, ods_table, row, rows

TITLE = "Open documents (ODS)"
ALL = (2, 3, 4)
NAME = "a.ods"
HEAD, *BODY = rows()
ROWS = "".join(map(ods_row, rows()))
WIDE = '<table:table-cell table:number-columns-repeated="16384"/>'
HIDDEN = (
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)
ERROR = ((3, "case_ref", "spreadsheet_error"),)


def cell(xml: str) -> bytes:
    """A document whose second row of data has this XML where its case reference would be."""
    told = "".join(map(ods_cell, row(9, case_ref="HERE"))).replace(ods_cell("HERE"), xml)
    return ods(ods_table(ods_row(HEAD) + ods_row(BODY[0]) + ods_row([], told)))


def alone(xml: str) -> bytes:
    """A document whose one row has this XML where its case reference would be."""
    told = "".join(map(ods_cell, row(1, case_ref="HERE"))).replace(ods_cell("HERE"), xml)
    return ods(ods_table(f"{ods_row(HEAD)}{ods_row([], told)}"))


def typed(kind: str, value: str) -> str:
    shown = value.split('"')[1] if kind == "float" else "x"
    return cell_of(f'office:value-type="{kind}" office:{value}', shown)


def cell_of(told: str, shown: str = "x") -> str:
    return f"<table:table-cell {told}><text:p>{shown}</text:p></table:table-cell>"


def numbered(day_0: str, number: int) -> bytes:
    """A document that counts days from that day, with a day number where a row was received."""
    null = f'<table:null-date table:date-value="{day_0}"/>'
    counted = f"<table:calculation-settings>{null}</table:calculation-settings>"
    told = typed("float", f'value="{number}"')
    return ods(counted + ods_table(ods_row(HEAD) + ods_row(row(1)[:-1], told)))


CASES = [
    Case("ods", "An open document", ods(ods_table()), NAME, accepted=ALL),
    Case(
        "ods_empty",
        "An open document with nothing in it",
        ods(ods_table("")),
        NAME,
        refused=("no sheet in view",),
    ),
    Case(
        "ods_no_table",
        "An open document without a sheet",
        ods(""),
        NAME,
        refused=("no sheet in view",),
    ),
    Case(
        "ods_trailing",
        "A million empty rows under the data, as programs write them",
        ods(ods_table(ROWS + ods_row([], WIDE, 1_048_000))),
        NAME,
        accepted=ALL,
    ),
    Case(
        "ods_leading",
        "Empty rows and a column before the table",
        ods(ods_table(ods_row([], WIDE, 2) + "".join(ods_row(["", *cells]) for cells in rows()))),
        NAME,
        accepted=(4, 5, 6),
    ),
    Case(
        "ods_title",
        "A title above the headings of an open document",
        ods(ods_table(ods_row(["Referrals"]) + ROWS)),
        NAME,
        accepted=(3, 4, 5),
        notes=("found on row 2",),
    ),
    Case(
        "ods_total",
        "A total under the data of an open document",
        ods(ods_table(ROWS + ods_row(["Total: 3"]))),
        NAME,
        accepted=ALL,
        rejected=((5, "row", "not_a_data_row"),),
    ),
    Case(
        "ods_repeated",
        "A row that stands for two alike",
        ods(ods_table(ods_row(HEAD) + ods_row(row(1), repeat=2))),
        NAME,
        accepted=(2,),
    ),
    Case(
        "ods_second",
        "The export on the second sheet of an open document",
        ods(ods_table(ods_row(["a", "b"]), "a") + ods_table()),
        NAME,
        accepted=ALL,
        notes=("The second of 2 sheets was read",),
    ),
    Case(
        "ods_two",
        "Two sheets of an open document, both exports",
        ods(ods_table() + ods_table(name="b")),
        NAME,
        refused=("more than one sheet",),
    ),
    Case(
        "ods_hidden",
        "A hidden sheet of an open document",
        ods(ods_table() + ods_table(None, "ZQ Smith", "ta2"), HIDDEN),
        NAME,
        accepted=ALL,
        notes=("The second sheet was not read: it is a hidden sheet",),
    ),
    Case(
        "ods_hidden_columns",
        "Hidden columns of an open document",
        ods(
            ods_table(
                '<table:table-column table:number-columns-repeated="2"/><table:table-column '
                'table:visibility="collapse"/><table:table-column table:visibility="filter" '
                'table:number-columns-repeated="2"/>' + "".join(map(ods_row, rows()))
            )
        ),
        NAME,
        accepted=ALL,
        notes=("Hidden columns were read as well: column 3, column 4 and column 5.",),
    ),
    Case(
        "ods_number",
        "A reference kept as a number in an open document",
        alone(typed("float", 'value="7123456"')),
        NAME,
        accepted=(2,),
        values={"case_ref": "7123456"},
    ),
    Case(
        "ods_padded",
        "A reference kept as a number and shown with zeros in front in an open document",
        alone(cell_of('office:value-type="float" office:value="42"', "0000042")),
        NAME,
        accepted=(2,),
        values={"case_ref": "0000042"},
    ),
    Case(
        "ods_text_shown",
        "A reference whose format shows letters in front, in an open document",
        alone(cell_of('office:value-type="string" office:string-value="42"', "HUB-42")),
        NAME,
        accepted=(2,),
        values={"case_ref": "HUB-42"},
    ),
    Case(
        "ods_hidden_number",
        "A number whose format shows nothing, in an open document",
        alone(cell_of('office:value-type="float" office:value="0"', "")),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "shown_otherwise"),),
    ),
    Case(
        "ods_thousands",
        "A number that is shown in thousands, in an open document",
        alone(cell_of('office:value-type="float" office:value="42000"', "42")),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "shown_otherwise"),),
    ),
    Case(
        "ods_unsaid",
        "A number of an open document that does not say what is shown",
        alone('<table:table-cell office:value-type="float" office:value="42"/>'),
        NAME,
        accepted=(2,),
        values={"case_ref": "42"},
    ),
    Case(
        "ods_share",
        "A share of a hundred where a reference should be in an open document",
        alone(cell_of('office:value-type="percentage" office:value="1"', "100%")),
        NAME,
        accepted=(),
        rejected=((2, "case_ref", "not_a_reference"),),
    ),
    Case(
        "ods_error",
        "#N/A in an open document",
        cell(
            cell_of(
                'table:formula="of:=NA()" office:value-type="string" office:string-value="" '
                'calcext:value-type="error"',
                "#N/A",
            )
        ),
        NAME,
        accepted=(2,),
        rejected=ERROR,
    ),
    Case(
        "ods_error_502",
        "Err:502 in an open document",
        cell(
            cell_of(
                'office:value-type="float" office:value="0" calcext:value-type="error"', "Err:502"
            )
        ),
        NAME,
        accepted=(2,),
        rejected=ERROR,
    ),
    Case(
        "ods_no_result",
        "A formula without its result in an open document",
        cell('<table:table-cell table:formula="of:=1+1"/>'),
        NAME,
        accepted=(2,),
        rejected=ERROR,
    ),
    Case(
        "ods_note",
        "A remark on a cell, which is no part of it",
        alone(
            "<table:table-cell><office:annotation><text:p>ZQ said</text:p></office:annotation>"
            "</table:table-cell>"
        ),
        NAME,
        accepted=(2,),
        values={"case_ref": None},
    ),
    Case(
        "ods_untyped",
        "Text in a cell that does not say that it holds any",
        cell("<table:table-cell><text:p>ZQC-9</text:p></table:table-cell>"),
        NAME,
        refused=("two ways",),
    ),
    Case(
        "ods_day",
        "Days as days in an open document",
        ods(
            ods_table(
                ods_row(HEAD) + ods_row(row(1)[:-1], typed("date", 'date-value="2024-01-03"'))
            )
        ),
        NAME,
        accepted=(2,),
    ),
    Case(
        "ods_early",
        "Days of March that a spreadsheet program took for months, in an open document",
        ods(
            ods_table(
                ods_row(HEAD)
                + "".join(
                    ods_row(
                        row(n, referral_date="2024-01-01")[:-1],
                        typed("date", f'date-value="2024-{n:02}-03"'),
                    )
                    for n in range(1, 13)
                )
            )
        ),
        NAME,
        accepted=(4,),
        rejected=tuple((n, "received_date", "swapped_date") for n in range(2, 14) if n != 4),
        notes=("12 different days in 12 months, and none after the 12th", "11 that could be"),
        values={"referral_date": date(2024, 1, 1), "received_date": date(2024, 3, 3)},
    ),
    Case(
        "ods_serial_1904",
        "Day numbers of an open document that counts from 1904",
        numbered("1904-01-01", 43832),
        NAME,
        accepted=(2,),
        notes=("counts days from 1904", "day numbers"),
    ),
    Case(
        "ods_serial_1899",
        "Day numbers of an open document that counts as most do, and says so",
        numbered("1899-12-30", 45294),
        NAME,
        accepted=(2,),
        notes=("day numbers",),
    ),
    Case(
        "ods_covered",
        "Cells that a merged cell covers",
        ods(ods_table(ods_row(["Who"], "<table:covered-table-cell/>") + ROWS)),
        NAME,
        accepted=(3, 4, 5),
    ),
    Case(
        "ods_wide",
        "More columns than an export has, empty",
        ods(ods_table("".join(ods_row(cells, WIDE) for cells in rows()))),
        NAME,
        accepted=ALL,
    ),
]
