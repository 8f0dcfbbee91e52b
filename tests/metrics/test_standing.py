"""States: judged from exact counts, and kept from viewers where one would tell a small count."""

from collections.abc import Iterator
from datetime import date
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
    """Exact and protected side by side, as when a release is described."""
    made = build()
    for name in ("exact", "protected"):
        made.execute(f"ATTACH ':memory:' AS {name}")
        made.execute(f"CREATE TABLE {name}.measure ({COLUMNS})")
    yield made
    made.close()


def states(connection: Connection, exact: list[Row], shown: list[Row]) -> tuple[dict, dict]:
    """States by (measure, area, period) in exact and in protected."""
    insert(connection, "exact.measure", exact)
    insert(connection, "protected.measure", shown)
    add_standing(connection, Settings())
    found = (
        connection.execute(
            f"SELECT measure_id, area_code, CAST(period_start AS VARCHAR), state "
            f"FROM {name}.standing"
        ).fetchall()
        for name in ("exact", "protected")
    )
    exactly, protected = ({row[:3]: row[3] for row in rows} for rows in found)
    return exactly, protected


def test_a_part_that_rounds_to_the_whole_does_not_meet_its_target(connection: Connection) -> None:
    exact = [cell("C16", MAY, FIFE, 23, 24), cell("C16", MAY, GLASGOW, 24, 24)]
    shown = [cell("C16", MAY, FIFE, 25, 25), cell("C16", MAY, GLASGOW, 25, 25)]
    exactly, protected = states(connection, exact, shown)
    assert exactly == protected
    assert exactly == {("C16", FIFE, MAY): "close", ("C16", GLASGOW, MAY): "meets target"}


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
    exactly, _ = states(connection, [cell("C07", MAY, FIFE, x, 100)], [])
    assert exactly == {("C07", FIFE, MAY): expected}


def test_each_period_is_judged_by_what_was_in_force_at_its_end(connection: Connection) -> None:
    days = ("2018-04-01", "2018-05-01", "2018-06-01")  # UK GDPR applies from 25 May 2018
    exactly, _ = states(connection, [cell("C01", day, FIFE, 100, 100) for day in days], [])
    assert sorted(key[2] for key in exactly) == ["2018-05-01", "2018-06-01"]
    year = [cell("C24a", day, SCOTLAND, 30, 30, period="quarter") for day in ("2026-01-01",)]
    connection.execute("DROP TABLE exact.standing; DROP TABLE protected.standing")
    connection.execute("TRUNCATE exact.measure")
    after = [*year, cell("C24a", "2026-06-01", SCOTLAND, 30, 30)]
    exactly, _ = states(connection, after, [])
    assert set(exactly) == {("C24a", SCOTLAND, "2026-06-01")}


@pytest.mark.parametrize(
    ("outside", "state"),
    [(0, "meets target"), (1, "close"), (2, "close"), (3, "below target"), (9, "below target")],
)
def test_spread_is_judged_by_the_number_of_councils(
    connection: Connection, outside: int, state: str
) -> None:
    exactly, _ = states(connection, [cell("C21", MAY, SCOTLAND, outside, 21)], [])
    assert exactly == {("C21", SCOTLAND, MAY): state}


def test_context_small_wholes_and_breakdowns_have_no_state(connection: Connection) -> None:
    rows = [
        cell("C17", MAY, FIFE, 90, 100),
        cell("C07", MAY, FIFE, 19, 19),
        cell("C13", MAY, FIFE, 3, 100, cut=("from_org", "police_scotland")),
    ]
    assert states(connection, rows, rows) == ({}, {})


def test_a_hidden_whole_has_no_state_for_viewers(connection: Connection) -> None:
    exact = [cell("C07", MAY, FIFE, 96, 100)]
    assert states(connection, exact, [cell("C07", MAY, FIFE, None, None)])[1] == {}


def test_few_where_few_are_good_are_rated_though_hidden(connection: Connection) -> None:
    exact = [cell("C13", MAY, FIFE, 1, 100), cell("C13", MAY, GLASGOW, 4, 100)]
    shown = [cell("C13", MAY, FIFE, None, 100), cell("C13", MAY, GLASGOW, None, 100)]
    _, protected = states(connection, exact, shown)
    assert protected == {("C13", FIFE, MAY): "meets target", ("C13", GLASGOW, MAY): "close"}


@pytest.mark.parametrize("x", [0, 1, 3])
def test_no_state_tells_a_small_count(connection: Connection, x: int) -> None:
    """Of 23 to 27, only none at all meets 2 %, and only one is close: either would be told."""
    exact = [cell("C13", MAY, FIFE, x, 24)]
    _, protected = states(connection, exact, [cell("C13", MAY, FIFE, None, 25)])
    assert protected == {}


def test_a_large_count_that_is_hidden_for_anothers_sake_stays_hidden(
    connection: Connection,
) -> None:
    exact = [cell("C07", MAY, FIFE, 99, 100), cell("C07", MAY, GLASGOW, 2, 100)]
    shown = [cell("C07", MAY, FIFE, None, 100), cell("C07", MAY, GLASGOW, None, 100)]
    assert states(connection, exact, shown)[1] == {("C07", GLASGOW, MAY): "below target"}


def test_what_viewers_get_can_always_have_come_from_two_counts(connection: Connection) -> None:
    """Every hidden count and whole up to 120: a state and a published whole never leave one."""
    wholes = range(20, 121)
    pairs = [(n, x) for n in wholes for x in range(5) if x <= n]
    days = [date(2024 + i // 12, 1 + i % 12, 1) for i in range(len(pairs))]
    exact = [cell("C13", str(d), FIFE, x, n) for d, (n, x) in zip(days, pairs, strict=True)]
    shown = [
        cell("C13", str(d), FIFE, None, (n + 2) // 5 * 5)
        for d, (n, _) in zip(days, pairs, strict=True)
    ]
    _, protected = states(connection, exact, shown)
    left: dict[tuple[int, str], set[int]] = {}
    for day, (n, x) in zip(days, pairs, strict=True):
        state = protected.get(("C13", FIFE, str(day)))
        if state:
            left.setdefault(((n + 2) // 5 * 5, state), set()).add(x)
    assert left
    assert min(map(len, left.values())) > 1
