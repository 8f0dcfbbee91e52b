"""What a number format of a workbook shows is taken where it is a reference, and nowhere else."""

from datetime import date
from pathlib import Path

import pytest

from data import columns
from data.load import Loaded
from data.readers.format_sections import shown_by, text_seen, text_shown_by
from data.readers.number_formats import as_shown, seen
from data.readers.tally import HELD, SHOWN_OTHERWISE
from tests.data.corpus.making import ods, ods_row, ods_table, xlsx
from tests.data.loading import accepted, kept, load_bytes, rejected, stored

SHOWN = [
    ("00000", "121", "00121"),
    ("#0000", "121", "0121"),
    ('"HUB-"00000', "121", "HUB-00121"),
    ('"HUB-"General', "121", "HUB-121"),
    ("\\H\\U\\B\\-0", "121", "HUB-121"),
    ("000-000", "121", "000-121"),
    ("000-000", "1234567", "1234-567"),
    ("0\\-0000", "121121", "12-1121"),
    ('000000"/A"', "121", "000121/A"),
    ("00000_);(00000)", "121", "00121"),
    ("00000\\ ", "121", "00121"),
    ("(000)\\ 000", "121", "(000) 121"),
    ("[Red]0000;[Blue]0", "121", "0121"),
    ('"Hub "000', "121", "Hub 121"),
    ("0%", "1", "100%"),
    ("0.00E+00", "1000", "1.00E+03"),
    ("##0.0E+0", "1000", "1.00E+03"),
    ("[<=99999]00000;00000-0000", "121", "00121"),
    ("[<=99999]00000;00000-0000", "123456789", "12345-6789"),
    ('[>100]0;"HUB-"0', "101", ""),
    ('[>100]0;"HUB-"0', "100", "HUB-100"),
    ('[=1]"Yes";[=0]"No";0', "1", "Yes"),
    ('[=1]"Yes";[=0]"No";0', "0", "No"),
    ('[=1]"Yes";[=0]"No";0', "2", ""),
    ('"Yes";"No";"Not known"', "1", "Yes"),
    ('"Yes";"No";"Not known"', "-1", "No"),
    ('"Yes";"No";"Not known"', "0", "Not known"),
    ('"text"0', "12", "text12"),
    ("0;-0;;@", "12", ""),
    ("00000;-0;;@", "12", "00012"),
]
NOBODY_CAN_TELL = [
    *(("0;-0;;@", "0"), (";;;", "12"), (";;;@", "12"), ("0;;;", "0"), ("0;;;", "-1"), ("0;", "-1")),
    *(("[>100]0", "100"), ("[>100]0;[<50]0", "75"), ("[>9]0;000;00", "1"), ("#,###", "0")),
    *(("#", "0"), ("?", "0"), ("0,", "12000"), ("#,##0,", "12000"), ("0.0,,", "12000000")),
    *(('"HUB-"@', "12"), ('"-"', "12"), ("[>100]dd/mm/yyyy;0", "12"), ("0;dd/mm/yyyy", "-1")),
    ("[>99999]0;dd/mm/yyyy", "45000"),
]
"""A format, and a number that it shows as nothing, as another, or as programs see fit."""
AS_KEPT = [
    *("General", "0", "0.00", "#,##0", "0,000", "@", "# ?/?", "?/?", "0;-0;0;@", ""),
    *("£#,##0", "[$£-809]#,##0", "$0", '0 "staff"', '0"%"', '#,##0" days"'),
    *("dd/mm/yyyy", "[$-809]dd mmmm yyyy", "mmm-yy", "h:mm", "[h]:mm", 'yyyy"-"mm'),
    *("dd/mm/yyyy;@", "[$-809]dd mmmm yyyy;@", "#,##0;[Red]-#,##0", "#,##0 ;(#,##0)"),
]
ACCOUNTS = [
    '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-',
]


@pytest.mark.parametrize(("code", "number", "told"), SHOWN)
def test_what_is_shown_of_a_number(code: str, number: str, told: str) -> None:
    shown = shown_by(code)
    assert shown
    assert shown(number) == told


