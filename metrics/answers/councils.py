"""The 32 councils beside each other in one period, against funnel limits."""

from datetime import date

import numpy as np
import pandas as pd

from data.engine import Reader
from metrics.answers.cells import cells
from metrics.answers.periods import PeriodType
from metrics.answers.rounding import rounded_to
from metrics.funnel import Kind, funnel
from metrics.measure import measures


def councils_now(
    reader: Reader,
    measure_id: str,
    period_start: date | str | None = None,
    *,
    period_type: PeriodType = "year",
) -> pd.DataFrame:
    """One row per council, by code: cells() of one period and funnel limits around them all.

    period_start: a first day; the latest complete period with data when None.
    Further columns: target, phi, tau, low_95, high_95, low_998, high_998, plain_..., distance,
    outside, beyond_chance of funnel.funnel(), and left_out ("hidden", "too few", "withheld" or
    ""): councils left out have no limits, move none, and are never outside. No rows when nothing
    is published.
    Raises KeyError for an unknown measure, ValueError for a count, which has no share or rate.
    """
    kind = measures()[measure_id].kind
    if kind == "count":
        raise ValueError(f"Councils are compared by a share or a rate; {measure_id} is a count")
    found = cells(
        reader,
        measure_id,
        period_type=period_type,
        area_type="council",
        period_start=period_start,
    )
    if period_start is None:
        found = latest(found)
    return against_limits(found, kind, rounded_to=rounded_to(reader))


def against_limits(found: pd.DataFrame, kind: Kind, *, rounded_to: int = 0) -> pd.DataFrame:
    """Cells of one period, one row per council, with left_out and the columns of funnel()."""
    left_out = why_left_out(found)
    limits = funnel(
        found["numerator"].to_numpy("float64", na_value=np.nan),
        found["denominator"].where(left_out == "").to_numpy("float64", na_value=np.nan),
        kind=kind,
        rounded_to=rounded_to,
    ).drop(columns=["value", "denominator"])
    return pd.concat([found.assign(left_out=left_out), limits.set_axis(found.index)], axis=1)


def latest(found: pd.DataFrame) -> pd.DataFrame:
    """The rows of the latest complete period in which any area has something counted."""
    there = found["denominator"].fillna(0).gt(0) | found["withheld"].ne("")
    last = found.loc[found["complete"] & there, "period_start"].max()
    rows: pd.DataFrame = found[found["period_start"] == last].reset_index(drop=True)
    return rows


def why_left_out(found: pd.DataFrame) -> pd.Series:
    """Why each cell cannot be compared: "hidden", "too few", "withheld", or "" when it can."""
    return found["missing"].replace("none", "too few")
