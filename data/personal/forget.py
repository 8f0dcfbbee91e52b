"""Drops columns from memory that were read to be looked at and are never kept."""

from collections.abc import Collection

from data.engine import Connection


def forget(connection: Connection, columns: Collection[str]) -> None:
    """Drop the columns from every table that reading made; `staged` then has them no more.

    Views over those tables have the columns that are left, since each selects all.
    """
    held = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() "
        "USING (database_name, schema_name, table_name) WHERE column_name IN (SELECT unnest(?))",
        [list(columns)],
    ).fetchall()
    for table, column in held:
        connection.execute(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
