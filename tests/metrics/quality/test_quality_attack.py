"""What can be worked out from the published table `quality`: spelt out row by row, then solved."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp

from data.engine import Connection, insert
from data.settings import Settings
from metrics.protection.rounding import HIDDEN
from metrics.protection.sums import settle
from metrics.quality.attack import COUNTS, WHOLE, lay_out
from metrics.quality.protect import ROUGHEST, protect_quality
from tests.metrics.drawn_table import measure
from tests.metrics.published import months

PROVIDERS, COUNCILS, STARTS = (
    ("assist", "sacro"),
    ("S12000033", "S12000047"),
    months("2024-01-01", 6),
)
ATOMS = list(product(range(2), PROVIDERS, COUNCILS, STARTS))
"""Rows that no table tells: filled (0) or blank (1), by provider, council and month."""
SMALL, SMALLEST = 5, 8
SETTINGS = Settings(small_number=SMALL, smallest_denominator=SMALLEST)
SERIES = ("completeness", "outcome", "referrals")
LATEST = STARTS[3:]
"""The latest year is the second quarter here."""


def rows_of() -> Iterator[tuple[tuple[Any, ...], list[bool]]]:
    """Every row of the table that there could be, and which of ATOMS it counts."""

    def counted(**places: object) -> list[bool]:
        return [
            all(
                dict(zip(("provider", "council", "month"), each[1:], strict=True))[name] in kept
                for name, kept in places.items()
            )  # type: ignore[operator]
            for each in ATOMS
        ]

    for provider in PROVIDERS:
        for start in STARTS:
            row = (*SERIES, "provider", provider, "month", start)
            yield row, counted(provider=[provider], month=[start])
        yield (
            (*SERIES, "provider", provider, "recent", STARTS[3]),
            counted(provider=[provider], month=LATEST),
        )
        yield (*SERIES, "submission", f"of {provider}", "all", None), counted(provider=[provider])
    for council in COUNCILS:
        for first in (0, 3):
            row = (*SERIES, "council", council, "quarter", STARTS[first])
            yield row, counted(council=[council], month=STARTS[first : first + 3])
        yield (
            (*SERIES, "council", council, "recent", STARTS[3]),
            counted(council=[council], month=LATEST),
        )


LAID = list(rows_of())
BLANK = np.array([each[0] == 1 for each in ATOMS])


def counts(atoms: np.ndarray) -> list[tuple[int, int]]:
    """Filled and asked of every row."""
    return [
        (int(atoms[np.array(own) & ~BLANK].sum()), int(atoms[np.array(own)].sum()))
        for _, own in LAID
    ]


def published(connection: Connection, atoms: np.ndarray, settings: Settings) -> pd.DataFrame:
    """The table as viewers see it, one line for each of LAID; NaN where there is no row."""
    rows = [(*row, *pair) for (row, _), pair in zip(LAID, counts(atoms), strict=True)]
    insert(connection, "exact.quality", [row for row in rows if row[-1]])
    for provider in PROVIDERS:
        connection.execute(
            "INSERT INTO exact.submission (submission_id, provider) VALUES (?, ?)",
            [f"of {provider}", provider],
        )
    protect_quality(connection, settings)
    found = connection.execute(
        "SELECT scope, key, period_type, CAST(period_start AS VARCHAR), numerator, denominator "
        "FROM protected.quality"
    ).fetchall()
    seen = {each[:4]: each[4:] for each in found}
    told = [seen.get(row[3:], (None, None)) for row, _ in LAID]
    return pd.DataFrame(told, columns=["part", "whole"]).astype("Float64")


def worked_out(shown: pd.DataFrame, atoms: np.ndarray, round_to: int) -> list[str]:
    """Small counts of a row that can be no other, by integer programming over ATOMS alone."""
    filled = np.array([np.array(own) & ~BLANK for _, own in LAID], dtype=float)
    asked = np.array([own for _, own in LAID], dtype=float)
    anything, below, above = 10_000.0, round_to // 2, (round_to - 1) // 2
    low, high = np.zeros((2, len(LAID))), np.full((2, len(LAID)), anything)
    true = np.array(counts(atoms)).T
    for place, (column, small) in enumerate((("part", SMALL), ("whole", SMALLEST))):
        known = shown[column].notna().to_numpy()
        value = shown[column].fillna(0).to_numpy(float)
        low[place] = np.where(known, np.maximum(value - below, small), 0)
        # the attacker is told which hidden counts are small
        most = np.where(true[place] < small, small - 1, anything)
        high[place] = np.where(known, value + above, most)
    fits = LinearConstraint(np.vstack([filled, asked]), low.ravel(), high.ravel())
    box, whole = Box(0, anything), np.ones(len(ATOMS))
    found = []
    for (row, _), *aims in zip(LAID, filled, asked, asked - filled, strict=True):
        for name, aim in zip(("part", "whole", "blank"), aims, strict=True):
            count = int(aim @ atoms)
            if count < SMALL:
                ends = [
                    milp(sign * aim, constraints=fits, bounds=box, integrality=whole).fun
                    for sign in (1, -1)
                ]
                assert ends[0] - 0.1 <= count <= -ends[1] + 0.1, "the attacker believes the truth"
                if round(ends[0]) == round(-ends[1]):
                    found.append(f"{name} of {row}: {count}")
    return found


def drawn(seed: int, most: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, most, len(ATOMS))


@pytest.mark.parametrize(("seed", "most"), [(1, 4), (2, 7), (3, 12), (4, 30), (5, 7), (6, 4)])
def test_no_small_count_can_be_worked_out(connection: Connection, seed: int, most: int) -> None:
    atoms = drawn(seed, most)
    shown = published(connection, atoms, SETTINGS)
    assert shown["whole"].notna().sum() >= 4, "something is published at all"
    assert worked_out(shown, atoms, ROUGHEST) == []


def test_it_would_be_noticed_if_one_could() -> None:
    """The same attacker finds small counts at once where nothing is rounded or hidden beside."""
    atoms = drawn(2, 7)
    exact = np.array(counts(atoms), dtype=float)
    shown = pd.DataFrame(exact, columns=["part", "whole"]).astype("Float64")
    shown.loc[shown["whole"] < SMALLEST, ["part", "whole"]] = pd.NA
    shown["part"] = shown["part"].mask(shown["part"] < SMALL)
    assert worked_out(shown, atoms, 1)


def test_what_adds_up_is_known_to_the_attack_where_nothing_is_rounded(
    monkeypatch: pytest.MonkeyPatch,
    empty: Callable[[], Connection],
) -> None:
    """Then hidden counts would follow from every sum, and rows beside them have to be hidden.

    Of these counts, which are never published so fine, going round the sums misses one in eight
    tables. Without any one kind of sums it misses eight or more.
    """
    monkeypatch.setattr("metrics.quality.protect.ROUGHEST", 1)
    fine, missed = SETTINGS.model_copy(update={"round_to": 1}), 0
    for seed in range(24):
        atoms = drawn(seed, (4, 7, 12, 30)[seed % 4])
        missed += len(worked_out(published(empty(), atoms, fine), atoms, 1))
    assert missed <= 3


def test_columns_asked_of_the_same_rows_tell_each_others_wholes() -> None:
    names = ("completeness", "referrals", "provider", "assist", "month", STARTS[0])
    order = ["facet", "export", "scope", "key", "period_type", "period_start"]
    rows = pd.DataFrame([names, names], columns=order).assign(
        item=["outcome", "risk_receiver"], numerator=[20, 26], denominator=[30, 30]
    )
    sent = pd.DataFrame({"submission_id": [], "provider": []})
    absent = pd.DataFrame({"submission_id": [], "column": []})
    flat = lay_out(rows, sent, absent, SETTINGS, ROUGHEST)
    shown = flat.shown()
    shown[COUNTS + WHOLE] = HIDDEN
    found = settle(flat.bounds(shown), flat.sums)
    both = [WHOLE, COUNTS + WHOLE]
    assert (found.low[both].tolist(), found.high[both].tolist()) == ([28, 28], [32, 32])


Place = tuple[str, str, str, str]
"""Period type and start, area type and code."""
QUARTER: Place = ("quarter", STARTS[0], "council", "S12000047")


@pytest.fixture(autouse=True)
def offers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A measure M, of which the breakdowns of these tests are offered."""
    known = {"M": replace(measure(), id="M", offered=("all", "x", "outcome", "route"))}
    monkeypatch.setattr("metrics.quality.protect.measures", lambda: known)


