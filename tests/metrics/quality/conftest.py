"""A store to draw submissions in."""

from pathlib import Path

import pytest

from data.store import Store


@pytest.fixture
def store(own_store: Path) -> Store:
    return Store(own_store)
