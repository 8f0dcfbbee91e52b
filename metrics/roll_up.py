"""From the measures' SQL to the one long table `measure`: months, councils and cuts added up."""

from collections.abc import Collection
from typing import Protocol

from metrics.measure import Measure


class Connection(Protocol):
    """Whatever runs SQL on the release's tables; the engine is the data layer's business."""

    def execute(self, query: str, /) -> object:
        """Run one statement."""
        ...


KEYS = "measure_id, dimension, category"
NOT_KNOWN = "not known"


def roll_up(connection: Connection, measures: Collection[Measure]) -> None:
    """Create the temporary table `cell` from the release's tables, as data/release.py says.

    `measure` is a view of it in a settled order, and what everybody else reads. Its columns:
    measure_id, period_type, period_start, area_type, area_code, dimension, category,
    numerator, denominator. Each dimension is added up on its own, beside "all". Dimension "all"
    has every period and area, zeros included; a measure that knows no councils has Scotland only.
    Rows of no day, or of a month outside the release's, belong to no period and are left out.
    """
    _start(connection, measures)
    for measure in measures:
        if measure.sql:  # the others are derived from these: metrics/derived.py
            for statement in counting(measure):
                connection.execute(statement)
    for statement in (CATEGORIES, AREAS, GRID, CELLS, VIEW):
        connection.execute(statement)
    for table in ("counted", "by_council", "by_area", "grid", "definition"):
        connection.execute(f"DROP TABLE {table}")


def _start(connection: Connection, measures: Collection[Measure]) -> None:
    """Make the empty tables, and the types of their texts.

    Texts are stored as their numbers in a sorted list: adding up and sorting takes a third of
    the time.
    """
    dimensions = {name for each in measures for name in each.dimensions} | {"all"}
    for name, texts in (
        ("measure_id", {each.id for each in measures}),
        ("dimension", dimensions),
        ("period_type", {"month", "quarter", "year"}),
    ):
        listed = ", ".join(f"'{text}'" for text in sorted(texts))
        connection.execute(f"CREATE TEMP TYPE coded_{name} AS ENUM ({listed})")
    for name in ("area_type", "area_code"):
        connection.execute(
            f"CREATE TEMP TYPE coded_{name} AS ENUM (SELECT DISTINCT {name} FROM area ORDER BY 1)"
        )
    connection.execute(
        "CREATE TEMP TABLE definition (measure_id coded_measure_id, kind VARCHAR, roll_up VARCHAR)"
    )
    connection.execute(
        "CREATE TEMP TABLE by_council (measure_id coded_measure_id, dimension coded_dimension, "
        "category VARCHAR, month DATE, council VARCHAR, numerator BIGINT, denominator BIGINT)"
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


CATEGORIES = """
    CREATE TEMP TYPE coded_category AS ENUM (
        SELECT category FROM by_council UNION SELECT 'all' ORDER BY 1
    )
"""

AREAS = """
    CREATE TEMP TABLE by_area AS
    WITH coded AS (SELECT * REPLACE (CAST(category AS coded_category) AS category) FROM by_council),
    places AS (
        SELECT council, CAST(area_type AS coded_area_type) AS area_type,
               CAST(area_code AS coded_area_code) AS area_code
        FROM area
    )
    SELECT coded.* EXCLUDE (council), area_type, area_code
    FROM coded JOIN places USING (council) WHERE area_type = 'council'
    UNION ALL BY NAME
    SELECT measure_id, dimension, category, month, area_type, area_code,
           sum(numerator) AS numerator, sum(denominator) AS denominator
    FROM coded JOIN places USING (council) WHERE area_type = 'division' GROUP BY ALL
    UNION ALL BY NAME
    SELECT measure_id, dimension, category, month, area_type, area_code,
           sum(numerator) AS numerator, sum(denominator) AS denominator
    FROM coded CROSS JOIN (SELECT DISTINCT area_type, area_code FROM places) AS whole
    WHERE area_type = 'scotland' GROUP BY ALL
"""
"""Scotland counts the rows of no council too."""

GRID = """
    CREATE TEMP TABLE grid AS
    SELECT definition.measure_id, period_type, period_start, area_type, area_code
    FROM definition
    CROSS JOIN (
        SELECT DISTINCT CAST(period_type AS coded_period_type) AS period_type, period_start
        FROM period
    ) AS periods
    CROSS JOIN (
        SELECT DISTINCT CAST(area_type AS coded_area_type) AS area_type,
               CAST(area_code AS coded_area_code) AS area_code
        FROM area
    ) AS areas
    LEFT JOIN (
        SELECT measure_id, count(*) AS known, count(council) AS placed
        FROM by_council GROUP BY measure_id
    ) AS seen ON seen.measure_id = definition.measure_id
    WHERE area_type = 'scotland' OR seen.known IS NULL OR seen.placed > 0
"""

CELLS = f"""
    CREATE TEMP TABLE cell AS
    WITH added AS (
        SELECT {KEYS}, CAST(period_type AS coded_period_type) AS period_type, period_start,
               area_type, area_code,
               sum(numerator) AS numerator, sum(denominator) AS denominator
        FROM by_area
        JOIN definition USING (measure_id)
        JOIN period ON period.month = by_area.month
        WHERE roll_up = 'sum' OR period.last
        GROUP BY ALL
    ), cells AS (
        SELECT grid.*, CAST('all' AS coded_dimension) AS dimension,
               CAST('all' AS coded_category) AS category, numerator, denominator
        FROM grid
        LEFT JOIN (SELECT * FROM added WHERE dimension = 'all') AS filled
        USING (measure_id, period_type, period_start, area_type, area_code)
        UNION ALL BY NAME
        SELECT * FROM added WHERE dimension <> 'all'
    )
    SELECT measure_id, period_type, period_start, area_type, area_code, dimension, category,
           CAST(coalesce(numerator, 0) AS BIGINT) AS numerator,
           CASE WHEN kind <> 'count' THEN CAST(coalesce(denominator, 0) AS BIGINT) END
               AS denominator
    FROM cells JOIN definition USING (measure_id)
"""

ORDER = ("measure_id", "dimension", "area_type", "area_code", "period_type", "period_start")
TEXTS = ("measure_id", "dimension", "category", "area_type", "area_code", "period_type")
VIEW = f"""
    CREATE TEMP VIEW measure AS
    SELECT * REPLACE ({", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in TEXTS)})
    FROM cell ORDER BY {", ".join(f"cell.{name}" for name in (*ORDER, "category"))}
"""
