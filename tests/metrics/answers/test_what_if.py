"""A reader's own choices, on a published release whose truth is drawn."""

from pathlib import Path

import pandas as pd
import pytest

from metrics.answers.what_if import Choices
from metrics.results import before_and_after, robustness, what_if
from tests.metrics.answers.test_comparison import referrals
from tests.metrics.published import cell, months, publish

FIFE = "S32000016"


def test_as_they_stand_choices_change_nothing(tmp_path: Path) -> None:
    reader = publish(tmp_path, measure=referrals())
    assert Choices().standing
    _, standing = before_and_after(reader, change="public_task")
    _, sentence = what_if(reader, Choices(), change="public_task")
    assert sentence == standing


def test_another_month_moves_the_windows(tmp_path: Path) -> None:
    reader = publish(tmp_path, measure=referrals())
    march = Choices(month=pd.Timestamp("2021-03-01"), wider=2)
    found, _ = what_if(reader, march, change="public_task")
    assert found.change.before[1] == pd.Timestamp("2020-12-01")
    assert found.change.after[0] == pd.Timestamp("2021-06-01")
    assert march.words == (
        "the change had come in March 2021 and 2 months more were left out on each side"
    )


def test_a_division_taken_out_takes_its_numbers_with_it(tmp_path: Path) -> None:
    fife = [cell("referrals", day, FIFE, 100) for day in months("2016-04-01", 96)]
    reader = publish(tmp_path, measure=[*referrals(), *fife])
    whole, _ = what_if(reader, Choices(), exposure=None)
    part, _ = what_if(reader, Choices(without_division=FIFE), exposure=None)
    gone = whole.months["count"] - part.months["count"]
    assert set(gone) == {100.0}


def test_the_lockdown_is_left_out(tmp_path: Path) -> None:
    reader = publish(tmp_path, measure=referrals())
    early = Choices(month=pd.Timestamp("2020-01-01"), without_lockdown=True)
    found, _ = what_if(reader, early, change="public_task")
    assert found.hidden == 4


@pytest.mark.parametrize("exposure", ["incidents", None])
def test_a_planted_change_is_robust(tmp_path: Path, exposure: str | None) -> None:
    reader = publish(tmp_path, measure=referrals())
    found = robustness(reader, change="consent", exposure=exposure)
    assert found is not None
    assert found.sentence.startswith("Robust")
    assert found.placebo.dates >= 8
    assert robustness(reader, FIFE, change="consent", exposure=exposure) is None
