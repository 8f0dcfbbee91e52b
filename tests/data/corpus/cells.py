"""What a cell may hold that is not what it seems: damaged numbers, errors, what cannot be seen."""

from datetime import date

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, csv, row, rows

TITLE = "Cells"
ALL = (2, 3, 4)


def with_cell(column: str, cell: str, reason: str) -> dict[str, object]:
    """A fourth row with this cell, which is rejected for this reason."""
    made = csv([*rows(), row(4, **{column: cell})])
    return {"make": made, "accepted": ALL, "rejected": ((5, column, reason),)}


def turned_away(id: str, what: str, column: str, cell: str, reason: str) -> Case:
    """A case about one cell."""
    return Case(id, what, **with_cell(column, cell, reason))  # type: ignore[arg-type]


def same_day(number: int, received: str) -> list[str]:
    """A row received on that day, whose other date is the same where day and month swap."""
    return row(number, referral_date="2024-01-01", received_date=received)


EMPTY = ("case_ref", "risk_sender", "received_date")
WORDS = {
    "NULL": "a database's window",
    "NA": "R",
    "nan": "pandas",
    "NaT": "pandas, for days,",
    "None": "Python",
    ".": "SAS",
    "..": "a statistical office",
    "#NULL!": "SPSS",
    "(null)": "an Oracle window",
    "[NULL]": "a window on several kinds of database",
    "\\N": "MySQL",
    "(blank)": "a pivot table",
}
MIXED = ("13/01/2024", "03/01/2024", "01/13/2024", "13/01/2024", "04/01/2024")

