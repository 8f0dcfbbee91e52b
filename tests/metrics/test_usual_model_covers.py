"""The usual model's interval where nothing drifts: long, its table is in docs/verdict.md."""

import pytest

from bench.coverage import covered, usual

pytestmark = pytest.mark.long


def test_intervals_cover_the_truth_95_times_in_100_and_alarm_falsely_5_times() -> None:
    cells = list(covered(usual, 2000))
    assert [cell[:2] for cell in cells] == [
        (mean, related) for mean in (5.0, 50.0, 500.0) for related in (0.0, 0.3)
    ]
    for mean, related, fall, none in cells:
        assert 0.93 <= fall <= 0.97, (mean, related)
        assert 0.04 <= none <= 0.06, (mean, related)
