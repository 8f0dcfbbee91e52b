"""Disclosure control: small counts hidden, others rounded, then attacked until nothing gives."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from data.reference import councils
from data.settings import Settings
from metrics.measure import Measure, measures
from metrics.protection.attack import MOST_SOLVED, Cell, Found, Report, examine, report_of
from metrics.protection.blocks import PARTS, Family, Key, Part, placed
from metrics.protection.families import by_family
from metrics.protection.margins import YEAR, Axes, Numbers, axes
from metrics.protection.programme import Sum, sums_with
from metrics.protection.rounding import HIDDEN, Rule

MOST_ROUNDS = 50
"""Rounds of hiding more before the release stops: the full sample needs 8."""
LABELS = ["measure_id", "period_type", "area_code", "dimension", "category"]


class DisclosiveError(RuntimeError):
    """A hidden count can be worked out whatever is hidden with it; nothing may be published."""


class Arrow(Protocol):
    """A table in memory."""

    def to_pandas(self, *, categories: list[str]) -> pd.DataFrame:
        """The table as a frame, some of its columns categorical."""
        ...


class Result(Protocol):
    """What a statement returns."""

    def to_arrow_table(self) -> Arrow:
        """All its rows."""
        ...


class Connection(Protocol):
    """Whatever runs SQL on the release's databases; the engine is the data layer's business."""

    def sql(self, query: str, /) -> Result:
        """The rows of a SELECT."""
        ...

    def execute(self, query: str, /) -> object:
        """Run one statement."""
        ...

    def register(self, name: str, frame: pd.DataFrame, /) -> object:
        """Let SQL read a frame as a table."""
        ...

    def unregister(self, name: str, /) -> object:
        """Undo register."""
        ...


def protect(connection: Connection, settings: Settings) -> Report:
    """Make protected.measure from exact.measure, and say how the attack on it went.

    Both databases are attached to the connection under those names. Measures that count no
    people (documents, organisations, councils) are published as they are. Raises DisclosiveError.
    """
    open_to_all = of_no_people(measures())
    found = connection.sql(f"""
        SELECT rowid AS place, {", ".join(LABELS)}, numerator, denominator,
               CAST(period_start AS TIMESTAMP) AS period_start
        FROM exact.measure WHERE NOT {open_to_all}
    """)
    exact = found.to_arrow_table().to_pandas(categories=LABELS)
    rule = Rule(settings.small_number, settings.round_to)
    safe, report = publishable(exact, release_axes(exact), measures(), rule)
    connection.register("safe", safe[["place", *PARTS]])
    connection.execute(f"""
        CREATE TABLE protected.measure AS
        SELECT whole.* REPLACE (
            CAST(CASE WHEN {open_to_all} THEN whole.numerator ELSE safe.numerator END AS BIGINT)
                AS numerator,
            CAST(CASE WHEN {open_to_all} THEN whole.denominator ELSE safe.denominator END AS BIGINT)
                AS denominator
        )
        FROM exact.measure AS whole LEFT JOIN safe ON safe.place = whole.rowid
        WHERE safe.place IS NOT NULL OR {open_to_all}
        ORDER BY whole.rowid
    """)
    connection.unregister("safe")
    return report


def of_no_people(known: Mapping[str, Measure]) -> str:
    """SQL condition on the rows of measures that count no people."""
    listed = ", ".join(f"'{each.id}'" for each in known.values() if not each.counts_people)
    return f"(measure_id IN ({listed}))" if listed else "(false)"


def release_axes(exact: pd.DataFrame) -> tuple[Axes, ...]:
    """The axes of a release's measure table: Scotland's councils, and the months it has."""
    parents = councils().set_index("council_code")["division_code"]
    months = exact.loc[exact["period_type"] == "month", "period_start"]
    return axes(parents, pd.DatetimeIndex(months.unique()))


def publishable(
    exact: pd.DataFrame, shapes: Sequence[Axes], known: Mapping[str, Measure], rule: Rule
) -> tuple[pd.DataFrame, Report]:
    """The measure table as viewers may see it, and how the last attack on it went.

    A row is left out when its count (of a rate or a share: its denominator) is hidden; where only
    the numerator is, it is NA. Each hidden count that can be worked out costs one more
    published cell, until none can. Raises DisclosiveError when that does not come to an end.
    """
    if exact.empty:
        return exact, Report()
    rows = mask(placed(exact, shapes), rule)
    shown: dict[Part, Numbers] = {
        part: rows[f"shown_{part}"].to_numpy(np.int64, copy=True) for part in PARTS
    }
    report = Report()
    for cells in by_family(rows, shapes, known):
        report += make_safe(cells, rule)
        for origin in cells.origins:
            shown[origin.part][origin.rows] = cells.blocks[origin.key].shown[origin.at]
    return _visible(exact, shown), report


def mask(exact: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Add shown_numerator and shown_denominator: HIDDEN where small.

    A numerator whose denominator is small goes with its row, but another measure may show it, so
    the attacker is taken to know it.
    """
    return exact.assign(
        shown_numerator=rule.show(exact["numerator"].to_numpy(np.int64)),
        shown_denominator=rule.show(exact["denominator"].fillna(0).to_numpy(np.int64)),
    )


