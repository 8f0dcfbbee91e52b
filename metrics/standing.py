"""How every cell of an indicator stands to its target, judged once from exact counts."""

from data.engine import Connection, insert
from data.settings import Settings
from metrics.indicator import Indicator, indicators
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
    """Fill exact.standing from exact.measure: the columns of KEY, and state.

    Which of them viewers get is seen to with the counts (metrics/protection/): a state says
    something of the counts it was judged from.
    """
    fill(connection, "exact.measure", "exact.standing", settings.smallest_denominator)


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


def told_by_states(connection: Connection) -> str:
    """A query, in brackets, of what every state of exact.standing says of a part and its whole.

    Columns: those of KEY, state_least and state_most: the shares between which the exact one lies.
    -1 where it says no least, infinity where it says no most. What is judged by its numerator, and
    so says nothing of shares, is not there.
    """
    _editions(connection)
    return f"""(
        SELECT {KEY},
               CASE state WHEN 'meets target' THEN if(sign = 1, target, -1)
                          WHEN 'close' THEN if(sign = 1, close, target)
                          ELSE if(sign = 1, -1, close) END / factor AS state_least,
               CASE state WHEN 'meets target' THEN if(sign = 1, 'infinity', target)
                          WHEN 'close' THEN if(sign = 1, target, close)
                          ELSE if(sign = 1, close, 'infinity') END / factor AS state_most
        FROM (SELECT *, {AFTER} AS after FROM exact.standing) JOIN edition USING (measure_id)
        WHERE NOT by_numerator AND after > since AND after <= until
    )"""


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
