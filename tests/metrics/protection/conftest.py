"""A small sample, released as any other."""

from datetime import date
from pathlib import Path

import pytest

from data.generator import sample
from data.load import load
from data.release import release
from data.store import Store
from tests.data.findings import all_well

UNTIL, TODAY = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its release; its checks were not run."""
    folder = tmp_path_factory.mktemp("protection")
    sample(folder / "inbox", 12_000, until=UNTIL)
    store = Store(folder / "store")
    load(store, [folder / "inbox"], today=TODAY)
    release(store, examine=all_well)
    return store.releases / str(store.published())
