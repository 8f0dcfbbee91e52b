"""What may be two things is turned away, and what can only be one is not."""

from pathlib import Path

import pytest

from tests.data.loading import TODAY, accepted, load_text, receipt, rejected

EVENT = {
    "event_id": "EV-1",
    "event_date": TODAY.isoformat(),
    "council": "Fife",
    "from_org": "Police Scotland",
    "to_org": "ASSIST",
    "decision": "shared",
    "agreement_id": "ISA-1",
    "lawful_basis": "public_task",
    "privacy_info": "provided",
    "regime": "uk_gdpr",
}
INCIDENTS = (
    "Month;Local Authority Code;Concern Reports;DA Incidents;DA Incidents High Risk;System;"
    "Counting Rules\n"
)


def events(*rows: dict[str, str]) -> str:
    told = [{**EVENT, "event_id": f"EV-{number}", **row} for number, row in enumerate(rows)]
    return "\n".join([",".join(EVENT), *(",".join(row.values()) for row in told)]) + "\n"


@pytest.mark.parametrize("word", ["None", "none", "NONE"])
@pytest.mark.parametrize("other", ["agreement_id", "lawful_basis"])
def test_none_is_no_code_where_it_is_an_empty_cell_elsewhere(
    own_store: Path, word: str, other: str
) -> None:
    found = load_text(own_store, events({other: word, "privacy_info": word}, {}, {other: word}))
    assert [row["privacy_info"] for row in accepted(own_store, found)] == ["provided"] * 2
    assert rejected(own_store, found) == [(2, "privacy_info", "unclear_word")]


@pytest.mark.parametrize("other", ["", "none", "not known", "ISA-2"])
def test_none_is_a_code_where_others_write_nothing_otherwise(own_store: Path, other: str) -> None:
    """none is not None: a program writes an empty cell in one way."""
    found = load_text(own_store, events({"agreement_id": other, "privacy_info": "None"}))
    assert [row["privacy_info"] for row in accepted(own_store, found)] == ["none"]


def test_one_mistyped_cell_of_many_empty_ones_casts_no_doubt(own_store: Path) -> None:
    empty = [{"agreement_id": ""}] * 150
    rows = events(*empty, {"agreement_id": "None"}, {"privacy_info": "None"})
    assert receipt(load_text(own_store, rows))["rejected"] == 0
    rows = events(*empty, *[{"agreement_id": "None"}] * 2, {"privacy_info": "None"})
    assert receipt(load_text(own_store, rows))["rejected"] == 1


def months(*counts: str) -> str:
    return INCIDENTS + "".join(
        f"{month}-2016;Fife;{count};5;5;iVPD;rules-1\n"
        for month, count in zip(("Apr", "May", "Jun"), counts, strict=False)
    )


@pytest.mark.parametrize("decimal", ["12,5", "1,50", "1234,00", "1.234.567", "1.234,5", "1,0000"])
def test_a_comma_between_thousands_is_doubted_beside_decimals(
    own_store: Path, decimal: str
) -> None:
    found = load_text(own_store, months("1,500", decimal, "700"), "incidents.csv")
    assert [row["concern_reports_total"] for row in accepted(own_store, found)] == [700]
    assert rejected(own_store, found) == [
        (row, "concern_reports_total", "not_a_number") for row in (2, 3)
    ]


@pytest.mark.parametrize("other", ["1,234,567", "1.234", "2,000", "900.0", "900"])
def test_a_comma_between_thousands_is_read_beside_nothing_of_the_kind(
    own_store: Path, other: str
) -> None:
    found = load_text(own_store, months("1,500", other), "incidents.csv")
    assert accepted(own_store, found)[0]["concern_reports_total"] == 1500


def test_commas_before_decimals_in_another_column_cast_doubt_too(own_store: Path) -> None:
    text = months("1,500").replace(";5;5;", ";5,5;5;")
    found = load_text(own_store, text, "incidents.csv")
    assert {each[1] for each in rejected(own_store, found)} == {
        "concern_reports_total",
        "domestic_abuse_incidents",
    }


@pytest.mark.parametrize(("audit", "doubted"), [("None", True), ("", False)])
def test_a_code_that_the_profile_lists_is_doubted_too(
    own_store: Path, audit: str, doubted: bool
) -> None:
    text = (
        "Organisation,Period ending,Monitoring track,Last audit\n"
        f"Fife Council,2024-03-31,None,{audit}\n"
        "Moray Council,2024-03-31,Monitoring body,2024-02-01\n"
    )
    found = load_text(own_store, text, "assurance.csv")
    tracks = ["monitoring_body"] if doubted else ["none", "monitoring_body"]
    assert [row["member_track"] for row in accepted(own_store, found)] == tracks
    assert rejected(own_store, found) == ([(2, "member_track", "unclear_word")] * doubted)
