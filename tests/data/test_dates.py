"""In which style a column's dates are read: decided from the whole column, told, never guessed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.dates.styles import ISO, NUMBERS
from tests.data.deciding import column
from tests.data.loading import accepted, lines, load_text, receipt, rejected

READ = list[date | str]
"""What became of each row: its day, or the reason that it was turned away."""


def read(store: Path, texts: Sequence[str], provider: str = "standard") -> tuple[READ, list[str]]:
    """Referrals with these dates, from a system that writes them in its own way."""
    if provider == "standard":
        rows = ({"referral_id": f"R-{n}", "referral_date": text} for n, text in enumerate(texts))
        found = load_text(store, lines(*rows))
    else:
        rows = (f"R-{n};{text};Fife;Police Scotland;ASSIST\n" for n, text in enumerate(texts))
        heading = "ASSIST Ref;Date Referred;Local Authority;Referred By;Service\n"
        found = load_text(store, heading + "".join(rows))
    became: dict[int, date | str] = {
        row["row_number"]: row["referral_date"] for row in accepted(store, found)
    }
    became |= {number: reason for number, _, reason in rejected(store, found)}
    return [became[number] for number in sorted(became)], list(receipt(found)["notes"])


MARCH_4, APRIL_3, MARCH_15 = date(2024, 3, 4), date(2024, 4, 3), date(2024, 3, 15)
TWICE = "ambiguous_date"


def test_a_column_in_the_systems_own_style_is_read_by_it_and_nothing_is_said(
    own_store: Path,
) -> None:
    found = read(own_store, ["04/03/2024", "15/03/2024", "3/4/2024", "2024-03-04"], "assist")
    assert found == ([MARCH_4, MARCH_15, APRIL_3, MARCH_4], [])


def test_dates_that_cannot_be_day_first_make_the_whole_column_month_first(own_store: Path) -> None:
    days, notes = read(own_store, ["03/04/2024", *["03/15/2024"] * 3], "assist")
    assert days == [MARCH_4, *[MARCH_15] * 3]
    assert notes == [
        "Dates in referral_date were read as month first: 3 of them cannot be day first."
    ]


@pytest.mark.parametrize(("proofs", "either"), [(1, 3), (2, 1), (3, 60)])
def test_a_few_mistyped_dates_turn_no_column_round(
    own_store: Path, proofs: int, either: int
) -> None:
    texts = ["03/15/2024"] * proofs + ["03/04/2024"] * either
    days, notes = read(own_store, texts, "assist")
    assert days == [MARCH_15] * proofs + [TWICE] * either
    rows = "row 2" if proofs == 1 else "rows 2 and 3" if proofs == 2 else "rows 2, 3 and 4"
    assert (
        f"should be day first, but some can only be month first ({proofs}, {rows}), too few to tell"
    ) in notes[0]
    assert f"Put {rows} right, and the others can be read, or send dates as YYYY-MM-DD." in notes[0]
    assert f"{either} that could be either were turned away" in notes[0]


def test_a_mistyped_date_costs_only_its_own_row_where_the_order_is_well_proven(
    own_store: Path,
) -> None:
    texts = ["03/15/2024", "03/04/2024", *["15/03/2024"] * 100]
    days, notes = read(own_store, texts, "assist")
    assert days == ["not_a_date", APRIL_3, *[MARCH_15] * 100]
    assert notes == [
        "Dates in referral_date were read as day first, as this system writes them: "
        "those that can only be month first (1, row 2) were turned away."
    ]
    assert read(own_store, texts[:-1], "assist")[0][:2] == [MARCH_15, TWICE]  # one in a hundred


def test_where_both_orders_are_proven_only_what_is_certain_is_read(own_store: Path) -> None:
    texts = ["03/04/2024", "03/15/2024", "15/03/2024", "03/03/2024", "2024-03-04"]
    days, notes = read(own_store, texts, "assist")
    assert days == [TWICE, MARCH_15, MARCH_15, date(2024, 3, 3), MARCH_4]
    assert len(notes) == 1
    assert "both day first (1) and month first (1, row 3): 1 that could be either" in notes[0]


def test_where_no_style_is_declared_and_nothing_decides_nothing_is_guessed(
    own_store: Path,
) -> None:
    days, notes = read(own_store, ["03/04/2024", "01/02/2024", "2024-03-04"])
    assert days == [TWICE, TWICE, MARCH_4]
    assert notes == [
        "Dates in referral_date could be day first or month first, and nothing tells which: "
        "2 that could be either were turned away. Send dates as YYYY-MM-DD."
    ]


@pytest.mark.parametrize(
    ("proof", "day", "first"), [("15/03/2024", APRIL_3, "day"), ("03/15/2024", MARCH_4, "month")]
)
def test_where_no_style_is_declared_one_date_may_decide(
    own_store: Path, proof: str, day: date, first: str
) -> None:
    days, notes = read(own_store, ["03/04/2024", proof])
    assert days == [day, MARCH_15]
    assert notes[0].startswith(f"Dates in referral_date were read as {first} first: 1 of them")


def test_dots_hyphens_and_spaces_are_read_alike_and_a_time_is_read_past(own_store: Path) -> None:
    texts = ["15.03.2024", "15-3-2024", "15 03 2024", "15/03/2024 09:30", "2024-03-15T09:30:01.5"]
    note = "Dates in referral_date that have a time of day, which was not kept: 2."
    assert read(own_store, texts, "assist") == ([MARCH_15] * 5, [note])


@pytest.mark.parametrize(
    "text",
    ["15-Mar-2024", "15 March 2024", "15-MAR-24", "March 15, 2024", "2024/03/15", "20240315"],
)
def test_a_date_that_cannot_be_mistaken_is_read_and_told(own_store: Path, text: str) -> None:
    days, notes = read(own_store, ["15/03/2024", text], "assist")
    assert days == [MARCH_15, MARCH_15]
    assert len(notes) == 1
    assert "no doubt about day and month: 1." in notes[0]


def test_years_of_two_digits_are_read_only_in_a_known_order_and_only_throughout(
    own_store: Path,
) -> None:
    days, notes = read(own_store, ["15/03/24", "4/3/24"], "assist")
    assert days == [MARCH_15, MARCH_4]
    assert notes == ["Years in referral_date have two digits, and were read as of this century."]
    mixed, _ = read(own_store, ["15/03/24", "15/03/2024"], "assist")
    assert mixed == ["not_a_date", MARCH_15]
    undeclared, _ = read(own_store, ["15/03/24", "16/03/24"])
    assert undeclared == [TWICE, TWICE]


def test_day_numbers_are_read_only_where_the_whole_column_has_them(own_store: Path) -> None:
    days, notes = read(own_store, ["45366", "45355.0"])
    assert days == [MARCH_15, MARCH_4]
    assert notes == [
        "Dates in referral_date are day numbers of a spreadsheet, and were read as such."
    ]
    mixed, _ = read(own_store, ["45366", "2024-03-04"])
    assert mixed == ["not_a_date", MARCH_4]


@pytest.mark.parametrize(
    "text", ["31/02/2024", "13/13/2024", "2024-03-15T09:30:00Z", "Marchember", "15/2024"]
)
def test_what_is_no_date_is_none_in_any_style(own_store: Path, text: str) -> None:
    days, _ = read(own_store, ["15/03/2024", text], "assist")
    assert days == [MARCH_15, "not_a_date"]


def test_each_column_is_decided_by_itself(own_store: Path) -> None:
    rows = [
        {"referral_id": "R-1", "incident_date": "03/15/2024", "referral_date": "16/03/2024"},
        {"referral_id": "R-2", "incident_date": "03/04/2024", "referral_date": "04/03/2024"},
    ]
    found = accepted(own_store, load_text(own_store, lines(*rows)))
    assert [row["incident_date"] for row in found] == [MARCH_15, MARCH_4]
    assert [row["referral_date"] for row in found] == [date(2024, 3, 16), MARCH_4]


def test_months_are_read_however_they_are_written(own_store: Path) -> None:
    texts = ["2024-03", "Mar-2024", "March 2024", "03/2024", "2024-03-01", "Mar-24", "31/03/2024"]
    text = "month,council\n" + "".join(
        f"{each},{code}\n"
        for each, code in zip(
            texts,
            ("Fife", "Angus", "Moray", "Falkirk", "Stirling", "Highland", "Orkney"),
            strict=True,
        )
    )
    found = accepted(own_store, load_text(own_store, text))
    assert [row["month"] for row in found] == [date(2024, 3, 1)] * len(texts)


def test_a_day_within_a_month_is_no_month(own_store: Path) -> None:
    """Apr-16, typed into a spreadsheet program, becomes 16 April of the year that it is."""
    text = "month,council\n2024-04-16,Fife\n2024-04-30,Angus\n16-Apr-2024,Moray\n"
    found = load_text(own_store, text)
    assert [row["month"] for row in accepted(own_store, found)] == [date(2024, 4, 1)]
    assert rejected(own_store, found) == [(2, "month", "not_a_month"), (4, "month", "not_a_month")]


@pytest.mark.parametrize(
    ("style", "text", "day"),
    [("%d %b %Y", "10 Aug 16", date(2016, 8, 10)), ("%d-%b-%y", "10-Aug-2016", date(2016, 8, 10))],
)
def test_a_year_is_read_with_all_its_digits(style: str, text: str, day: date) -> None:
    assert _values([text], (style,)) == [(day, False)]


def test_a_month_with_a_short_year_is_of_this_century(own_store: Path) -> None:
    heads = "Month,Local Authority Code,Concern Reports,DA Incidents,System,Counting Rules"
    found = load_text(own_store, f"{heads}\nApr-16,S12000047,10,5,iVPD,rules-1\n")
    assert [row["month"] for row in accepted(own_store, found)] == [date(2016, 4, 1)]


def test_exact_repeats_are_not_counted_in_what_is_told(own_store: Path) -> None:
    row = {"referral_id": "R-1", "referral_date": "03/15/2024"}
    notes = receipt(load_text(own_store, lines(row, row)))["notes"]
    assert "month first: 1 of them" in notes[0]


DAYS = st.dates(date(2015, 1, 1), date(2024, 6, 1))


@given(
    days=st.lists(DAYS, min_size=1, max_size=8),
    first=st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y"]),
    iso=st.lists(DAYS, max_size=2),
)
@settings(max_examples=40, deadline=None)
def test_no_date_is_ever_read_as_another_where_the_style_is_not_known(
    days: list[date], first: str, iso: list[date]
) -> None:
    """However one hand wrote a column, each date is read as it was meant or turned away."""
    texts = [*(day.strftime(first) for day in days), *(day.isoformat() for day in iso)]
    certain = any(day.day > 12 for day in days)
    for meant, (got, either) in zip([*days, *iso], _values(texts), strict=True):
        # beside days with the year first, all others late in a month may be what Excel left as text
        assert got == meant or (got is None and either and (iso or not certain))


@pytest.mark.parametrize("style", NUMBERS)
def test_every_style_of_three_numbers_is_read_where_it_is_declared(style: str) -> None:
    days = [MARCH_15, MARCH_4, date(2015, 12, 31)]
    found = _values([day.strftime(style) for day in days], (style,))
    assert [got for got, _ in found] == days


def test_no_year_of_two_digits_is_taken_for_one_of_four_in_a_month() -> None:
    assert _values(["24-03", "24-3-15"], (ISO, "%Y-%m"))[0] == (None, False)


def _values(texts: Sequence[str], told: tuple[str, ...] = (ISO,)) -> list[tuple[date | None, bool]]:
    """The day that each text of a column is read as, and whether it could be two."""
    found, _ = column(texts, told)
    return [
        (each, False) if isinstance(each, date) else (None, each in (TWICE, "swapped_date"))
        for each in found
    ]
