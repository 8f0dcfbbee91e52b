"""Before and after from published months, hidden ones included."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.reference import divisions
from data.regimes import Edition, Regime
from metrics.answers.comparison import monthly, monthly_in_divisions
from metrics.answers.robustness import AGAINST
from metrics.results import before_and_after, in_each_division, robustness
from tests.metrics.published import FIFE, SCOTLAND, Row, cell, months, publish

DIVISION = "S32000016"
DAYS = months("2016-04-01", 96)  # to March 2024


def referrals(area: str = SCOTLAND, *, hidden: tuple[str, ...] = ()) -> list[Row]:
    """Some 1,000 a month, 700 from June 2018, 1,200 from March 2021; incidents 5,000."""
    random = np.random.default_rng(3)
    rows = []
    for day in DAYS:
        mean = 1000 if day < "2018-06-01" else 700 if day < "2021-03-01" else 1200
        count = None if day in hidden else 5 * round(random.poisson(mean) / 5)
        rows.append(cell("referrals", day, area, count))
        rows.append(cell("domestic_abuse_incidents", day, area, 5000))
    return [row for row in rows if row[-2] is not None]


@pytest.mark.parametrize("exposure", ["incidents", None])
def test_both_changes_are_found(tmp_path: Path, exposure: str | None) -> None:
    reader = publish(tmp_path, measure=referrals())
    found, words = before_and_after(reader, change="consent", exposure=exposure)
    assert found.verdict is not None
    assert found.verdict.effect.low < 0.7 < found.verdict.effect.high
    assert words.startswith("Referrals")
    assert ("per domestic abuse incident" in words) == (exposure == "incidents")
    assert " fell by " in words
    later, words = before_and_after(reader, change="public_task", exposure=exposure)
    assert later.verdict is not None
    assert later.verdict.effect.low < 1200 / 700 < later.verdict.effect.high
    assert " rose by " in words


def test_a_hidden_month_is_left_out_and_said(tmp_path: Path) -> None:
    rows = [*referrals(), *referrals(FIFE, hidden=("2017-02-01",))]
    reader = publish(tmp_path, measure=rows)
    found, words = before_and_after(reader, FIFE)
    assert found.hidden == 1
    assert words.startswith("Referrals per domestic abuse incident in Fife fell")
    assert words.endswith("1 month with hidden or missing numbers left out")


def test_an_area_without_numbers_gets_a_reason(tmp_path: Path) -> None:
    reader = publish(tmp_path, measure=referrals())
    found, words = before_and_after(reader, FIFE)
    assert not found.enough
    assert words.startswith("The effect of the move to consent on referrals in Fife cannot be")


def test_an_empty_release_has_no_month(tmp_path: Path) -> None:
    reader = publish(tmp_path)
    assert monthly(reader, SCOTLAND, None).empty
    assert not before_and_after(reader)[0].enough


@pytest.mark.parametrize("exposure", ["incidents", None])
def test_all_divisions_at_once_are_each_division_alone(
    tmp_path: Path, exposure: str | None
) -> None:
    rows = [*referrals(), *referrals(DIVISION, hidden=("2017-02-01",))]
    reader = publish(tmp_path, measure=rows)
    alone, _ = before_and_after(reader, DIVISION, exposure=exposure)
    every = in_each_division(reader, exposure=exposure)
    assert len(every) == 13
    found = every[DIVISION].analysis
    assert found.verdict is not None
    assert alone.verdict is not None
    assert found.verdict.effect == alone.verdict.effect
    assert found.hidden == alone.hidden == 1
    assert every[DIVISION].compared.words.startswith("all divisions changed within the same window")
    months = monthly_in_divisions(reader, exposure)[DIVISION]
    pd.testing.assert_frame_equal(months, monthly(reader, DIVISION, exposure))


def staggered() -> tuple[Edition, list[Row]]:
    """Four divisions move to public task in September 2019 and rise by half, the rest in 2021."""
    known, codes = date(2018, 5, 25), list(divisions()["division_code"])
    days = {code: date(2019, 9, 2) if code in codes[:4] else date(2021, 2, 1) for code in codes}
    moved = [
        Regime(code, "public_task", day, day, "confirmed", "drawn") for code, day in days.items()
    ]
    consent = Regime("scotland", "consent", known, known, "confirmed", "drawn")
    random, rows = np.random.default_rng(4), []
    for code, day in days.items():
        for start in DAYS:
            mean = 150 * (0.7 if start > str(known) else 1) * (1.5 if start > str(day) else 1)
            rows.append(cell("referrals", start, code, 5 * round(random.poisson(mean) / 5)))
    for start in DAYS:
        whole = sum(row[-2] or 0 for row in rows if row[2] == start)
        rows.append(cell("referrals", start, SCOTLAND, whole))
    return Edition(1, (consent, *moved)), rows


def test_early_divisions_are_set_against_those_that_had_not_yet_changed(tmp_path: Path) -> None:
    edition, rows = staggered()
    reader = publish(tmp_path, measure=rows, regime=edition.rows())
    codes = list(divisions()["division_code"])
    every = in_each_division(reader, change="public_task", exposure=None)
    effects = [every[code].compared.effect for code in codes]
    assert all(effect and effect.low < 1.5 < effect.high for effect in effects[:4])
    assert effects[4:] == [None] * 9, "nobody was left to compare the late ones with"
    found = robustness(reader, change="public_task", exposure=None)
    assert found is not None
    assert found.compared.words == (
        "4 of 13 divisions, each against 9 or more that had not yet changed"
    )
    row = found.table.set_index("words").loc[AGAINST]
    assert row["low"] < 1.5 < row["high"]
    alone = robustness(reader, codes[0], change="public_task", exposure=None)
    assert alone is not None
    assert alone.compared == every[codes[0]].compared


def test_without_different_dates_the_row_is_not_there(tmp_path: Path) -> None:
    found = robustness(publish(tmp_path, measure=referrals()), exposure=None)
    assert found is not None
    assert found.compared.effect is None
    assert AGAINST not in set(found.table["words"])
    assert "chance alone would make them" in found.usual
