"""Each kind of column: what it takes, what it turns away, and why."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.columns import REASONS
from data.export import exports
from tests.data.loading import accepted, lines, load_text, receipt, rejected
from tests.data.test_personal import MOBILE, chi, ni_number

TAKEN: list[tuple[str, str, object]] = [
    ("referral_id", "PS/2024-001_a.b", "PS/2024-001_a.b"),
    ("case_ref", "1/2024/15", "1/2024/15"),
    ("case_ref", "2024/000123", "2024/000123"),
    ("case_ref", "PS-20240312-1234", "PS-20240312-1234"),
    ("case_ref", "01-2024-00012", "01-2024-00012"),
    ("case_ref", "AB123456", "AB123456"),
    ("case_ref", "2024.15", "2024.15"),
    ("case_ref", "12-MARAC", "12-MARAC"),
    ("case_ref", "12-Mar-120", "12-Mar-120"),
    ("case_ref", '="0012"', "0012"),
    ("case_ref", "n/a", None),
    ("consent_recorded", "N/A", "not_applicable"),
    ("consent_recorded", "NA", None),  # as R writes every empty cell
    ("referral_id", "  R-9\u00a0", "R-9"),
    ("referral_date", "2024-02-29", date(2024, 2, 29)),
    ("referral_date", "2024-02-29 00:00:00", date(2024, 2, 29)),
    ("referral_date", "2024-06-30", date(2024, 6, 30)),  # today
    ("referral_date", "29/02/2024", date(2024, 2, 29)),  # can be no other day
    ("council", "S12000047", "S12000047"),
    ("council", "FIFE", "S12000047"),
    ("council", "S12000015", "S12000047"),
    ("council", "Argyll & Bute", "S12000035"),
    ("council", "Comhairle nan Eilean Siar", "S12000013"),
    ("division", "", "S32000016"),
    ("division", "Fife", "S32000016"),
    ("division", "p", "S32000016"),
    ("to_org", "scottish womens  aid", "scottish_womens_aid"),
    ("to_org", "Scottish Women\u2019s Aid", "scottish_womens_aid"),
    ("risk_sender", "HIGH", "high"),
    ("risk_sender", "", None),
    ("lawful_basis", "public_task", "public_task"),
]
TURNED_AWAY = [
    ("referral_id", "", "missing"),
    ("referral_id", "Jane Doe", "not_a_reference"),
    ("referral_id", "JaneDoe", "not_a_reference"),
    ("referral_id", "R-1@home", "not_a_reference"),
    ("referral_id", "R" + "1" * 40, "not_a_reference"),
    ("case_ref", chi("150684", 12), "personal_data"),
    ("case_ref", "15/06/1984", "personal_data"),
    ("case_ref", "15.6.84", "personal_data"),
    ("case_ref", "1984-06-15", "personal_data"),
    ("case_ref", "2024-03-12", "not_a_reference"),
    ("case_ref", "31/02/2023", "not_a_reference"),
    ("case_ref", "Smith-15-06-1984", "personal_data"),
    ("case_ref", ni_number(), "personal_data"),
    ("case_ref", MOBILE, "personal_data"),
    ("case_ref", "EH12NG", "personal_data"),
    ("incident_ref", "jo@example.org", "personal_data"),
    ("risk_sender", "jo@example.org", "personal_data"),
    ("council", "EH1 2NG", "personal_data"),
    ("to_org", f"ASSIST {MOBILE}", "personal_data"),
    ("received_date", MOBILE, "personal_data"),
    ("received_date", "1984-06-15", "date_out_of_range"),
    ("incident_ref", "0101801009-1", "personal_data"),
    ("incident_ref", "101801009", "personal_data"),
    ("case_ref", "0.30000000000000004", "damaged_number"),
    ("case_ref", "12.345", "damaged_number"),
    ("case_ref", "31-dec", "not_a_reference"),
    ("case_ref", "1/Sept/2024", "not_a_reference"),
    ("referral_date", "2023-02-29", "not_a_date"),
    ("referral_date", "0024-01-02", "date_out_of_range"),
    ("referral_date", "1999-12-31", "date_out_of_range"),
    ("referral_date", "2024-07-01", "in_the_future"),
    ("received_date", "2024-01-01", "wrong_order"),
    ("incident_date", "2024-01-03", "wrong_order"),
    ("incident_date", "2014-03-31", "date_out_of_range"),
    ("incident_date", "9999-01-01", "date_out_of_range"),  # and not compared with others
    ("council", "Narnia", "unknown_council"),
    ("division", "Fyfe", "unknown_division"),
    ("to_org", "Jane Doe", "unknown_organisation"),
    ("risk_sender", "awful", "not_allowed"),
]
Found = tuple[dict[int, dict[str, Any]], dict[int, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """One load of a row for each case: what was accepted and why not, by the case's place."""
    store = tmp_path_factory.mktemp("columns") / "store"
    cases = [(column, text) for column, text, _ in (*TAKEN, *TURNED_AWAY)]
    rows = [
        {"referral_id": f"K-{place}", column: text} for place, (column, text) in enumerate(cases)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHARING_PERSONAL_SHARE", "1")  # or so many hits would refuse the file
        load = load_text(store, lines(*rows))
    reasons: dict[int, list[tuple[str, str]]] = {}
    for number, column, reason in rejected(store, load):
        reasons.setdefault(number - 2, []).append((column, reason))
    return {row["row_number"] - 2: row for row in accepted(store, load)}, reasons


@pytest.mark.parametrize("place", range(len(TAKEN)))
def test_taken(found: Found, place: int) -> None:
    column, text, expected = TAKEN[place]
    assert found[0][place][column] == expected, (column, text)


@pytest.mark.parametrize("place", range(len(TURNED_AWAY)))
def test_turned_away(found: Found, place: int) -> None:
    column, text, why = TURNED_AWAY[place]
    assert found[1][len(TAKEN) + place] == [(column, why)], (column, text)
    assert why in REASONS


def test_every_reason_of_a_row_is_told(own_store: Path) -> None:
    found = load_text(own_store, lines({"council": "Narnia", "risk_sender": "x"}, {}))
    assert rejected(own_store, found) == [
        (2, "council", "unknown_council"),
        (2, "risk_sender", "not_allowed"),
    ]
    assert receipt(found)["rejected"] == 1


WHOLE: list[tuple[str, str, object]] = [
    ("10", "10", (10, 10)),
    ('"1,200"', "7.0", (1200, 7)),
    ("", "3", (None, 3)),
    ("-1", "0", ("staff_in_scope", "negative")),
    ("ten", "1", ("staff_in_scope", "not_a_number")),
    ("1.5", "1", ("staff_in_scope", "not_a_number")),
    ("1e3", "1", ("staff_in_scope", "not_a_number")),
    ("9999999", "1", (9_999_999, 1)),
    ('"9,999,999"', "1", (9_999_999, 1)),
    ("17.00", "2", (17, 2)),
    ("17.0000", "0.000", (17, 0)),
    ('"1,000.000"', "1", (1000, 1)),
    ("17.000", "2", ("staff_in_scope", "not_a_number")),  # seventeen, or seventeen thousand
    ("2000", "1.000", ("staff_trained_12m", "not_a_number")),
    ("10000000", "1", ("staff_in_scope", "not_a_number")),
    ('"10,000,000"', "1", ("staff_in_scope", "not_a_number")),
    (chi("010180", 100), "1", ("staff_in_scope", "personal_data")),
    ("3", "4", ("staff_trained_12m", "part_exceeds_whole")),
]


def test_whole_numbers(own_store: Path) -> None:
    text = "org,period_end,member_track,staff_in_scope,staff_trained_12m\n" + "".join(
        f"ASSIST,2024-03-{day:02},none,{staff},{trained}\n"
        for day, (staff, trained, _) in enumerate(WHOLE, start=1)
    )
    found = load_text(own_store, text)
    became: dict[int, object] = {
        row["row_number"]: (row["staff_in_scope"], row["staff_trained_12m"])
        for row in accepted(own_store, found)
    }
    became |= {number: (column, reason) for number, column, reason in rejected(own_store, found)}
    assert [became[number] for number in sorted(became)] == [expected for *_, expected in WHOLE]


def test_lists_are_sorted_codes_and_one_unknown_part_turns_the_row_away(own_store: Path) -> None:
    text = (
        "agreement_id,type,owner_org,parties,councils\n"
        "A-1,isa,ASSIST,Police Scotland; ASSIST ;assist,S12000047;Angus\n"
        "A-2,isa,ASSIST,Police Scotland;Jane Doe,\n"
    )
    found = load_text(own_store, text)
    (row,) = accepted(own_store, found)
    assert row["parties"] == ["assist", "police_scotland"]
    assert row["councils"] == ["S12000041", "S12000047"]
    assert rejected(own_store, found) == [(3, "parties", "unknown_organisation")]


def test_months_are_kept_as_their_first_day(own_store: Path) -> None:
    text = "month,council,domestic_abuse_incidents\n2024-03,Fife,40\n2024-02-01,Fife,41\n"
    rows = accepted(own_store, load_text(own_store, text))
    assert [row["month"] for row in rows] == [date(2024, 3, 1), date(2024, 2, 1)]


def test_free_text_is_never_kept(own_store: Path) -> None:
    text = "agreement_id,type,title,owner_org,parties\nA-1,isa,Jane Doe's file,ASSIST,ASSIST\n"
    found = load_text(own_store, text)
    (row,) = accepted(own_store, found)
    assert "title" not in row
    assert receipt(found)["dropped_columns"] == []


def test_every_date_rule_names_a_date_of_its_export() -> None:
    for export in exports().values():
        for column in export.columns:
            for other in filter(None, (column.not_after, column.not_before)):
                assert export.column(other).kind == "date"
            if column.part_of:
                assert export.column(column.part_of).kind == "whole"
