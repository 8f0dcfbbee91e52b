"""A small measure table drawn by the test that is about it, added up in the obvious slow way."""

from itertools import product

import numpy as np
import pandas as pd

from data.reference import SCOTLAND
from metrics.measure import Kind, Measure, RollUp
from metrics.protection.margins import Axes, axes

PARENTS = pd.Series({"S12000001": "S32000001", "S12000002": "S32000001", "S12000003": "S32000002"})
MONTHS = pd.DatetimeIndex(["2024-04-01", "2024-05-01", "2024-06-01", "2024-07-01"])
AXES: tuple[Axes, ...] = axes(PARENTS, MONTHS)
CATEGORIES = ("high", "low", "not known")


def measure(kind: Kind = "count", roll_up: RollUp = "sum") -> Measure:
    """A measure with one breakdown."""
    return Measure(
        id="M",
        name="M",
        kind=kind,
        numerator="things",
        sql="",
        dimensions=("risk",),
        roll_up=roll_up,
        reads=("referrals",),
    )


def cells(numerators: np.ndarray, denominators: np.ndarray | None = None) -> pd.DataFrame:
    """One row a council, month and category; the arrays have those three axes."""
    places = pd.DataFrame(
        product(PARENTS.index, MONTHS, CATEGORIES), columns=["council", "month", "category"]
    )
    whole = np.nan if denominators is None else denominators.ravel()
    return places.assign(numerator=numerators.ravel(), denominator=whole)


def table(rows: pd.DataFrame, roll_up: RollUp = "sum") -> pd.DataFrame:
    """The measure table of those rows: every area, period and breakdown; empty cells left out."""
    found = []
    for area_type, period_type, dimension in product(
        ("scotland", "division", "council"), ("month", "quarter", "year"), ("all", "risk")
    ):
        own = rows.assign(
            measure_id="M",
            period_type=period_type,
            period_start=_starts(rows["month"], period_type),
            area_type=area_type,
            area_code=_areas(rows["council"], area_type),
            dimension=dimension,
        )
        if dimension == "all":
            own["category"] = "all"
        if roll_up == "last":
            own = own[own["month"] == own.groupby("period_start")["month"].transform("max")]
        found.append(own)
    keys = ["measure_id", "period_type", "period_start", "area_type", "area_code"]
    keys += ["dimension", "category"]
    added = pd.concat(found).groupby(keys)[["numerator", "denominator"]]
    summed = added.sum(min_count=1).reset_index()
    return summed[(summed["dimension"] == "all") | (summed["numerator"] > 0)].reset_index(drop=True)


def _starts(months: pd.Series, period_type: str) -> pd.Series:
    back = {"month": 0, "quarter": (months.dt.month - 1) % 3, "year": (months.dt.month - 4) % 12}
    return (months.dt.to_period("M") - back[period_type]).dt.to_timestamp()


def _areas(council: pd.Series, area_type: str) -> pd.Series:
    if area_type == "council":
        return council
    return council.map(PARENTS) if area_type == "division" else pd.Series(SCOTLAND, council.index)


def random(seed: int, mean: float = 6.0) -> np.ndarray:
    """Counts by council, month and category, with many small ones."""
    shape = (len(PARENTS), len(MONTHS), len(CATEGORIES))
    draw = np.random.default_rng(seed)
    return draw.poisson(draw.gamma(1.0, mean, shape))
