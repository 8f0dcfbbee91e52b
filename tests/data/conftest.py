"""Stores that tests of releases start from."""

from pathlib import Path

import pytest

from data.store import Store
from metrics.measure import measures
from tests.data.loading import kept
from tests.data.sent import event, referral, submit


@pytest.fixture
def store(own_store: Path) -> Store:
    return Store(own_store)


@pytest.fixture
def loaded(store: Store) -> Store:
    """Forty referrals and forty sharing events, nothing released."""
    referrals = [referral(n, referral_id=kept(f"R-{n}")) for n in range(40)]
    submit(store, "referrals", referrals)
    events = [event(n, event_id=kept(f"E-{n}"), lawful_basis="public_task") for n in range(40)]
    submit(store, "sharing_events", events)
    return store


@pytest.fixture
def two_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests about releases, not about what is counted."""
    count_few(monkeypatch)


def count_few(patch: pytest.MonkeyPatch) -> None:
    """Let releases count two measures only."""
    few = {name: measures()[name] for name in ("referrals", "C01")}
    patch.setattr("data.release.measures", lambda: few)
