"""What the dates of one column do not say, others of its file may: told, and never guessed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.data.corpus.making import xlsx
from tests.data.loading import accepted, load_bytes, load_text, receipt, rejected
from tests.data.test_dates import read

TWICE, SWAPPED = "ambiguous_date", "swapped_date"
DAYS = [date(2024, 3, 1) + timedelta(days=n) for n in range(40)]
MAY = [date(2024, 5, n) for n in range(1, 29)]
HEADINGS = {"referral_date": "Date Referred", "transfer_received_date": "File Received"}
US, UK = "%m/%d/%Y", "%d/%m/%Y"
Rows = Sequence[Mapping[str, object]]


def loaded(store: Path, rows: Rows) -> tuple[dict[int, dict[str, date]], dict[int, str], list[str]]:
    """Referrals of ASSIST: days by row from 0, the column that was turned away, what was said.

    What was turned away may be either of two days.
    """
    table = [["ASSIST Ref", "Local Authority", "Referred By", "Service", *HEADINGS.values()]]
    for number, row in enumerate(rows):
        cells = [f"R-{number}", "Fife", "Police Scotland", "ASSIST"]
        table.append([*cells, *(row.get(name, "") for name in HEADINGS)])  # type: ignore[list-item]
    if any(isinstance(cell, date) for cells in table for cell in cells):
        found = load_bytes(store, xlsx(table), "a.xlsx")
    else:
        found = load_text(store, "".join(";".join(cells) + "\n" for cells in table))
    away = {number - 2: (column, reason) for number, column, reason in rejected(store, found)}
    assert {reason for _, reason in away.values()} <= {TWICE, SWAPPED}
    good = {row["row_number"] - 2: {each: row[each] for each in HEADINGS}
            for row in accepted(store, found)}  # fmt: skip
    assert len(good) + len(away) == len(rows)
    return good, {n: column for n, (column, _) in away.items()}, list(receipt(found)["notes"])


def test_a_column_without_proof_is_not_read_in_an_order_that_another_column_denies(
    own_store: Path,
) -> None:
    rows = [{"referral_date": day.strftime(US)} for day in DAYS]
    rows[3]["transfer_received_date"] = rows[9]["transfer_received_date"] = "05/04/2024"
    good, away, notes = loaded(own_store, rows)
    assert away == {3: "transfer_received_date", 9: "transfer_received_date"}
    assert all(row["referral_date"] == DAYS[n] for n, row in good.items())
    assert "transfer_received_date should be day first, but other dates of this file are not" in (
        " ".join(notes)
    )


def test_a_column_with_proof_of_its_own_is_read_as_its_system_writes(own_store: Path) -> None:
    rows = [{"referral_date": day.strftime(US)} for day in DAYS]
    sent = [date(2024, 5, 4), *(date(2024, 5, n) for n in (13, 14, 15))]
    for number, day in enumerate(sent):
        rows[number]["transfer_received_date"] = day.strftime(UK)
    good, away, _ = loaded(own_store, rows)
    assert not away
    assert [good[n]["transfer_received_date"] for n in range(4)] == sent


def test_a_column_without_proof_follows_its_system_where_no_other_denies_it(
    own_store: Path,
) -> None:
    rows = [{"referral_date": day.strftime(UK)} for day in DAYS]
    rows[3]["transfer_received_date"] = "05/04/2024"
    good, away, notes = loaded(own_store, rows)
    assert (good[3]["transfer_received_date"], away, notes) == (date(2024, 4, 5), {}, [])


def as_excel_takes(day: date) -> date | str:
    """A date written day first, after a program that expects the month first."""
    return day.replace(day=day.month, month=day.day) if day.day <= 12 else day.strftime(UK)


def test_days_that_a_spreadsheet_program_took_for_months_are_turned_away(own_store: Path) -> None:
    good, away, notes = loaded(own_store, [{"referral_date": as_excel_takes(day)} for day in MAY])
    assert sorted(away) == [n for n, day in enumerate(MAY) if day.day <= 12 and day.day != 5]
    assert all(row["referral_date"] == MAY[n] for n, row in good.items())
    assert "as where a spreadsheet program has taken days for months: 11 that" in notes[0]


def test_so_are_those_of_another_column_that_may_be_so(own_store: Path) -> None:
    rows: list[dict[str, object]] = [{"referral_date": as_excel_takes(day)} for day in MAY]
    rows[20]["transfer_received_date"] = date(2024, 1, 6)
    rows[21]["transfer_received_date"] = date(2024, 6, 6)
    good, away, notes = loaded(own_store, rows)
    assert away[20] == "transfer_received_date"
    assert good[21]["transfer_received_date"] == date(2024, 6, 6)
    assert "transfer_received_date may have day and month swapped" in " ".join(notes)


def test_a_column_of_dates_and_texts_in_which_nothing_is_swapped_is_read(own_store: Path) -> None:
    rows = [{"referral_date": day if n % 3 else day.strftime(UK)} for n, day in enumerate(MAY)]
    good, away, notes = loaded(own_store, rows)
    assert [good[n]["referral_date"] for n in range(len(MAY))] == MAY
    assert (away, notes) == ({}, [])


@pytest.mark.parametrize("style", ["%y-%m-%d", "%y/%m/%d", "%y.%m.%d"])
def test_years_of_two_digits_that_are_first_are_never_taken_for_days(
    own_store: Path, style: str
) -> None:
    days, notes = read(own_store, [day.strftime(style) for day in MAY], "assist")
    assert all(got in (TWICE, "in_the_future", day) for got, day in zip(days, MAY, strict=True))
    assert days.count(TWICE) >= 25
    assert "years of two digits, which may be the first number or the last" in notes[0]


def test_nor_where_the_day_tells_nothing_but_is_one_throughout(own_store: Path) -> None:
    texts = [f"23/{n % 12 + 1:02}/{n:02}" for n in range(15, 23)]
    assert read(own_store, texts, "assist")[0] == [TWICE] * len(texts)
    assert read(own_store, texts[:1], "assist")[0] == [date(2015, 4, 23)]


def test_years_of_two_digits_that_are_last_are_read_though_days_look_like_years(
    own_store: Path,
) -> None:
    texts = [day.strftime("%d/%m/%y") for day in MAY]
    assert read(own_store, texts, "assist")[0] == MAY
    one_mistyped = [*texts, "24/05/05"]
    assert read(own_store, one_mistyped, "assist")[0][:-1] == MAY


def test_one_mistyped_date_among_many_with_the_year_first_costs_only_its_own_row(
    own_store: Path,
) -> None:
    days, notes = read(own_store, [*map(str, MAY), "2024-13-05"])
    assert (days, notes) == ([*MAY, "not_a_date"], [])


@pytest.mark.parametrize("text", ["2024112", "202412", "24-3-2024-", "2024-03"])
def test_a_date_whose_digits_are_not_all_there_is_none(own_store: Path, text: str) -> None:
    days, _ = read(own_store, ["2024-03-15", text])
    assert days == [date(2024, 3, 15), "not_a_date"]


def test_midnights_of_summer_time_told_by_another_clock_are_turned_away(own_store: Path) -> None:
    texts = ["2024-01-02 00:00:00", "2024-05-28 23:00:00", "2024-05-29T23:00", "2024-01-03"]
    days, notes = read(own_store, texts)
    assert days == [date(2024, 1, 2), TWICE, TWICE, date(2024, 1, 3)]
    assert "2 at 23:00, which may be of the day after, were turned away" in notes[0]


def test_times_of_a_day_are_read_past_and_told_and_hours_that_are_none_are_not(
    own_store: Path,
) -> None:
    texts = ["2024-05-28 23:00", "2024-05-28 09:30:59", "2024-05-28 00:00", "2024-05-28 24:00",
             "2024-05-28 99:99"]  # fmt: skip
    days, notes = read(own_store, texts)
    assert days == [date(2024, 5, 28)] * 3 + ["not_a_date"] * 2
    assert notes == ["Dates in referral_date that have a time of day, which was not kept: 2."]
