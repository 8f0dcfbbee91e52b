"""Quotation marks, closed and not."""

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, csv, row, rows, text

TITLE = "Quotation marks"
ALL = (2, 3, 4)
ALL_QUOTED = csv([[f'"{cell}"' for cell in cells] for cells in rows()])

NARRATIVE = (
    "Attended at locus, spoke to female, male, children, neighbours, dog, cat, 2 officers,{}"
    "then left, came back, shouted, left again, returned, knocked, rang, wrote, called, waved"
)


def noted(cell: str) -> bytes:
    """A column of notes, with this cell in the second row."""
    return csv([[*HEADINGS, "notes"], [*row(1), "x"], [*row(2), cell], [*row(3), "x"]])


CASES = [
    Case("quoted_all", "Every cell in quotation marks", ALL_QUOTED, accepted=ALL),
    Case(
        "quoted_all_crlf",
        "Every cell in quotation marks, Windows line endings",
        ALL_QUOTED.replace(b"\n", b"\r\n"),
        accepted=ALL,
    ),
    Case("quoted_comma", "A separator inside quotation marks", noted('"a, b"'), accepted=ALL),
    Case("quoted_mark", "A doubled quotation mark", noted('"said ""no"""'), accepted=ALL),
    Case("quoted_break", "A line break inside quotation marks", noted('"a\nb"'), accepted=ALL),
    Case(
        "quoted_break_crlf",
        "A Windows line break inside quotation marks",
        noted('"a\r\nb"'),
        accepted=ALL,
    ),
    Case(
        "quoted_break_in_windows",
        "A bare line break in a cell of a file with Windows line endings",
        noted('"a#b"').replace(b"\n", b"\r\n").replace(b"#", b"\n"),
        accepted=ALL,
    ),
    Case(
        "quoted_blank_lines",
        "Blank lines inside quotation marks",
        noted('"a\n\n\nb"'),
        accepted=ALL,
    ),
    *(
        Case(
            f"quoted_narrative_{place}",
            f"A text of two lines with many commas, {what}",
            noted(f'"{NARRATIVE.format(between)}"').replace(b"\n", end),
            accepted=ALL,
        )
        for place, (what, between, end) in enumerate(
            (
                ("as a hand writes it", "\n", b"\n"),
                ("with Windows line endings", "\n", b"\r\n"),
                ("and a line of nothing but commas", "\n,,,,,,,,,\n", b"\n"),
                ("days and numbers among them", "\n3, 2024-01-02, 12, 14:30, 5, ", b"\n"),
            )
        )
    ),
    Case("quoted_empty", "Empty quotation marks", noted('""'), accepted=ALL),
    Case(
        "quoted_break_in_reference",
        "A line break in a reference",
        csv([*rows(), row(4, case_ref='"ZQC\n4"')]),
        accepted=ALL,
        rejected=((5, "case_ref", "not_a_reference"),),
    ),
    Case("stray_mark", "A stray mark inside a cell", noted('a 5" pipe'), accepted=ALL),
    Case("stray_marks", "A pair of stray marks inside a cell", noted('a "b" c'), accepted=ALL),
    Case("stray_mark_last", "A stray mark at the end of a cell", noted('b"'), accepted=ALL),
    Case("apostrophes", "Apostrophes, which quote nothing", noted("'a"), accepted=ALL),
    Case(
        "typographic_marks",
        "Typographic quotation marks, which quote nothing",
        noted("\u201ca\u201d"),
        accepted=ALL,
    ),
    Case(
        "backslash",
        "A backslash before a mark inside quotation marks",
        noted('"said \\"no\\""'),
        refused=("row 3",),
    ),
    Case("backslash_bare", "A backslash outside quotation marks", noted("a\\b"), accepted=ALL),
    Case(
        "excel_text",
        'A reference kept as text by a formula (="0012")',
        csv([HEADINGS, row(1, case_ref='="0012"')]),
        accepted=(2,),
        values={"case_ref": "0012"},
    ),
    Case(
        "excel_text_all",
        "Every cell kept as text by a formula in quotation marks",
        csv([HEADINGS, *([f'"=""{cell}"""' for cell in cells] for cells in rows()[1:])]),
        accepted=ALL,
    ),
    Case("unclosed", "A mark that is never closed", noted('"a'), refused=("row 3", "unclosed")),
    Case(
        "unclosed_heading",
        "A mark in the headings that is never closed",
        text().replace("referral_id", '"referral_id').encode(),
        refused=("row 1", "unclosed"),
    ),
    Case(
        "unclosed_long",
        "A mark that is never closed, with five million characters after it",
        noted('"a') + b"x" * 5_000_000,
        refused=("does not end",),
    ),
    Case(
        "after_closing",
        "Something between a closing mark and the separator",
        noted('"a" b'),
        refused=("row 3",),
    ),
    Case(
        "swallowed",
        "An unclosed mark that a later row closes, so that a cell holds whole rows",
        csv([[*HEADINGS, "notes"], [*row(1), '"x'], [*row(2), "x"], [*row(3), 'x"']]),
        refused=("row 2", "holds whole rows"),
    ),
    Case(
        "swallowed_short",
        "The same across three lines of a file separated by semicolons",
        csv([["notes", *HEADINGS], ['"x', *row(1)], ["x", *row(2)], ['x"', *row(3)]], sep=";"),
        refused=("row 2", "holds whole rows"),
    ),
    Case(
        "swallowed_unlike",
        "The same where the rows' dates and numbers are of other lengths, and some are empty",
        csv(
            [
                [*HEADINGS, "notes"],
                [*row(1, referral_date="2/1/2024", received_date="3/1/2024"), '"x'],
                [*row(112, referral_date="12/11/2024", case_ref="", received_date=""), "x"],
                [*row(3), 'x"'],
            ]
        ),
        refused=("row 2", "holds whole rows"),
    ),
    Case(
        "cut_in_marks",
        "Cut off inside quotation marks",
        noted('"a long note"').split(b"long")[0],
        refused=("row 3",),
    ),
    Case(
        "cut_in_row",
        "Cut off in the middle of a row",
        csv()[:-20],
        accepted=(2, 3),
        rejected=((4, "row", "ragged"),),
        notes=("if the export was cut short",),
    ),
    Case(
        "cut_in_cell",
        "Cut off in the last cell of the last row",
        csv()[:-3],
        accepted=(2, 3),
        rejected=((4, "received_date", "not_a_date"),),
    ),
]
