"""Which cells are withheld because critical checks failed on the rows behind them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, rows, usual_sizes
from data.where_failed import Place, in_words, partly
from metrics.answers.periods import MONTHS, PeriodType, start

KEY = ["area_code", "period_start"]
LACKING = ".council_months"
"""How the ids of checks end that fail where a month has no rows; the others find rows wrong."""
FAILING = {"part": "float64", "check_id": "str", "partial": "str"}
Failures = dict[Place, list[str]]
"""Ids of the checks that failed, by council and month."""
TOLERATED = 0.1
"""A cell is withheld when critical checks failed on more than this part of what it usually holds.

Parts are weighed by what councils usually have, so Glasgow City's month withholds Scotland's and
Orkney's does not; a council's own month is all of it. Up to this the cell says what fails.
"""


def failing(reader: Reader, reads: tuple[str, ...], period_type: PeriodType) -> pd.DataFrame:
    """Cells some of whose rows failed a critical check, by area_code and period_start.

    reads: the export types that they are counted from. Columns: part (of what the cell usually
    holds, 0 to 1), check_id (the first failed check by name), partial (what fails, in words, where
    the cell is not withheld; else "").
    """
    found: dict[tuple[str, date], Failures] = {}
    for export, month, council, check_id in reader.once(_failed):
        if export in reads:
            for area in _areas()[council]:
                places = found.setdefault((area, start(month, period_type)), {})
                places.setdefault((council, month), []).append(check_id)
    if not found:
        return _none_failing()
    judged = [_judged(area, places, MONTHS[period_type]) for (area, _), places in found.items()]
    codes, days = zip(*found, strict=True)
    index = pd.MultiIndex.from_arrays([pd.Series(codes, dtype="str"), pd.to_datetime(days)])
    return pd.DataFrame(judged, columns=list(FAILING), index=index.set_names(KEY)).astype(FAILING)


def _judged(area: str, places: Failures, months: int) -> tuple[float, str, str]:
    """Part of a cell that failed, the first failed check, and what is said where it is shown."""
    part = sum(_areas()[council][area] for council, _ in places) / months
    first = min(check_id for failed in places.values() for check_id in failed)
    return part, first, "" if part > TOLERATED else _partly(area, places, months)


def blocked(reader: Reader, reads: tuple[str, ...], period_type: PeriodType) -> pd.DataFrame:
    """Those of failing() that are withheld."""
    found = reader.once(failing, reads, period_type)
    return found[found["part"] > TOLERATED]


def withheld(
    reader: Reader, reads: Mapping[str, tuple[str, ...]], period_type: PeriodType
) -> pd.DataFrame:
    """Every cell of some measures that is withheld: measure_id, area_code, period_start.

    reads: by measure, the export types that it is counted from.
    """
    cells = {each: blocked(reader, each, period_type).index for each in set(reads.values())}
    kept = [
        cells[each].to_frame(index=False).assign(measure_id=id)
        for id, each in reads.items()
        if len(cells[each])
    ]
    columns = ["measure_id", *KEY]
    return pd.concat(kept)[columns] if kept else pd.DataFrame(columns=columns)


def _partly(area: str, places: Failures, months: int) -> str:
    """What a cell is without, and of whom its rows are doubtful."""
    said = []
    for lacking, lead in ((True, "without"), (False, "with doubtful rows of")):
        these = [
            place
            for place, failed in places.items()
            if any(each.endswith(LACKING) == lacking for each in failed)
        ]
        if these:
            said.append(f"{lead} {partly(these, area, months, lacking=lacking)}")
    return "; ".join(said)


def _failed(reader: Reader) -> list[tuple[str, date, str, str]]:
    """Where critical checks failed: export, first day of the month, council, check's id."""
    found = reader.frame(
        """
        SELECT DISTINCT export, CAST(period_start AS TIMESTAMP) AS month, council, check_id
        FROM published.gate WHERE council IS NOT NULL ORDER BY ALL
        """
    )
    found = found[found["council"].isin(list(usual_sizes()))]
    months = found["month"].dt.date
    return list(zip(found["export"], months, found["council"], found["check_id"], strict=True))


def withholding(reader: Reader) -> list[str]:
    """Titles of the critical checks that withhold something of the latest year, by id."""
    since = reader.once(_year_before)
    ids = sorted({check_id for _, month, _, check_id in reader.once(_failed) if month > since})
    return titled(reader, pd.Series(ids, dtype="str")).to_list()


