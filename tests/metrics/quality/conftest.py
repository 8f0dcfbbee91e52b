"""A store to draw submissions in, and an empty release to protect."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from data.engine import Connection, build
from data.store import Store
from tests.metrics.published import TABLES


@pytest.fixture
def store(own_store: Path) -> Store:
    return Store(own_store)


@pytest.fixture
def empty() -> Iterator[Callable[[], Connection]]:
    """Opens releases with the exact tables of quality, without rows, and what protection needs."""
    with ExitStack() as opened:

        def fresh() -> Connection:
            connection = opened.enter_context(closing(build()))
            for name in ("exact", "protected"):
                connection.execute(f"ATTACH ':memory:' AS {name}")
            for table in ("quality", "submission", "not_sent", "measure"):
                connection.execute(f"CREATE TABLE exact.{table} ({TABLES[table]})")
            connection.execute("CREATE TABLE protected.measure AS FROM exact.measure")
            return connection

        yield fresh


@pytest.fixture
def connection(empty: Callable[[], Connection]) -> Connection:
    return empty()
