"""States, thresholds and movement of indicators."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from metrics.answers.ratings import rating_matrix, ratings
from metrics.answers.states import State, shown_as, state_of, target_on
from metrics.indicator import Indicator, Target, indicators
from tests.metrics.published import EDINBURGH, FIFE, GLASGOW, SCOTLAND, Row, cell, months, publish

TODAY = pd.Timestamp("2024-03-31")
UP = replace(indicators()["C07"], targets=(Target(date(2020, 1, 1), 0.95, 0.85),), better="up")
DOWN = replace(UP, targets=(Target(date(2020, 1, 1), 0.02, 0.05),), better="down")


@pytest.mark.parametrize(
    ("indicator", "standing", "valued", "state"),
    [
        (UP, "close", True, "close"),
        (UP, "meets target", False, "meets target"),
        (UP, None, True, "not shown: protected"),
        (UP, np.nan, False, "too few to rate"),
        (replace(UP, better="context"), None, True, "no target"),
        (replace(UP, targets=()), None, True, "no target"),
        (replace(UP, targets=()), None, False, "too few to rate"),
        (replace(UP, in_law_from=date(2024, 4, 1)), None, True, "not yet law"),
        (replace(UP, in_law_from=date(2024, 3, 31)), "below target", True, "below target"),
    ],
)
def test_states(indicator: Indicator, standing: object, valued: bool, state: State) -> None:
    found = state_of(indicator, standing, valued=valued, withheld="", period_end=TODAY)
    assert found == state


@pytest.mark.parametrize(
    ("numerator", "denominator", "state"),
    [
        (275, 290, "not shown: protected"),  # a rate, and protection keeps its state back
        (None, 290, "not shown: protected"),
        (15, 20, "too few to rate"),  # 20 shown may stand for 18
        (None, 20, "too few to rate"),
        (None, None, "too few to rate"),
    ],
)
def test_too_few_is_said_only_where_they_may_be(
    tmp_path: Path, numerator: int | None, denominator: int | None, state: State
) -> None:
    rows = [cell("C07", "2024-03-01", SCOTLAND, numerator, denominator)]
    reader = publish(tmp_path, measure=rows, standing=[], release_fact=[("protected", "yes")])
    assert ratings(reader).set_index("id").loc["C07", "state"] == state


def test_a_value_of_an_earlier_month_than_the_last_says_so(tmp_path: Path) -> None:
    rows = [
        cell("C07", "2024-02-01", SCOTLAND, 96, 100),
        cell("C13", "2024-03-01", SCOTLAND, 1, 99),
    ]
    found = ratings(publish(tmp_path, measure=rows)).set_index("id")["early"]
    assert found[["C07", "C13"]].tolist() == [True, False]


def test_withheld_comes_before_the_standing_and_after_the_law() -> None:
    for law, state in ((None, "withheld: data quality"), (date(2025, 1, 1), "not yet law")):
        indicator = replace(UP, in_law_from=law)
        found = state_of(indicator, "close", valued=True, withheld="a.check", period_end=TODAY)
        assert found == state


@pytest.mark.parametrize(
    ("indicator", "value", "state"),
    [
        (UP, 0.95, "meets target"),
        (UP, 0.949, "close"),
        (UP, 0.85, "close"),
        (UP, 0.849, "below target"),
        (DOWN, 0.02, "meets target"),
        (DOWN, 0.021, "close"),
        (DOWN, 0.05, "close"),
        (DOWN, 0.051, "below target"),
        (UP, np.nan, None),
        (replace(UP, better="context"), 0.5, None),
        (replace(UP, targets=()), 0.5, None),
        (indicators()["C21"], 0.1, None),
    ],
)
def test_what_a_shown_value_looks_like(
    indicator: Indicator, value: float, state: State | None
) -> None:
    assert shown_as(indicator, value, TODAY) == state


def test_history_is_judged_by_the_edition_of_its_time() -> None:
    later = replace(UP, targets=(*UP.targets, Target(date(2023, 1, 1), 0.99, 0.9)))
    assert shown_as(later, 0.96, pd.Timestamp("2022-12-31")) == "meets target"
    assert shown_as(later, 0.96, pd.Timestamp("2023-01-31")) == "close"
    assert shown_as(later, 0.96, pd.Timestamp("2019-12-31")) is None
    assert target_on(later, pd.Timestamp("2019-12-31")) is None


def test_a_state_is_the_exact_one_and_the_rounded_value_is_about_so_much(tmp_path: Path) -> None:
    """23 of 24 is published as 25 of 25, which looks like the whole."""
    rows = [cell("C16", "2024-03-01", SCOTLAND, 25, 25), cell("C13", "2024-03-01", FIFE, None, 100)]
    keys = [row[:5] for row in rows]
    standing = [(*keys[0], "close"), (*keys[1], "meets target")]
    reader = publish(tmp_path, measure=rows, standing=standing)
    found = ratings(reader).set_index("id").loc["C16"]
    assert (found["state"], found["value"], found["about"]) == ("close", 1.0, True)
    fife = ratings(reader, FIFE).set_index("id")
    assert fife.loc["C13", "state"] == "meets target"
    assert fife.loc["C13", "missing"] == "hidden"
    assert not fife.loc["C13", "about"]
    assert fife.loc["C16", "missing"] == "none"


def test_a_value_just_short_of_what_is_written_is_about_so_much(tmp_path: Path) -> None:
    rows = [cell("C07", "2024-03-01", SCOTLAND, 1898, 2000)]  # 94.9 %, written 95 %, the target
    found = ratings(publish(tmp_path, measure=rows)).set_index("id").loc["C07"]
    assert (found["state"], found["about"]) == ("close", True)


def test_the_matrix_says_the_exact_state_too(tmp_path: Path) -> None:
    rows = [cell("C16", "2023-04-01", FIFE, 25, 25, period="year")]
    standing = [(*rows[0][:5], "close")]
    found = rating_matrix(publish(tmp_path, measure=rows, standing=standing))
    here = found[found["id"] == "C16"].set_index("area_code")
    assert here.loc[FIFE, ["state", "about"]].tolist() == ["close", True]
    assert here.loc[GLASGOW, "missing"] == "hidden"
    assert set(found.loc[found["id"] == "C01", "missing"]) == {"none"}


def monthly(id: str, values: list[int | None], area: str = SCOTLAND) -> list[Row]:
    days = months("2022-04-01", len(values))
    return [cell(id, day, area, value, 100) for day, value in zip(days, values, strict=True)]


def test_one_row_per_indicator_for_the_latest_complete_month(tmp_path: Path) -> None:
    rows = monthly("C07", [*[90, 92] * 11, 91, 70]) + monthly("C13", [*[9, 8] * 11, 9, 1])
    found = ratings(publish(tmp_path, measure=rows)).set_index("id")
    assert list(found.index) == list(indicators())
    assert found.loc["C07", "period_start"] == pd.Timestamp("2024-03-01")
    assert found.loc["C07", ["state", "movement", "value"]].tolist() == [
        "below target",
        "worsening",
        0.7,
    ]
    assert found.loc["C07", "target"] == 0.95
    assert len(found.loc["C07", "history"]) == 24
    assert found.loc["C13", ["state", "movement"]].tolist() == ["meets target", "improving"]
    assert found.loc["C01", "state"] == "too few to rate"
    assert pd.isna(found.loc["C01", "numerator"])


def test_an_open_month_is_not_rated(tmp_path: Path) -> None:
    rows = monthly("C07", [*[90, 92] * 12, 3])  # to April 2024, data reach the end of March
    found = ratings(publish(tmp_path, measure=rows)).set_index("id")
    assert found.loc["C07", "period_start"] == pd.Timestamp("2024-03-01")


def test_a_month_with_nothing_to_count_stands_back(tmp_path: Path) -> None:
    rows = monthly("C07", [96] * 24)
    rows += [cell("C25a", day, SCOTLAND, 0, 0) for day in months("2024-01-01", 3)]
    rows += [cell("C25a", "2023-12-01", SCOTLAND, 49, 50)]
    found = ratings(publish(tmp_path, measure=rows)).set_index("id")
    assert found.loc["C25a", "period_start"] == pd.Timestamp("2023-12-01")
    assert found.loc["C25a", "numerator"] == 49


def test_what_is_over_a_year_old_is_not_shown_as_new(tmp_path: Path) -> None:
    rows = [*monthly("C07", [96] * 24), cell("C25a", "2022-12-01", SCOTLAND, 49, 50)]
    found = ratings(publish(tmp_path, measure=rows)).set_index("id")
    assert found.loc["C25a", "period_start"] == pd.Timestamp("2024-03-01")
    assert found.loc["C25a", "state"] == "too few to rate"


def test_a_gate_withholds_the_state_and_every_number(tmp_path: Path) -> None:
    rows = monthly("C01", [100] * 24, FIFE)
    gate = [("sharing_events", "2024-03-01", FIFE, "sharing_events.complete")]
    found = ratings(publish(tmp_path, measure=rows, gate=gate), FIFE).set_index("id")
    assert found.loc["C01", "state"] == "withheld: data quality"
    assert found.loc["C01", "withheld"] == "sharing_events.complete"
    assert found.loc["C01", ["value", "low", "high", "numerator", "denominator"]].isna().all()
    assert found.loc["C01", "missing"] == "withheld"
    assert np.isnan(found.loc["C01", "history"][-1])
    assert found.loc["C01", "period_start"] == pd.Timestamp("2024-03-01")


def test_short_history_is_on_trial(tmp_path: Path) -> None:
    rows = [cell("C07", day, SCOTLAND, 90, 100) for day in months("2023-08-01", 8)]
    found = ratings(publish(tmp_path, measure=rows)).set_index("id")
    assert found.loc["C07", "movement"] == "too few to say"


def test_the_matrix_has_every_indicator_in_every_council(tmp_path: Path) -> None:
    rows = [
        cell("C07", start, area, numerator, 100, period="year")
        for start in ("2021-04-01", "2022-04-01", "2023-04-01")
        for area, numerator in ((GLASGOW, 96), (EDINBURGH, 86), (FIFE, None))
    ]
    found = rating_matrix(publish(tmp_path, measure=rows))
    assert len(found) == 32 * len(indicators())
    here = found[found["id"] == "C07"].set_index("area_code")
    assert here.loc[GLASGOW, "state"] == "meets target"
    assert here.loc[EDINBURGH, "state"] == "close"
    assert here.loc[FIFE, "state"] == "not shown: protected"  # of 100, its numerator hidden
    assert here.loc["S12000005", "state"] == "too few to rate"
    assert set(here["period_start"]) == {pd.Timestamp("2023-04-01")}


def test_an_empty_release_has_no_ratings_and_no_error(tmp_path: Path) -> None:
    reader = publish(tmp_path)
    assert set(ratings(reader)["state"]) <= {"too few to rate", "no target", "not yet law"}
    assert len(rating_matrix(reader)) == 32 * len(indicators())
