"""Published cells of one measure, with value, interval, and why a value is missing."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, area_names
from metrics import rates
from metrics.answers import gates
from metrics.answers.periods import MONTHS, PeriodType, complete
from metrics.answers.rounding import rounded_to, smallest
from metrics.measure import Measure, measures

AREA_TYPES = {"S92": "scotland", "S32": "division", "S12": "council"}
COLUMNS = (
    *("period_start", "area_type", "area_code", "area_name", "category"),
    *("numerator", "denominator", "value", "low", "high"),
    *("hidden", "missing", "withheld", "because", "partial", "complete"),
)
NUMBERS = ("numerator", "denominator", "value", "low", "high")


def cells(
    reader: Reader,
    measure_id: str,
    *,
    period_type: PeriodType,
    area_type: str | None = None,
    area_code: str | None = None,
    dimension: str = "all",
    category: str | None = None,
    period_start: date | str | None = None,
) -> pd.DataFrame:
    """Cells of one measure, ordered by period_start, area_code, category.

    Columns: period_start (Timestamp), area_type, area_code, area_name, category,
    numerator and denominator (Int64), value with its 95 % interval low to high (float: a share
    0 to 1, a rate per 100, or a count; NaN when there is none), missing (why there is none:
    "hidden", "withheld", "too few", "none", or "" when there is one), hidden (bool: too small to
    publish), withheld (a failed check's id or ""; then there are no numbers either), because (its
    title), partial (what a shown number is without, or is doubtful in it: "without Fife"; or ""),
    complete (bool: the data covers the whole period).
    On dimension "all" every period has a row for every area; what is not published is hidden.
    Raises KeyError for a measure that does not exist, ValueError for what it does not offer.

    Example: cells(reader, "C01", period_type="month", area_code="S92000003")
    """
    measure = measures()[measure_id]
    if dimension not in measure.offered:
        raise ValueError(f"{measure_id} by {dimension} is not offered to readers")
    if area_code is not None:
        area_type = AREA_TYPES.get(area_code[:3], "")
    given: dict[str, object] = {
        "area_type": area_type,
        "area_code": area_code,
        "category": category,
        "period_start": pd.Timestamp(period_start).date() if period_start is not None else None,
    }
    found = _published(reader, measure_id, dimension, period_type, given)
    if dimension == "all":
        found = _on_grid(reader, found, measure_id, period_type, given)
    found = found.assign(measure_id=measure.id)
    found = estimated(reader, found, {measure.id: measure}, period_type)
    return found.assign(
        area_name=found["area_code"].map(area_names()),
        complete=complete(found["period_start"], period_type, reader.once(as_at)),
    )[list(COLUMNS)]


def estimated(
    reader: Reader,
    found: pd.DataFrame,
    measured: Mapping[str, Measure],
    period_type: PeriodType,
) -> pd.DataFrame:
    """Add value, low, high, hidden, missing, withheld, because, partial to parts of measures.

    found: measure_id, area_code, period_start, numerator, denominator. What a failed check
    withholds has no numbers from here on, so that nothing can show or use them.
    """
    x = found["numerator"].to_numpy("float64", na_value=np.nan)
    n = found["denominator"].to_numpy("float64", na_value=np.nan)
    columns = np.full((3, len(found)), np.nan)
    for kind, people in {(each.kind, each.counts_people) for each in measured.values()}:
        alike = [id for id, m in measured.items() if (m.kind, m.counts_people) == (kind, people)]
        ours, least = found["measure_id"].isin(alike), smallest(reader, counts=int(people))
        columns[:, ours] = rates.estimate(kind, x[ours], n[ours], smallest=least)
    value, low, high = columns
    reads = {id: measure.reads for id, measure in measured.items()}
    judged = gates.judged(reader, found, reads, period_type)
    withheld = judged["withheld"]
    because = gates.titled(reader, withheld)
    found = found.assign(value=value, low=low, high=high, because=because, **judged)
    missing = _missing(found)
    # rounded parts too few for a rate would be divided all the same: 15 of 20 may be 17 of 18
    rounded = [id for id, each in measured.items() if each.counts_people and rounded_to(reader)]
    few = found["measure_id"].isin(rounded) & (missing == "too few")
    masked = {name: found[name].mask((withheld != "") | few) for name in NUMBERS}
    return found.assign(**masked, missing=missing, hidden=missing == "hidden")


def _missing(found: pd.DataFrame) -> pd.Series:
    """Why each cell has no value: "hidden", "withheld", "too few", "none", or "" when it has."""
    reasons = np.select(
        [
            found["withheld"] != "",
            found["numerator"].isna(),
            found["value"].notna(),
            found["denominator"].eq(0).fillna(value=False).astype(bool),
        ],
        ["withheld", "hidden", "", "none"],
        "too few",
    )
    return pd.Series(reasons, index=found.index, dtype="str")


def as_at(reader: Reader) -> pd.Timestamp:
    """The last day that the release's rows reach."""
    found = reader.frame("SELECT value FROM published.release_fact WHERE name = 'as_at'")
    return pd.Timestamp(found["value"].iloc[0])


