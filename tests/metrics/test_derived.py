"""Derived measures join the long table in its order, beside what was counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data.engine import Connection, build
from metrics.derived import add_derived
from metrics.measure import Measure, measures
from metrics.roll_up import VIEW

MAY = date(2026, 5, 1)


def doubled(cells: pd.DataFrame) -> pd.DataFrame:
    return cells.assign(numerator=2 * cells["numerator"])


MIDDLE = Measure(
    id="M",
    name="Doubled",
    kind="share",
    numerator="twice as many",
    denominator="as many",
    reads=("referrals",),
    derived_from=("A",),
    derive=doubled,
)


@pytest.fixture
def connection() -> Iterator[Connection]:
    connection = build()
    connection.execute(
        "CREATE TEMP TABLE cell (measure_id VARCHAR, period_type VARCHAR, period_start DATE, "
        "area_type VARCHAR, area_code VARCHAR, dimension VARCHAR, category VARCHAR, "
        "numerator BIGINT, denominator BIGINT)"
    )
    connection.execute(VIEW)
    for id, dimension, category in (
        ("A", "all", "all"),
        ("A", "from_org", "assist"),
        ("Z", "all", "all"),
    ):
        connection.execute(
            "INSERT INTO cell VALUES (?, 'month', ?, 'council', 'S12000047', ?, ?, 3, 10)",
            [id, MAY, dimension, category],
        )
    yield connection
    connection.close()


def test_it_reads_only_its_sources_whole_cells(connection: Connection) -> None:
    add_derived(connection, [MIDDLE])
    found = connection.execute("FROM measure WHERE measure_id = 'M'").fetchall()
    assert found == [("M", "month", MAY, "council", "S12000047", "all", "all", 6, 10)]


def test_it_takes_its_place_in_the_order(connection: Connection) -> None:
    add_derived(connection, [MIDDLE])
    rows = connection.execute("FROM measure").fetchall()
    assert [row[0] for row in rows] == ["A", "A", "M", "Z"]


def test_nothing_to_derive_from_adds_nothing(connection: Connection) -> None:
    add_derived(connection, [replace(MIDDLE, derived_from=("C01",)), measures()["C01"]])
    assert len(connection.execute("FROM measure").fetchall()) == 3