def hide_in_measures(connection: Connection, place: Place, category: tuple[str, str]) -> None:
    """Of 30 at a place `measure` hides the 10 of one category, to protect others."""
    insert(connection, "exact.measure", [("M", *place, "all", "all", 30, None)])
    insert(connection, "protected.measure", [("M", *place, "all", "all", 30, None)])
    insert(connection, "exact.measure", [("M", *place, *category, 10, None)])


def still_shown(connection: Connection, *rows: tuple[Any, ...]) -> list[tuple[str, str, str]]:
    """Item, key and period of the rows that are published, of these."""
    insert(connection, "exact.quality", rows)
    protect_quality(connection, SETTINGS)
    return connection.execute(
        "SELECT item, key, CAST(period_start AS VARCHAR) FROM protected.quality ORDER BY ALL"
    ).fetchall()


def test_a_count_that_measures_hide_for_others_is_not_shown_here(connection: Connection) -> None:
    """Ten of Fife's quarter are hidden in `measure`: here its row would give them."""
    hide_in_measures(connection, QUARTER, ("x", "y"))
    assert still_shown(
        connection,
        (*SERIES, "council", "S12000047", "quarter", STARTS[0], 10, 20),
        (*SERIES, "council", "S12000033", "quarter", STARTS[0], 10, 20),
        (*SERIES, "council", "S12000047", "quarter", STARTS[3], 10, 20),
    ) == [("outcome", "S12000033", STARTS[0]), ("outcome", "S12000047", STARTS[3])]