@pytest.mark.parametrize("code", AS_KEPT)
def test_measures_and_days_are_shown_as_they_are_kept(code: str) -> None:
    assert shown_by(code) is None


@pytest.mark.parametrize(("code", "number"), NOBODY_CAN_TELL)
def test_what_is_shown_as_nothing_or_another_number_is_marked(code: str, number: str) -> None:
    shown = shown_by(code)
    assert shown
    assert shown(number) == SHOWN_OTHERWISE


@pytest.mark.parametrize("code", ACCOUNTS)
@pytest.mark.parametrize("number", ["0", "12", "-12", "1200", "12.5"])
def test_the_dash_of_accounts_is_nought(code: str, number: str) -> None:
    shown = shown_by(code)
    assert not shown or shown(number) == ""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        *(("General", ""), ("0", ""), ("@", ""), ("0;-0;;@", ""), ("dd/mm/yyyy;@", "")),
        *(("_-@_-", ""), ("@*.", ""), ('@" staff"', ""), ("[Red]@", ""), ('"("@")"', "")),
        *(('"HUB-"@', f"HUB-{HELD}"), ('0;-0;0;"HUB-"@', f"HUB-{HELD}")),
        *(('@"/A"', f"{HELD}/A"), ('@"A"', f"{HELD}A"), ("\\H@", f"H{HELD}")),
        *((";;;", SHOWN_OTHERWISE), ('0;0;0;"none"', SHOWN_OTHERWISE), ("0;0;0;", SHOWN_OTHERWISE)),
    ],
)
def test_what_is_shown_of_a_text(code: str, told: str) -> None:
    assert text_shown_by(code) == told


@pytest.mark.parametrize(
    ("shown", "text", "told"),
    [
        *(("121", "121", ""), (" 1 2  1 ", "1 21", ""), ("x", "", ""), ("121 staff", "121", "")),
        *(("HUB-121", "121", "HUB-121"), ("121/A", "121", "121/A"), ("(121)", "121", "")),
        *(("", "121", SHOWN_OTHERWISE), ("none", "121", SHOWN_OTHERWISE)),
    ],
)
def test_what_an_open_document_shows_of_a_text(shown: str, text: str, told: str) -> None:
    assert text_seen(shown, text) == told


@pytest.mark.parametrize(
    ("shown", "number", "told"),
    [
        *(("121", "121", ""), ("1,200.00", "1200", ""), ("12 staff", "12", ""), ("13", "12.6", "")),
        *(("-", "0", ""), ("00121", "121", "00121"), ("Yes", "1", "Yes"), ("(12)", "-12", "")),
        *(
            ("", "0", SHOWN_OTHERWISE),
            ("-", "12", SHOWN_OTHERWISE),
            ("12", "12000", SHOWN_OTHERWISE),
        ),
    ],
)
def test_what_an_open_document_shows_of_a_number(shown: str, number: str, told: str) -> None:
    assert seen(shown, number) == told


def test_the_mark_is_known_where_cells_are_judged() -> None:
    assert columns.SHOWN_OTHERWISE == SHOWN_OTHERWISE


@pytest.mark.parametrize("number", ["1.5", "-12", "word", "12345", "1E+20"])
def test_what_is_no_whole_number_or_fills_every_place_is_as_it_is_kept(number: str) -> None:
    shown = shown_by("00000")
    assert shown
    assert shown(number) == ""


@pytest.mark.parametrize(
    ("shown", "number"),
    [("121", "121"), ("1,000", "1000"), ("1 000", "1000"), ("12 staff", "12"), ("0.00", "0")],
)
def test_a_number_shown_as_such_is_as_it_is_kept(shown: str, number: str) -> None:
    assert as_shown(shown, number) == ""


HEAD = ["org", "period_end", "member_track", "staff_in_scope", "staff_trained_12m"]
RETURN = ["ASSIST", "2024-03-31", "none", 1200]


