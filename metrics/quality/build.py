"""Makes the table `quality` of a release: three facets by provider, council and pair, over time."""

from typing import Any

import pandas as pd

from data.engine import Connection, frame, insert, quoted
from data.export import exports
from data.senders import EVERY_MONTH
from metrics.quality import lateness
from metrics.quality.counting import (
    EXPORT_CAME,
    MATCHED,
    SOURCES,
    agreement,
    completeness,
    filled,
    never_came,
    rows_came,
)

COLUMNS = (
    *("facet", "item", "export", "scope", "key", "period_type", "period_start"),
    *("numerator", "denominator"),
)
RECENT_MONTHS = 12
"""How far "recent" reaches back: what a provider sends now, whatever the season."""
SCOPES = {
    "provider": ("provider", ("month", "recent")),
    "council": ("council", ("quarter", "recent")),
    "pair": ("pair", ("recent",)),
}
"""By scope its column and the periods it is counted by; months of one council are too few rows."""


def add_quality(connection: Connection) -> None:
    """Create the temporary tables `quality`, `not_sent` and `turned_away` from a release's tables.

    quality, with COLUMNS:

    completeness: item is a column; cells filled in, of cells asked for, those of months that never
    came among them. consistency: item is what two sides should agree on; referrals that do, of
    those compared. timeliness: item is "export", "median" or "ninth decile"; days, and how many
    rows (or months, of "export") that rests on.
    scope "submission" is counted over all of a submission's own rows, whatever period they are of.
    not_sent: submission_id, export, provider and each column asked for that its file lacks.
    turned_away: provider ("" for all of them), people (whether the rows are about people), reason,
    and rows, of the files that later ones did not replace whole.
    """
    _start(connection)
    for source in SOURCES:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE wide AS {filled(source)}")
        if source.export in EVERY_MONTH:
            connection.execute(f"INSERT INTO wide {never_came(source, 'wide')}")
        connection.execute(f"INSERT INTO quality_count {completeness(source, 'wide')}")
    connection.execute(f"INSERT INTO quality_count {_added(agreement())}")
    connection.execute(f"INSERT INTO quality_count {_added(MATCHED)}")
    for scope, (column, periods) in SCOPES.items():
        connection.execute(_scope(scope, column, periods))
    connection.execute("""
        INSERT INTO quality
        SELECT 'completeness', "column", export, 'submission', submission_id, 'all', NULL,
               filled, asked
        FROM filled
    """)
    insert(connection, "quality", _days(connection))
    connection.execute("""
        CREATE TEMP TABLE not_sent AS
        SELECT submission_id, export, provider, "column" FROM filled WHERE NOT sent ORDER BY ALL
    """)
    connection.execute("CREATE OR REPLACE TEMP TABLE quality AS SELECT * FROM quality ORDER BY ALL")
    _add_turned_away(connection)
    for table in ("wide", "quality_count", "span"):
        connection.execute(f"DROP TABLE {table}")


def _start(connection: Connection) -> None:
    connection.execute(
        "CREATE TEMP TABLE quality_count (facet VARCHAR, item VARCHAR, export VARCHAR, "
        "provider VARCHAR, council VARCHAR, pair VARCHAR, month DATE, numerator BIGINT, "
        "denominator BIGINT)"
    )
    connection.execute(
        "CREATE TEMP TABLE quality (facet VARCHAR, item VARCHAR, export VARCHAR, scope VARCHAR, "
        "key VARCHAR, period_type VARCHAR, period_start DATE, numerator BIGINT, denominator BIGINT)"
    )
    connection.execute(f"""
        CREATE TEMP TABLE span AS
        SELECT month, period_type, period_start FROM period
        WHERE period_type IN ('month', 'quarter')
        UNION ALL
        SELECT month, 'recent', min(month) OVER ()
        FROM (SELECT month FROM months ORDER BY month DESC LIMIT {RECENT_MONTHS}) AS latest
    """)


def _add_turned_away(connection: Connection) -> None:
    people = ", ".join(quoted(each.name) for each in exports().values() if each.about_people)
    connection.execute(f"""
        CREATE TEMP TABLE turned_away AS
        SELECT coalesce(provider, '') AS provider, people, reason, CAST(sum(rows) AS BIGINT) AS rows
        FROM (SELECT provider, export IN ({people}) AS people, reason, rows FROM rejected
              SEMI JOIN (SELECT submission_id FROM submission WHERE NOT replaced) AS kept
              USING (submission_id)) AS found
        GROUP BY GROUPING SETS ((provider, people, reason), (people, reason)) ORDER BY ALL
    """)


def _added(rows: str) -> str:
    """The rows of a counting statement added up, so that the long table stays small."""
    return (
        "SELECT facet, item, export, provider, council, pair, month, sum(numerator), "
        f"sum(denominator) FROM ({rows}) AS counted GROUP BY 1, 2, 3, 4, 5, 6, 7"
    )


def _scope(scope: str, column: str, periods: tuple[str, ...]) -> str:
    kinds = ", ".join(f"'{each}'" for each in periods)
    return f"""
        INSERT INTO quality
        SELECT facet, item, export, '{scope}', {column}, period_type, period_start,
               sum(numerator), sum(denominator)
        FROM quality_count JOIN span USING (month)
        WHERE {column} IS NOT NULL AND period_type IN ({kinds}) GROUP BY 1, 2, 3, 4, 5, 6, 7
    """


def _days(connection: Connection) -> list[tuple[Any, ...]]:
    """Rows of the facet timeliness, worked out here since percentiles differ between engines."""
    span = frame(connection, "SELECT month, period_type, period_start FROM span")
    came = frame(connection, EXPORT_CAME)
    rows = pd.concat(
        [frame(connection, rows_came(source)) for source in SOURCES if source.has_months]
    )
    found = [
        *lateness.exports(came, span, SCOPES["provider"][1]),
        *(
            row
            for scope in ("provider", "council")
            for row in lateness.rows(rows, span, scope, SCOPES[scope][1])
        ),
    ]
    return sorted(found)
