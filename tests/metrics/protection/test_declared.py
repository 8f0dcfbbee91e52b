"""What the records of measures declare of each other holds, and they declare all that can be seen.

Against the exact counts of a released sample: a relation that a new measure forgets is an equality
between counts that the attack does not know of.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.engine import Reader
from metrics.indicator import indicators
from metrics.measure import Measure, PartOf, measures
from metrics.protection.blocks import Key, placed
from metrics.protection.families import by_family
from metrics.protection.family import Family
from metrics.protection.protect import LABELS, mask, of_no_people, offered, release_axes
from metrics.protection.rounding import Rule

PLACE = ["period_type", "period_start", "area_code"]
DECLARED = [(each, other) for each in measures().values() for other in each.part_of]
"""Every declaration, with the measure that makes it."""
ENOUGH = 20
"""Cells in which counts must be the same to be taken for one count."""
Count = tuple[int, Key, int]
"""A family, a block and a category of it."""


@pytest.fixture(scope="module")
def exact(released: Path) -> pd.DataFrame:
    """The exact counts of people that viewers are offered."""
    return Reader(released / "exact.duckdb").frame(
        f"SELECT {', '.join(LABELS)}, numerator, denominator, "
        "CAST(period_start AS TIMESTAMP) AS period_start FROM published.measure "
        f"WHERE {offered(measures())} AND NOT {of_no_people(measures())}"
    )


@pytest.fixture(scope="module")
def families(exact: pd.DataFrame) -> list[Family]:
    shapes = release_axes(exact)
    rows = mask(placed(exact, shapes), Rule(5, 5))
    return list(by_family(rows, shapes, measures()))


def counts(exact: pd.DataFrame, measure: Measure, dimension: str, part: str | None) -> pd.Series:
    own = exact[(exact["measure_id"] == measure.id) & (exact["dimension"] == dimension)]
    return own.set_index([*PLACE, "category"])[part or measure.whole].astype(int)


@pytest.mark.parametrize(("measure", "declared"), DECLARED)
def test_no_part_is_more_than_what_it_is_declared_to_be_part_of(
    exact: pd.DataFrame, measure: Measure, declared: PartOf
) -> None:
    own = counts(exact, measure, declared.own_dimension, declared.own).rename("own").reset_index()
    own = own.assign(category=own["category"].map(declared.category))
    parts = own.groupby([*PLACE, "category"])["own"].sum()
    whole = counts(exact, measures()[declared.measure], declared.dimension, declared.part)
    assert parts.sum() > 0
    assert (parts <= whole.reindex(parts.index).fillna(0)).all()


def test_only_what_is_offered_is_declared_of() -> None:
    """Of others nothing is published; and what is declared of them would protect nothing."""
    for measure, declared in DECLARED:
        assert declared.own_dimension in measure.offered
        assert declared.dimension in measures()[declared.measure].offered
    for measure in measures().values():
        assert set(measure.offered) <= {"all", *measure.dimensions}


def test_what_indicators_count_of_one_export_is_declared() -> None:
    """A new indicator about referrals, or about shared events, says whose counts its own are."""
    apart = {
        "C15": "requests, of which some were not answered, and so not shared",
        "C16": "refusals, of which only those in part were shared too",
        "C01": "every shared event: others are part of it",
    }
    people = [each for each in indicators().values() if each.counts_people]
    silent = {
        each.id
        for each in people
        if {"referrals", "sharing_events"} & {*each.reads} and not each.part_of
    }
    assert silent == set(apart)


def test_no_two_counts_are_equal_without_the_attack_knowing(families: list[Family]) -> None:
    alike: dict[bytes, list[Count]] = {}
    for place, cells in seen(families):
        if (cells > 0).sum() >= ENOUGH:
            alike.setdefault(cells.tobytes(), []).append(place)
    pairs = [pair for places in alike.values() for pair in combinations(places, 2)]
    assert [pair for pair in pairs if not told_alike(families, *pair)] == []


def test_what_is_left_of_a_whole_is_no_other_count(families: list[Family]) -> None:
    """Where it is, a sum of three counts should be declared, which the attack does not know yet."""
    known = {cells.tobytes() for _, cells in seen(families)}
    for family in families:
        for part, whole in family.shares:
            taken = family.blocks[part].exact
            for own, cells in zip(taken, family.blocks[whole].exact - taken, strict=True):
                few = min((own > 0).sum(), (cells > 0).sum()) < ENOUGH
                assert few or cells.tobytes() not in known, part


def seen(families: list[Family]) -> Iterator[tuple[Count, np.ndarray]]:
    """Every count that is published, by area, period and year."""
    for number, family in enumerate(families):
        for key, block in family.blocks.items():
            for category, cells in enumerate(block.exact):
                if category or key[0] == "all":
                    yield (number, key, category), cells


def told_alike(families: list[Family], one: Count, other: Count) -> bool:
    """Whether the attack knows that two counts are the same: by closed links of one part."""
    if one[0] != other[0]:
        return False
    family, reached, fresh = families[one[0]], {one[1:]}, {one[1:]}
    while fresh:
        ways = {
            end
            for link in family.links
            if not link.open and len(link.places) == 1
            for ends in [((link.total, link.place), (link.parts, link.places[0]))]
            for end, start in (ends, ends[::-1])
            if start in fresh
        }
        fresh = ways - reached
        reached |= fresh
    return other[1:] in reached
