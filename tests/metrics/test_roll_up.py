"""Adding up, against an obvious slow recomputation of every cell."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.calendar import periods
from data.engine import Connection, build, insert
from data.reference import area_names
from data.rows import add_reference
from metrics.measure import Measure
from metrics.roll_up import roll_up

FIFE, CITY, SHIRE = "S12000047", "S12000033", "S12000034"
COUNCILS = (FIFE, CITY, SHIRE, None)
DIVISIONS = {FIFE: "S32000016", CITY: "S32000015", SHIRE: "S32000015"}
MONTHS = [date(2023 + n // 12, n % 12 + 1, 1) for n in range(1, 17)]  # February 2023 to May 2024
KEY = [
    *("measure_id", "period_type", "period_start", "area_type", "area_code"),
    *("dimension", "category"),
]
Cell = tuple[Any, ...]


def measure(id: str, kind: Any, sql: str = "", **told: Any) -> Measure:
    numbers = (
        "numerator, CAST(NULL AS INTEGER) AS denominator"
        if kind == "count"
        else ("numerator, denominator")
    )
    names = "".join(f", {name}" for name in told.get("dimensions", ()))
    return Measure(
        id=id,
        name=id,
        kind=kind,
        numerator="things",
        reads=("referrals",),
        sql=sql or f"SELECT day, council{names}, {numbers} FROM things",
        **told,
    )


MEASURES = (
    measure("counted", "count", dimensions=("colour", "size")),
    measure("shared", "share", dimensions=("colour",)),
    measure("stock", "count", dimensions=("size",), roll_up="last"),
)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Periods and areas, and an empty table of things to count."""
    with closing(build()) as connection:
        add_reference(connection)
        connection.execute(
            "CREATE TABLE period (month DATE, period_type VARCHAR, period_start DATE, last BOOLEAN)"
        )
        insert(connection, "period", periods(MONTHS))
        connection.execute(
            "CREATE TABLE things (day DATE, council VARCHAR, colour VARCHAR, size VARCHAR, "
            "numerator INTEGER, denominator INTEGER)"
        )
        yield connection


def rolled_up(connection: Connection, *measures: Measure) -> dict[Cell, tuple[Any, Any]]:
    """Every cell's key, as KEY, and its numerator and denominator."""
    roll_up(connection, measures)
    found = connection.execute(
        f"SELECT {', '.join(KEY)}, numerator, denominator FROM measure"
    ).fetchall()
    cells = {tuple(row[:7]): (row[7], row[8]) for row in found}
    assert len(cells) == len(found)
    return cells


def things(count: int, seed: int) -> pd.DataFrame:
    """Random things, some without a day, a council, or a colour, some outside the months."""
    rng = np.random.default_rng(seed)
    days = pd.to_datetime("2023-01-15") + pd.to_timedelta(rng.integers(0, 530, count), unit="D")
    denominator = rng.integers(0, 3, count)
    return pd.DataFrame(
        {
            "day": pd.Series(days).where(rng.random(count) > 0.05),
            "council": rng.choice(np.array(COUNCILS, dtype=object), count),
            "colour": rng.choice(np.array(["red", "blue", None], dtype=object), count),
            "size": rng.choice(np.array(["large", "small"], dtype=object), count),
            "numerator": np.minimum(rng.integers(0, 3, count), denominator),
            "denominator": denominator,
        }
    )