CASES = [
    turned_away(
        "scientific", "A reference shown as 1.23E+12", "case_ref", "1.23E+12", "damaged_number"
    ),
    turned_away(
        "scientific_java", "A reference written as 1.23E12", "case_ref", "1.23E12", "damaged_number"
    ),
    turned_away(
        "scientific_short", "A reference shown as 1E+11", "case_ref", "1E+11", "damaged_number"
    ),
    turned_away(
        "scientific_small", "A reference shown as 2.5e-05", "case_ref", "2.5e-05", "damaged_number"
    ),
    turned_away(
        "scientific_key",
        "An identifier shown as 4.5E+09",
        "referral_id",
        "4.5E+09",
        "damaged_number",
    ),
    turned_away(
        "float_reference", "A reference written as 12345.0", "case_ref", "12345.0", "damaged_number"
    ),
    turned_away(
        "point_reference",
        "A reference with a point after its digits",
        "case_ref",
        "123.",
        "damaged_number",
    ),
    turned_away(
        "month_reference",
        "A reference of which a spreadsheet program has made a day (12-Mar of MAR-12)",
        "case_ref",
        "12-Mar",
        "not_a_reference",
    ),
    turned_away(
        "day_reference",
        "A reference of which a spreadsheet program has made a day of a year",
        "case_ref",
        "1-Sep-24",
        "not_a_reference",
    ),
    Case(
        "month_and_number_reference",
        "References that start with a month's name",
        csv([list(HEADINGS), row(1, case_ref="MAR-120")]),
        accepted=(2,),
        values={"case_ref": "MAR-120"},
    ),
    *(
        Case(
            f"nothing_{place}",
            f"{word} for every empty cell, as {who} writes, references and dates too",
            csv([list(HEADINGS), *(row(n, **dict.fromkeys(EMPTY, word)) for n in (1, 2, 3))]),
            accepted=ALL,
            values=dict.fromkeys(EMPTY),
        )
        for place, (word, who) in enumerate(WORDS.items())
    ),
    Case(
        "nothing_required",
        "NULL for an identifier, which must be given",
        **with_cell("referral_id", "NULL", "missing"),  # type: ignore[arg-type] # as turned_away
    ),
    Case(
        "key_twice",
        "Rows with one identifier that say different things",
        csv([*rows(), row(9), row(9, risk_sender="medium"), row(9)]),
        accepted=ALL,
        rejected=tuple((number, "referral_id", "repeated_key") for number in (5, 6)),
    ),
    Case(
        "key_twice_reversed",
        "The same in the other order",
        csv([*rows(), row(9, risk_sender="medium"), row(9)]),
        accepted=ALL,
        rejected=tuple((number, "referral_id", "repeated_key") for number in (5, 6)),
    ),
    Case(
        "digits_and_e",
        "A reference of digits with an E in it, which is none of these",
        csv([*rows(2), row(3)]),
        accepted=ALL,
    ),
    turned_away("error_ref", "#REF! in a reference", "case_ref", "#REF!", "spreadsheet_error"),
    turned_away("error_na", "#N/A in a code", "risk_sender", "#N/A", "spreadsheet_error"),
    turned_away(
        "error_value", "#VALUE! in a date", "received_date", "#VALUE!", "spreadsheet_error"
    ),
    turned_away("error_name", "#NAME? in a council", "council", "#NAME?", "spreadsheet_error"),
    turned_away(
        "error_div", "#DIV/0! in an organisation", "to_org", "#DIV/0!", "spreadsheet_error"
    ),
    turned_away("error_num", "#num! in small letters", "council", "#num!", "spreadsheet_error"),
    turned_away(
        "error_calc", "Err:502, as LibreOffice writes", "council", "Err:502", "spreadsheet_error"
    ),
    turned_away(
        "hashes", "####### where a date did not fit", "received_date", "#######", "not_a_date"
    ),
    turned_away("formula", "A formula as text", "case_ref", "=A1+B1", "not_a_reference"),
    turned_away(
        "formula_link",
        "A formula that opens a page",
        "council",
        "=HYPERLINK(A1)",
        "unknown_council",
    ),
    turned_away("at_sign", "A cell that starts with @", "case_ref", "@SUM(1)", "not_a_reference"),
    turned_away("bell", "A control character in a code", "risk_sender", "hi\x07gh", "not_allowed"),
    turned_away(
        "escape", "A terminal's escape sequence", "council", "\x1b[31mFife", "unknown_council"
    ),
    turned_away("delete", "A delete character", "case_ref", "ZQC-4\x7f", "not_a_reference"),
    turned_away(
        "zero_width",
        "A zero-width space in a reference",
        "case_ref",
        "ZQC\u200b-4",
        "not_a_reference",
    ),
    turned_away(
        "bidi",
        "A direction mark that turns a reference round",
        "case_ref",
        "\u202eZQC-4",
        "not_a_reference",
    ),
    turned_away(
        "soft_hyphen", "A soft hyphen in a council", "council", "Fi\u00adfe", "unknown_council"
    ),
    turned_away(
        "lookalike", "A Cyrillic letter in a code", "risk_sender", "h\u0456gh", "not_allowed"
    ),
    turned_away(
        "full_width",
        "Full-width digits in a date",
        "received_date",
        "\uff12024-01-03",
        "not_a_date",
    ),
    turned_away(
        "long_dash",
        "A dash for a hyphen in a date",
        "received_date",
        "2024\u201301\u201303",
        "not_a_date",
    ),
    turned_away(
        "mark_inside",
        "A byte order mark inside a cell",
        "case_ref",
        "\ufeffZQC-4",
        "not_a_reference",
    ),
    turned_away("day_never", "A day that never was", "received_date", "2024-02-30", "not_a_date"),
    turned_away(
        "day_short_year", "A year of two digits", "received_date", "03/01/24", "ambiguous_date"
    ),
    turned_away(
        "day_serial",
        "A day number where the system writes days",
        "received_date",
        "45294",
        "not_a_date",
    ),
    turned_away(
        "day_few_digits",
        "A date of seven digits, of which one is missing",
        "received_date",
        "2024113",
        "not_a_date",
    ),
    turned_away(
        "day_no_hour",
        "A time that no clock shows",
        "received_date",
        "2024-01-03 99:99",
        "not_a_date",
    ),
    Case(
        "day_turned",
        "Days before months, after a year",
        csv([list(HEADINGS), *(same_day(n, f"2024-{n + 9}-03") for n in range(1, 5))]),
        accepted=(),
        rejected=(
            *((number, "received_date", "ambiguous_date") for number in (2, 3, 4)),
            (5, "received_date", "not_a_date"),
        ),
        notes=("1 can only have the day before the month",),
    ),
    Case(
        "day_turned_proven",
        "Days before months after a year, as a whole column shows",
        csv([list(HEADINGS), *(same_day(n, "2024/13/01") for n in (1, 2, 3))]),
        accepted=ALL,
        notes=("read as year, day and month: 3 of them cannot be year, month and day",),
        values={"referral_date": date(2024, 1, 1), "received_date": date(2024, 1, 13)},
    ),
    Case(
        "day_strays",
        "A date that is month first among others that are day first",
        csv([list(HEADINGS), *(same_day(n, day) for n, day in enumerate(MIXED, start=1))]),
        accepted=(2, 4, 5),
        rejected=tuple((n, "received_date", "ambiguous_date") for n in (3, 6)),
        notes=("month first (1, row 4)", "Put row 4 right, and the others can be read"),
        values={"referral_date": date(2024, 1, 1), "received_date": date(2024, 1, 13)},
    ),
    Case(
        "day_early",
        "Days of March that a program took for months, in a file in which no other is left",
        csv([list(HEADINGS), *(same_day(n, f"2024-{n:02}-03") for n in range(1, 13))]),
        accepted=(4,),
        rejected=tuple((n, "received_date", "swapped_date") for n in range(2, 14) if n != 4),
        notes=("12 different days in 12 months, and none after the 12th", "11 that could be"),
        values={"referral_date": date(2024, 1, 1), "received_date": date(2024, 3, 3)},
    ),
    Case(
        "day_hour_before",
        "Midnights of summer time, told by another clock",
        csv([*rows(), row(4, received_date="2024-05-03 23:00:00")]),
        accepted=ALL,
        rejected=((5, "received_date", "ambiguous_date"),),
        notes=("1 at 23:00, which may be of the day after",),
    ),
    turned_away("day_zero", "A day of zeros", "received_date", "0000-00-00", "not_a_date"),
    Case(
        "day_american",
        "Days that can only be read with the month first, and nothing contradicts it",
        csv([list(HEADINGS), *(row(n, received_date="01/13/2024") for n in (1, 2, 3))]),
        accepted=(2, 3, 4),
        notes=("month first",),
        values={"received_date": date(2024, 1, 13)},
    ),
    turned_away("list", "Two councils in one cell", "council", "Fife;Moray", "unknown_council"),
    turned_away("markup", "Markup in a cell", "council", "<b>Fife</b>", "unknown_council"),
    turned_away(
        "sql", "SQL in a cell", "council", "Fife'; DROP TABLE staged; --", "unknown_council"
    ),
    turned_away("path", "A path in a reference", "case_ref", "../../x1", "not_a_reference"),
    Case(
        "nbsp_around",
        "No-break spaces and tabs around values",
        csv(
            [
                [f"\u00a0{cell}\t" if place else cell for cell in cells]
                for place, cells in enumerate(rows())
            ]
        ),
        accepted=ALL,
    ),
    Case(
        "error_undeclared",
        "#REF! in a column that the standard does not list",
        csv([[*cells, "notes" if not place else "#REF!"] for place, cells in enumerate(rows())]),
        accepted=ALL,
    ),
    Case(
        "error_as_blank",
        "#N/A from a system whose profile says that it means not known",
        b"SACRO No.,Referral,LA,From,Linked Case,Risk (SACRO)\n"
        b"ZQ-1,45293,Fife,Police Scotland,ZQC-1,#N/A\n",
        accepted=(2,),
        values={
            "to_org": "sacro",
            "risk_sender": None,
            "risk_receiver": None,
            "received_date": None,
        },
    ),
    Case(
        "leading_zeros",
        "References with zeros in front",
        csv(
            [
                [*cells[:5], f"000{place}" if place else cells[5], *cells[6:]]
                for place, cells in enumerate(rows(1))
            ]
        ),
        accepted=(2,),
        values={"case_ref": "0001"},
    ),
]
