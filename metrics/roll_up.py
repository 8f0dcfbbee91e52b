"""From the measures' SQL to the one long table `measure`: months, councils and cuts added up."""

from collections.abc import Iterable
from typing import Protocol

from metrics.measure import Measure


class Connection(Protocol):
    """Whatever runs SQL on the release's tables; the engine is the data layer's business."""

    def execute(self, query: str, /) -> object:
        """Run one statement."""
        ...


KEYS = "measure_id, dimension, category"
NOT_KNOWN = "not known"


def roll_up(connection: Connection, measures: Iterable[Measure]) -> None:
    """Create the temporary table `measure` from the release's tables, as data/release.py says.

    Columns: measure_id, period_type, period_start, area_type, area_code, dimension, category,
    numerator, denominator. Each dimension is added up on its own, beside "all". Dimension "all"
    has every period and area, zeros included; a measure that knows no councils has Scotland only.
    Rows of no day, or of a month outside the release's, belong to no period and are left out.
    """
    _start(connection)
    for measure in measures:
        if measure.sql:  # the others are derived from these: metrics/derived.py
            for statement in counting(measure):
                connection.execute(statement)
    for statement in (AREAS, GRID, MEASURE):
        connection.execute(statement)
    for table in ("counted", "by_council", "by_area", "grid", "definition"):
        connection.execute(f"DROP TABLE {table}")


def _start(connection: Connection) -> None:
    connection.execute(
        "CREATE TEMP TABLE definition (measure_id VARCHAR, kind VARCHAR, roll_up VARCHAR)"
    )
    connection.execute(
        "CREATE TEMP TABLE by_council (measure_id VARCHAR, dimension VARCHAR, category VARCHAR, "
        "month DATE, council VARCHAR, numerator BIGINT, denominator BIGINT)"
    )


def counting(measure: Measure) -> list[str]:
    """SQL that adds one measure's months and councils to `by_council`, one dimension at a time.

    The measure's own SELECT runs once; each dimension is added up from its small result.
    """
    names = "".join(f", {name}" for name in measure.dimensions)
    places = "".join(f", {place}" for place in range(3, 3 + len(measure.dimensions)))
    counted = f"""
        CREATE OR REPLACE TEMP TABLE counted AS
        SELECT CAST(date_trunc('month', day) AS DATE) AS month, council{names},
               sum(numerator) AS numerator, sum(denominator) AS denominator
        FROM ({measure.sql}) AS rows_counted WHERE day IS NOT NULL GROUP BY 1, 2{places}
    """
    defined = (
        f"INSERT INTO definition VALUES ('{measure.id}', '{measure.kind}', '{measure.roll_up}')"
    )
    cuts = [_cut(measure.id, "all", "'all'")]
    cuts += [
        _cut(measure.id, name, f"coalesce({name}, '{NOT_KNOWN}')") for name in measure.dimensions
    ]
    return [defined, counted, *cuts]


def _cut(measure_id: str, dimension: str, category: str) -> str:
    return f"""
        INSERT INTO by_council
        SELECT '{measure_id}', '{dimension}', {category}, month, council,
               sum(numerator), sum(denominator)
        FROM counted GROUP BY 3, 4, 5
    """


AREAS = f"""
    CREATE TEMP TABLE by_area AS
    SELECT {KEYS}, month, area_type, area_code,
           sum(numerator) AS numerator, sum(denominator) AS denominator
    FROM by_council JOIN area ON by_council.council = area.council
    WHERE area_type <> 'scotland' GROUP BY {KEYS}, month, area_type, area_code
    UNION ALL
    SELECT {KEYS}, month, scotland.area_type, scotland.area_code, sum(numerator), sum(denominator)
    FROM by_council
    CROSS JOIN (SELECT DISTINCT area_type, area_code FROM area WHERE area_type = 'scotland')
         AS scotland
    GROUP BY {KEYS}, month, scotland.area_type, scotland.area_code
"""
"""Scotland counts the rows of no council too."""

GRID = """
    CREATE TEMP TABLE grid AS
    SELECT definition.measure_id, period_type, period_start, area_type, area_code
    FROM definition
    CROSS JOIN (SELECT DISTINCT period_type, period_start FROM period) AS periods
    CROSS JOIN (SELECT DISTINCT area_type, area_code FROM area) AS areas
    LEFT JOIN (
        SELECT measure_id, count(*) AS known, count(council) AS placed
        FROM by_council GROUP BY measure_id
    ) AS seen ON seen.measure_id = definition.measure_id
    WHERE area_type = 'scotland' OR seen.known IS NULL OR seen.placed > 0
"""

MEASURE = f"""
    CREATE TEMP TABLE measure AS
    WITH added AS (
        SELECT {KEYS}, period_type, period_start, area_type, area_code,
               sum(numerator) AS numerator, sum(denominator) AS denominator
        FROM by_area
        JOIN definition USING (measure_id)
        JOIN period ON period.month = by_area.month
        WHERE roll_up = 'sum' OR period.last
        GROUP BY {KEYS}, period_type, period_start, area_type, area_code
    ), cells AS (
        SELECT measure_id, period_type, period_start, area_type, area_code,
               'all' AS dimension, 'all' AS category, numerator, denominator
        FROM grid
        LEFT JOIN (SELECT * FROM added WHERE dimension = 'all') AS filled
        USING (measure_id, period_type, period_start, area_type, area_code)
        UNION ALL
        SELECT measure_id, period_type, period_start, area_type, area_code,
               dimension, category, numerator, denominator
        FROM added WHERE dimension <> 'all'
    )
    SELECT measure_id, period_type, period_start, area_type, area_code, dimension, category,
           CAST(coalesce(numerator, 0) AS BIGINT) AS numerator,
           CASE WHEN kind <> 'count' THEN CAST(coalesce(denominator, 0) AS BIGINT) END
               AS denominator
    FROM cells JOIN definition USING (measure_id)
"""
"""In no order: metrics/derived.py adds its rows and then sorts the whole, once."""
