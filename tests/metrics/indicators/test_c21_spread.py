"""C21: councils outside the limits, against the funnel that pages draw."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data.reference import councils
from metrics.funnel import funnel
from metrics.indicator import indicators
from metrics.spread import councils_outside

CODES = list(councils()["council_code"])
APRIL = date(2026, 4, 1)


def cells(measure: str, shares: list[float], size: int = 400, start: date = APRIL) -> pd.DataFrame:
    """One measure's cells, one council a share."""
    return pd.DataFrame(
        {
            "measure_id": measure,
            "period_type": "month",
            "period_start": start,
            "area_type": "council",
            "area_code": CODES[: len(shares)],
            "numerator": [round(share * size) for share in shares],
            "denominator": size,
        }
    )


def found(*given: pd.DataFrame) -> list[tuple[date, int, int]]:
    rows = councils_outside(pd.concat(given))
    columns = [rows[name].tolist() for name in ("period_start", "numerator", "denominator")]
    return list(zip(*columns, strict=True))


def test_councils_alike_are_none_outside() -> None:
    assert found(cells("C01", [0.9] * 32)) == [(APRIL, 0, 32)]


def test_a_council_stands_out_on_either_side_and_is_counted_once() -> None:
    low, high = [0.6, 0.6, *[0.9] * 30], [0.5, *[0.2] * 31]
    assert found(cells("C01", low), cells("C05", high)) == [(APRIL, 2, 32)]


def test_too_few_to_judge_are_left_out_of_the_whole() -> None:
    small = cells("C01", [0.1] * 32, size=19)
    assert found(small.assign(numerator=0)) == []
    assert found(small, cells("C05", [0.9] * 8)) == [(APRIL, 0, 8)]


def test_where_nobody_did_it_or_all_did_nobody_stands_out() -> None:
    assert found(cells("C01", [0.0] * 32)) == [(APRIL, 0, 32)]
    assert found(cells("C01", [1.0] * 32)) == [(APRIL, 0, 32)]


def test_divisions_and_scotland_are_not_councils() -> None:
    whole = cells("C01", [0.9, 0.1]).assign(area_type="division")
    assert found(cells("C01", [0.9] * 30), whole) == [(APRIL, 0, 30)]


def test_every_period_is_judged_on_its_own() -> None:
    may = date(2026, 5, 1)
    given = cells("C01", [0.9] * 32), cells("C01", [0.5, *[0.9] * 31], start=may)
    assert found(*given) == [(APRIL, 0, 32), (may, 1, 32)]


@pytest.mark.parametrize("seed", range(20))
def test_the_quick_score_says_what_the_funnel_says(seed: int) -> None:
    random = np.random.default_rng(seed)
    sizes = random.integers(20, 900, 32)
    shares = np.clip(random.normal(0.85, 0.04, 32), 0.01, 0.99)
    shares[:2] = 0.6, 0.4
    hits = random.binomial(sizes, shares)
    given = cells("C01", [0.0] * 32).assign(numerator=hits, denominator=sizes)
    outside = int((funnel(hits, sizes)["outside"] != "").sum())
    assert found(given) == [(APRIL, outside, 32)]
    assert outside


def test_the_record_reads_what_its_sources_read() -> None:
    spread = indicators()["C21"]
    sources = [indicators()[id] for id in spread.derived_from]
    assert set(spread.reads) == {name for each in sources for name in each.reads}


def test_thresholds_are_none_two_and_three_councils() -> None:
    (target,) = indicators()["C21"].targets
    assert indicators()["C21"].judged_by == "numerator"
    assert (target.target, target.close) == (0, 2)
