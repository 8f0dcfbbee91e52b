"""Every indicator against its target: the state, the movement, and why there may be none."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, area_names
from metrics import spc
from metrics.answers import gates, wording
from metrics.answers.cells import AREA_TYPES, as_at, estimated, typed
from metrics.answers.periods import MONTHS, PeriodType, end, last_complete
from metrics.answers.rounding import carries_a_rate
from metrics.answers.states import STANDINGS, State, shown_as, state_of, target_on
from metrics.answers.stretches import RECENT
from metrics.indicator import Indicator, indicators

HISTORY = RECENT
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
    early: bool
    """Whether a later complete period has nothing that this reader may be shown, or no data."""
    because: str
    """Title of the check that withholds it, or ""."""
    partial: str
    """What a value is without, or is doubtful in it, as in cells(); or ""."""
    missing: str
    """Why there is no value: "hidden", "withheld", "too few", "none", or "" when there is one."""
    about: bool
    """Whether rounding makes the value look as if it had another state."""


COLUMNS = tuple(Rating.__dataclass_fields__)
MATRIX = (
    *("id", "name", "area_code", "area_name", "period_start", "state"),
    *(
        "value",
        "low",
        "high",
        "numerator",
        "denominator",
        "withheld",
        "because",
        "partial",
        "missing",
        "about",
    ),
)


def ratings(
    reader: Reader, area_code: str = SCOTLAND, *, period_type: PeriodType = "month"
) -> pd.DataFrame:
    """One row per indicator, by id, for the latest complete period that has data.

    Columns: those of Rating. value, low and high are shares 0 to 1 (or a rate per 100), NaN when
    hidden or on too small a denominator; history holds up to 24 values, the oldest first, NaN
    for a gap; target is that of the edition of the code in force, NaN without one.
    """
    last = last_complete(period_type, as_at(reader))
    found = _published(reader, period_type, last, "area_code", area_code)
    latest = _latest(found, last)
    here = found[found["period_start"] == found["measure_id"].map(latest)]
    cells = {str(cell["measure_id"]): cell for cell in here.to_dict("records")}
    values = _values(found, last, period_type)
    rows = [
        _rating(
            each,
            cells.get(id, {}),
            latest[id],
            _history(values, id, latest[id]),
            end(latest[id], period_type),
            early=latest[id] < last,
        )
        for id, each in indicators().items()
    ]
    return typed(pd.DataFrame(rows, columns=list(COLUMNS)))


def rating_matrix(
    reader: Reader, area_type: str = "council", *, period_type: PeriodType = "year"
) -> pd.DataFrame:
    """Every indicator in every area of one type, in the latest complete period, by id and code.

    Columns: id, name, area_code, area_name, period_start, state, value, low, high,
    numerator, denominator, withheld, because, partial. An area with nothing published is "too few
    to rate".
    """
    last = last_complete(period_type, as_at(reader))
    found = _published(reader, period_type, last, "area_type", area_type)
    latest = _latest(found, last)
    here = found[found["period_start"] == found["measure_id"].map(latest)]
    codes = sorted(code for code in area_names() if AREA_TYPES[code[:3]] == area_type)
    grid = pd.MultiIndex.from_product([indicators(), codes], names=["measure_id", "area_code"])
    whole = (
        here.set_index(["measure_id", "area_code"])
        .reindex(grid)
        .reset_index(names=["id", "area_code"])
    )
    whole = whole.assign(
        withheld=whole["withheld"].fillna(""),
        because=whole["because"].fillna(""),
        partial=whole["partial"].fillna(""),
        missing=whole["missing"].fillna(
            whole["id"].isin(found["measure_id"]).map({True: "hidden", False: "none"})
        ),
        name=whole["id"].map({id: each.name for id, each in indicators().items()}),
        area_name=whole["area_code"].map(area_names()),
        period_start=whole["id"].map(latest),
    )
    judged = [
        _judged(indicators()[str(cell["id"])], cell, end(latest[str(cell["id"])], period_type))
        for cell in whole.to_dict("records")
    ]
    whole["state"], whole["about"] = zip(*judged, strict=True)
    return typed(whole[list(MATRIX)])


def _judged(
    indicator: Indicator, cell: Mapping[Hashable, Any], period_end: pd.Timestamp
) -> tuple[State, bool]:
    """The state of a cell, and whether its rounded value looks as if it had another."""
    value, standing = cell.get("value", np.nan), cell.get("state")
    state = state_of(
        indicator,
        standing,
        valued=bool(pd.notna(value)),
        enough=cell.get("enough") is True,
        withheld=cell.get("withheld", ""),
        period_end=period_end,
    )
    seen = shown_as(indicator, wording.as_written(value), period_end)
    return state, state in STANDINGS and seen is not None and seen != state


def _published(
    reader: Reader, period_type: PeriodType, last: pd.Timestamp, column: str, wanted: str
) -> pd.DataFrame:
    """Cells of every indicator up to the last period: estimated(), and their state.

    Those that are published, and those that are withheld: of what nobody sent nothing is published.
    """
    ids = list(indicators())
    found = reader.frame(
        f"""
        SELECT measure_id, area_code, CAST(period_start AS TIMESTAMP) AS period_start,
               numerator, denominator, state
        FROM published.measure
        LEFT JOIN published.standing
            USING (measure_id, period_type, period_start, area_type, area_code)
        WHERE dimension = 'all' AND period_type = ? AND {column} = ? AND period_start <= ?
              AND measure_id IN ({", ".join("?" for _ in ids)})
        ORDER BY measure_id, area_code, period_start
        """,
        [period_type, wanted, last.date(), *ids],
    )
    areas = [code for code in area_names() if wanted in (code, AREA_TYPES[code[:3]])]
    reads = {id: indicators()[id].reads for id in found["measure_id"].unique()}
    held = gates.withheld(reader, reads, period_type)
    held = held[held["area_code"].isin(areas) & (held["period_start"] <= last)]
    keys = ["measure_id", "area_code", "period_start"]
    if len(held):
        found = pd.concat([found, held]).drop_duplicates(keys).sort_values(keys, ignore_index=True)
    found = estimated(reader, typed(found), indicators(), period_type)
    return found.assign(enough=carries_a_rate(reader, found))


def _latest(found: pd.DataFrame, last: pd.Timestamp) -> dict[str, pd.Timestamp]:
    """By indicator, the latest period with anything counted; the last one where that is stale."""
    there = found["denominator"].fillna(0).gt(0) | found["withheld"].ne("")
    counted = found[there].groupby("measure_id")["period_start"].max()
    known = counted[counted >= last - pd.DateOffset(months=STALE)].to_dict()
    return {id: known.get(id, last) for id in indicators()}


def _values(found: pd.DataFrame, last: pd.Timestamp, period_type: PeriodType) -> pd.DataFrame:
    """Values with a row for every recent period, a column for every published indicator."""
    months = MONTHS[period_type]
    first = last - pd.DateOffset(months=STALE + HISTORY * months)
    periods = pd.date_range(first, last, freq=f"{months}MS")
    values = found.pivot(index="period_start", columns="measure_id", values="value")
    return values.reindex(periods[periods >= values.index.min()])


def _history(values: pd.DataFrame, id: str, latest: pd.Timestamp) -> list[float]:
    """Values up to the latest period, the oldest first, from the first one published on."""
    return values[id].loc[:latest].tail(HISTORY).to_list() if id in values else []


def _rating(
    indicator: Indicator,
    cell: Mapping[Hashable, Any],
    period_start: pd.Timestamp,
    history: list[float],
    period_end: pd.Timestamp,
    *,
    early: bool,
) -> Rating:
    """Judge one indicator of one area; cell is empty when nothing is published."""
    target = target_on(indicator, period_end)
    state, about = _judged(indicator, cell, period_end)
    return Rating(
        id=indicator.id,
        name=indicator.name,
        period_start=period_start,
        numerator=cell.get("numerator"),
        denominator=cell.get("denominator"),
        value=cell.get("value", np.nan),
        low=cell.get("low", np.nan),
        high=cell.get("high", np.nan),
        state=state,
        movement=spc.latest_movement(history, indicator.better),
        target=target.target if target else np.nan,
        better=indicator.better,
        history=history,
        withheld=cell.get("withheld", ""),
        early=early,
        because=cell.get("because", ""),
        partial=cell.get("partial", ""),
        missing=cell.get("missing", "hidden" if history else "none"),
        about=about,
    )
