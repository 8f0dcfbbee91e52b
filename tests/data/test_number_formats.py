"""What a number format of a workbook shows is taken where it is a reference, and nowhere else."""

from pathlib import Path

import pytest

from data.readers.number_formats import as_shown, shown_by
from tests.data.corpus.making import ods, ods_row, ods_table, xlsx
from tests.data.loading import accepted, load_bytes, rejected

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
]
AS_KEPT = [
    *("General", "0", "0.00", "#,##0", "0,000", "@", "# ?/?", "?/?", "0;;;", ""),
    *("£#,##0", "[$£-809]#,##0", "$0", '0 "staff"', '0"%"', '#,##0" days"'),
    '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    *("dd/mm/yyyy", "[$-809]dd mmmm yyyy", "mmm-yy", "h:mm", "[h]:mm", 'yyyy"-"mm'),
    "[<=99999]00000;00000-0000",
]


@pytest.mark.parametrize(("code", "number", "told"), SHOWN)
def test_what_is_shown_of_a_number(code: str, number: str, told: str) -> None:
    shown = shown_by(code)
    assert shown
    assert shown(number) == told


@pytest.mark.parametrize("code", AS_KEPT)
def test_measures_and_days_are_shown_as_they_are_kept(code: str) -> None:
    assert shown_by(code) is None


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
