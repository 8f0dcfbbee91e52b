"""How referrals are made up over time: the share of each category, of those that may be shown."""

from typing import NamedTuple

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND
from metrics import rates
from metrics.answers.cells import cells
from metrics.answers.consent_period import QUARTERS, quarters
from metrics.answers.periods import PeriodType, end, worded
from metrics.answers.regimes import regimes
from metrics.answers.rounding import rounded_to, smallest

MOST = 4
"""Categories that have a colour; with more, the last is OTHER."""
OTHER = "other"
NEAR = 0.01
"""A share that rounding may move further than this is only about so much."""
MEASURE = {"route": "routes"}
"""The measure of a dimension, where it is not referrals."""


def shares(
    reader: Reader,
    dimension: str,
    area_code: str = SCOTLAND,
    *,
    period_type: PeriodType = "year",
) -> pd.DataFrame:
    """Shares of referrals by category and complete period, the largest category first.

    Columns: period_start, category (at most four; the last may be OTHER, the sum of those that are
    shown beside them), count, total (of the period, published by itself), share, low and high
    (Wilson), about (whether rounding may move the share by more than NEAR). What is hidden has no
    row and is never worked out from the total: shares then come to less than 1. Periods whose
    total is hidden, withheld or too small for a share are left out.
    """
    measure_id = measure(dimension)
    whole = cells(reader, measure_id, period_type=period_type, area_code=area_code)
    totals = whole[whole["complete"]].set_index("period_start")["value"]
    totals = totals[totals >= smallest(reader)]
    parts = cells(
        reader, measure_id, period_type=period_type, area_code=area_code, dimension=dimension
    )
    parts = parts[parts["period_start"].isin(totals.index) & parts["value"].notna()]
    sizes = parts.groupby("category")["value"].sum().sort_values(ascending=False, kind="stable")
    named = list(sizes.index[:MOST] if len(sizes) <= MOST else sizes.index[: MOST - 1])
    category = parts["category"].where(parts["category"].isin(named), OTHER)
    summed = parts.groupby(["period_start", category])["value"].sum().rename("count").reset_index()
    found = _shared(summed, totals, [*named, OTHER])
    # count and total are each off by up to half of what they are rounded to
    off = rounded_to(reader) / 2 * (1 + found["share"]) / found["total"]
    return found.assign(about=off > NEAR)


def _shared(summed: pd.DataFrame, totals: pd.Series, order: list[str]) -> pd.DataFrame:
    total = summed["period_start"].map(totals)
    # counts are rounded one by one, so the parts of a period may come to a little more than it
    together = summed.groupby("period_start")["count"].transform("sum")
    total = total.where(total >= together, together)
    low, high = rates.wilson(summed["count"], total)
    found = summed.assign(total=total, share=summed["count"] / total, low=low, high=high)
    place = found["category"].map(order.index)
    found = found.assign(place=place).sort_values(["period_start", "place"], kind="stable")
    return found.drop(columns="place").reset_index(drop=True)


def measure(dimension: str) -> str:
    """The id of the measure whose categories a dimension has."""
    return MEASURE.get(dimension, "referrals")


class Part(NamedTuple):
    """A share of a whole with its 95 % interval."""

    share: float
    low: float
    high: float
    months: str = ""
    """The months that it is of: "Oct 2025 to Sep 2026"."""


def part_then_and_now(
    reader: Reader, dimension: str, category: str, area_code: str = SCOTLAND
) -> tuple[Part | None, Part | None]:
    """A category's share in the consent period and in the last year: four quarters each.

    None where one of the four, or its total, may not be shown: those that show would be the high
    ones.
    """
    measure_id = measure(dimension)
    whole = cells(reader, measure_id, period_type="quarter", area_code=area_code)
    whole = whole[whole["complete"]]
    parts = cells(
        reader,
        measure_id,
        period_type="quarter",
        area_code=area_code,
        dimension=dimension,
        category=category,
    )
    then = quarters(whole["period_start"], regimes(reader, area_code))
    now = whole["period_start"].tail(QUARTERS).tolist()
    own, total = (each.set_index("period_start")["value"] for each in (parts, whole))
    least = smallest(reader, counts=QUARTERS)
    return _part(own, total, then, least), _part(own, total, now, least)


def _part(
    parts: pd.Series, whole: pd.Series, wanted: list[pd.Timestamp], least: int
) -> Part | None:
    own, total = parts.reindex(wanted), whole.reindex(wanted)
    if len(wanted) < QUARTERS or own.isna().any() or total.isna().any():
        return None
    x, n = min(float(own.sum()), float(total.sum())), float(total.sum())
    share, low, high = rates.estimate("share", [x], [n], smallest=least)
    if n < least:
        return None
    months = f"{worded(wanted[0])} to {worded(end(wanted[-1], 'quarter'))}"
    return Part(float(share[0]), float(low[0]), float(high[0]), months)
