"""A decision lapses when what it tolerated has grown, and only then."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.decisions import Counts, Decision, Finding, Verb, keep
from data.outgrown import decided, grown
from data.store import Store
from tests.metrics.published import publish

CHECK = "incidents.council_months"


@pytest.mark.parametrize(
    ("then", "now", "more"),
    [
        ((22, 4_064), (208, 4_064), True),
        ((22, 4_064), (30, 4_064), False),  # not half as much again
        ((10, 4_064), (19, 4_064), False),  # nearly twice, of a few: rounding can do as much
        ((10, 4_064), (20, 4_064), True),
        ((200, 4_000), (400, 8_000), False),  # twice the rows, the same share
        ((200, 4_000), (300, 4_000), True),
        ((208, 4_064), (22, 4_064), False),
        ((0, 0), (50, 100), False),
    ],
)
def test_grown_is_half_as_much_again_by_number_and_share(
    then: tuple[int, int], now: tuple[int, int], more: bool
) -> None:
    assert grown(Counts(*then), Counts(*now)) == more


def test_without_a_count_of_then_nothing_has_grown() -> None:
    assert not grown(None, Counts(50, 100))


def store_of(root: Path, failed: int | None) -> Store:
    folder = root / "releases" / "r.1"
    folder.mkdir(parents=True)
    about = ("s", CHECK, CHECK, "incidents", "critical", "failed")
    rows = [(*about, "all", "all", failed, 4_000), (*about, "provider", "assist", failed, 400)]
    publish(folder, check_outcome=rows).close()
    (folder / "release.duckdb").rename(folder / "protected.duckdb")
    return Store(root)


def a_decision(verb: Verb = "accept", provider: str = "") -> Decision:
    return Decision(
        check_id=CHECK,
        provider=provider,
        verb=verb,
        reason="known",
        review_on="2024-09-30",
        by="a steward",
        release_id="r.0",
        decided_at="2024-06-02T09:00:00.000000+00:00",
        counted=Counts(20, 4_000),
    )


@pytest.mark.parametrize("provider", ["", "assist"])
def test_it_is_set_against_the_release_that_is_looked_at(own_store: Path, provider: str) -> None:
    store, decision = store_of(own_store, 200), a_decision(provider=provider)
    keep(store, decision)
    (found,) = decided(store, "r.1").values()
    assert found.now is not None
    assert found.now.failed == 200
    assert not found.quiets(date_of(found))
    assert found.state(date_of(found)) == "outgrown"
    assert decided(store, None) == {decision.finding: decision}


@pytest.mark.parametrize("verb", ["dispute", "withdraw"])
def test_only_what_quiets_a_finding_can_be_outgrown(own_store: Path, verb: Verb) -> None:
    store = store_of(own_store, 200)
    keep(store, a_decision(verb))
    assert decided(store, "r.1")[Finding(CHECK)].now is None


def test_a_hidden_count_tells_nothing(own_store: Path) -> None:
    store = store_of(own_store, None)
    keep(store, a_decision())
    keep(store, replace(a_decision(provider="assist"), counted=None))
    assert all(each.now is None for each in decided(store, "r.1").values())


def date_of(decision: Decision) -> date:
    return date.fromisoformat(decision.review_on)
