"""Line endings, separators, blank lines."""

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, csv, row, rows, text

TITLE = "Lines and separators"
ALL = (2, 3, 4)
LINES = text().splitlines()
BLANK = "," * (len(HEADINGS) - 1)

CASES = [
    Case("lf", "Lines end in LF, as on Linux and Macs", csv(end="\n"), accepted=ALL),
    Case("crlf", "Lines end in CR LF, as on Windows", csv(end="\r\n"), accepted=ALL),
    Case("cr", "Lines end in CR, as on old Macs", csv(end="\r"), accepted=ALL),
    Case(
        "endings_mixed",
        "Line endings of all three kinds",
        "{}\r\n{}\n{}\r{}\n".format(*LINES).encode(),
        accepted=ALL,
        notes=("mixes kinds of line ending",),
    ),
    Case(
        "endings_mixed_late",
        "One line of another ending after thousands",
        csv(rows(3)) + (text([row(9, council="Narnia")]) * 2)[:-1].encode() + b"\r\n",
        accepted=ALL,
        rejected=((5, "council", "unknown_council"),),
        notes=("mixes kinds of line ending",),
    ),
    Case(
        "no_last_ending",
        "No line break after the last row",
        text().rstrip("\n").encode(),
        accepted=ALL,
    ),
    Case(
        "no_last_ending_odd",
        "No line break after the last row of a file with a blank line",
        ("\n".join([LINES[0], "", *LINES[1:]])).encode(),
        accepted=(3, 4, 5),
        notes=("if the export was cut short", "1 blank row was passed over"),
    ),
    Case("semicolon", "Separated by semicolons", csv(sep=";"), accepted=ALL),
    Case("tab", "Separated by tabs", csv(sep="\t"), name="referrals.tsv", accepted=ALL),
    Case("bar", "Separated by bars", csv(sep="|"), accepted=ALL),
    Case(
        "colon",
        "Separated by colons, which no profile knows",
        csv(sep=":"),
        refused=("not an export",),
    ),
    Case(
        "sep_line",
        "A first line that names the separator (sep=;)",
        b"sep=;\r\n" + csv([*rows(), row(9, council="Narnia")], sep=";", end="\r\n"),
        accepted=ALL,
        rejected=((5, "council", "unknown_council"),),
        notes=("first line names its separator", "counted without it"),
    ),
    Case(
        "sep_line_quoted",
        'The same in quotation marks ("sep=,")',
        b'"sep=,"\n' + csv(),
        accepted=ALL,
        notes=("first line names its separator",),
    ),
    Case(
        "sep_line_tab",
        "A first line that names the tab",
        b"sep=\t\n" + csv(sep="\t"),
        accepted=ALL,
    ),
    Case(
        "sep_line_wrong",
        "A first line that names another separator than the file has",
        b"sep=;\n" + csv(),
        accepted=ALL,
    ),
    Case(
        "sep_line_titles",
        "A first line that names the separator, a title and a row that is too short",
        b"sep=;\nReferrals\n" + csv([*rows(), row(9)[:-1]], sep=";"),
        accepted=(3, 4, 5),
        rejected=((6, "row", "ragged"),),
        notes=("found on row 2",),
    ),
    Case(
        "blank_lines_first",
        "Blank lines above the headings",
        b"\n\n" + csv(),
        accepted=(4, 5, 6),
    ),
    Case(
        "blank_lines_among",
        "Blank lines among the rows",
        "{}\n{}\n\n\n{}\n\n{}\n".format(*LINES).encode(),
        accepted=(2, 5, 7),
        notes=("3 blank rows were passed over",),
    ),
    Case(
        "blank_rows_under",
        "A thousand rows of separators under the data",
        csv() + f"{BLANK}\n".encode() * 1000,
        accepted=ALL,
        notes=("1,000 blank rows were passed over",),
    ),
    Case(
        "blank_rows_quoted",
        "Rows of empty quotation marks",
        csv() + (",".join(['""'] * 8) + "\n").encode() * 2,
        accepted=ALL,
        notes=("2 blank rows were passed over",),
    ),
    Case("space_lines", "Lines of spaces among the rows", csv() + b"   \n \t \n", accepted=ALL),
    Case(
        "trailing_separators",
        "A separator too many at the end of every line, headings too",
        text().replace("\n", ",\n").encode(),
        accepted=ALL,
    ),
    Case(
        "trailing_separators_rows",
        "A separator too many at the end of every row, not of the headings",
        text().replace("\n", ",,\n").replace(",,\n", "\n", 1).encode(),
        accepted=ALL,
        notes=("Every row ends in 2 empty cells more",),
    ),
    Case(
        "trailing_separators_filled",
        "The same, with something behind it in one row",
        text().replace("\n", ",\n").replace(",\n", "\n", 1).replace("03,\n", "03,x\n", 1).encode(),
        accepted=(3, 4),
        rejected=((2, "row", "ragged"),),
        notes=("Every row ends in 1 empty cell more", "anything there rejected"),
    ),
    Case(
        "trailing_separators_moved",
        "The same in most rows, whose cells have moved",
        text()
        .replace("\n", ",x\n")
        .replace(",x\n", "\n", 1)
        .replace("03,x\n", "03,\n", 1)
        .encode(),
        accepted=(),
        rejected=tuple((number, "row", "ragged") for number in ALL),
    ),
    Case(
        "trailing_separator_once",
        "A separator too many at the end of one row: its cells may have moved",
        text().replace("ZQC-2,high,2024-01-03", "ZQC-2,high,2024-01-03,").encode(),
        accepted=(2, 4),
        rejected=((3, "row", "ragged"),),
    ),
    Case(
        "blank_columns",
        "Empty columns to the right of the table",
        text().replace("\n", ",,,\n").encode(),
        accepted=ALL,
    ),
    Case(
        "form_feed",
        "A form feed and a vertical tab, which end no line",
        csv([*rows(), row(4, council="Fi\x0bfe\x0c")]),
        accepted=ALL,
        rejected=((5, "council", "unknown_council"),),
    ),
    Case(
        "line_separators",
        "Line and paragraph separators of Unicode, which end no line",
        csv([*rows(), row(4, council="Fi\u2028fe\u2029\x85")]),
        accepted=ALL,
        rejected=((5, "council", "unknown_council"),),
    ),
]
