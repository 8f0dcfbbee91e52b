"""Disclosure control: small counts hidden, others rounded, then attacked until nothing gives."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import pandas as pd

from data.reference import councils
from data.settings import Settings
from metrics.attack import Pinned, Report, infer, weigh
from metrics.blocks import PARTS, MeasureCells, Part, by_measure, coded
from metrics.margins import Axes, Numbers, axes
from metrics.measure import Measure, measures
from metrics.programme import sums_with
from metrics.rounding import HIDDEN, Rule

MOST_ROUNDS = 20
"""Rounds of hiding one more cell for each that can be worked out, before the release stops."""
COLUMNS = (
    *("measure_id", "period_type", "period_start", "area_type", "area_code"),
    *("dimension", "category", "numerator", "denominator"),
)


class DisclosiveError(RuntimeError):
    """A hidden count can be worked out whatever is hidden with it; nothing may be published."""


class Arrow(Protocol):
    """A table in memory."""

    def to_pandas(self) -> pd.DataFrame:
        """The table as a frame."""
        ...


class Result(Protocol):
    """What a statement returns."""

    def to_arrow_table(self) -> Arrow:
        """All its rows."""
        ...


class Connection(Protocol):
    """Whatever runs SQL on the release's databases; the engine is the data layer's business."""

    def execute(self, query: str, /) -> "Result":
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

    Both databases are attached to the connection under those names. Raises DisclosiveError.
    """
    dated = "* REPLACE (CAST(period_start AS TIMESTAMP) AS period_start)"
    found = connection.execute(f"SELECT {dated} FROM exact.measure")
    exact = found.to_arrow_table().to_pandas()
    rule = Rule(settings.small_number, settings.round_to)
    safe, report = publishable(exact, release_axes(exact), measures(), rule)
    connection.register("safe", safe)
    connection.execute("""
        CREATE TABLE protected.measure AS
        SELECT measure_id, period_type, CAST(period_start AS DATE) AS period_start, area_type,
               area_code, dimension, category, CAST(numerator AS BIGINT) AS numerator,
               CAST(denominator AS BIGINT) AS denominator
        FROM safe
        ORDER BY measure_id, dimension, area_type, area_code, period_type, period_start, category
    """)
    connection.unregister("safe")
    return report


def release_axes(exact: pd.DataFrame) -> Axes:
    """The axes of a release's measure table: Scotland's councils, and the months it has."""
    parents = councils().set_index("council_code")["division_code"]
    months = exact.loc[exact["period_type"] == "month", "period_start"]
    return axes(parents, pd.DatetimeIndex(months.unique()))


def publishable(
    exact: pd.DataFrame, places: Axes, known: Mapping[str, Measure], rule: Rule
) -> tuple[pd.DataFrame, Report]:
    """The measure table as viewers may see it, and how the last attack on it went.

    A row is left out when its count (of a rate or a share: its denominator) is hidden; where only
    the numerator is, it is NA. Each hidden count that can be worked out costs one more
    published cell, until none can. Raises DisclosiveError when that does not come to an end.
    """
    placed = mask(coded(exact, places), rule)
    shown: dict[Part, Numbers] = {
        part: placed[f"shown_{part}"].to_numpy(np.int64, copy=True) for part in PARTS
    }
    report = Report()
    for cells in by_measure(placed, places, known):
        more, also = make_safe(cells, rule, report.room)
        report += more
        for part, row in also:
            shown[part][row] = HIDDEN
    return _visible(exact, shown), report


def mask(exact: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Add shown_numerator and shown_denominator: HIDDEN where small, or the whole is hidden."""
    count = exact["denominator"].isna().to_numpy()
    denominator = rule.show(exact["denominator"].fillna(0).to_numpy(np.int64))
    numerator = rule.show(exact["numerator"].to_numpy(np.int64))
    numerator = np.where(~count & (denominator == HIDDEN), HIDDEN, numerator)
    return exact.assign(shown_numerator=numerator, shown_denominator=denominator)


def _visible(exact: pd.DataFrame, shown: Mapping[Part, Numbers]) -> pd.DataFrame:
    count = exact["denominator"].isna().to_numpy()
    seen = np.where(count, shown["numerator"], shown["denominator"]) != HIDDEN
    safe: pd.DataFrame = exact.loc[seen, list(COLUMNS)].reset_index(drop=True)
    for part in PARTS:
        counts = pd.Series(shown[part][seen], dtype="Int64")
        safe[part] = counts.mask(counts == HIDDEN)
    return safe


def make_safe(cells: MeasureCells, rule: Rule, room: int) -> tuple[Report, list[tuple[Part, int]]]:
    """Attack one measure and hide more, in place, until nothing gives. Raises DisclosiveError.

    Returns the report and (part, row of the measure table) of all that was hidden besides.
    """
    also: list[tuple[Part, int]] = []
    for _ in range(MOST_ROUNDS):
        report, leaking = weigh(infer(cells, rule), room)
        if not leaking:
            return report, also
        chosen = dict.fromkeys(remedy(cells, each) for each in leaking)
        chosen.pop(None, None)
        if not chosen:
            break
        also += [hidden for each in chosen if each for hidden in hide(cells, each)]
    raise DisclosiveError(
        f"Measure {cells.measure.id}: {len(leaking)} hidden counts can be worked out from the "
        "published ones, whatever else is hidden. Nothing was published. Use a larger small "
        "number, or fewer breakdowns of this measure."
    )


def remedy(cells: MeasureCells, pinned: Pinned) -> Pinned | None:
    """The published cell to hide as well: the least count beside it, else one of its totals."""
    block = cells.blocks[pinned.key]
    sums = [s for s in sums_with(pinned.index, block.margins) if pinned.index in s.children]
    beside = [each for s in sums for each in s.children if block.shown[each] != HIDDEN]
    above = [s.total for s in sums if block.shown[s.total] != HIDDEN]
    found = min(beside or above, key=lambda each: (block.shown[each], each), default=None)
    return None if found is None else Pinned(pinned.key, found)


def hide(cells: MeasureCells, chosen: Pinned) -> list[tuple[Part, int]]:
    """Hide a published cell wherever it stands; hiding a whole hides its part with it."""
    dimension, part = chosen.key
    hidden: list[tuple[Part, int]] = []
    for (name, other), block in cells.blocks.items():
        same = name == dimension or chosen.index[0] == 0
        if same and (other == part or part == "denominator"):
            block.shown[chosen.index] = HIDDEN
            hidden.append((other, int(block.row[chosen.index])))
    return list(dict.fromkeys(hidden))
