"""Months, quarters and financial years."""

import pandas as pd
import pytest

from metrics.answers import periods
from metrics.answers.periods import PeriodType


@pytest.mark.parametrize(
    ("period_type", "start", "last", "words"),
    [
        ("month", "2024-02-01", "2024-02-29", "Feb 2024"),
        ("quarter", "2024-01-01", "2024-03-31", "Jan to Mar 2024"),
        ("year", "2023-04-01", "2024-03-31", "2023-24"),
        ("year", "1999-04-01", "2000-03-31", "1999-00"),
    ],
)
def test_ends_and_words(period_type: PeriodType, start: str, last: str, words: str) -> None:
    assert periods.end(pd.Timestamp(start), period_type) == pd.Timestamp(last)
    assert periods.worded(pd.Timestamp(start), period_type) == words


@pytest.mark.parametrize(
    ("period_type", "day", "start"),
    [
        ("month", "2024-02-29", "2024-02-01"),
        ("quarter", "2024-02-29", "2024-01-01"),
        ("quarter", "2023-12-31", "2023-10-01"),
        ("year", "2024-03-31", "2023-04-01"),
        ("year", "2024-04-01", "2024-04-01"),
    ],
)
def test_starts(period_type: PeriodType, day: str, start: str) -> None:
    found = periods.starts(pd.Series([pd.Timestamp(day)]), period_type)
    assert found.tolist() == [pd.Timestamp(start)]


def test_a_period_is_complete_when_data_reaches_its_last_working_day() -> None:
    starts = pd.Series(pd.to_datetime(["2024-02-01", "2024-03-01"]))
    for day, expected in (("2024-03-28", [True, True]), ("2024-03-27", [True, False])):
        assert periods.complete(starts, "month", pd.Timestamp(day)).tolist() == expected
