"""Workbooks that count days from 1904: their bare day numbers, as every other workbook has them."""

from collections.abc import Collection

from data.engine import Connection
from data.export import Export

LATER = 1462
"""Days from the first day of the usual count to that of the other."""


def count_days_from_1904(connection: Connection, export: Export, sent: Collection[str]) -> None:
    """Change the day numbers in the date columns of `staged`."""
    days = [each.name for each in export.kept if each.kind in ("date", "month")]
    told = ", ".join(
        f"""CASE WHEN regexp_full_match("{name}", '[0-9]{{5}}')
            THEN CAST(CAST("{name}" AS INTEGER) + {LATER} AS VARCHAR)
            ELSE "{name}" END AS {name}"""
        for name in days
        if name in sent
    )
    if told:
        connection.execute(f"CREATE TABLE usual AS SELECT * REPLACE ({told}) FROM staged")
        connection.execute("CREATE OR REPLACE VIEW staged AS SELECT * FROM usual")
