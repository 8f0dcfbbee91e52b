"""A step is told with what is known to have happened at the time, or with nothing."""

from pathlib import Path

import pandas as pd
import pytest

from metrics.answers.suggestions import Suggestion, said, suggestions
from metrics.answers.trend import trend
from metrics.quasi_poisson import Effect
from tests.metrics.published import SCOTLAND, cell, months, publish


def told(folder: Path, month: str, number: int = 120) -> tuple[list[Suggestion], str]:
    """Suggestions of a series that steps from about 300 to about 200 in a month."""
    rows = []
    for place, day in enumerate(months("2014-04-01", number)):
        level = 300 if day < month else 200
        rows.append(cell("referrals", day, SCOTLAND, level + place * 7 % 11))
    return suggestions(publish(folder, measure=rows), "referrals")


@pytest.mark.parametrize(
    ("month", "event"),
    [
        ("2018-06-01", "the move to consent"),
        ("2018-04-01", "the move to consent"),
        ("2020-06-01", "the move to public task"),
        ("2017-06-01", ""),
        ("2022-06-01", ""),
    ],
)
def test_a_step_is_explained_by_what_happened_within_two_months(
    tmp_path: Path, month: str, event: str
) -> None:
    (found,), why = told(tmp_path, month)
    assert (found.month, found.event, why) == (pd.Timestamp(month), event, "")


def test_it_says_that_nothing_was_redrawn() -> None:
    step = Suggestion(pd.Timestamp("2021-06-01"), Effect(0.88, 0.84, 0.92), "")
    assert said(step) == (
        "A shift that no event explains around Jun 2021: 12 % lower afterwards (95 % interval "
        "8 to 16 % lower). Nothing was redrawn."
    )
    known = Suggestion(pd.Timestamp("2018-06-01"), Effect(0.68, 0.6, 0.77), "the move to consent")
    assert said(known) == (
        "A shift around Jun 2018, at the time of the move to consent: 32 % lower afterwards (95 % "
        "interval 23 to 40 % lower)."
    )


def test_a_change_whose_day_is_not_known_is_no_time_of_its_own(tmp_path: Path) -> None:
    """Two steps may lie in one window: neither is said to be at the time of the change."""
    (found,), _ = told(tmp_path, "2020-06-01")
    assert "within the 20 months in which the move to public task took place" in said(found)
    assert "at the time of" not in said(found)


def test_a_change_whose_day_is_known_has_no_span(tmp_path: Path) -> None:
    (found,), _ = told(tmp_path, "2018-06-01")
    assert found.span == 0


def test_too_short_a_series_says_so(tmp_path: Path) -> None:
    assert told(tmp_path, "2015-06-01", 24) == ([], "24 months can be seen, and 48 are needed")


def test_limits_do_not_follow_from_a_suggestion(tmp_path: Path) -> None:
    rows = [
        cell("referrals", day, SCOTLAND, (400 if day < "2023-04" else 200) + place * 7 % 11)
        for place, day in enumerate(months("2021-03-01", 48))
    ]
    reader = publish(tmp_path, as_at="2025-02-28", measure=rows)
    found, _ = suggestions(reader, "referrals")
    chart = trend(reader, "referrals", rebase="regimes")
    assert len(found) == 1
    assert chart["mean"].nunique() == 1
