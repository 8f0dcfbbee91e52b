"""The table `quality` as viewers may see it: few rows are absent, counts are rounded."""

from data.engine import Connection, quoted
from data.export import exports
from data.settings import Settings

PARTS = ("numerator", "denominator")
ROUGHEST = 5
"""Rounded to at least this, however fine `measure` is: the attack does not look at this table.

Then a hidden count under the small number is never pinned down by one sum: a difference of two
rounded counts always leaves at least four of its five values possible.
"""


def protect_quality(connection: Connection, settings: Settings) -> None:
    """Make protected.quality from exact.quality. Both databases are attached to the connection.

    A row about fewer people than the smallest denominator is left out; a small numerator is
    NULL. Days are no counts and stay. Exports about documents and councils stay as they are.
    """
    people = ", ".join(quoted(each.name) for each in exports().values() if each.about_people)
    whole = max(settings.round_to, ROUGHEST)
    numerator, denominator = (f"({name} + {whole // 2}) // {whole} * {whole}" for name in PARTS)
    days = "facet = 'timeliness'"
    connection.execute(f"""
        CREATE TABLE protected.quality AS
        SELECT * FROM exact.quality WHERE export NOT IN ({people}) OR item = 'export'
        UNION ALL
        SELECT * REPLACE (
            CASE WHEN {days} THEN numerator
                 WHEN numerator >= {settings.small_number} THEN {numerator} END AS numerator,
            {denominator} AS denominator)
        FROM exact.quality
        WHERE export IN ({people}) AND item <> 'export'
          AND denominator >= {settings.smallest_denominator}
        ORDER BY ALL
    """)
