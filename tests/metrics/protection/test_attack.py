"""The attack, against linear programming over every margin at once."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp

from metrics.protection.attack import MOST_SOLVED, attack, examine
from metrics.protection.blocks import Block, placed
from metrics.protection.bounds import Bounds, tighten
from metrics.protection.families import by_family
from metrics.protection.family import Family
from metrics.protection.inference import infer, known
from metrics.protection.margins import (
    AREA,
    PERIOD,
    SCOTLAND,
    Margin,
    axes,
    categories,
    financial,
    holding,
)
from metrics.protection.programme import bound
from metrics.protection.protect import mask
from metrics.protection.rounding import HIDDEN, Rule
from tests.metrics.drawn_table import AXES, MONTHS, PARENTS, cells, measure, random, table

RULE = Rule(small_number=5, round_to=5)


def laid_out(seed: int, kind: str = "count", rule: Rule = RULE) -> Family:
    wholes = random(seed)
    rows = cells(wholes)
    if kind == "share":
        rows = cells(np.minimum(wholes, random(seed + 50)), wholes)
    exact = mask(placed(table(rows), AXES), rule)
    (found,) = by_family(exact, AXES, {"M": measure(kind)})
    return found


def every_sum(block: Block) -> Iterator[tuple[tuple[int, ...], list[tuple[int, ...]]]]:
    """Every total and its parts, spelt out from what the places mean, not from the margins."""
    kinds, areas, periods, years = (range(size) for size in block.exact.shape)
    divisions, quarters = {1: (3, 4), 2: (5,)}, {1: (3, 4, 5), 2: (6,)}
    for kind, area, period, year in product(kinds, areas, periods, years):
        here = (kind, area, period, year)
        if kind == 0 and len(kinds) > 1:
            yield here, [(each, area, period, year) for each in kinds[1:]]
        if area == 0:
            yield here, [(kind, each, period, year) for each in divisions]
        if area in divisions:
            yield here, [(kind, each, period, year) for each in divisions[area]]
        if period == 0:
            yield here, [(kind, area, each, year) for each in quarters]
        if period in quarters:
            yield here, [(kind, area, each, year) for each in quarters[period]]


def programmed(block: Block, told: Bounds) -> dict[tuple[int, ...], tuple[int, int]]:
    """The least and most of every hidden cell, over all sums at once: slow and obvious."""
    position = np.arange(block.exact.size).reshape(block.exact.shape)
    sums = list(every_sum(block))
    matrix = np.zeros((len(sums), block.exact.size))
    for row, (total, parts) in zip(matrix, sums, strict=True):
        row[position[total]] = -1
        row[[position[part] for part in parts]] = 1
    adds_up = LinearConstraint(matrix, 0, 0)
    box = Box(told.low.ravel(), told.high.ravel())
    found = {}
    for cell in zip(*np.nonzero(block.shown == HIDDEN), strict=True):
        aim = np.zeros(block.exact.size)
        aim[position[cell]] = 1
        least = milp(aim, constraints=adds_up, bounds=box).fun
        most = -milp(-aim, constraints=adds_up, bounds=box).fun
        found[tuple(map(int, cell))] = (int(np.ceil(least - 1e-6)), int(np.floor(most + 1e-6)))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_propagation_never_claims_more_than_linear_programming(seed: int) -> None:
    found = laid_out(seed)
    bounds = infer(found, RULE)
    key = ("risk", "M numerator")
    exact_bounds = programmed(found.blocks[key], known(found, key, RULE))
    assert len(exact_bounds) >= 20
    tighter = 0
    for cell, (least, most) in exact_bounds.items():
        low, high = int(bounds[key].low[cell]), int(bounds[key].high[cell])
        assert low <= least <= found.blocks[key].exact[cell] <= most <= high
        near_low, near_high = bound(cell, bounds[key], found.blocks[key].margins)
        assert low <= near_low <= least
        assert most <= near_high <= high
        tighter += high - low < 4
    assert tighter > 0


def test_linear_programming_finds_what_only_several_margins_together_tell() -> None:
    """In this table, rounded to 3, six cells are pinned that propagation leaves two counts for."""
    rule = Rule(small_number=5, round_to=3)
    found = laid_out(1002, rule=rule)
    key, cell = ("risk", "M numerator"), (1, 2, 3, 0)
    bounds = infer(found, rule)[key]
    assert (bounds.low[cell], bounds.high[cell]) == (0, 1)
    assert programmed(found.blocks[key], known(found, key, rule))[cell] == (0, 0)
    assert bound(cell, bounds, found.blocks[key].margins) == (0, 0)


def test_a_count_that_was_hidden_with_others_and_is_not_small_may_beknown() -> None:
    """A division of one council shows its council's count; hiding one of them hides no secret."""
    rule = Rule(small_number=5, round_to=1)
    found = laid_out(0, rule=rule)
    key = ("risk", "M numerator")
    one_council = [tuple(at) for at in np.argwhere(found.blocks[key].exact[:, 2:3] >= 5).tolist()]
    cell = next((kind, 2, *rest) for kind, _, *rest in one_council if kind > 0)
    found.blocks[key].shown[cell] = HIDDEN
    told = infer(found, rule)[key]
    assert told.low[cell] == told.high[cell] == found.blocks[key].exact[cell]
    leaking = examine(found, rule).leaking
    assert leaking
    assert all(found.blocks[each.key].exact[each.place] < 5 for each in leaking)


