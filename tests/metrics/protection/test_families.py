"""The same count in several measures is one count: attacked with all that any of them shows."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from metrics.measure import Measure, PartOf
from metrics.protection.attack import attack
from metrics.protection.blocks import placed
from metrics.protection.families import by_family
from metrics.protection.family import Family
from metrics.protection.protect import mask, publishable
from metrics.protection.rounding import Rule
from tests.metrics.drawn_table import AXES, cells, measure, random, table

RULE = Rule(small_number=5, round_to=5)
KNOWN: dict[str, Measure] = {
    "M": measure(),
    "N": replace(measure("share"), id="N"),
    "O": replace(measure(), id="O"),
}
PLACE = ["period_type", "period_start", "area_code", "dimension", "category"]


def twins(seed: int) -> pd.DataFrame:
    """Measure M counts what is the denominator of N; N breaks it down in another way."""
    wholes = random(seed)
    shuffled = np.random.default_rng(seed).permuted(wholes, axis=2)
    parts = np.minimum(shuffled, random(seed + 50))
    return together(M=table(cells(wholes)), N=table(cells(parts, shuffled)))


def together(**tables: pd.DataFrame) -> pd.DataFrame:
    named = [own.assign(measure_id=name) for name, own in tables.items()]
    return pd.concat(named, ignore_index=True)


def families(exact: pd.DataFrame) -> list[Family]:
    return list(by_family(mask(placed(exact, AXES), RULE), AXES, KNOWN))


def test_copies_are_found_by_their_counts() -> None:
    own = table(cells(random(7)))
    (one,) = families(together(M=own, O=own))
    assert one.measures == ("M", "O")
    assert list(one.blocks) == [("all", "M numerator"), ("risk", "M numerator")]
    (one,) = families(twins(0))
    assert list(one.blocks) == [
        ("all", "M numerator"),
        ("risk", "M numerator"),
        ("all", "N numerator"),
        ("risk", "N numerator"),
        ("risk in N", "M numerator"),
    ]
    assert one.shares == (
        (("all", "N numerator"), ("all", "M numerator")),
        (("risk", "N numerator"), ("risk in N", "M numerator")),
    )
    assert len(families(together(M=own, O=table(cells(random(8)))))) == 2


def test_what_is_shown_nowhere_makes_no_copies() -> None:
    nothing = table(cells(np.zeros((3, 4, 3), dtype=int)))
    assert len(families(together(M=nothing, O=nothing))) == 2


def test_a_count_that_any_copy_shows_is_known() -> None:
    exact = table(cells(np.full((3, 4, 3), 6)))
    rows = mask(placed(together(M=exact, O=exact), AXES), RULE)
    hidden = [0, len(exact) + 1]
    rows.loc[hidden, "shown_numerator"] = -1
    (one,) = by_family(rows, AXES, KNOWN)
    assert all((block.shown >= 5).all() for block in one.blocks.values())


def alone(exact: pd.DataFrame) -> pd.DataFrame:
    own = [each.reset_index(drop=True) for _, each in exact.groupby("measure_id")]
    return pd.concat(publishable(each, AXES, KNOWN, RULE)[0] for each in own)


def test_measures_that_are_safe_alone_may_give_each_other_away() -> None:
    exact = twins(4)
    assert attack(exact, alone(exact), AXES, KNOWN, RULE).pinned > 0
    safe, report = publishable(exact, AXES, KNOWN, RULE)
    assert report.pinned == attack(exact, safe, AXES, KNOWN, RULE).pinned == 0


@pytest.mark.parametrize("seed", range(3, 6))
def test_filling_the_gaps_of_one_measure_from_its_copy_tells_nothing(seed: int) -> None:
    exact = twins(seed)
    safe, _ = publishable(exact, AXES, KNOWN, RULE)
    of = {name: own.set_index(PLACE) for name, own in safe.groupby("measure_id")}
    count, whole = of["M"]["numerator"], of["N"]["denominator"]
    count, whole = (own.xs("all", level="dimension") for own in (count, whole))
    assert len(count) > 0
    pd.testing.assert_series_equal(count, whole, check_names=False)
    filled = pd.concat([safe, _copied(safe, exact)], ignore_index=True)
    alone_now = exact[exact["measure_id"] == "M"].reset_index(drop=True)
    filled = filled[filled["measure_id"] == "M"].drop_duplicates(PLACE)
    assert attack(alone_now, filled, AXES, KNOWN, RULE).pinned == 0


def merged(name: str) -> str:
    """Low and high of one measure are one category of the other."""
    return "high" if name == "low" else name


MERGED = KNOWN | {
    "O": replace(
        KNOWN["O"],
        part_of=(PartOf("M", dimension="risk", own_dimension="risk", category=merged),),
    )
}


def in_parts(seed: int, less: int = 0) -> pd.DataFrame:
    """What M counts as high O counts as high or low; less: of so many O does not know."""
    parts = random(seed)
    wholes = np.stack([parts[..., 0] + parts[..., 1], 0 * parts[..., 1], parts[..., 2]], axis=2)
    return together(M=table(cells(wholes + less)), O=table(cells(parts)))


def test_a_declared_sum_is_closed_where_its_parts_come_to_it() -> None:
    for less, open_to_more in ((0, [False, False]), (1, [True, True])):
        rows = mask(placed(in_parts(3, less), AXES), RULE)
        (one,) = by_family(rows, AXES, MERGED)
        assert one.measures == ("M", "O")
        assert [(each.place, each.places) for each in one.links] == (
            [(1, (1, 2)), (2, (3,))] if not less else [(1, (1, 2)), (3, (3,))]
        )
        assert [each.open for each in one.links] == open_to_more
        assert one.linked(one.links[0].parts, 2) == [(one.links[0].total, 1)]
        assert [place for _, place in one.linked(one.links[0].total, 1)] == [1, 2]


def test_a_declaration_that_the_counts_do_not_keep_says_nothing() -> None:
    exact = in_parts(3)
    exact.loc[exact["measure_id"] == "O", "numerator"] += 1
    (_, two) = by_family(mask(placed(exact, AXES), RULE), AXES, KNOWN)
    (one,) = by_family(mask(placed(exact, AXES), RULE), AXES, MERGED)
    assert len(two.blocks) == 2
    assert one.links == ()


def test_what_is_declared_is_attacked_and_protected() -> None:
    given_away = 0
    for seed in range(6):
        exact = in_parts(seed)
        apart, _ = publishable(exact, AXES, KNOWN, RULE)
        given_away += attack(exact, apart, AXES, MERGED, RULE).pinned
        safe, report = publishable(exact, AXES, MERGED, RULE)
        assert report.pinned == attack(exact, safe, AXES, MERGED, RULE).pinned == 0
        assert len(safe) > len(apart) / 2
    assert given_away > 0


def _copied(safe: pd.DataFrame, exact: pd.DataFrame) -> pd.DataFrame:
    """What N tells of M's "all", as rows of M."""
    told = safe[(safe["measure_id"] == "N") & (safe["dimension"] == "all")]
    copied = told.assign(measure_id="M", numerator=told["denominator"], denominator=np.nan)
    return copied[list(exact.columns)]
