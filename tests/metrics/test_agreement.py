"""Kappa against published numbers."""

import numpy as np
import pytest

from metrics.agreement import kappa

TABLE = [[120, 22, 3], [18, 90, 20], [2, 15, 60]]


def test_the_published_table() -> None:
    plain, weighted = kappa(TABLE, "none"), kappa(TABLE)
    assert plain is not None
    assert weighted is not None
    assert (plain.kappa, plain.error) == pytest.approx((0.648033, 0.034489), abs=5e-7)
    assert (weighted.kappa, weighted.error) == pytest.approx((0.775335, 0.028110), abs=5e-7)
    assert weighted.low == pytest.approx(0.775335 - 1.959964 * 0.028110, abs=2e-6)
    assert weighted.pairs == 350


def test_an_obvious_recomputation_agrees() -> None:
    table = np.array(TABLE, dtype=float)
    seen = expected = 0.0
    for row in range(3):
        for column in range(3):
            weight = (row - column) ** 2
            seen += weight * table[row, column] / 350
            expected += weight * table[row].sum() * table[:, column].sum() / 350**2
    found = kappa(TABLE)
    assert found is not None
    assert found.kappa == pytest.approx(1 - seen / expected)


def test_too_few_pairs_say_nothing() -> None:
    assert kappa([[20, 2], [3, 24]]) is None
    assert kappa([[20, 2], [3, 25]]) is not None


def test_one_level_only_says_nothing() -> None:
    assert kappa([[90, 0, 0], [0, 0, 0], [0, 0, 0]]) is None


@pytest.mark.parametrize(
    "table", [[[1, 2, 3], [4, 5, 6]], [[60, -1], [0, 9]], [[60, np.nan], [0, 9]]]
)
def test_a_table_that_cannot_be_is_refused(table: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="square"):
        kappa(table)
