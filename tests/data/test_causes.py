"""Why nearly every row was rejected is told in one sentence that holds no cell."""

from pathlib import Path

import pytest

from data.causes import CAUSES
from data.columns import REASONS
from tests.data.loading import REFERRAL, lines, load_text, receipt

NAME = "Plantagenista"


def causes(store: Path, *rows: dict[str, str], text: str = "") -> list[str]:
    return list(receipt(load_text(store, text or lines(*rows)))["warnings"])


def rows(**cells: str) -> list[dict[str, str]]:
    return [{"referral_id": f"R-{n}", **cells} for n in range(20)]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"council": NAME}, "Every row was rejected for council: no council area is known"),
        ({"to_org": NAME}, "for to_org: no organisation of the register is known there"),
        ({"referral_date": ""}, "for referral_date: nothing is given there"),
        ({"referral_date": "03/04/2024"}, "every date there could be two days"),
        ({"risk_sender": NAME}, "for risk_sender: its codes are none"),
        ({"referral_date": "2024-01-02T09:00:00+01:00"}, "look like a date with a time zone"),
        ({"referral_date": "2024-01-02 00:00:00+00"}, "look like a date with a time zone"),
        ({"referral_date": "1704189600"}, "look like a count of seconds"),
        ({"referral_date": "2 janvier 2024"}, "look like a month in words that are not English"),
        ({"referral_date": NAME}, "look like words"),
        ({"referral_date": "2024"}, "look like a year alone"),
        ({"referral_date": "?", "council": "?"}, "Every row was rejected for council"),
        ({"referral_date": "?", "council": "?", "to_org": "?"}, "for several columns at once"),
    ],
)
def test_the_likely_cause_is_named(own_store: Path, cells: dict[str, str], said: str) -> None:
    (told,) = causes(own_store, *rows(**cells))
    assert said in told
    assert NAME not in told
    assert told.endswith(".")


def test_a_declared_order_that_the_dates_speak_against_is_told_as_what_they_look_like(
    own_store: Path,
) -> None:
    """A time in words after the day is a style that no system here uses."""
    days = [{"referral_id": f"R-{n}", "referral_date": f"{n}/03/2024 noon"} for n in range(13, 29)]
    (told,) = causes(own_store, *days)
    assert "in a style that this system does not use, and most look like day/month/year." in told


def test_nearly_all_is_told_with_its_share_and_most_is_not(own_store: Path) -> None:
    good, bad = {"referral_id": "G-1"}, rows(council="Narnia")
    (told,) = causes(own_store, good, *bad[:19])
    assert told.startswith("95 % of rows were rejected, 95 % of all for council: ")
    assert causes(own_store, *[{**good, "referral_id": f"G-{n}"} for n in range(3)], *bad) == []


def test_different_mistakes_have_no_one_cause(own_store: Path) -> None:
    four = [{"council": NAME}, {"to_org": NAME}, {"risk_sender": NAME}, {"referral_date": NAME}]
    (told,) = causes(own_store, *({"referral_id": f"R-{n}", **each} for n, each in enumerate(four)))
    assert told == (
        "Every row was rejected, but not for one reason: the most frequent holds for 25 % of all, "
        "so look at each of them."
    )


def test_a_cause_holds_for_nearly_every_rejected_row_if_not_for_every_row(own_store: Path) -> None:
    good, bad = {"referral_id": "G-1"}, rows(council=NAME)
    other = {"referral_id": "O-1", "to_org": NAME}
    (told,) = causes(own_store, good, other, *bad[:18])
    assert told.startswith("95 % of rows were rejected, 90 % of all for council: ")
    (told,) = causes(own_store, other, {**other, "referral_id": "O-2"}, *bad[:8])
    assert "but not for one reason: the most frequent holds for 80 % of all" in told


def test_one_reason_in_several_columns_is_one(own_store: Path) -> None:
    """Each column has good dates in some rows, and no row has good dates only."""
    days = ["03/04/2024", "2024-03-04"]
    told = [{"referral_date": days[n % 2], "incident_date": days[1 - n % 2]} for n in range(20)]
    (said,) = causes(own_store, *({"referral_id": f"R-{n}", **each} for n, each in enumerate(told)))
    assert said.startswith(
        "Every row was rejected for referral_date and incident_date: every date there could be two"
    )


def test_a_file_without_rows_and_a_good_one_have_no_cause(own_store: Path) -> None:
    assert causes(own_store, {"referral_id": "R-1"}) == []
    assert causes(own_store, text=",".join(REFERRAL) + "\n") == []


def test_rows_of_the_wrong_width_are_told_as_a_whole(own_store: Path) -> None:
    text = ",".join(REFERRAL) + "\n" + "R-1,2024-01-02,Fife,Police Scotland,ASSIST,x\n" * 9
    (told,) = causes(own_store, text=text)
    assert "rejected as a whole: rows have more or fewer cells" in told


def test_causes_are_of_reasons_that_there_are() -> None:
    assert set(CAUSES) <= set(REASONS)
    assert not [text for text in CAUSES.values() if text[0].isupper() or {*".:"} & {*text}]


def test_a_nil_return_is_told_as_one(own_store: Path) -> None:
    head = ",".join(REFERRAL)
    for line in ("No records found", "Nil return", "There were no referrals in this period.,,,,"):
        (said,) = causes(own_store, text=f"{head}\n{line}\n")
        assert "seems to be a nil return" in said
        assert "if you expected rows, ask" in said
    (said,) = causes(own_store, text=f"{head}\nNotes: see overleaf\n")
    assert "nil return" not in said
