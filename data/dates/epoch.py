"""Workbooks that count days from another day than most: their day numbers as others have them."""

from collections.abc import Collection
from datetime import date

from data.engine import Connection, quoted
from data.export import Export

DAY_0 = date(1899, 12, 30)
"""What most count from: day 1 is 1 January 1900, and 29 February 1900, which never was, is one."""
FROM_1904 = date(1904, 1, 1)
SERIAL = "[0-9]{5}([.]0*)?"
"""A day number, as data since 1927 has it."""


def count_days_from(
    connection: Connection, day_0: date, export: Export, sent: Collection[str]
) -> None:
    """Change the day numbers in the date columns of `staged`, which are counted from `day_0`."""
    days = [each.name for each in export.kept if each.kind in ("date", "month")]
    later = (day_0 - DAY_0).days
    told = ", ".join(
        f"""CASE WHEN regexp_full_match("{name}", {quoted(SERIAL)})
            THEN CAST(CAST(left("{name}", 5) AS INTEGER) + {later} AS VARCHAR)
            ELSE "{name}" END AS {name}"""
        for name in days
        if name in sent
    )
    if told:
        connection.execute(f"CREATE TABLE usual AS SELECT * REPLACE ({told}) FROM staged")
        connection.execute("CREATE OR REPLACE VIEW staged AS SELECT * FROM usual")