def _visible(exact: pd.DataFrame, shown: Mapping[Part, Numbers]) -> pd.DataFrame:
    count = exact["denominator"].isna().to_numpy()
    seen = np.where(count, shown["numerator"], shown["denominator"]) != HIDDEN
    safe: pd.DataFrame = exact.loc[seen].reset_index(drop=True)
    for part in PARTS:
        counts = pd.Series(shown[part][seen], dtype="Int64")
        safe[part] = counts.mask(counts == HIDDEN)
    return safe


def make_safe(cells: Family, rule: Rule) -> Report:
    """Attack one family and hide more, in place, until nothing gives. Raises DisclosiveError.

    A year is looked at again only when something of it was hidden: no year tells of another.
    """
    years, near, solved = np.arange(cells.years), np.zeros(cells.years, dtype=np.int64), 0
    room = MOST_SOLVED * len(cells.measures)
    for _ in range(MOST_ROUNDS):
        found = examine(cells.of(years), rule, room - solved)
        near[years] = found.near
        solved += found.solved
        if not found.leaking:
            return report_of(cells, Found([], near, solved))
        leaking = [_in_year(each, years) for each in found.leaking]
        chosen = remedy(cells, leaking)
        if not chosen:
            break
        for each in chosen:
            hide(cells, each)
        years = np.unique([each.place[YEAR] for each in leaking])
    raise DisclosiveError(
        f"Measure {', '.join(cells.measures)}: {len(found.leaking)} hidden counts can be worked "
        "out from the published ones, whatever else is hidden. Nothing was published. Use a "
        "larger small number, or fewer breakdowns of this measure."
    )


def _in_year(cell: Cell, years: Numbers) -> Cell:
    """A cell of some years' blocks, as a cell of all years' blocks."""
    return Cell(cell.key, (*cell.place[:YEAR], int(years[cell.place[YEAR]])))


def remedy(cells: Family, leaking: Sequence[Cell]) -> list[Cell]:
    """The published cells to hide as well: one in each sum that a leaking cell is a part of.

    It is the least count beside the cell, or else the total. One in every sum rather than one in
    all takes fewer rounds, and in the end hides less. Where nothing there is published any more,
    what gives the cell away lies further off, and the sums of the cells around it are taken.
    """
    found = _published_beside(cells, leaking)
    around = seen = dict.fromkeys(leaking)
    while not found and (around := _around(cells, around, seen)):
        seen |= around
        found = _published_beside(cells, list(around))
    return found


def _published_beside(cells: Family, some: Sequence[Cell]) -> list[Cell]:
    sums = dict.fromkeys(
        (cell.key, each)
        for cell in some
        for each in sums_with(cell.place, cells.blocks[cell.key].margins)
        if cell.place != each.total
    )
    chosen = (_least_shown(cells, key, each) for key, each in sums)
    return list(dict.fromkeys(cell for cell in chosen if cell is not None))


def _around(cells: Family, some: Iterable[Cell], seen: Mapping[Cell, None]) -> dict[Cell, None]:
    """Cells not seen that share a sum with one of `some`, or are its part, whole or "all"."""
    found: dict[Cell, None] = {}
    for cell in some:
        for each in sums_with(cell.place, cells.blocks[cell.key].margins):
            found |= dict.fromkeys(Cell(cell.key, at) for at in (each.total, *each.children))
        same = [key for key in cells.blocks if key[1] == cell.key[1] and cell.place[0] == 0]
        for key in (*same, *cells.alike(cell.key)):
            found[Cell(key, cell.place)] = None
    return {cell: None for cell in found if cell not in seen}


def _least_shown(cells: Family, key: Key, each: Sum) -> Cell | None:
    shown = cells.blocks[key].shown
    beside = zip(shown[each.all_children].tolist(), each.children, strict=True)
    told = [pair for pair in beside if pair[0] != HIDDEN]
    least = min(told)[1] if told else each.total
    return Cell(key, least) if shown[least] != HIDDEN else None


def hide(cells: Family, chosen: Cell) -> None:
    """Hide a published cell in every block it stands in."""
    for key, block in cells.blocks.items():
        if key == chosen.key or (key[1] == chosen.key[1] and chosen.place[0] == 0):
            block.shown[chosen.place] = HIDDEN
