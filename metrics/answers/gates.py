"""Which cells are withheld because critical checks failed on the rows behind them."""

from collections.abc import Mapping, Sequence
from functools import cache

import pandas as pd

from data.engine import Reader
from data.grammar import listed
from data.reference import SCOTLAND, area_names, councils
from metrics.answers.periods import MONTHS, PeriodType, starts, worded

COLUMNS = ("export", "area_code", "period_start", "check_id")
KEY = ["measure_id", "area_code", "period_start"]
NAMED = 3
"""Council areas named of those where a check fails."""
TOLERATED = 0.1
"""A cell is withheld when more than this part of its council-months failed a critical check.

One council in one month decides that cell alone; it does not blot out all Scotland for a year.
"""


def blocked(reader: Reader, period_type: PeriodType) -> pd.DataFrame:
    """Cells whose rows failed a critical check: export, area_code, period_start, check_id.

    One row per export and cell; check_id is the first failed check by name.
    """
    failed = reader.frame(
        """
        SELECT export, CAST(period_start AS TIMESTAMP) AS month, council,
               min(check_id) AS check_id
        FROM published.gate WHERE council IS NOT NULL GROUP BY ALL ORDER BY ALL
        """
    )
    if failed.empty:
        return pd.DataFrame(columns=list(COLUMNS), dtype="str")
    places = failed.merge(_council_areas(), on="council")
    places = places.assign(period_start=starts(places["month"], period_type))
    cells = places.groupby(["export", "area_code", "period_start"], as_index=False).agg(
        failed=("check_id", "size"), councils=("councils", "first"), check_id=("check_id", "min")
    )
    share = cells["failed"] / (cells["councils"] * MONTHS[period_type])
    return cells.loc[share > TOLERATED, list(COLUMNS)]


def withholding(reader: Reader) -> list[str]:
    """Titles of the critical checks that withhold something of the latest year, by id."""
    found = reader.frame(
        """
        SELECT DISTINCT check_id FROM published.gate
        WHERE council IS NOT NULL AND period_start > (
            SELECT CAST(value AS DATE) - INTERVAL 1 YEAR
            FROM published.release_fact WHERE name = 'as_at')
        ORDER BY check_id
        """
    )
    return titled(reader, found["check_id"]).to_list()


def places(reader: Reader, *, lately: bool = False) -> pd.DataFrame:
    """Where each critical check fails: check_id, councils (their names), first and last, recent.

    first, last: months. recent: whether any of it is of the latest year. lately: of that year only.
    """
    year = " AND period_start > (SELECT CAST(value AS DATE) - INTERVAL 1 YEAR FROM "
    year += "published.release_fact WHERE name = 'as_at')"
    found = reader.frame(
        f"""
        SELECT check_id, list(DISTINCT council) AS councils,
               CAST(min(period_start) AS TIMESTAMP) AS first,
               CAST(max(period_start) AS TIMESTAMP) AS last,
               max(period_start) > (SELECT CAST(value AS DATE) - INTERVAL 1 YEAR
                                    FROM published.release_fact WHERE name = 'as_at') AS recent
        FROM published.gate WHERE council IS NOT NULL{year if lately else ""}
        GROUP BY check_id ORDER BY check_id
        """
    )
    named = [sorted(area_names()[code] for code in codes) for codes in found["councils"]]
    return found.assign(councils=pd.Series(named, index=found.index, dtype="object"))


def where(place: pd.Series) -> str:
    """A row of places() in words: in Glasgow City, from Aug 2026 to Oct 2026."""
    first, last, names = place["first"], place["last"], place["councils"]
    several = f"{len(names)} council areas, {listed(names[:NAMED])} among them"
    if len(names) == len(councils()):
        several = f"all {len(names)} council areas"
    named = listed(names) if len(names) <= NAMED else several
    when = f"in {worded(first)}" if first == last else f"from {worded(first)} to {worded(last)}"
    return f"in {named}, {when}"


def where_withheld(reader: Reader, check_id: str) -> str:
    """Where a critical check fails, in words; "" where it does nowhere."""
    found = places(reader)
    return "".join(where(row) for _, row in found[found["check_id"] == check_id].iterrows())


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


def named(because: pd.Series) -> str:
    """The checks that withhold something, in quotation marks; because: titles, "" for none."""
    return " and ".join(f"“{title}”" for title in sorted(set(because) - {""}))


def withheld(
    cells: pd.DataFrame, reads: Mapping[str, Sequence[str]], failed: pd.DataFrame
) -> pd.Series:
    """For each cell (measure_id, area_code, period_start) the check that withholds it, or "".

    reads: by measure, the export types that it is counted from; failed: what blocked() returned.
    """
    pairs = [(id, export) for id, exports in reads.items() for export in exports]
    theirs = pd.DataFrame(pairs, columns=["measure_id", "export"], dtype="str")
    if failed.empty or cells.empty:
        return pd.Series("", index=cells.index, dtype="str")
    first = failed.merge(theirs, on="export").groupby(KEY)["check_id"].min()
    keys = pd.MultiIndex.from_frame(cells[KEY])
    return pd.Series(first.reindex(keys).fillna("").to_numpy(), index=cells.index, dtype="str")


@cache
def _council_areas() -> pd.DataFrame:
    """council, area_code, councils (how many the area has), for each area a council is in."""
    codes = councils()[["council_code", "division_code"]]
    pairs = pd.concat(
        [
            codes.assign(area_code=codes["council_code"]),
            codes.assign(area_code=codes["division_code"]),
            codes.assign(area_code=SCOTLAND),
        ]
    )
    sizes = pairs.groupby("area_code")["council_code"].transform("size")
    return pairs.assign(council=pairs["council_code"], councils=sizes)[
        ["council", "area_code", "councils"]
    ]
