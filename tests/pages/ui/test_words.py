"""Numbers, dates and states as readers see them."""

import pandas as pd
import pytest

from metrics.quasi_poisson import Effect
from pages.ui import words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.count(12345), "12,345"),
        (words.count(0), "0"),
        (words.count(pd.NA), "[c]"),
        (words.count(None), "[c]"),
        (words.percent(0.3149), "31 %"),
        (words.percent(float("nan")), "not known"),
        (words.percent(None, "hidden"), "[c]"),
        (words.percent(None, "too few"), "too few"),
        (words.percent(1.0, about=True), "about 100 %"),
        (words.count(None, "withheld"), "withheld"),
        (words.count(None, "none"), "none"),
        (words.count(None, ""), "not known"),
        (words.part(None, "too few"), "too few"),
        (words.part(None, "withheld"), "withheld"),
        (words.measured(None, "count"), "not known"),
        (words.measured(float("nan"), "rate", "too few"), "too few"),
        (words.measured(0.31, "share"), "31 %"),
        (words.measured(36.14, "rate"), "36.1"),
        (words.measured(1200.0, "count"), "1,200"),
        (words.interval(0.22, 0.41), "95 % interval 22 to 41 %"),
        (words.interval(34.4, 37.8, "rate"), "95 % interval 34.4 to 37.8"),
        (words.interval(0.22, None), ""),
        (words.day("2024-03-31"), "31 Mar 2024"),
        (words.period("2024-03-01"), "Mar 2024"),
        (words.period("2024-01-01", "quarter"), "Jan to Mar 2024"),
        (words.period("2023-04-01", "year"), "2023-24"),
        (words.period("1999-04-01", "year"), "1999-00"),
        (words.state("below target"), "○ below target"),
        (words.movement("worsening"), "↘ worsening"),
        (
            words.kept_together("31 % above; 95 % interval"),
            "31\u00a0% above; 95\u00a0%\u00a0interval",
        ),
    ],
)
def test_said(said: str, expected: str) -> None:
    assert said == expected


def test_a_clear_effect_gives_its_interval_on_one_side() -> None:
    said = words.effect(Effect(0.69, 0.59, 0.78))
    assert said == "31 % lower, 95 % interval 22 to 41 % lower"


def test_an_interval_that_spans_no_change_says_so() -> None:
    assert words.effect(Effect(1.02, 0.9, 1.15)).endswith(": no clear change")


def test_no_effect_is_said_too() -> None:
    assert words.effect(None) == "cannot be estimated"


def test_every_state_and_movement_has_a_shape_of_its_own() -> None:
    for marks in (words.STATE_MARKS, words.MOVEMENT_MARKS):
        assert len(set(marks.values())) == len(marks)
