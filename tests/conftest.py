"""What no test can do by mistake: touch a real store."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a store of its own, named to child processes too."""
    store = tmp_path / "store"
    monkeypatch.setenv("SHARING_STORE", str(store))
    return store
