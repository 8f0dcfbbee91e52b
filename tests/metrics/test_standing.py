"""States: judged from exact counts."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from data.engine import Connection, build, insert
from data.settings import Settings
from metrics.standing import add_standing
from tests.metrics.published import FIFE, GLASGOW, SCOTLAND, TABLES, Row, cell

COLUMNS = TABLES["measure"]
MAY = "2024-05-01"


@pytest.fixture
def connection() -> Iterator[Connection]:
    made = build()
    made.execute("ATTACH ':memory:' AS exact")
    made.execute(f"CREATE TABLE exact.measure ({COLUMNS})")
    yield made
    made.close()


def states(connection: Connection, exact: list[Row]) -> dict[tuple[str, str, str], str]:
    """States by measure, area and period."""
    insert(connection, "exact.measure", exact)
    add_standing(connection, Settings())
    found = connection.execute(
        "SELECT measure_id, area_code, CAST(period_start AS VARCHAR), state FROM exact.standing"
    ).fetchall()
    return {row[:3]: row[3] for row in found}


def test_a_part_that_rounds_to_the_whole_does_not_meet_its_target(connection: Connection) -> None:
    exact = [cell("C16", MAY, FIFE, 23, 24), cell("C16", MAY, GLASGOW, 24, 24)]
    assert states(connection, exact) == {
        ("C16", FIFE, MAY): "close",
        ("C16", GLASGOW, MAY): "meets target",
    }


@pytest.mark.parametrize("x", [9, 89, 90, 94, 95, 96, 100])
def test_a_state_is_that_of_the_exact_share(connection: Connection, x: int) -> None:
    share = Fraction(x, 100)  # C07: 95 %, close down to 85 %
    expected = (
        "meets target"
        if share >= Fraction(95, 100)
        else "close"
        if share >= Fraction(85, 100)
        else "below target"
    )
    found = states(connection, [cell("C07", MAY, FIFE, x, 100)])
    assert found == {("C07", FIFE, MAY): expected}


def test_each_period_is_judged_by_what_was_in_force_at_its_end(connection: Connection) -> None:
    days = ("2018-04-01", "2018-05-01", "2018-06-01")  # UK GDPR applies from 25 May 2018
    found = states(connection, [cell("C01", day, FIFE, 100, 100) for day in days])
    assert sorted(key[2] for key in found) == ["2018-05-01", "2018-06-01"]
    year = [cell("C24a", day, SCOTLAND, 30, 30, period="quarter") for day in ("2026-01-01",)]
    connection.execute("DROP TABLE exact.standing")
    connection.execute("TRUNCATE exact.measure")
    after = [*year, cell("C24a", "2026-06-01", SCOTLAND, 30, 30)]
    assert set(states(connection, after)) == {("C24a", SCOTLAND, "2026-06-01")}


@pytest.mark.parametrize(
    ("outside", "state"),
    [(0, "meets target"), (1, "close"), (2, "close"), (3, "below target"), (9, "below target")],
)
def test_spread_is_judged_by_the_number_of_councils(
    connection: Connection, outside: int, state: str
) -> None:
    found = states(connection, [cell("C21", MAY, SCOTLAND, outside, 21)])
    assert found == {("C21", SCOTLAND, MAY): state}


def test_context_small_wholes_and_breakdowns_have_no_state(connection: Connection) -> None:
    rows = [
        cell("C17", MAY, FIFE, 90, 100),
        cell("C07", MAY, FIFE, 19, 19),
        cell("C13", MAY, FIFE, 3, 100, cut=("from_org", "police_scotland")),
    ]
    assert states(connection, rows) == {}
