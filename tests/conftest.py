"""What no test can do by mistake: touch a real store, or hash with a real key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

KEY = "a key for tests, which keeps nothing secret"


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a store of its own, named to child processes too."""
    store = tmp_path / "store"
    monkeypatch.setenv("SHARING_STORE", str(store))
    return store


@pytest.fixture(autouse=True, scope="session")
def own_key() -> Iterator[None]:
    """One key for every test, so that a test can say what a reference is kept as."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHARING_REFERENCE_KEY", KEY)
        yield
