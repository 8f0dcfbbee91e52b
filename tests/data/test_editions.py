"""The number of an edition, 1.0, is kept as it is written or shown; other references are not."""

from pathlib import Path
from typing import Any

import pytest

from data.export import exports
from data.readers.number_formats import decimals_of, with_decimals
from data.readers.tally import MOST_WITH_POINT, Tally
from tests.data.corpus.making import ods, ods_row, ods_table, xlsx
from tests.data.loading import kept, load_bytes, load_text, rejected, stored

HEADINGS = ["agreement_id", "type", "owner_org", "parties", "code_version"]


def agreement(number: int, version: Any) -> list[Any]:
    return [f"AG-{number}", "isa", "Fife Council", "Police Scotland", version]


def as_kept(column: str, text: str) -> str:
    """What a column of agreements holds of a text, hashed or not."""
    return kept(text) if exports()["agreements"].column(column).hashed else text


def check_versions(store: Path, content: bytes, name: str, told: list[str]) -> None:
    found = load_bytes(store, content, name)
    assert not rejected(store, found)
    versions = [row["code_version"] for row in stored(store, found)]
    assert versions == [as_kept("code_version", each) for each in told]


def test_an_edition_is_kept_as_it_is_written(own_store: Path) -> None:
    told = ["1.0", "1.1", "2", "2.10", "v1.0", "1.0.0", "1.00", "2.0"]
    rows = [",".join(agreement(number, each)) for number, each in enumerate(told)]
    content = "\n".join([",".join(HEADINGS), *rows]) + "\n"
    check_versions(own_store, content.encode(), "agreements.csv", told)


@pytest.mark.parametrize("damaged", ["1.", "1.23E+12", "1E+11", "1.1000000000000001"])
def test_a_damaged_number_is_no_edition(own_store: Path, damaged: str) -> None:
    text = ",".join(HEADINGS) + "\n" + ",".join(agreement(1, damaged)) + "\n"
    found = load_text(own_store, text, "agreements.csv")
    assert rejected(own_store, found) == [(2, "code_version", "damaged_number")]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (1, "0.0", "1.0"),
        (2, "0.00", "2.00"),
        (1.1, "0.00", "1.10"),
        (1, "0.0_ ", "1.0"),
        (1, "#,##0.00", "1.00"),
        (1, "General", "1"),
        (1.1, "0.0", "1.1"),
        (1, "0", "1"),
    ],
)
def test_a_workbooks_edition_is_kept_as_it_is_shown(
    own_store: Path, number: float, form: str, shown: str
) -> None:
    table = [HEADINGS, agreement(1, number), agreement(2, "3.0")]
    content = xlsx(table, formats={(1, 4): form})
    check_versions(own_store, content, "agreements.xlsx", [shown, "3.0"])


def test_a_reference_that_is_no_edition_is_not_read_with_decimals(own_store: Path) -> None:
    row = ["R-1", "isa", "Fife Council", "Police Scotland", "1.0"]
    content = xlsx([HEADINGS, [12, *row[1:]]], formats={(1, 0): "0.0"})
    found = load_bytes(own_store, content, "agreements.xlsx")
    (read,) = stored(own_store, found)
    assert read["agreement_id"] == as_kept("agreement_id", "12")


def test_an_open_documents_edition_is_kept_as_it_is_shown(own_store: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="{}"><text:p>{}</text:p>'
        "</table:table-cell>"
    )
    rows = [
        ods_row(HEADINGS),
        ods_row(agreement(1, "x")[:4], extra=cell.format("1", "1.0")),
        ods_row(agreement(2, "x")[:4], extra=cell.format("1.1", "1.10")),
        ods_row(agreement(3, "x")[:4], extra=cell.format("1.25", "1.3")),
    ]
    content = ods(ods_table("".join(rows)))
    check_versions(own_store, content, "agreements.ods", ["1.0", "1.10", "1.25"])


@pytest.mark.parametrize("code", ["General", "0", "dd.mm", '"v"0.0', "0.0%", "0.0E+0", "0.0,"])
def test_a_format_that_shows_more_than_decimals_has_none(code: str) -> None:
    assert decimals_of(code) == 0


def test_only_small_numbers_are_written_anew_and_only_without_loss() -> None:
    assert with_decimals("12", 1) == "12.0"
    assert with_decimals("1200", 1) == with_decimals("1.25", 1) == with_decimals("1.1", 1) == ""


def test_a_column_of_counts_does_not_fill_the_memory() -> None:
    tally = Tally()
    for row in range(MOST_WITH_POINT + 5):
        tally.note_point(row, 3, "1.0")
    assert len(tally.with_point[3]) == MOST_WITH_POINT
