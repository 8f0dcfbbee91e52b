"""Counts that hang together by any sums: what is worked out, and what is hidden against it."""

import numpy as np
import pytest

from metrics.protection.bounds import Bounds
from metrics.protection.flat import Flat, examine, publishable
from metrics.protection.less import DisclosiveError
from metrics.protection.rounding import HIDDEN
from metrics.protection.sums import ANYTHING, holding, settle

TOTAL, FIRST, SECOND, THIRD = range(4)
PARTS = np.array([FIRST, SECOND, THIRD])


def flat(exact: list[int], *, small: int = 5, round_to: int = 1, rows: int = 4) -> Flat:
    """A total of three parts, each a row of its own; beyond `rows` they stand in no row."""
    counts, places = np.array(exact), np.arange(len(exact))
    sums = holding(np.zeros(3, np.int64), np.zeros(3, np.int64), PARTS, counts)
    return Flat(
        exact=counts,
        hidden_under=np.where(places < rows, small, 0),
        row=np.where(places < rows, places, -1),
        known=Bounds(np.zeros(4, np.int64), np.full(4, ANYTHING)),
        no_secret=np.zeros(4, dtype=bool),
        sums=sums,
        secret_under=5,
        round_to=round_to,
    )


def test_what_is_left_of_a_total_is_worked_out_and_costs_one_more_count() -> None:
    told = flat([33, 3, 10, 20])
    leaking, report = examine(told, told.shown())
    assert leaking.tolist() == [FIRST]
    assert report.pinned == 1
    shown, after = publishable(told, "A table")
    assert shown.tolist() == [33, HIDDEN, HIDDEN, 20], "the least beside it is hidden too"
    assert (after.pinned, after.hidden) == (0, 2)


def test_rounding_alone_may_be_enough() -> None:
    told = flat([33, 3, 10, 20], round_to=5)
    shown, report = publishable(told, "A table")
    assert shown.tolist() == [35, HIDDEN, 10, 20]
    assert report.pinned == 0


def test_where_nothing_beside_it_is_shown_the_total_is_hidden() -> None:
    shown, _ = publishable(flat([12, 4, 4, 4]), "A table")
    assert shown.tolist() == [HIDDEN] * 4


def test_who_knows_the_nought_works_out_the_others() -> None:
    """Shown as 10 the total is 8 or more; of two counts under 5 each is then 4."""
    told = flat([8, 4, 4, 0], round_to=5)
    leaking, report = examine(told, told.shown())
    assert (leaking.tolist(), report.pinned) == ([FIRST, SECOND], 2)
    shown, _ = publishable(told, "A table")
    assert shown.tolist() == [HIDDEN] * 4


def test_who_knows_that_a_hidden_count_is_not_small_works_out_the_one_beside_it() -> None:
    """Of 6, where one row at least is listed: 5 and more beside it leave no second."""
    told = flat([6, 1, 5, 0])
    told.known.low[FIRST] = 1
    shown = np.array([6, HIDDEN, HIDDEN, HIDDEN])
    assert examine(told, shown)[0].tolist() == [FIRST]


def test_what_one_is_told_gives_by_itself_is_no_leak_of_the_table() -> None:
    """Three counts of one or more share a hidden count under 4: no hiding could help."""
    told = flat([3, 1, 1, 1], small=4)
    assert told.given.tolist() == [True] * 4
    shown, report = publishable(told, "A table")
    assert (shown.tolist(), report.pinned) == ([HIDDEN] * 4, 0)


def test_a_nought_is_still_a_secret_to_whoever_is_not_told() -> None:
    told = flat([33, 0, 10, 23])
    assert examine(told, told.shown())[0].tolist() == [FIRST]
    told.no_secret[FIRST] = True
    assert examine(told, told.shown())[0].tolist() == []


def test_an_open_sum_tells_only_that_the_total_is_more() -> None:
    told = flat([40, 3, 10, 20])
    assert told.sums.open.tolist() == [True]
    assert publishable(told, "A table")[0].tolist() == [40, HIDDEN, 10, 20]


def test_a_total_below_its_parts_says_nothing() -> None:
    assert len(flat([20, 3, 10, 20]).sums.totals) == 0


def test_rows_that_may_not_be_shown_are_not() -> None:
    gone = np.array([False, False, False, True])
    shown, _ = publishable(flat([53, 10, 20, 23]), "A table", gone)
    assert shown.tolist() == [53, 10, 20, HIDDEN]


def test_what_hiding_cannot_help_stops_the_release() -> None:
    told = flat([33, 3, 10, 20])
    told.known.low[FIRST] = told.known.high[FIRST] = 3
    with pytest.raises(DisclosiveError, match="A table: 1 hidden counts"):
        publishable(told, "A table")


def test_sums_that_lie_are_an_error_not_a_safe_release() -> None:
    told = flat([33, 3, 10, 20])
    with pytest.raises(ArithmeticError):
        examine(told, np.array([99, HIDDEN, 10, 20]))


@pytest.mark.parametrize("seed", range(20))
def test_the_truth_stays_within_bounds_and_nothing_more_follows(seed: int) -> None:
    draw = np.random.default_rng(seed)
    exact = np.concatenate([draw.integers(0, 9, 30), np.zeros(12, np.int64)])
    totals, parts = np.repeat(np.arange(30, 42), 6), draw.integers(0, 30, 72)
    exact[30:] = np.bincount(totals - 30, weights=exact[parts], minlength=12)
    sums = holding(totals, np.zeros(72, np.int64), parts, exact)
    low = np.where(exact >= 5, exact - 1, 0)
    high = np.where(exact >= 5, exact + 1, 4)
    found = settle(Bounds(low, high), sums)
    assert ((found.low <= exact) & (exact <= found.high)).all()
    assert (found.low >= low).all()
    assert (found.high <= high).all()
    again = settle(found, sums)
    assert (again.low == found.low).all()
    assert (again.high == found.high).all()
