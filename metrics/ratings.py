"""Every indicator against its target: the state, the movement, and why there may be none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from data.engine import Reader
from data.reference import area_names
from metrics import gates, spc
from metrics.cells import AREA_TYPES, SCOTLAND, as_at, estimated, typed
from metrics.indicator import Indicator, Target, indicators
from metrics.periods import MONTHS, PeriodType, complete, end

State = Literal[
    "meets target",
    "close",
    "below target",
    "too few to rate",
    "withheld: data quality",
    "not yet law",
    "no target",
]
HISTORY = 24
"""Months of history behind a movement and its small chart: two of each calendar month."""
STALE = 12
"""A latest period that has no data may stand back by so many months, then there is no value."""


@dataclass(frozen=True)
class Rating:
    """One indicator in one area in its latest period; the columns of ratings()."""

    id: str
    name: str
    period_start: pd.Timestamp
    numerator: int | None
    denominator: int | None
    value: float
    low: float
    high: float
    state: State
    movement: spc.Movement
    target: float
    better: str
    history: list[float]
    withheld: str


COLUMNS = tuple(Rating.__dataclass_fields__)
MATRIX = (
    *("id", "name", "area_code", "area_name", "period_start", "state"),
    *("value", "low", "high", "numerator", "denominator", "withheld"),
)


def ratings(
    reader: Reader, area_code: str = SCOTLAND, *, period_type: PeriodType = "month"
) -> pd.DataFrame:
    """One row per indicator, by id, for the latest complete period that has data.

    Columns: those of Rating. value, low and high are shares 0 to 1 (or a rate per 100), NaN when
    hidden or on too small a denominator; history holds up to 24 values, the oldest first, NaN
    for a gap; target is that of the edition of the code in force, NaN without one.
    """
    published = _published(reader, period_type, "area_code", area_code)
    last = _last(published)
    rows = [_rating(each, published[each.id], last, period_type) for each in indicators().values()]
    return typed(pd.DataFrame(rows, columns=list(COLUMNS)))


def rating_matrix(
    reader: Reader, area_type: str = "council", *, period_type: PeriodType = "year"
) -> pd.DataFrame:
    """Every indicator in every area of one type, in the latest complete period, by id and code.

    Columns: id, name, area_code, area_name, period_start, state, value, low, high,
    numerator, denominator, withheld. An area with nothing published is "too few to rate".
    """
    published = _published(reader, period_type, "area_type", area_type)
    last = _last(published)
    codes = sorted(code for code in area_names() if AREA_TYPES[code[:3]] == area_type)
    parts = [
        _across(each, published[each.id], _latest(published[each.id], last), codes, period_type)
        for each in indicators().values()
    ]
    return typed(pd.concat(parts, ignore_index=True))


def state_of(indicator: Indicator, value: float, withheld: str, period_end: pd.Timestamp) -> State:
    """The state of one value under the edition of the code in force at the end of its period."""
    target = target_on(indicator, period_end)
    if indicator.in_law_from is not None and period_end < pd.Timestamp(indicator.in_law_from):
        return "not yet law"
    if withheld:
        return "withheld: data quality"
    if np.isnan(value):
        return "too few to rate"
    if indicator.better == "context" or target is None:
        return "no target"
    sign = 1 if indicator.better == "up" else -1
    if sign * value >= sign * target.target:
        return "meets target"
    return "close" if sign * value >= sign * target.close else "below target"


def target_on(indicator: Indicator, day: pd.Timestamp) -> Target | None:
    """The target in force on a day; None before the first or without any."""
    in_force = [each for each in indicator.targets if pd.Timestamp(each.applies_from) <= day]
    return max(in_force, key=lambda each: each.applies_from, default=None)


def _across(
    indicator: Indicator,
    cells: pd.DataFrame,
    period_start: pd.Timestamp,
    codes: list[str],
    period_type: PeriodType,
) -> pd.DataFrame:
    """One indicator in every area of a list in one period."""
    here = cells[cells["period_start"] == period_start].set_index("area_code").reindex(codes)
    withheld = here["withheld"].fillna("")
    period_end = end(period_start, period_type)
    states = [
        state_of(indicator, value, check, period_end)
        for value, check in zip(here["value"], withheld, strict=True)
    ]
    here = here.assign(id=indicator.id, name=indicator.name, state=states, withheld=withheld)
    here = here.assign(period_start=period_start, area_name=here.index.map(area_names()))
    return here.reset_index(names="area_code")[list(MATRIX)]


def _last(published: Mapping[str, pd.DataFrame]) -> pd.Timestamp:
    """The last complete period of all indicators together."""
    last: pd.Timestamp = pd.Series(
        [each["period_start"].max() for each in published.values()]
    ).max()
    return last


def _published(
    reader: Reader, period_type: PeriodType, column: str, wanted: str
) -> Mapping[str, pd.DataFrame]:
    """By indicator, its published cells in complete periods, with value, interval, withheld."""
    ids = list(indicators())
    marks = ", ".join("?" for _ in ids)
    found = reader.frame(
        f"""
        SELECT measure_id, area_code, CAST(period_start AS TIMESTAMP) AS period_start,
               numerator, denominator
        FROM published.measure
        WHERE dimension = 'all' AND period_type = ? AND {column} = ? AND measure_id IN ({marks})
        ORDER BY measure_id, area_code, period_start
        """,
        [period_type, wanted, *ids],
    )
    found = typed(found[complete(found["period_start"], period_type, as_at(reader))])
    blocked = gates.blocked(reader, period_type)
    groups = {str(id): cells for id, cells in found.groupby("measure_id")}
    return {
        id: estimated(groups.get(id, found.iloc[:0]), each, blocked)
        for id, each in indicators().items()
    }


def _latest(cells: pd.DataFrame, last: pd.Timestamp) -> pd.Timestamp:
    """The latest period with anything counted, unless it is stale: then the last of all."""
    counted = cells.loc[cells["denominator"].fillna(0) > 0, "period_start"]
    if counted.empty:
        return last
    known: pd.Timestamp = counted.max()
    return known if known >= last - pd.DateOffset(months=STALE) else last


def _rating(
    indicator: Indicator, cells: pd.DataFrame, last: pd.Timestamp, period_type: PeriodType
) -> Rating:
    """Judge one indicator of one area in its latest period."""
    period_start = _latest(cells, last)
    by_period = cells.set_index("period_start")
    periods = pd.date_range(end=period_start, periods=HISTORY, freq=f"{MONTHS[period_type]}MS")
    history = by_period["value"].reindex(periods)
    here = by_period.reindex([period_start]).iloc[0]
    withheld = here["withheld"] if isinstance(here["withheld"], str) else ""
    period_end = end(period_start, period_type)
    target = target_on(indicator, period_end)
    return Rating(
        id=indicator.id,
        name=indicator.name,
        period_start=period_start,
        numerator=here["numerator"],
        denominator=here["denominator"],
        value=here["value"],
        low=here["low"],
        high=here["high"],
        state=state_of(indicator, here["value"], withheld, period_end),
        movement=spc.movement(spc.xmr(history), indicator.better),
        target=target.target if target else np.nan,
        better=indicator.better,
        history=history.tolist(),
        withheld=withheld,
    )