def test_a_share_is_no_count_and_a_formatted_count_is(own_store: Path) -> None:
    table = [HEAD, [*RETURN, 1], ["Sacro", *RETURN[1:], 12], ["COPFS", *RETURN[1:], 12]]
    forms = {(1, 3): "#,##0", (1, 4): "0%", (2, 4): '0 "staff"', (3, 4): "0.00%"}
    found = load_bytes(own_store, xlsx(table, formats=forms), "a.xlsx")
    (row,) = accepted(own_store, found)
    assert (row["staff_in_scope"], row["staff_trained_12m"]) == (1200, 12)
    assert rejected(own_store, found) == [
        (2, "staff_trained_12m", "not_a_number"),
        (4, "staff_trained_12m", "not_a_number"),
    ]


@pytest.mark.parametrize("shown", ["<text:p>100%</text:p>", ""])
def test_a_share_of_an_open_document_is_no_count(own_store: Path, shown: str) -> None:
    cell = '<table:table-cell office:value-type="percentage" office:value="1">{}</table:table-cell>'
    rows = ods_row(HEAD) + ods_row([*map(str, RETURN)], cell.format(shown))
    found = load_bytes(own_store, ods(ods_table(rows)), "a.ods")
    assert rejected(own_store, found) == [(2, "staff_trained_12m", "not_a_number")]


REFERRAL = ["R-1", "2024-01-02", "Fife", "Police Scotland", "ASSIST"]
DAY = 45293
"""2 January 2024, as workbooks count."""
UNDER = [
    # format, number, what a reference, a count and a day become
    ("[>100]0;0", 12, "12", 12, "not_a_date"),
    ("[>100]0", 12, "shown_otherwise", "shown_otherwise", "shown_otherwise"),
    ('[=1]"Yes";[=0]"No";0', 1, "not_a_reference", "not_a_number", "not_a_date"),
    ("0;-0;;@", 12, "12", 12, "not_a_date"),
    ("0;-0;;@", 0, "shown_otherwise", "shown_otherwise", "shown_otherwise"),
    ('"text"0', 12, "TEXT12", "not_a_number", "not_a_date"),
    ("@", 12, "12", 12, "not_a_date"),
    ('"HUB-"@', 12, "shown_otherwise", "shown_otherwise", "shown_otherwise"),
    ('"HUB-"@', "12", "HUB-12", "not_a_number", "not_a_date"),
    ("0;0;0;", "12", "shown_otherwise", "shown_otherwise", "shown_otherwise"),
    ("dd/mm/yyyy;@", DAY, "not_a_reference", "not_a_number", date(2024, 1, 2)),
    ("[>100]dd/mm/yyyy;0", DAY, "not_a_reference", "not_a_number", date(2024, 1, 2)),
    ("[>99999]0;dd/mm/yyyy", DAY, "shown_otherwise", "shown_otherwise", "shown_otherwise"),
    ("dd/mm/yyyy;;", 0, "shown_otherwise", "shown_otherwise", "shown_otherwise"),
]


@pytest.mark.parametrize(("form", "cell", "reference", "count", "day"), UNDER)
def test_a_reference_a_count_and_a_day_under_each_format(
    own_store: Path, form: str, cell: object, reference: str, count: object, day: object
) -> None:
    """Two files of referrals, each with one cell under the format, and one with a count."""
    head = ["referral_id", "referral_date", "council", "from_org", "to_org", "case_ref"]
    for name, place in (("case_ref", 5), ("received_date", 6)):
        table = [[*head, "received_date"], [*REFERRAL, "ZQC-1", "2024-01-03"]]
        table[1][place] = cell  # type: ignore[call-overload]
        found = load_bytes(own_store, xlsx(table, formats={(1, place): form}), f"{name}.xlsx")
        told = reference if reference in columns.REASONS else kept(reference)
        assert _became(own_store, found, name) == (told if name == "case_ref" else day)
    found = load_bytes(own_store, xlsx([HEAD, [*RETURN, cell]], formats={(1, 4): form}), "b.xlsx")
    assert _became(own_store, found, "staff_trained_12m") == count


def _became(store: Path, found: Loaded, column: str) -> object:
    """The value of the one row's cell, or why it was rejected."""
    refused = rejected(store, found)
    if refused:
        ((_, named, reason),) = refused
        assert named == column
        return reason
    (row,) = stored(store, found)
    return row[column]
