"""Styles of common systems that can only be one day, whoever sends them."""

from datetime import date
from pathlib import Path

import pytest

from tests.data.deciding import column
from tests.data.loading import accepted, load_text, receipt

DAY = date(2024, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        *("04MAR2024", "4mar2024", "04MAR2024:00:00:00", "04MAR2024:09:30:00.00"),
        *("Mar  4 2024 12:00AM", "Mar  4 2024  9:30AM", "Mar 4 2024", "2024-Mar-04"),
        *("04-MAR-24 12.00.00.000000000 AM", "04-MAR-2024 09.30.00", "2024-03-04-09.30.00.000000"),
        *("Monday, March 4, 2024", "Monday, 4 March 2024", "Mon 04 Mar 2024"),
        *("2024-03-04 00:00:00,000", "2024-03-04 12:00:00 AM"),
    ],
)
def test_it_is_read(text: str) -> None:
    assert column([text])[0] == [DAY]


@pytest.mark.parametrize(
    "text",
    ["04MAR24", "4MAR024", "2024MAR04", "Tuesday, March 4, 2024", "Sun 04 Mar 2024", "Mar 2024",
     "2024-03-04-09:30", "2024-03-04 9.30", "04-MAR-24 12.00", "2024-03-04:25:00"],
)  # fmt: skip
def test_what_may_be_another_day_is_not(text: str) -> None:
    """As of a weekday that the day is not, or a time that may be a zone's."""
    assert column([text])[0] == ["not_a_date"]


def test_midnights_are_known_however_they_are_written() -> None:
    texts = ["02-JAN-24 12.00.00.000000 AM", "03-JUN-24 11.00.00.000000 PM", "04JUN2024:23:00:00"]
    got, said = column(texts)
    assert got == [date(2024, 1, 2), "ambiguous_date", "ambiguous_date"]
    assert "time of day" not in said


HEADS = "Month,Local Authority Code,Concern Reports,DA Incidents,System,Counting Rules\n"


@pytest.mark.parametrize(
    ("numbers", "months"),
    [
        (("42461", "42491", "42522"), [date(2016, n, 1) for n in (4, 5, 6)]),
        (("42490", "42521.0"), [date(2016, 4, 1), date(2016, 5, 1)]),
        (("42461", "42500"), [date(2016, 4, 1)]),
        (("42461", "Apr-2017"), [date(2017, 4, 1)]),
        (("12461", "42491"), []),
    ],
    ids=["first days", "last days", "a day within a month", "beside others", "out of range"],
)
def test_months_may_be_day_numbers_throughout(
    own_store: Path, numbers: tuple[str, ...], months: list[date]
) -> None:
    rows = "".join(f"{each},S12000047,10,5,iVPD,rules-1\n" for each in numbers)
    found = load_text(own_store, HEADS + rows)
    assert [row["month"] for row in accepted(own_store, found)] == months
    told = "Dates in month are day numbers of a spreadsheet" in " ".join(receipt(found)["notes"])
    assert told == all(each.startswith("42") for each in numbers)
