"""The only place that opens DuckDB: a build connection that writes, a locked reader that cannot."""

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

if TYPE_CHECKING:
    import pandas as pd

Answer = TypeVar("Answer")
Connection = duckdb.DuckDBPyConnection
EngineError = duckdb.Error
"""Its message may hold a provider's values: never log, show or chain it."""


def build(database: Path | None = None) -> Connection:
    """A connection that writes one database file (in memory when None), extensions off."""
    connection = duckdb.connect(str(database) if database else ":memory:")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET enable_progress_bar = false")
    return connection


def intake(file: Path, folder: Path) -> Connection:
    """A connection that can read one provider's file, write one folder and touch nothing else."""
    connection = build()
    connection.execute(f"SET temp_directory = {quoted(folder / 'spill')}")
    connection.execute(f"SET allowed_paths = [{quoted(file)}]")
    connection.execute(f"SET allowed_directories = [{quoted(folder)}]")
    # A name in SQL is a table, never a variable of this program; secrets are not looked for.
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET allow_persistent_secrets = false")
    connection.execute("SET allow_community_extensions = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def quoted(text: str | Path) -> str:
    """A value of ours as a SQL string literal. Never for a provider's text."""
    return "'" + str(text).replace("'", "''") + "'"


def frame(connection: Connection, sql: str) -> "pd.DataFrame":
    """The rows that a SELECT returns, as Python's own values, which keeps whole numbers whole."""
    import pandas as pd

    result = connection.execute(sql)
    names = [each[0] for each in result.description or ()]
    return pd.DataFrame(result.fetchall(), columns=names)


def insert(connection: Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows held in memory, one list a column: executemany takes a second per 1,000."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"INSERT INTO {table} SELECT {marks}", columns)


class Reader:
    """Reads one database file, attached read-only as `published`, with everything else shut.

    A cursor per call: one shared DuckDB connection gives wrong answers under threads.
    """

    def __init__(self, database: Path) -> None:
        self._known: dict[Hashable, Any] = {}
        self._connection = build()
        self._connection.execute(f"ATTACH {quoted(database)} AS published (READ_ONLY)")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> "pd.DataFrame":
        """The rows that a SELECT returns; tables are named `published.<table>`."""
        with self._connection.cursor() as cursor:
            # sql(), for execute() makes another copy of the rows on their way to Arrow.
            relation = cursor.sql(sql, params=list(parameters))
            found: pd.DataFrame = relation.to_arrow_table().to_pandas()
        return found

    def once(self, question: Callable[..., Answer], *args: Hashable) -> Answer:
        """`question(self, *args)`, asked once: what a published release says does not change.

        For small facts that many answers need; whoever asks has the same object, not a copy.
        """
        if (question, args) not in self._known:
            self._known[question, args] = question(self, *args)
        found: Answer = self._known[question, args]
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