def _published(
    reader: Reader,
    measure_id: str,
    dimension: str,
    period_type: PeriodType,
    given: dict[str, object],
) -> pd.DataFrame:
    wanted = {name: value for name, value in given.items() if value is not None}
    conditions = "".join(f" AND {name} = ?" for name in wanted)
    found = reader.frame(
        f"""
        SELECT CAST(period_start AS TIMESTAMP) AS period_start, area_type, area_code, category,
               numerator, denominator
        FROM published.measure
        WHERE measure_id = ? AND dimension = ? AND period_type = ?{conditions}
        ORDER BY period_start, area_code, category
        """,
        [measure_id, dimension, period_type, *wanted.values()],
    )
    return typed(found)


def typed(found: pd.DataFrame) -> pd.DataFrame:
    """Parts as nullable whole numbers, whatever nulls the query returned."""
    return found.astype({"numerator": "Int64", "denominator": "Int64"})


def _on_grid(
    reader: Reader,
    found: pd.DataFrame,
    measure_id: str,
    period_type: PeriodType,
    given: dict[str, object],
) -> pd.DataFrame:
    """Give every area of the measure a row in every period, so that what is hidden shows."""
    periods, area_types = reader.once(_grid, measure_id, period_type)
    if given["period_start"] is not None:
        periods = periods[periods == pd.Timestamp(str(given["period_start"]))]
    areas = _areas(area_types, given)
    index = pd.MultiIndex.from_product([periods, areas], names=["period_start", "area_code"])
    whole = found.set_index(["period_start", "area_code"]).reindex(index).reset_index()
    types = whole["area_code"].str[:3].map(AREA_TYPES)
    return typed(whole.assign(area_type=types, category="all"))


def _grid(
    reader: Reader, measure_id: str, period_type: PeriodType
) -> tuple[pd.DatetimeIndex, frozenset[str]]:
    """The periods and area types of a measure.

    Its periods run from the first to the last that is published or withheld for all Scotland:
    where nothing came for the last months nothing is published of them, and they are withheld.
    """
    found = reader.frame(
        """
        SELECT DISTINCT CAST(period_start AS TIMESTAMP) AS period_start, area_type
        FROM published.measure
        WHERE measure_id = ? AND dimension = 'all' AND period_type = ?
        """,
        [measure_id, period_type],
    )
    held = gates.blocked(reader, measures()[measure_id].reads, period_type).index
    held = held[held.get_level_values("area_code") == SCOTLAND].get_level_values("period_start")
    known = pd.DatetimeIndex([*found["period_start"].unique(), *held])
    types = frozenset(found["area_type"])
    if known.empty:
        return known, types
    periods = pd.date_range(known.min(), known.max(), freq=f"{MONTHS[period_type]}MS")
    return periods, types or frozenset({"scotland"})


def _areas(published: frozenset[str], given: dict[str, object]) -> list[str]:
    kept = {given["area_type"]} if given["area_type"] is not None else published
    return [
        code
        for code in sorted(area_names())
        if AREA_TYPES[code[:3]] in kept & published and given["area_code"] in (None, code)
    ]
