"""Headings, and what stands above them."""

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, csv, row, rows, text, xlsx

TITLE = "Headings and titles"
ALL = (2, 3, 4)
WIDE_TITLE = b"Referrals,of,the,year,as,agreed,with,all,partners,in,Scotland\n"
BARE = csv()
HEAD, BODY = rows()[0], rows()[1:]


def headed(*headings: str) -> bytes:
    """Rows under these headings."""
    return csv([list(headings), *BODY])


CASES = [
    Case("heading_case", "Headings in capitals", headed(*map(str.upper, HEAD)), accepted=ALL),
    Case(
        "heading_spaces",
        "Headings with spaces around them",
        headed(*(f"  {each} " for each in HEAD)),
        accepted=ALL,
    ),
    Case(
        "heading_nbsp",
        "Headings with no-break spaces",
        headed(*(f"\u00a0{each}\u00a0" for each in HEAD)),
        accepted=ALL,
    ),
    Case(
        "heading_zero_width",
        "Headings with zero-width spaces and direction marks",
        headed(*(f"\u200b{each}\u202c\ufeff" for each in HEAD)),
        accepted=ALL,
    ),
    Case(
        "heading_control",
        "Headings with control characters",
        headed(*(f"{each}\x07" for each in HEAD)),
        accepted=ALL,
    ),
    Case("heading_order", "Columns in another order", csv([c[::-1] for c in rows()]), accepted=ALL),
    Case(
        "heading_twice",
        "A heading that the standard knows, twice",
        text().replace("case_ref", "council").encode(),
        refused=("more than once",),
    ),
    Case(
        "heading_twice_unseen",
        "The same heading twice, but for a zero-width space",
        text().replace("case_ref", "council\u200b").encode(),
        refused=("more than once",),
    ),
    Case(
        "heading_twice_undeclared",
        "A heading that the standard does not know, twice",
        csv(
            [
                [*cells, "a", "b"] if place else [*cells, "notes", "notes"]
                for place, cells in enumerate(rows())
            ]
        ),
        accepted=ALL,
    ),
    Case(
        "heading_blank",
        "A column without a heading",
        csv([["", *cells] if not place else ["x", *cells] for place, cells in enumerate(rows())]),
        accepted=ALL,
    ),
    Case(
        "heading_blanks",
        "Many columns without headings, among the others",
        csv([[*cells[:2], "", *cells[2:4], "", *cells[4:]] for cells in rows()]),
        accepted=ALL,
    ),
    Case(
        "heading_missing",
        "A required column that is not there",
        csv([cells[:2] + cells[3:] for cells in rows()]),
        refused=("not an export",),
    ),
    Case("heading_none", "Rows without headings", csv(BODY), refused=("not an export",)),
    Case(
        "heading_number",
        "Numbers as headings",
        headed(*map(str, range(8))),
        refused=("not an export",),
    ),
    Case("heading_only", "Headings and no rows", csv(rows(0)), accepted=()),
    Case(
        "heading_only_unended",
        "Headings and no rows, nor a line break",
        text(rows(0)).strip().encode(),
        accepted=(),
    ),
    Case("empty", "An empty file", b"", refused=("empty",)),
    Case("mark_only", "A mark and nothing else", b"\xef\xbb\xbf", refused=("empty",)),
    Case("blank_only", "Only blank lines", b"\n\r\n\n  \n", refused=("empty",)),
    Case("separators_only", "Only separators", b",,,\n,,,\n", refused=("not an export",)),
    Case(
        "title_one",
        "A title above the headings",
        b"Referrals to support services\n" + BARE,
        accepted=(3, 4, 5),
        notes=("found on row 2; 1 row above them was not read",),
    ),
    Case(
        "title_many",
        "Titles, days and a blank line above the headings",
        b"Referrals\nFrom:,01/04/2023\nTo:,31/03/2024\n\n" + BARE,
        accepted=(6, 7, 8),
        notes=("found on row 5; 3 rows above them were not read (rows 1 to 3)",),
    ),
    Case(
        "title_padded",
        "A title padded with separators",
        b"Referrals,,,,,,,\n,,,,,,,\n" + BARE,
        accepted=(4, 5, 6),
        notes=("found on row 3; 1 row above them was not read",),
    ),
    Case(
        "title_groups",
        "A row of merged group headings above the headings",
        b"Referral,,,Organisations,,,Risk,\n" + BARE,
        accepted=(3, 4, 5),
        notes=("found on row 2",),
    ),
    Case(
        "title_quoted",
        "A title of several lines in quotation marks",
        b'"Referrals\nof the year"\n' + BARE,
        accepted=(3, 4, 5),
    ),
    Case(
        "title_person",
        "A title that names a person",
        b"Prepared by ZQ Smith\n" + BARE,
        accepted=(3, 4, 5),
    ),
    Case(
        "title_wide",
        "A title of more cells than there are headings",
        WIDE_TITLE + BARE,
        accepted=(3, 4, 5),
        notes=("found on row 2; 1 row above them was not read",),
    ),
    Case(
        "title_wide_days",
        "Titles of more cells than there are headings, with days and numbers among them",
        b"Run,24/11/2023,by,the team,for,the year,to,31/03/2024,version,2.1\n\n"
        + WIDE_TITLE
        + BARE,
        accepted=(5, 6, 7),
        notes=("found on row 4; 2 rows above them were not read",),
    ),
    Case(
        "title_wide_headings",
        "A wide row of explanations that names some of the headings, above them",
        b"referral_id,council,means,where,it,was,sent,from,risk_sender,the,level\n" + BARE,
        accepted=(3, 4, 5),
        notes=("found on row 2",),
    ),
    Case(
        "title_wide_person",
        "A wide title that names people",
        b"Prepared by,ZQ Smith,checked by,ZQ Brown,sent by,ZQ Lee,to,ZQ Grant,on,Monday\n" + BARE,
        accepted=(3, 4, 5),
    ),
    Case(
        "title_run",
        "When the extract was run, for whom, and a blank row above the headings",
        b"Extract run on 01/02/2024\n\nPolice Scotland\nRun on,01/02/2024\n" + BARE,
        accepted=(6, 7, 8),
        notes=("found on row 5; 3 rows above them were not read (rows 1, 3 and 4)",),
    ),
    *(
        Case(
            f"record_above_{name}",
            f"{what} above the headings",
            csv([["Referrals of the year"], told, *rows()]),
            refused=("row 2, above the headings on row 3", "may be a row of data"),
        )
        for name, what, told in (
            ("number", "A record's number and nothing else", ["ZQ-9"]),
            ("two_cells", "A date and a council area under their headings", ["", *row(9)[1:3]]),
            ("coded", "A case and a code under their headings", [*[""] * 5, "ZQC-9", "high"]),
            ("unnumbered", "A record without its number", ["", *row(9)[1:]]),
        )
    ),
    Case(
        "record_above_sheet",
        "A date and a council area under their headings, on a sheet, above the headings",
        xlsx([["", *row(9)[1:3]], *rows()]),
        "a.xlsx",
        refused=("row 1, above the headings on row 2", "may be a row of data"),
    ),
    Case(
        "title_long",
        "Forty lines of introduction, more than are looked at",
        b"A line\n" * 40 + BARE,
        refused=("not an export",),
    ),
    Case(
        "heading_split",
        "Headings split over two rows",
        csv([[*HEADINGS[:5], "", "", ""], ["", "", "", "", "", *HEADINGS[5:]], *BODY]),
        accepted=(3, 4, 5),
        rejected=tuple((2, heading, "missing") for heading in sorted(HEADINGS[:5])),
        values={"case_ref": None, "risk_sender": None, "received_date": None},
    ),
    Case(
        "heading_again",
        "The headings again among the rows, as on every printed page",
        csv([HEAD, row(1), HEAD, row(2), HEAD, row(3)]),
        accepted=(2, 4, 6),
        rejected=((3, "row", "not_a_data_row"), (5, "row", "not_a_data_row")),
        notes=("2 rows were rejected as a total, a note or the headings again",),
    ),
    *(
        Case(
            f"heading_again_{id}",
            f"The headings again with the mark (BOM) of another file before them{what}",
            f"{text([HEAD, row(1)])}\ufeff{text([again, row(2)])}".encode(encoding),
            accepted=(2, 4),
            rejected=((3, "row", "not_a_data_row"),),
            notes=("1 row was rejected as a total, a note or the headings again",),
        )
        for id, what, again, encoding in (
            ("mark", "", HEAD, "utf-8"),
            ("mark_quoted", ", in quotation marks", [f'"{each}"' for each in HEAD], "utf-8"),
            ("mark_wide", ", in UTF-16", HEAD, "utf-16"),
        )
    ),
    *(
        Case(
            f"heading_table_{place}",
            f"Headings with the name of their table before them, {what}, and again among the rows",
            csv([head, row(1), head, row(2)]),
            accepted=(2, 4),
            rejected=((3, "row", "not_a_data_row"),),
        )
        for place, (what, head) in enumerate(
            (
                ("as Referrals[Council]", [f"Referrals[{each}]" for each in HEAD]),
                ("in quotation marks", [f"'All of them'[{each}]" for each in HEAD]),
            )
        )
    ),
    Case(
        "heading_again_two_marks",
        "The headings again in a file whose own headings stand behind two marks",
        f"\ufeff\ufeff{text([HEAD, row(1), HEAD, row(2)])}".encode(),
        accepted=(2, 4),
        rejected=((3, "row", "not_a_data_row"),),
    ),
    Case(
        "heading_brackets",
        "Headings in square brackets, as databases write",
        csv([[f"[{each.replace('_', ' ').title()}]" for each in HEAD], *rows()[1:]]),
        accepted=(2, 3, 4),
    ),
]
