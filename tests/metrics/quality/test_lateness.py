"""Days until things came: percentiles from counts by day."""

import numpy as np
import pytest

from metrics.quality.lateness import percentile


@pytest.mark.parametrize("share", [0.5, 0.9])
@pytest.mark.parametrize("seed", range(5))
def test_a_percentile_of_counts_is_that_of_the_rows(seed: int, share: float) -> None:
    draw = np.random.default_rng(seed)
    days = draw.permutation(60)[:12]
    rows = draw.integers(1, 30, 12)
    each = np.repeat(days, rows)
    expected = np.quantile(each, share, method="inverted_cdf")
    assert percentile(days.tolist(), rows.tolist(), share) == expected


def test_one_row_is_its_own_median_and_decile() -> None:
    assert percentile([7], [1], 0.5) == percentile([7], [1], 0.9) == 7
