"""Which cells are withheld because critical checks failed on the rows behind them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, councils, usual_sizes
from data.where_failed import in_words, partly
from metrics.answers.periods import MONTHS, PeriodType, starts

KEY = ["area_code", "period_start"]
LACKING = ".council_months"
"""How the ids of checks end that fail where a month has no rows; the others find rows wrong."""
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
    failed = reader.once(_failed)
    failed = failed[failed["export"].isin(reads)]
    if failed.empty:
        return _none_failing()
    failed = failed.assign(lacking=failed["check_id"].str.endswith(LACKING))
    months = failed.groupby(["council", "month"], as_index=False).agg(check_id=("check_id", "min"))
    cells = _in_areas(months, period_type).groupby(KEY)
    found = cells.agg(part=("weight", "sum"), check_id=("check_id", "min"))
    found = found.assign(part=found["part"] / MONTHS[period_type], partial="")
    some = found.index[found["part"] <= TOLERATED]
    if len(some):
        places = failed.drop_duplicates(["council", "month", "lacking"])
        told = dict(iter(_in_areas(places, period_type).groupby(KEY)))
        said = [_partly(told[key], key[0], MONTHS[period_type]) for key in some]
        found.loc[some, "partial"] = pd.Series(said, index=some, dtype="object")
    return found


def blocked(reader: Reader, reads: tuple[str, ...], period_type: PeriodType) -> pd.DataFrame:
    """Those of failing() that are withheld."""
    found = reader.once(failing, reads, period_type)
    return found[found["part"] > TOLERATED]


def _partly(places: pd.DataFrame, area_code: str, months: int) -> str:
    """What a cell is without, and of whom its rows are doubtful."""
    said = []
    for lacking, lead in ((True, "without"), (False, "with doubtful rows of")):
        these = places[places["lacking"] == lacking]
        if len(these):
            pairs = zip(these["council"], these["month"].dt.date, strict=True)
            said.append(f"{lead} {partly(pairs, area_code, months)}")
    return "; ".join(said)


def _failed(reader: Reader) -> pd.DataFrame:
    """Where critical checks failed: export, month, council, check_id."""
    return reader.frame(
        """
        SELECT DISTINCT export, CAST(period_start AS TIMESTAMP) AS month, council, check_id
        FROM published.gate WHERE council IS NOT NULL ORDER BY ALL
        """
    )


def _in_areas(places: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    """Councils and months as parts of every area and period that they lie in."""
    found = places.merge(_council_areas(), on="council")
    return found.assign(period_start=starts(found["month"], period_type))


def withholding(reader: Reader) -> list[str]:
    """Titles of the critical checks that withhold something of the latest year, by id."""
    failed, since = reader.once(_failed), reader.once(_year_before)
    ids = sorted(failed.loc[failed["month"].dt.date > since, "check_id"].unique())
    return titled(reader, pd.Series(ids, dtype="str")).to_list()


def places(reader: Reader) -> pd.DataFrame:
    """Where each critical check fails: check_id, where (in words), recent.

    recent: whether any of it is of the latest year.
    """
    failed, since = reader.once(_failed), reader.once(_year_before)
    rows = [
        (id, in_words(zip(each["council"], each["month"].dt.date, strict=True), since))
        for id, each in failed.groupby("check_id")
    ]
    found = pd.DataFrame(rows, columns=["check_id", "where"], dtype="str")
    last = failed.groupby("check_id")["month"].max().dt.date
    return found.assign(recent=found["check_id"].map(last > since).astype("bool"))


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
    columns = {"part": "float64", "check_id": "str", "partial": "str"}
    return pd.DataFrame(columns=list(columns), index=empty).astype(columns)


@cache
def _council_areas() -> pd.DataFrame:
    """council, area_code, weight (of the council in the area), for each area a council is in."""
    codes = councils()[["council_code", "division_code"]]
    pairs = pd.concat(
        [
            codes.assign(area_code=codes["council_code"]),
            codes.assign(area_code=codes["division_code"]),
            codes.assign(area_code=SCOTLAND),
        ]
    )
    usual = pairs["council_code"].map(usual_sizes())
    weight = usual / usual.groupby(pairs["area_code"]).transform("sum")
    return pairs.assign(council=pairs["council_code"], weight=weight)[
        ["council", "area_code", "weight"]
    ]