def slowly(drawn: pd.DataFrame, measure: Measure) -> dict[Cell, tuple[Any, Any]]:
    """The same cells, one at a time: filter the rows that belong to it, and add them up."""
    months_drawn = [_month(day) for day in drawn["day"]]
    councils_drawn = [None if pd.isna(each) else each for each in drawn["council"]]
    pairs = list(zip(months_drawn, councils_drawn, strict=True))
    found = {}
    for period_type, period_start, area_type, area_code in _places():
        months = [m for m in MONTHS if _start(m, period_type) == period_start]
        months = months[-1:] if measure.roll_up == "last" else months
        within = _councils(area_code)
        here = drawn[[m in months and c in within for m, c in pairs]] if within else drawn[:0]
        place = (measure.id, period_type, period_start, area_type, area_code)
        found[*place, "all", "all"] = _parts(here, measure)
        if here.empty:
            continue
        for dimension in measure.dimensions:
            known = here[dimension].astype(object).where(here[dimension].notna(), "not known")
            for category in set(known):
                found[*place, dimension, category] = _parts(here[known == category], measure)
    return found


def _month(day: Any) -> date | None:
    return None if pd.isna(day) else day.date().replace(day=1)


def _start(month: date, period_type: str) -> date:
    if period_type == "month":
        return month
    if period_type == "quarter":
        return date(month.year, {1: 1, 2: 4, 3: 7, 4: 10}[(month.month + 2) // 3], 1)
    return date(month.year if month.month >= 4 else month.year - 1, 4, 1)


def _places() -> Iterator[tuple[str, date, str, str]]:
    kinds = {"S92": "scotland", "S32": "division", "S12": "council"}
    for period_type in ("month", "quarter", "year"):
        for period_start in {_start(month, period_type) for month in MONTHS}:
            for area_code in area_names():
                yield period_type, period_start, kinds[area_code[:3]], area_code


def _councils(area_code: str) -> list[str | None]:
    if area_code.startswith("S92"):
        return list(COUNCILS)
    return [each for each in (FIFE, CITY, SHIRE) if area_code in (each, DIVISIONS[each])]


def _parts(here: pd.DataFrame, measure: Measure) -> tuple[Any, Any]:
    numerator = int(here["numerator"].sum())
    return numerator, None if measure.kind == "count" else int(here["denominator"].sum())


@pytest.mark.parametrize("seed", range(2))
def test_every_cell_is_what_its_rows_add_up_to(connection: Connection, seed: int) -> None:
    drawn = things(400, seed)
    connection.register("drawn", drawn)
    connection.execute("INSERT INTO things SELECT * FROM drawn")
    expected: dict[Cell, tuple[Any, Any]] = {}
    for each in MEASURES:
        expected |= slowly(drawn, each)
    assert rolled_up(connection, *MEASURES) == expected


def test_a_measure_of_no_rows_is_zero_everywhere(connection: Connection) -> None:
    cells = rolled_up(connection, measure("none", "share"))
    assert set(cells.values()) == {(0, 0)}
    assert len(cells) == (16 + 6 + 3) * 46


def test_a_measure_that_knows_no_council_has_scotland_only(connection: Connection) -> None:
    connection.execute("INSERT INTO things VALUES ('2023-05-01', NULL, 'red', 'large', 1, 2)")
    cells = rolled_up(connection, measure("shared", "share", dimensions=("colour",)))
    assert {key[3] for key in cells} == {"scotland"}
    assert cells["shared", "month", date(2023, 5, 1), "scotland", "S92000003", "all", "all"] == (
        1,
        2,
    )
    assert cells["shared", "month", date(2023, 6, 1), "scotland", "S92000003", "all", "all"] == (
        0,
        0,
    )


def test_nothing_temporary_is_left_but_the_cells(connection: Connection) -> None:
    roll_up(connection, MEASURES)
    left = connection.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    assert left == [("cell",)]


def test_the_measure_lies_sorted_by_its_texts(connection: Connection) -> None:
    connection.execute("INSERT INTO things VALUES ('2023-05-01', NULL, 'red', 'large', 1, 2)")
    roll_up(connection, MEASURES[::-1])
    order = "measure_id, dimension, area_type, area_code, period_type, period_start, category"
    lies = connection.execute(f"SELECT {order} FROM measure").fetchall()
    assert lies == sorted(lies)
    assert len({row[0] for row in lies}) == len(MEASURES)
