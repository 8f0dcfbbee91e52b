"""Referrals of one area by month and by category, each category with its own limits."""

from typing import Literal

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND
from metrics import rates
from metrics.answers import stretches
from metrics.answers.cells import cells
from metrics.answers.quality import release
from metrics.answers.regimes import regimes
from metrics.answers.rounding import smallest
from metrics.answers.trend import charted

Counted = Literal["number", "rate"]
YEAR = 12


def broken_down(
    reader: Reader,
    dimension: str,
    area_code: str = SCOTLAND,
    *,
    counted: Counted = "number",
) -> dict[str, pd.DataFrame]:
    """For each category, the most of the last year first, what trend() gives, rebased at regimes.

    A month in which a category is not published has no value; of exact numbers it has none of it,
    so its value is 0. "rate": per 100 of the incidents
    that C17 counts in the same months. Raises KeyError for a dimension that referrals lack.
    """
    whole = cells(reader, "referrals", period_type="month", area_code=area_code)
    whole = whole[whole["complete"]].set_index("period_start", drop=False)
    parts = cells(
        reader, "referrals", period_type="month", area_code=area_code, dimension=dimension
    )
    parts = parts[parts["complete"]]
    stretch = stretches.by_regimes(
        whole["period_start"].reset_index(drop=True), "month", regimes(reader, area_code)
    )
    recent = parts[parts["period_start"].isin(whole["period_start"].tail(YEAR))]
    order = recent.groupby("category")["numerator"].sum().reindex(parts["category"].unique())
    order = order.fillna(0).sort_values(ascending=False, kind="stable")
    exposure = _incidents(reader, area_code, whole.index) if counted == "rate" else None
    facts, found = release(reader), {}
    for category in order.index:
        own = parts[parts["category"] == category].set_index("period_start")
        series = _on_months(own, whole, all_there=facts.get("protected") != "yes")
        if exposure is not None:
            series = _as_rate(series, exposure, smallest(reader))
        found[str(category)] = charted(series.reset_index(drop=True), stretch)
    return found


def _on_months(own: pd.DataFrame, whole: pd.DataFrame, *, all_there: bool) -> pd.DataFrame:
    """A row for every month; withheld where the whole is, hidden where nothing is published."""
    series = own.reindex(whole.index)
    if all_there:
        nothing = series["numerator"].isna() & whole["missing"].eq("")
        series[["numerator", "value"]] = series[["numerator", "value"]].mask(nothing, 0)
    missing = series["missing"].where(series["missing"].notna(), whole["missing"])
    missing = missing.where(series["value"].notna() | missing.ne(""), "hidden")
    return series.assign(period_start=whole.index, missing=missing)


def _incidents(reader: Reader, area_code: str, months: pd.Index) -> pd.Series:
    found = cells(reader, "C17", period_type="month", area_code=area_code)
    counts = found.set_index("period_start")["denominator"].reindex(months)
    return counts.astype("Float64").astype("float64")


def _as_rate(series: pd.DataFrame, exposure: pd.Series, least: int) -> pd.DataFrame:
    counts = series["numerator"].astype("Float64").astype("float64")
    value, low, high = rates.estimate("rate", counts, exposure, smallest=least)
    lacking = pd.Series(value, index=series.index).isna() & series["missing"].eq("")
    missing = series["missing"].mask(lacking, "too few")
    return series.assign(value=value, low=low, high=high, missing=missing)
