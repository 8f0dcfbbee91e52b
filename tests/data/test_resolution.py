"""Councils, divisions and organisations: found however written, counted, suggested, not guessed."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from data.receipts import slips
from tests.data.loading import accepted, lines, load_text, receipt
from tests.data.test_personal import chi

EDINBURGH, HIGHLAND, BORDERS = "S12000036", "S12000017", "S12000026"
WRITTEN = [
    ("S12000036", EDINBURGH, "current code"),
    ("s12000012", EDINBURGH, "superseded code"),
    ("City of Edinburgh", EDINBURGH, "name"),
    ("CITY OF EDINBURGH", EDINBURGH, "name"),
    ("Edinburgh", EDINBURGH, "variant"),
    ("Edinburgh, City of", EDINBURGH, "variant"),
    ("The City of Edinburgh Council", EDINBURGH, "variant"),
    ("Council of the City of Edinburgh", EDINBURGH, "variant"),
    ("D\u00f9n \u00c8ideann", EDINBURGH, "variant"),
    ("Comhairle Baile Dhun Eideann", EDINBURGH, "variant"),
    ("Highland Council, The", HIGHLAND, "variant"),
    ("A' Gh\u00e0idhealtachd", HIGHLAND, "variant"),
    ("Borders, Scottish", BORDERS, "variant"),
    ("Ayrshire, East", "S12000008", "variant"),
    ("Perth & Kinross Council", "S12000048", "variant"),
    ("Kinross and Perth", "S12000048", "variant"),
    ("Fife", "S12000047", "name"),
    ("Fife Council Area", "S12000047", "variant"),
]
NEVER = ["City", "Council", "The City Council", "Ayrshire", "Lothian", "Lanarkshire", "Narnia"]


def councils(store: Path, texts: Sequence[str]) -> tuple[list[str], dict[str, dict[str, int]]]:
    """The council of each accepted row, and the whole receipt's counts."""
    rows = (
        {"referral_id": f"R-{number}", "council": f'"{text}"'} for number, text in enumerate(texts)
    )
    found = load_text(store, lines(*rows))
    told = receipt(found)
    return [row["council"] for row in accepted(store, found)], {
        "resolved": told["resolved"]["council"],
        "suggested": told["suggested"].get("council", {}),
    }


@pytest.mark.parametrize(("text", "code", "how"), WRITTEN)
def test_a_council_is_found_and_how_is_counted(
    own_store: Path, text: str, code: str, how: str
) -> None:
    assert councils(own_store, [text]) == ([code], {"resolved": {how: 1}, "suggested": {}})


def test_what_names_no_council_or_several_is_unknown(own_store: Path) -> None:
    found, told = councils(own_store, NEVER)
    assert found == []
    assert told["resolved"] == {"unknown": len(NEVER)}


def test_near_misses_are_suggested_by_our_names_and_never_taken(own_store: Path) -> None:
    texts = [*["Clackmananshire"] * 3, "Clakmannanshire", "Edinburg", "Nroth Ayrshire", "Fief"]
    found, told = councils(own_store, texts)
    assert found == []
    assert told["resolved"] == {"unknown": 7}
    assert told["suggested"] == {
        "Clackmannanshire": 4,
        "North Ayrshire": 1,
        "City of Edinburgh": 1,
        "Fife": 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Est Lothian",  # East or West
        "S12000099",
        "Angus Smith",
        "Fif",
        f"Fife {chi('150684', 12)}",
    ],
)
def test_what_is_near_two_names_or_none_or_personal_is_not_suggested(
    own_store: Path, text: str
) -> None:
    assert councils(own_store, [text])[1]["suggested"] == {}


def test_fife_the_council_and_fife_the_division_stay_apart(own_store: Path) -> None:
    found = load_text(own_store, lines({"council": "Fife", "division": "Fife Division"}))
    (row,) = accepted(own_store, found)
    assert (row["council"], row["division"]) == ("S12000047", "S32000016")
    assert receipt(found)["resolved"]["division"] == {"variant": 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Edinburgh City Council", EDINBURGH),
        ("City of Edinburgh Council", EDINBURGH),
        ("The Highland Council", HIGHLAND),
        ("Western Isles Council", "S12000013"),
        ("Comhairle nan Eilean Siar", "S12000013"),
        ("The Scottish Prison Service", "sps"),
        ("Crown Office & Procurator Fiscal Service", "copfs"),
    ],
)
def test_organisations_are_found_however_written(own_store: Path, text: str, code: str) -> None:
    (row,) = accepted(own_store, load_text(own_store, lines({"to_org": text})))
    assert row["to_org"] == code


def test_a_councils_bare_name_is_no_organisation(own_store: Path) -> None:
    told = receipt(load_text(own_store, lines({"to_org": "Fife"})))
    assert told["reasons"] == {"to_org": {"unknown_organisation": 1}}


def test_each_part_of_a_list_is_counted_and_repeats_of_rows_are_not(own_store: Path) -> None:
    row = "A-1,isa,ASSIST,Police Scotland; Victim Suport Scotland,Fife;Angus;S12000015\n"
    told = receipt(
        load_text(own_store, f"agreement_id,type,owner_org,parties,councils\n{row}{row}")
    )
    assert told["resolved"] == {
        "owner_org": {"name": 1},
        "parties": {"name": 1, "unknown": 1},
        "councils": {"name": 2, "superseded code": 1},
    }
    assert told["suggested"] == {"parties": {"Victim Support Scotland": 1}}
    assert slips(told) == [
        "Unknown in parties, but close to a known name: to Victim Support Scotland in 1 row. "
        "Nothing was guessed: put them right in the file, if so, and load it again."
    ]
