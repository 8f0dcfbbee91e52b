"""Rows that are too long, too short, or no rows of data at all."""

from tests.data.corpus import Case
from tests.data.corpus.making import HEADINGS, csv, row, rows, text

TITLE = "Ragged rows, totals and notes"
ALL = (2, 3, 4)
BARE = text()
NOT_DATA = ((5, "row", "not_a_data_row"),)


def under(line: str, **expected: object) -> dict[str, object]:
    """A line under the data."""
    return {"make": (BARE + line).encode(), "accepted": ALL, **expected}


CASES = [
    Case(
        "short",
        "A row with too few cells",
        csv([*rows(2), row(9)[:-1], row(3)]),
        accepted=(2, 3, 5),
        rejected=((4, "row", "ragged"),),
    ),
    Case(
        "long",
        "A row with too many cells",
        csv([*rows(2), [*row(9), "x"], row(3)]),
        accepted=(2, 3, 5),
        rejected=((4, "row", "ragged"),),
    ),
    Case(
        "ragged_many",
        "More ragged rows than others",
        csv([*rows(1), *(row(9)[:5] for _ in range(30))]),
        accepted=(2,),
        rejected=tuple((number, "row", "ragged") for number in range(3, 33)),
    ),
    Case(
        "comma_inside",
        "A separator inside a cell without quotation marks",
        csv([*rows(2), row(9, council="Fife, Scotland"), row(3)]),
        accepted=(2, 3, 5),
        rejected=((4, "row", "ragged"),),
    ),
    Case(
        "nil_return",
        "A line that there are no records, in place of rows",
        (",".join(HEADINGS) + "\nNo records found for the selected period,,,,,,,\n").encode(),
        accepted=(),
        rejected=((2, "row", "nil_return"),),
    ),
    Case(
        "nil_return_short",
        "The same without separators",
        (",".join(HEADINGS) + "\nThere is no data for this period.\n").encode(),
        accepted=(),
        rejected=((2, "row", "nil_return"),),
    ),
    Case(
        "nil_return_under_data",
        "A line that there are no more records, under the data",
        **under("No further records found\n"),
        rejected=NOT_DATA,
    ),
    Case("total", "A total under the data", **under("Total,3\n"), rejected=NOT_DATA),
    Case(
        "total_padded", "A total as wide as the data", **under("Total,3,,,,,,\n"), rejected=NOT_DATA
    ),
    Case(
        "total_wide",
        "A total with a number under every column",
        **under("Grand total,3,3,3,3,3,3,3\n"),
        rejected=NOT_DATA,
    ),
    Case(
        "total_after_blank",
        "A total below a blank line",
        **under("\n,,,,,Total: 3,,\n"),
        rejected=((6, "row", "not_a_data_row"),),
    ),
    Case("note", "A note under the data", **under("Source: case system\n"), rejected=NOT_DATA),
    Case(
        "note_commas",
        "A note with commas under the data",
        **under("Note: figures, as ever, are provisional\n"),
        rejected=NOT_DATA,
    ),
    Case(
        "notes",
        "Several notes under the data",
        **under("Total,3\n\nExtracted on: 01/04/2024\nEnd of report\n"),
        rejected=tuple((number, "row", "not_a_data_row") for number in (5, 7, 8)),
        notes=("3 rows were rejected as a total",),
    ),
    Case(
        "note_of_words",
        "A line of words under the data",
        **under("These were provided by the hub\n"),
        rejected=NOT_DATA,
    ),
    Case(
        "note_of_many_commas",
        "A note with as many commas as the headings have, in a cell of its own",
        **under('"Source: a, b, c, d, e, f, g, h",,,,,,,\n'),
        rejected=NOT_DATA,
    ),
    Case(
        "notes_many",
        "More lines of words under the data than notes are looked for in",
        **under("As agreed\n" * 30),
        rejected=(
            *((number, "row", "ragged") for number in range(5, 15)),
            *((number, "row", "not_a_data_row") for number in range(15, 35)),
        ),
    ),
    Case(
        "subtotal",
        "A subtotal among the rows, which is no reference",
        csv([*rows(2), ["Subtotal", *row(9)[1:]], row(3)]),
        accepted=(2, 3, 5),
        rejected=((4, "referral_id", "not_a_reference"),),
    ),
    Case(
        "total_in_note_column",
        "A good last row whose undeclared column says Total",
        csv([[*cells, "notes" if not place else "Total"] for place, cells in enumerate(rows())]),
        accepted=ALL,
    ),
    Case(
        "sparse_last",
        "A last row with the required cells only",
        csv([*rows(2), [*row(3)[:6], "high", "2024-01-03"]]),
        accepted=ALL,
    ),
    Case(
        "cell_million",
        "A cell of a million characters",
        csv([*rows(2), row(9, case_ref="x" * 1_000_000), row(3)]),
        accepted=(2, 3, 5),
        rejected=((4, "case_ref", "too_long"),),
    ),
    Case(
        "cell_million_undeclared",
        "The same in a column that the standard does not list",
        csv([[*HEADINGS, "notes"], [*row(1), "x"], [*row(9), "x" * 1_000_000], [*row(2), "x"]]),
        accepted=(2, 4),
        rejected=((3, "row", "too_long"),),
    ),
    Case(
        "cell_longest",
        "A cell as long as it may be",
        csv([[*HEADINGS, "notes"], [*row(1), "x" * 32_767]]),
        accepted=(2,),
    ),
    Case(
        "cell_limit",
        "A cell longer than the setting allows",
        csv([*rows(), row(4, case_ref="ZQC-" + "4" * 30)]),
        accepted=ALL,
        rejected=((5, "case_ref", "too_long"),),
        limits={"LONGEST_CELL": "20"},
    ),
    Case(
        "rows_limit",
        "More rows than the setting allows",
        csv(),
        refused=("more than 2 rows", "SHARING_MOST_ROWS"),
        limits={"MOST_ROWS": "2"},
    ),
    Case(
        "rows_limit_slow",
        "The same in a file that is not plain",
        csv() + b"\n",
        refused=("more than 2 rows", "SHARING_MOST_ROWS"),
        limits={"MOST_ROWS": "2"},
    ),
    Case(
        "columns_limit",
        "A thousand columns and one",
        csv([[*HEADINGS, *(f"c{number}" for number in range(993))], row(1) + ["x"] * 993]),
        refused=("more than 1,000 columns", "SHARING_MOST_COLUMNS"),
    ),
    Case(
        "columns_million",
        "A million headings",
        b"x," * 1_000_000 + b"\n" + csv(),
        refused=("more than 1,000 columns",),
    ),
    Case(
        "separators_million",
        "A million separators and nothing else in the first line",
        b"," * 1_000_000 + b"\n" + csv(),
        accepted=(3, 4, 5),
    ),
    Case(
        "size_limit",
        "A file larger than the setting allows",
        csv([*rows(), [*row(9), "x" * 1_000_000]]),
        refused=("larger than 1 MB", "SHARING_LARGEST_FILE_MB"),
        limits={"LARGEST_FILE_MB": "1"},
    ),
    Case(
        "time_limit",
        "A file that takes longer than the setting allows",
        csv(),
        refused=("took longer", "SHARING_SECONDS_TO_READ"),
        limits={"SECONDS_TO_READ": "0.000001"},
    ),
]
