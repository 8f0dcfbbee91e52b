"""A receipt tells in how many rows a file says otherwise than earlier ones, by column, no value."""

from itertools import count
from pathlib import Path

import pytest

from data.differing import Differing, differing, notes
from data.export import exports
from tests.data.loading import lines, load_bytes, load_text, receipt
from tests.data.test_replacing import some

OTHERS = count(100)
DIFFER = "Rows that differ from the latest row that they replace: "


def sent(store: Path, rows: list[dict[str, str]], name: str) -> Path:
    """The folder of a submission of these rows, and one that no other file has."""
    told = receipt(load_text(store, lines(*rows, *some(next(OTHERS))), name))
    return store / "submissions" / str(told["submission_id"])


def found(store: Path, *files: list[dict[str, str]]) -> Differing:
    """How the last of these files differs from the others."""
    folders = [sent(store, rows, f"{place}.csv") for place, rows in enumerate(files)]
    return differing(exports()["referrals"], folders[-1], folders[:-1])


def test_each_column_is_counted_that_says_where_when_or_how_gravely_a_row_counts(
    own_store: Path,
) -> None:
    before = [*some(1, 2, 3, 4, risk_sender="high", received_date="2024-01-03")]
    after = [
        *some(1, risk_sender="high", received_date="2024-01-03"),
        *some(2, risk_sender="medium", council="Moray", received_date="2024-01-03"),
        *some(3, council="Moray", received_date="2024-01-03"),
        *some(4, risk_sender="high", referral_date="2024-01-01", received_date="2024-01-04"),
        *some(5, council="Moray"),
    ]
    told = found(own_store, before, after)
    assert told.replaced == 4
    assert told.columns == {"referral_date": 1, "council": 2, "risk_sender": 2}
    assert told.beside == {}


def test_a_row_is_compared_with_the_latest_of_its_key(own_store: Path) -> None:
    told = found(
        own_store,
        some(1, council="Angus"),
        some(1, 2, council="Moray"),
        some(1, 2, council="Fife"),
        some(3),
        some(1, 2, council="Fife"),
    )
    assert (told.replaced, told.columns) == (2, {})
    assert found(own_store, some(4, council="Fife"), some(4, council="Angus"), some(4)).columns == {
        "council": 1
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"from_org": "Sacro"}, {"from_org": 1}),
        ({"to_org": "Sacro"}, {"to_org": 1}),
        ({"to_org": "Sacro", "referral_date": "2024-01-03"}, {}),
        ({"from_org": "Sacro", "to_org": "Police Scotland"}, {}),
    ],
    ids=str,
)
def test_an_organisation_put_right_leaves_two_rows_and_is_told(
    own_store: Path, changes: dict[str, str], told: dict[str, int]
) -> None:
    assert found(own_store, some(1, 2), [*some(1, **changes), *some(2)]) == Differing(
        1, {}, told, {0: 1}
    )


def test_a_row_that_replaces_one_is_not_beside_another(own_store: Path) -> None:
    told = found(own_store, some(1), some(1, to_org="Sacro"), some(1))
    assert told == Differing(1, {}, {}, {0: 1})


def test_the_receipt_says_it_without_a_value(own_store: Path) -> None:
    load_text(own_store, lines(*some(1, 2, 3)), "1.csv")
    rows = [*some(1, 2, council="Moray", risk_sender="high"), *some(3, from_org="Sacro")]
    told = receipt(load_text(own_store, lines(*rows), "2.csv"))["notes"]
    assert f"{DIFFER}2 in council and 2 in risk_sender." in told
    (beside,) = [each for each in told if "beside it" in each]
    assert beside.startswith(
        "1 of its rows has the identifier and the day of a row of an earlier file, but another "
        "from_org: it counts beside it. If from_org was put right, take the earlier row back: "
    )
    assert not any(word in " ".join(told) for word in ("Moray", "Sacro", "high", "R-3"))


def test_several_rows_beside_others_are_told_as_several() -> None:
    (said,) = notes(Differing(0, {}, {"from_org": 3}))
    assert said.startswith("3 of its rows have the identifier")
    assert "they count beside it" in said


def test_nothing_is_said_where_nothing_differs(own_store: Path) -> None:
    assert notes(found(own_store, some(1, 2), some(1, 2, 3))) == []
    assert notes(found(own_store, some(4))) == []


def test_months_and_areas_are_a_key_of_their_own(own_store: Path) -> None:
    head = "month,council,domestic_abuse_incidents\n"
    for name, rows in (("a", "2024-01,Fife,1"), ("b", "2024-01,Moray,2\n2024-01,Fife,3")):
        told = receipt(load_bytes(own_store, f"{head}{rows}\n".encode(), f"{name}.csv"))
    assert [each for each in told["notes"] if "of its rows" in each] == [
        "1 of its rows replaces a row of earlier files: of rows with one identifier the latest "
        "counts."
    ]