def places(reader: Reader) -> pd.DataFrame:
    """Where each critical check fails: check_id, where (in words), recent.

    recent: whether any of it is of the latest year.
    """
    since, failed = reader.once(_year_before), reader.once(_failed)
    by_check: dict[str, list[Place]] = {}
    for _, month, council, check_id in failed:
        by_check.setdefault(check_id, []).append((council, month))
    told = [
        (id, in_words(found, since), max(month for _, month in found) > since)
        for id, found in sorted(by_check.items())
    ]
    types = {"check_id": "str", "where": "str", "recent": "bool"}
    return pd.DataFrame(told, columns=list(types)).astype(types)


def where_withheld(reader: Reader, check_id: str) -> str:
    """Where a critical check fails, in words; "" where it does nowhere."""
    found = places(reader)
    return "".join(found.loc[found["check_id"] == check_id, "where"])


def _year_before(reader: Reader) -> date:
    """What is later is of the latest year."""
    found = reader.frame("SELECT value FROM published.release_fact WHERE name = 'as_at'")
    return (pd.Timestamp(found["value"].iloc[0]) - pd.DateOffset(years=1)).date()


def titled(reader: Reader, check_ids: pd.Series) -> pd.Series:
    """Titles of checks by their ids; "" stays "", and an id that the release lacks stays an id."""
    titles = reader.once(_titles)
    return check_ids.map(lambda id: titles.get(id, id)).astype("str")


def _titles(reader: Reader) -> dict[str, str]:
    found = reader.frame(
        "SELECT check_id, min(title) AS title FROM published.check_outcome GROUP BY check_id"
    )
    return dict(zip(found["check_id"], found["title"], strict=True))


def said(cells: pd.DataFrame, one: str = "month", many: str = "months") -> str:
    """How many cells are withheld and which checks withhold them; "" where none is.

    cells: some with `because`, the title of a check. Example: "2 of 24 months withheld: data
    quality (“There are rows”)".
    """
    withheld = int((cells["because"] != "").sum())
    if not withheld:
        return ""
    unit = one if len(cells) == 1 else many
    return f"{withheld} of {len(cells)} {unit} withheld: data quality ({named(cells['because'])})"


def partly_said(cells: pd.DataFrame, one: str = "month", many: str = "months") -> str:
    """How many cells are shown though a check failed on some of them; "" where none is.

    cells: some with `partial`. Example: "2 of 24 months shown in part: data quality (without
    Fife)".
    """
    partial = cells.loc[cells["partial"] != "", "partial"]
    if partial.empty:
        return ""
    alike = partial.nunique() == 1
    what = f" ({partial.iloc[0]})" if alike else "; the table says what each is without"
    unit = one if len(cells) == 1 else many
    return f"{len(partial)} of {len(cells)} {unit} shown in part: data quality{what}"


def named(because: pd.Series) -> str:
    """The checks that withhold something, in quotation marks; because: titles, "" for none."""
    return " and ".join(f"“{title}”" for title in sorted(set(because) - {""}))


def judged(
    reader: Reader,
    cells: pd.DataFrame,
    reads: Mapping[str, tuple[str, ...]],
    period_type: PeriodType,
) -> pd.DataFrame:
    """For each cell (measure_id, area_code, period_start): withheld and partial.

    reads: by measure, the export types that it is counted from. withheld: the check that withholds
    the cell, or "". partial: what it is without, or is doubtful in it, though it is shown; or "".
    """
    found = pd.DataFrame({"withheld": "", "partial": ""}, index=cells.index, dtype="str")
    for exports in set(reads.values()):
        failed = reader.once(failing, exports, period_type)
        if failed.empty:
            continue
        alike = [id for id, each in reads.items() if each == exports]
        ours = cells["measure_id"].isin(alike).to_numpy()
        there = failed.reindex(pd.MultiIndex.from_frame(cells.loc[ours, KEY]))
        check = there["check_id"].where(there["part"] > TOLERATED)
        found.loc[ours, "withheld"] = check.fillna("").to_numpy()
        found.loc[ours, "partial"] = there["partial"].fillna("").to_numpy()
    return found


@cache
def _none_failing() -> pd.DataFrame:
    """failing() where nothing fails, not to be changed."""
    empty = pd.MultiIndex.from_arrays([pd.Series(dtype="str"), pd.DatetimeIndex([])], names=KEY)
    return pd.DataFrame(columns=list(FAILING), index=empty).astype(FAILING)


@cache
def _areas() -> Mapping[str, Mapping[str, float]]:
    """For each council the areas that it is in, and what part of each it usually makes up."""
    sizes = usual_sizes()
    divisions = {each["council_code"]: each["division_code"] for each in rows("councils")}
    whole: dict[str, int] = {}
    for council, division in divisions.items():
        for area in (council, division, SCOTLAND):
            whole[area] = whole.get(area, 0) + sizes[council]
    return {
        council: {area: sizes[council] / whole[area] for area in (council, division, SCOTLAND)}
        for council, division in divisions.items()
    }
