"""How every cell of an indicator stands to its target, judged once from exact counts."""

from data.engine import Connection, insert
from data.settings import Settings
from metrics.indicator import Indicator, indicators
from metrics.measure import measures
from metrics.protection.protect import of_no_people
from metrics.rates import PER

KEY = "measure_id, period_type, period_start, area_type, area_code"
FOREVER = "9999-12-31"
STATE = """
    CASE WHEN sign * judged >= sign * target THEN 'meets target'
         WHEN sign * judged >= sign * close THEN 'close'
         ELSE 'below target' END
"""
JUDGED = "CASE WHEN by_numerator THEN x ELSE factor * x / n END"
AFTER = """
    period_start + CASE period_type WHEN 'month' THEN INTERVAL 1 MONTH
                                    WHEN 'quarter' THEN INTERVAL 3 MONTH
                                    ELSE INTERVAL 1 YEAR END
"""
"""The day after a period; an edition judges it that is in force on the day before."""


def add_standing(connection: Connection, settings: Settings) -> None:
    """Fill exact.standing and, from it, protected.standing: the columns of KEY, and state.

    The connection has both databases attached, with `measure` in each. Viewers get the state of
    cells whose denominator is published, and too large for any that is under the smallest: of
    fewer, whether there is a state would tell on which side of it the exact one lies. Where the
    numerator is hidden, they get it only when it is small itself, and no state would pin such a
    count down (see _pinned()).
    """
    least = settings.smallest_denominator + settings.round_to // 2
    fill(connection, "exact.measure", "exact.standing", settings.smallest_denominator)
    _pinned(connection, settings)
    connection.execute(
        f"""
        CREATE TABLE protected.standing AS
        SELECT {KEY}, state FROM exact.standing
        JOIN (FROM exact.measure WHERE dimension = 'all') AS counted USING ({KEY})
        JOIN (FROM protected.measure WHERE dimension = 'all') AS shown USING ({KEY})
        WHERE (shown.denominator >= {least} OR {of_no_people(measures())}) AND (
            shown.numerator IS NOT NULL
            OR (counted.numerator < {settings.small_number} AND NOT EXISTS (
                FROM pinned WHERE pinned.measure_id = counted.measure_id
                AND pinned.shown = shown.denominator)))
        ORDER BY {KEY}
        """
    )


def fill(connection: Connection, measure: str, into: str, smallest: int) -> None:
    """Make a table of states from a table of counts: KEY and state, dimension "all" only.

    A cell has a row when its denominator is at least `smallest` and a target is in force, in law,
    at the end of its period.
    """
    _editions(connection)
    connection.execute(
        f"""
        CREATE TABLE {into} AS
        WITH cells AS (
            SELECT {KEY}, numerator AS x, CAST(denominator AS DOUBLE) AS n, {AFTER} AS after
            FROM {measure} WHERE dimension = 'all' AND denominator >= {smallest}
        ), judged AS (
            SELECT {KEY}, sign, target, close, {JUDGED} AS judged
            FROM cells JOIN edition USING (measure_id)
            WHERE x IS NOT NULL AND after > since AND after <= until
        )
        SELECT {KEY}, {STATE} AS state FROM judged ORDER BY {KEY}
        """
    )


def _editions(connection: Connection) -> None:
    """Fill a temporary table `edition`: every target, with the days that it is in force."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE edition (measure_id VARCHAR, sign INTEGER, "
        "by_numerator BOOLEAN, factor INTEGER, target DOUBLE, close DOUBLE, since DATE, until DATE)"
    )
    rows = [row for each in indicators().values() for row in _rows(each)]
    insert(connection, "edition", rows)


def _rows(indicator: Indicator) -> list[tuple[object, ...]]:
    """One row a target; none without one, nor for context, which is never rated."""
    if indicator.better == "context" or not indicator.targets:
        return []
    targets = sorted(indicator.targets, key=lambda each: each.applies_from)
    ends = [str(each.applies_from) for each in targets[1:]] + [FOREVER]
    sign = 1 if indicator.better == "up" else -1
    factor = PER if indicator.kind == "rate" else 1
    by_numerator = indicator.judged_by == "numerator"
    return [
        (
            *(indicator.id, sign, by_numerator, factor, each.target, each.close),
            str(max(each.applies_from, indicator.in_law_from or each.applies_from)),
            until,
        )
        for each, until in zip(targets, ends, strict=True)
    ]


def _pinned(connection: Connection, settings: Settings) -> None:
    """Fill a temporary table `pinned`: published denominators at which a state tells too much.

    Behind a published denominator lie a few exact ones. If among them a state leaves only one
    count under the small number, that state would tell it. Then none is given at that
    denominator, whatever the count, so that the absence of a state tells nothing either.
    """
    below, above = settings.round_to // 2, (settings.round_to - 1) // 2
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE pinned AS
        WITH hidden AS (
            SELECT DISTINCT measure_id, denominator AS shown FROM protected.measure
            WHERE dimension = 'all' AND numerator IS NULL
                  AND denominator >= {settings.smallest_denominator + below}
        ), possible AS (
            SELECT measure_id, since, shown, x, sign, target, close, {JUDGED} AS judged
            FROM hidden JOIN edition USING (measure_id),
                 range({settings.small_number}) AS counts(x),
                 LATERAL unnest(range(shown - {below}, shown + {above} + 1)) AS wholes(n)
        ), left_open AS (
            SELECT measure_id, shown, count(DISTINCT x) AS counts
            FROM possible GROUP BY measure_id, since, shown, {STATE}
        )
        SELECT DISTINCT measure_id, shown FROM left_open WHERE counts < 2
        """
    )
