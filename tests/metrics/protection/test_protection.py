"""What viewers may see: small counts hidden, others rounded, and more hidden where that tells."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.engine import Connection, build
from data.reference import SCOTLAND
from data.settings import Settings
from metrics.measure import measures
from metrics.protection import less
from metrics.protection import protect as protection
from metrics.protection.attack import Cell, attack
from metrics.protection.blocks import placed
from metrics.protection.families import by_family
from metrics.protection.less import DisclosiveError, remedy
from metrics.protection.protect import mask, protect, publishable
from metrics.protection.rounding import HIDDEN, Rule
from metrics.standing import add_standing
from tests.metrics import drawn_table
from tests.metrics.drawn_table import AXES, cells, measure, random, table

RULE = Rule(small_number=5, round_to=5)
KEYS = ["period_type", "period_start", "area_code", "dimension", "category"]


@pytest.mark.parametrize(
    ("exact", "shown"),
    [(0, HIDDEN), (4, HIDDEN), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1003, 1005)],
)
def test_small_is_hidden_and_the_rest_is_rounded(exact: int, shown: int) -> None:
    assert RULE.show(np.array([exact])).tolist() == [shown]


@pytest.mark.parametrize("rule", [RULE, Rule(10, 10), Rule(5, 3), Rule(3, 1), Rule(6, 4)])
def test_least_and_most_are_the_counts_that_show_alike(rule: Rule) -> None:
    exact = np.arange(200)
    shown = rule.show(exact)
    for value in np.unique(shown[shown != HIDDEN])[:-2]:
        alike = exact[shown == value]
        assert rule.least(np.array([value]))[0] == alike.min()
        assert rule.most(np.array([value]))[0] == alike.max()


def published(exact: pd.DataFrame, kind: str = "count", roll_up: str = "sum") -> pd.DataFrame:
    safe, report = publishable(exact, AXES, {"M": measure(kind, roll_up)}, RULE)
    assert report.pinned == 0
    return safe.set_index(KEYS)


def test_totals_are_rounded_from_exact_counts_and_zeros_look_like_small_counts() -> None:
    counts = np.full((3, 4, 3), 6)
    counts[0, 0] = (0, 3, 20)
    safe = published(table(cells(counts)))
    month = pd.Timestamp("2024-04-01")
    council = safe.loc[("month", month, "S12000001", "risk")]
    assert council.index.tolist() == ["not known"]
    assert council["numerator"].tolist() == [20]
    # 23 and 18 and 18 are 59: 60, where the rounded councils add up to 25 + 20 + 20.
    assert safe.loc[("month", month, SCOTLAND, "all", "all"), "numerator"] == 60
    assert safe["denominator"].isna().all()


def test_a_small_whole_hides_the_row_and_a_small_part_only_itself() -> None:
    wholes = np.full((3, 4, 3), 40)
    parts = np.full((3, 4, 3), 30)
    wholes[0, 0, 0], parts[0, 0, 0] = 4, 4
    parts[0, 0, 1] = 2
    safe = published(table(cells(parts, wholes)), kind="share")
    council = safe.loc[("month", pd.Timestamp("2024-04-01"), "S12000001", "risk")]
    assert council.index.tolist() == ["low", "not known"]
    assert council["denominator"].tolist() == [40, 40]
    assert council["numerator"].isna().tolist() == [True, False]


def leaky() -> pd.DataFrame:
    """Four cells of 8 (published as 10: 8 or more) that add up to 32 (published as 30: to 32).

    What is left of the total for the hidden two is 0, to a person.
    """
    counts = np.zeros((3, 4, 3), dtype=int)
    counts[0, :, 0] = 8
    return table(cells(counts))


def naive(exact: pd.DataFrame) -> pd.DataFrame:
    """Only hidden where small, and rounded."""
    return protection._visible(
        exact,
        {
            part: mask(exact, RULE)[f"shown_{part}"].to_numpy()
            for part in ("numerator", "denominator")
        },
    )


def test_what_gives_a_hidden_count_away_is_hidden_too() -> None:
    exact = leaky()
    known = {"M": measure()}
    assert attack(exact, naive(exact), AXES, known, RULE).pinned > 0
    safe, report = publishable(exact, AXES, known, RULE)
    assert len(safe) < len(naive(exact))
    assert report.pinned == 0
    again = attack(exact, safe, AXES, known, RULE)
    assert (again.cells, again.hidden, again.pinned) == (report.cells, report.hidden, 0)


def test_where_nothing_beside_is_published_more_is_hidden_further_off() -> None:
    """A part whose sums are hidden altogether is known from its whole: that is hidden instead."""
    wholes = random(1) + 10
    exact = mask(placed(table(cells(np.minimum(wholes, 3), wholes)), AXES), RULE)
    (laid,) = by_family(exact, AXES, {"M": measure("share")})
    parts = laid.blocks["risk", "M numerator"]
    parts.shown[:] = HIDDEN
    laid.blocks["all", "M numerator"].shown[:] = HIDDEN
    leaking = Cell(("risk", "M numerator"), (1, 3, 3, 0))
    chosen = remedy(laid, [leaking])
    assert {cell.key for cell in chosen} == {("risk", "M denominator")}
    assert all(laid.blocks[cell.key].shown[cell.place] != HIDDEN for cell in chosen)


def test_where_nothing_is_published_nothing_is_left_to_hide() -> None:
    exact = mask(placed(table(cells(np.ones((3, 4, 3), dtype=int))), AXES), Rule(1000, 5))
    (laid,) = by_family(exact, AXES, {"M": measure()})
    assert remedy(laid, [Cell(("risk", "M numerator"), (1, 3, 3, 0))]) == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("kind", "roll_up"), [("count", "sum"), ("share", "sum"), ("share", "last")]
)
def test_nothing_that_is_published_can_be_pinned(seed: int, kind: str, roll_up: str) -> None:
    wholes = random(seed)
    parts = np.minimum(wholes, random(seed + 100))
    rows = cells(wholes) if kind == "count" else cells(parts, wholes)
    exact = table(rows, roll_up)
    safe = published(exact, kind, roll_up)
    assert (
        attack(
            exact,
            safe.reset_index().assign(measure_id="M"),
            AXES,
            {"M": measure(kind, roll_up)},
            RULE,
        ).pinned
        == 0
    )
    both = safe.join(exact.set_index(KEYS).add_suffix("_exact"))
    for part in ("numerator", "denominator"):
        told = both.dropna(subset=[part])
        assert (told[part] % 5 == 0).all()
        assert ((told[part] - told[f"{part}_exact"]).abs() <= 2).all()
        assert (told[f"{part}_exact"] >= 5).all()


def test_a_release_stops_when_hiding_more_does_not_come_to_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(less, "MOST_ROUNDS", 1)
    with pytest.raises(DisclosiveError, match="Nothing was published"):
        publishable(leaky(), AXES, {"M": measure()}, RULE)


def test_a_place_the_release_lacks_is_an_error() -> None:
    exact = leaky()
    exact.loc[0, "area_code"] = "S12000099"
    with pytest.raises(ValueError, match="area or a period"):
        publishable(exact, AXES, {"M": measure()}, RULE)


@pytest.fixture
def databases(tmp_path: Path) -> Iterator[Connection]:
    connection = build()
    for name in ("exact", "protected"):
        connection.execute(f"ATTACH '{tmp_path / name}.duckdb' AS {name}")
    yield connection
    connection.close()


def test_a_release_gets_its_protected_table(databases: Connection) -> None:
    months = pd.Series(drawn_table.MONTHS)
    own = pd.DataFrame({"period_start": months, "period_type": "month", "numerator": [3, 6, 7, 12]})
    quarters = pd.DataFrame(
        {"period_start": months[[0, 3]], "period_type": "quarter", "numerator": [16, 12]}
    )
    year = pd.DataFrame({"period_start": months[[0]], "period_type": "year", "numerator": [28]})
    exact = pd.concat([own, quarters, year]).assign(
        measure_id="referrals",
        area_type="scotland",
        area_code=SCOTLAND,
        dimension="all",
        category="all",
        denominator=pd.NA,
    )
    assert "referrals" in measures()
    databases.register("drawn", exact)
    databases.execute("""
        CREATE TABLE exact.measure AS SELECT measure_id, period_type,
            CAST(period_start AS DATE) AS period_start, area_type, area_code, dimension, category,
            CAST(numerator AS BIGINT) AS numerator, CAST(NULL AS BIGINT) AS denominator
        FROM drawn
    """)
    add_standing(databases, Settings())
    report = protect(databases, Settings())
    assert report.pinned == 0
    assert report.hidden == 1
    kept = databases.execute("""
        SELECT period_type, CAST(period_start AS VARCHAR), numerator, denominator
        FROM protected.measure ORDER BY ALL
    """).fetchall()
    assert kept == [
        ("month", "2024-05-01", 5, None),
        ("month", "2024-06-01", 5, None),
        ("month", "2024-07-01", 10, None),
        ("quarter", "2024-04-01", 15, None),
        ("quarter", "2024-07-01", 10, None),
        ("year", "2024-04-01", 30, None),
    ]


def test_documents_and_councils_are_shown_as_they_are(databases: Connection) -> None:
    assert not measures()["C21"].counts_people
    databases.execute(f"""
        CREATE TABLE exact.measure AS SELECT 'C21' AS measure_id, 'month' AS period_type,
            DATE '2024-04-01' AS period_start, 'scotland' AS area_type, '{SCOTLAND}' AS area_code,
            'all' AS dimension, 'all' AS category,
            CAST(2 AS BIGINT) AS numerator, CAST(32 AS BIGINT) AS denominator
    """)
    add_standing(databases, Settings())
    protect(databases, Settings())
    kept = databases.execute("SELECT numerator, denominator FROM protected.measure").fetchall()
    assert kept == [(2, 32)]