def test_linear_programming_looks_at_quiet_years_only_and_at_no_more_than_it_may() -> None:
    noisy = examine(laid_out(1002, rule=Rule(5, 3)), Rule(5, 3))
    assert noisy.leaking
    assert noisy.solved == 0
    quiet = next(found for found in map(laid_out, range(100)) if not examine(found, RULE).leaking)
    assert examine(quiet, RULE).solved <= MOST_SOLVED
    assert examine(quiet, RULE, room=0).solved == 0
    assert examine(quiet, RULE, room=1).solved == min(1, int(examine(quiet, RULE).near.sum()))


@pytest.mark.parametrize("kind", ["count", "share"])
@pytest.mark.parametrize("seed", range(10, 14))
def test_the_truth_is_within_bounds_and_nothing_more_follows_from_any_margin(
    seed: int, kind: str
) -> None:
    found = laid_out(seed, kind)
    bounds = infer(found, RULE)
    for key, block in found.blocks.items():
        low, high = bounds[key].low.copy(), bounds[key].high.copy()
        assert ((low <= block.exact) & (block.exact <= high)).all()
        tighten(bounds[key], block.margins)
        assert (bounds[key].low == low).all()
        assert (bounds[key].high == high).all()


def test_a_part_is_known_by_its_whole() -> None:
    """Numerators of a share are not more than denominators, wherever the whole is hidden."""
    found = laid_out(3, "share")
    bounds = infer(found, RULE)
    for dimension in ("all", "risk"):
        parts, wholes = bounds[dimension, "M numerator"], bounds[dimension, "M denominator"]
        assert (parts.high <= wholes.high).all()
        assert (wholes.low >= parts.low).all()


def test_years_are_attacked_apart_and_a_broken_year_has_its_own_axes() -> None:
    months = MONTHS.append(MONTHS + np.timedelta64(366, "D")).normalize()
    shapes = axes(PARENTS, months[[0, 1, 2, 3, 4, 5]])
    assert [shape.years.tolist() for shape in shapes] == [[54], [55]]
    assert [len(shape.periods) for shape in shapes] == [1 + 2 + 4, 1 + 1 + 2]
    assert [each.tolist() for each in financial(months[[0, 4]])] == [[54, 55], [0, 0]]


def test_margins_that_do_not_hold_say_less_or_nothing() -> None:
    counts = np.zeros((1, 6, 1, 1), dtype=np.int64)
    counts[0, :, 0, 0] = [10, 6, 4, 3, 3, 4]
    places = AXES[0].places
    assert [each.open for each in holding(places, counts)] == [False, False]
    counts[0, 0] = 12  # two of no known council
    assert [each.open for each in holding(places, counts)] == [False, True]
    counts[0, 1] = 5  # one counted in both of a division's councils
    assert [each.name for each in holding(places, counts)] == ["divisions to Scotland"]


def column(low: list[int], high: list[int]) -> Bounds:
    """Bounds of "all" and its categories, in one area and period."""
    shape = (len(low), 1, 1, 1)
    return Bounds(np.array(low).reshape(shape), np.array(high).reshape(shape))


def test_one_margin_by_hand() -> None:
    """All is 12 at most, two parts are 5 and 6 at least, so the third is 1 at most."""
    margins = (categories(3),)
    told = column([8, 5, 6, 0], [12, 7, 9, 4])
    tighten(told, margins)
    assert told.low.ravel().tolist() == [11, 5, 6, 0]
    assert told.high.ravel().tolist() == [12, 6, 7, 1]


def test_an_open_margin_tells_only_what_its_total_has_room_for() -> None:
    (closed,) = (categories(2),)
    margins = (Margin(closed.name, closed.axis, closed.totals, closed.runs, open=True),)
    told = column([10, 0, 6], [12, 9, 8])
    tighten(told, margins)
    assert told.low.ravel().tolist() == [10, 0, 6]
    assert told.high.ravel().tolist() == [12, 6, 8]


def test_the_report_counts_what_is_there() -> None:
    exact = table(cells(np.full((3, 4, 3), 6)))
    report = attack(exact, exact.iloc[:0], AXES, {"M": measure()}, RULE)
    places, periods = 1 + 2 + 3, 1 + 2 + 4
    assert report.cells == report.hidden == places * periods * (1 + 3)
    assert report.pinned == 0


def test_margins_that_lie_are_an_error_not_a_safe_release() -> None:
    found = laid_out(0)
    key = ("all", "M numerator")
    false = found.blocks[key].exact.copy()
    false[0, 0, 0, 0] += 500
    lying = Block(false, RULE.show(false), found.blocks[key].margins)
    with pytest.raises(ArithmeticError, match="margins of M do not add up"):
        examine(Family({key: lying}, found.origins), RULE, 0)


def test_scotland_is_where_all_places_add_up() -> None:
    assert AXES[0].areas[0] == SCOTLAND
    assert {each.axis for each in AXES[0].places} == {AREA}
    assert {each.axis for each in (*AXES[0].flows, *AXES[0].stocks)} == {PERIOD}
