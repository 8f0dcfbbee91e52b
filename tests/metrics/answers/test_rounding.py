"""No rate stands on an exact denominator under the smallest, however its parts were rounded."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.engine import Reader, build, insert
from data.reference import councils
from data.settings import Settings
from metrics.answers.cells import cells
from metrics.answers.periods import PeriodType
from metrics.answers.ratings import rating_matrix
from metrics.answers.routes import routes
from metrics.answers.shares import part_then_and_now, shares
from metrics.measure import measures
from metrics.protection.protect import protect
from metrics.protection.rounding import Rule
from metrics.standing import add_standing
from tests.metrics.published import SCOTLAND, SETTINGS, TABLES, Row, cell, publish

PERIODS: tuple[PeriodType, ...] = ("month", "quarter", "year")
LAST_YEAR = ("2023-04-01", "2023-07-01", "2023-10-01", "2024-01-01")
MEASURES = ("C07", "C17", "C10")
THREE = ["S12000047", "S12000049", "S12000036"]
KEY = ["period_start", "area_code", "category"]
SMALLEST = int(SETTINGS["smallest_denominator"])


def released(folder: Path, exact: list[Row], rule: Settings) -> tuple[Reader, Reader]:
    """Exact and protected databases of one release, made as a release makes them."""
    facts = [*SETTINGS.items(), ("round_to", rule.round_to), ("small_number", rule.small_number)]
    facts += [("as_at", "2026-03-31")]
    connection = build()
    for name in ("exact", "protected"):
        connection.execute(f"ATTACH '{folder / name}.duckdb' AS {name}")
        for table, columns in TABLES.items():
            if (name, table) != ("protected", "measure"):
                connection.execute(f"CREATE TABLE {name}.{table} ({columns})")
        insert(connection, f"{name}.release_fact", facts)
    insert(connection, "protected.release_fact", [("protected", "yes")])
    insert(connection, "exact.measure", exact)
    add_standing(connection, rule)
    protect(connection, rule)
    connection.close()
    return Reader(folder / "exact.duckdb"), Reader(folder / "protected.duckdb")


def drawn() -> list[Row]:
    """A year of wholes from 10 to 36 in three councils, and all that it adds up to."""
    random = np.random.default_rng(1)
    parents = councils().set_index("council_code")["division_code"].loc[THREE].to_dict()
    rows = [
        (measure_id, day, council, random.integers(5, whole + 1), whole)
        for measure_id in MEASURES
        for n, day in enumerate(pd.date_range("2025-04-01", periods=12, freq="MS"))
        for council, whole in zip(THREE, range(10 + 2 * n, 16 + 2 * n, 2), strict=True)
    ]
    table = pd.DataFrame(rows, columns=["measure", "day", "council", "x", "n"])
    areas = [table["council"], table["council"].map(parents), pd.Series(SCOTLAND, table.index)]
    found: list[Row] = []
    for period, freq in (("month", "M"), ("quarter", "Q-MAR"), ("year", "Y-MAR")):
        start = table["day"].dt.to_period(freq).dt.start_time
        for area in areas:
            added = table.groupby([table["measure"], start, area.rename("area")])[["x", "n"]].sum()
            for (id, day, code), (x, n) in added.iterrows():
                found.append(cell(id, str(day.date()), code, int(x), int(n), period=period))
    return found


def raw(reader: Reader, measure_id: str, period_type: str) -> pd.Series:
    """Denominators as they are published, by the columns of KEY."""
    found = reader.frame(
        "SELECT CAST(period_start AS TIMESTAMP) AS period_start, area_code, category, denominator "
        "FROM published.measure WHERE dimension = 'all' AND measure_id = ? AND period_type = ?",
        [measure_id, period_type],
    )
    return found.set_index(KEY)["denominator"].astype("Int64")


@pytest.mark.parametrize("rule", [Settings(), Settings(round_to=4), Settings(round_to=10)])
def test_no_rate_of_a_release_stands_on_fewer_than_the_smallest(
    tmp_path: Path, rule: Settings
) -> None:
    """Protected and exact cells side by side, every measure, period and area."""
    exact, protected = released(tmp_path, drawn(), rule)
    rated = withheld = 0
    for measure_id in MEASURES:
        for period in PERIODS:
            true, seen = (
                cells(each, measure_id, period_type=period).set_index(KEY)
                for each in (exact, protected)
            )
            both = seen.join(true["denominator"].rename("exact"))
            published = raw(protected, measure_id, period)
            both["published"] = published.reindex(both.index)
            assert (both.loc[both["value"].notna(), "exact"] >= SMALLEST).all()
            few = both["exact"].lt(SMALLEST) & both["published"].ge(SMALLEST)
            rated, withheld = rated + both["value"].notna().sum(), withheld + few.sum()
            unrated = both["value"].isna() & both["missing"].eq("too few")
            if measures()[measure_id].counts_people:
                parts = both.loc[unrated, ["numerator", "denominator"]]
                assert parts.isna().all(axis=None), "nobody divides what has no rate"
            else:
                assert (both.loc[unrated, "denominator"].notna()).all()
                assert both["value"].notna().equals(true["value"].notna()), "it is not rounded"
    assert rated
    assert withheld, "some would have had a rate by their rounded denominator"


def test_that_a_cell_is_rated_tells_nothing_of_its_denominator(tmp_path: Path) -> None:
    """Alike denominators are rated alike: no state and no rate narrows what one stands for."""
    day = "2025-04-01"
    areas = ["S12000047", "S12000049", "S12000036", "S12000033", "S12000034", "S12000041"]
    rows = [cell("C07", day, area, 17, 18 + n) for n, area in enumerate(areas)]
    _, protected = released(tmp_path, rows, Settings())
    seen = cells(protected, "C07", period_type="month", area_type="council", period_start=day)
    published = raw(protected, "C07", "month").rename("published")
    seen = seen.drop(columns="denominator").join(published, on=KEY).dropna(subset=["published"])
    seen = seen.rename(columns={"published": "denominator"})
    assert seen["denominator"].nunique() == 2
    assert (seen.groupby("denominator")["missing"].nunique() == 1).all()
    states = protected.frame("SELECT area_code FROM published.standing")["area_code"]
    assert set(states) == set(areas[5:])


def test_a_small_cell_is_too_few_to_rate_in_the_matrix_too(tmp_path: Path) -> None:
    areas = {"S12000047": 18, "S12000049": 25}
    rows = [
        cell("C07", "2025-04-01", area, 17, whole, period=period)
        for area, whole in areas.items()
        for period in PERIODS
    ]
    _, protected = released(tmp_path, rows, Settings())
    found = rating_matrix(protected).set_index(["id", "area_code"])["state"]
    assert found["C07", "S12000047"] == "too few to rate"
    assert found["C07", "S12000049"] == "below target"


@pytest.mark.parametrize("exact", range(14, 30))
def test_shares_and_routes_keep_to_it(tmp_path: Path, exact: int) -> None:
    """Totals of a mix and of what a sender sent are counts, and rounded like any."""
    rule = Rule(5, 5)
    shown = int(rule.show(np.array([exact]))[0])
    year = "2024-04-01"
    rows = [
        cell("referrals", year, SCOTLAND, shown, period="year"),
        cell("routes", year, SCOTLAND, 10, period="year", cut=("route", "marac>assist")),
        cell("referrals", year, SCOTLAND, shown, period="year", cut=("from_org", "marac")),
        cell("referrals", year, SCOTLAND, 10, period="year", cut=("lawful_basis", "consent")),
    ]
    facts = [("protected", "yes")]
    reader = publish(tmp_path, as_at="2025-03-31", measure=rows, release_fact=facts)
    shared = routes(reader, pd.Timestamp(year))["share"].notna().any()
    mixed = not shares(reader, "lawful_basis").empty
    assert shared == mixed
    assert not shared or exact >= SMALLEST


def test_a_year_of_four_rounded_quarters_allows_for_four(tmp_path: Path) -> None:
    """Four quarters shown as 5 or 10 may add up to 22 or to 30; 28 shown may be 20."""
    for number, (quarters, said) in enumerate((((5, 5, 5, 10), False), ((5, 5, 10, 10), True))):
        rows: list[Row] = []
        for day, whole in zip(LAST_YEAR, quarters, strict=True):
            rows.append(cell("referrals", day, SCOTLAND, whole, period="quarter"))
            cut = ("lawful_basis", "consent")
            rows.append(cell("referrals", day, SCOTLAND, 5, period="quarter", cut=cut))
        (tmp_path / str(number)).mkdir()
        facts = [("protected", "yes")]
        reader = publish(tmp_path / str(number), measure=rows, release_fact=facts)
        _, now = part_then_and_now(reader, "lawful_basis", "consent")
        assert (now is not None) == said
