"""Every area and organisation is found by each name and code that the reference facts list."""

import pytest

from data import reference
from data.engine import Connection, build
from data.lookups import fill_names, folded_sql


@pytest.fixture(scope="module")
def names() -> Connection:
    connection = build()
    fill_names(connection)
    return connection


def test_no_name_means_two_things(names: Connection) -> None:
    twice = names.execute(
        "SELECT kind, key FROM names GROUP BY ALL HAVING count(DISTINCT code) > 1"
    ).fetchall()
    assert twice == []


def test_every_council_division_and_organisation_is_there(names: Connection) -> None:
    known = dict(
        names.execute("SELECT kind, count(DISTINCT code) FROM names GROUP BY kind").fetchall()
    )
    assert known == {
        "council": 32,
        "division": 13,
        "organisation": len(reference.organisations()),
    }


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Perth & Kinross ", "perth and kinross"),
        ("PERTH-AND-KINROSS", "perth and kinross"),
        ("Women's Aid", "womens aid"),
        ("Women\u2019s Aid", "womens aid"),
        ("Comhairle nan Eilean S\u00ecar", "comhairle nan eilean siar"),
        ("Edinburgh, City of", "edinburgh city of"),
    ],
)
def test_folding(names: Connection, written: str, folded: str) -> None:
    found = names.execute(f"SELECT {folded_sql('x')} FROM (SELECT ? AS x)", [written]).fetchall()
    assert found == [(folded,)]
