"""Disclosure control: small counts hidden, others rounded, then attacked until nothing gives."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.engine import Connection, quoted
from data.reference import councils
from data.settings import Settings
from metrics.measure import Measure, Part, measures
from metrics.protection.attack import Report
from metrics.protection.blocks import PARTS, placed
from metrics.protection.families import STATED, by_family
from metrics.protection.less import make_safe
from metrics.protection.margins import Axes, Numbers, axes
from metrics.protection.rounding import HIDDEN, Rule
from metrics.standing import KEY, told_by_states

LABELS = ["measure_id", "period_type", "area_code", "dimension", "category"]


def protect(connection: Connection, settings: Settings) -> Report:
    """Make protected.measure and protected.standing, and say how the attack on both went.

    Both databases are attached to the connection under those names, with exact.measure and
    exact.standing. Only what some page offers is published. Measures that count no people
    (documents, organisations, councils) are published as they are. Raises DisclosiveError.
    """
    shared, open_to_all = offered(measures()), of_no_people(measures())
    found = connection.sql(f"""
        SELECT whole.rowid AS place, {", ".join(LABELS)}, numerator, denominator,
               CAST(period_start AS TIMESTAMP) AS period_start, {", ".join(STATED)}
        FROM exact.measure AS whole
        LEFT JOIN (SELECT *, 'all' AS dimension FROM {told_by_states(connection)}) AS told
        USING ({KEY}, dimension)
        WHERE {shared} AND NOT {open_to_all} ORDER BY place
    """)
    exact = found.to_arrow_table().to_pandas(categories=LABELS)
    rule = Rule(settings.small_number, settings.round_to)
    safe, report = publishable(
        exact, release_axes(exact), measures(), rule, settings.smallest_denominator
    )
    connection.register("safe", safe[["place", *PARTS, "stated"]])
    connection.execute(f"""
        CREATE TABLE protected.measure AS
        SELECT whole.* REPLACE (
            CAST(CASE WHEN {open_to_all} THEN whole.numerator ELSE safe.numerator END AS BIGINT)
                AS numerator,
            CAST(CASE WHEN {open_to_all} THEN whole.denominator ELSE safe.denominator END AS BIGINT)
                AS denominator
        )
        FROM exact.measure AS whole LEFT JOIN safe ON safe.place = whole.rowid
        WHERE {shared} AND (safe.place IS NOT NULL OR {open_to_all})
        ORDER BY whole.rowid
    """)
    connection.execute(f"""
        CREATE TABLE protected.standing AS
        SELECT {KEY}, state FROM exact.standing
        JOIN (SELECT *, rowid AS place FROM exact.measure WHERE dimension = 'all') USING ({KEY})
        LEFT JOIN safe USING (place)
        WHERE coalesce(safe.stated, {open_to_all})
        ORDER BY {KEY}
    """)
    connection.unregister("safe")
    return report


def offered(known: Mapping[str, Measure]) -> str:
    """SQL condition on the rows of the measure table that some page or download offers."""
    pairs = [
        f"({quoted(each.id)}, {quoted(name)})" for each in known.values() for name in each.offered
    ]
    return f"((measure_id, dimension) IN ({', '.join(pairs)}))"


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
    exact: pd.DataFrame,
    shapes: Sequence[Axes],
    known: Mapping[str, Measure],
    rule: Rule,
    smallest: int = 0,
) -> tuple[pd.DataFrame, Report]:
    """The measure table as viewers may see it, and how the last attack on it went.

    A row is left out when its count (of a rate or a share: its denominator) is hidden; where only
    the numerator is, it is NA. Each hidden count that can be worked out costs one more
    published cell, until none can. A last column, stated, says where a state may be given, of those
    that `exact` has (see by_family); of no denominator that may be under the smallest. Raises
    DisclosiveError when hiding more does not come to an end.
    """
    if exact.empty:
        return exact.assign(stated=False), Report()
    rows = mask(placed(exact, shapes), rule)
    if set(STATED) <= set(rows):
        unsure = rule.least(rows["shown_denominator"].to_numpy()) < smallest
        rows.loc[unsure, [*STATED]] = np.nan
    stated = np.zeros(len(rows), dtype=bool)
    shown: dict[Part, Numbers] = {
        part: rows[f"shown_{part}"].to_numpy(np.int64, copy=True) for part in PARTS
    }
    report = Report()
    for cells in by_family(rows, shapes, known):
        found, states = make_safe(cells, rule)
        report += found
        for each in states:
            stated[each.rows] = True
        for origin in cells.origins:
            shown[origin.part][origin.rows] = cells.blocks[origin.key].shown[origin.at]
    return _visible(exact.assign(stated=stated), shown), report


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