@pytest.mark.parametrize(
    ("category", "item"),
    [(("outcome", "not known"), "risk_receiver"), (("outcome", "open"), "outcome")],
)
def test_blank_cells_that_measures_hide_as_not_known_are_not_shown(
    connection: Connection, category: tuple[str, str], item: str
) -> None:
    """What is left of 40 when 30 are filled in; of another column or category it is chance."""
    hide_in_measures(connection, QUARTER, ("outcome", "not known"))
    hide_in_measures(connection, ("quarter", STARTS[3], *QUARTER[2:]), category)
    rows = [
        ("completeness", name, "referrals", "council", "S12000047", "quarter", start, 30, 40)
        for name, start in (("outcome", STARTS[0]), (item, STARTS[3]))
    ]
    assert still_shown(connection, *rows) == [(item, "S12000047", STARTS[3])]


@pytest.mark.parametrize(
    ("scope", "key", "area"),
    [
        ("council", "S12000047", ("council", "S12000047")),
        ("provider", "assist", ("scotland", "S92000003")),
        ("pair", "marac > assist", ("scotland", "S92000003")),
    ],
)
def test_the_latest_year_is_compared_where_measures_have_that_year(
    connection: Connection, scope: str, key: str, area: tuple[str, str]
) -> None:
    hide_in_measures(connection, ("year", STARTS[3], *area), ("route", "marac>assist"))
    rows = [
        (facet, item, "referrals", scope, key, "recent", start, 10, 20)
        for facet, item, start in (
            ("consistency", "council", STARTS[3]),
            ("consistency", "sent", STARTS[0]),
        )
    ]
    assert still_shown(connection, *rows) == [("sent", key, STARTS[0])]
