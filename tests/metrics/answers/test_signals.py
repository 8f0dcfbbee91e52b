"""Signals as a list in plain English, and the sentence that says where the latest month stands."""

import numpy as np
import pandas as pd
import pytest

from metrics.answers import signals
from metrics.answers.trend import charted
from metrics.measure import measures
from tests.metrics.published import SCOTLAND

FIFE = "S32000016"
REFERRALS = measures()["referrals"]
FLAT = [100.0, 104.0, 98.0, 102.0, 99.0, 103.0] * 4


def chart(values: list[float], stretch: str | list[str] = "public_task") -> pd.DataFrame:
    """What trend() would give of these months, up to March 2024."""
    days = pd.date_range(end="2024-03-01", periods=len(values), freq="MS")
    found = pd.DataFrame({"period_start": days, "value": values})
    found["missing"] = found["value"].isna().map({True: "hidden", False: ""})
    found = found.assign(because="", partial="")
    named = stretch if isinstance(stretch, list) else [stretch] * len(values)
    return charted(found, pd.Series(named, dtype="str"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([180.0], "Mar 2024: above the upper limit"),
        ([20.0, 22.0], "Feb 2024 to Mar 2024: below the lower limit (2 months)"),
        (
            [100.0, *[101.5] * 7],
            "Sep 2023 to Mar 2024: above the mean, part of seven or more in a row (7 months)",
        ),
    ],
)
def test_months_in_a_row_are_one_line(more: list[float], said: str) -> None:
    assert signals.said(signals.runs(chart(FLAT + more))[-1]) == said


def test_every_rule_has_words() -> None:
    names = {"outside limits", "trend", "two of three", "one side"}
    assert set(signals.RULES) == {(name, way) for name in names for way in ("up", "down")}


def test_no_run_goes_from_one_stretch_into_the_next() -> None:
    values, named = [*FLAT, 180.0, 180.0, *FLAT], ["consent"] * 25 + ["public_task"] * 25
    outside = [
        run for run in signals.runs(chart(values, named)) if run.rule.startswith("above the u")
    ]
    assert [(run.periods, run.stretch) for run in outside] == [(1, "consent"), (1, "public_task")]


def test_an_ordinary_month_says_its_range() -> None:
    found = signals.standing(chart(FLAT), REFERRALS, SCOTLAND)
    assert found.startswith(
        "Referrals in Mar 2024 were 103, within the ordinary range under public"
    )
    low, high = found.rsplit(": ", 1)[1].split(" to ")
    assert 85 < int(low) < 98 < 105 < int(high) < 115


def test_a_month_in_part_says_what_it_is_without() -> None:
    found = signals.standing(chart(FLAT).assign(partial="without Fife"), REFERRALS, SCOTLAND)
    assert found.startswith("Referrals in Mar 2024 were 103 (without Fife), within")


def test_a_withheld_month_names_its_check() -> None:
    found = chart([*FLAT, np.nan])
    found.loc[len(FLAT), ["missing", "because"]] = ["withheld", "There are rows"]
    assert signals.standing(found, REFERRALS, SCOTLAND) == (
        "Referrals in Mar 2024 are withheld: data quality (“There are rows”)"
    )


def test_a_month_outside_says_on_which_side_and_where() -> None:
    found = signals.standing(chart([*FLAT, 40.0]), REFERRALS, FIFE)
    assert found.startswith("Referrals in Fife division in Mar 2024 were 40, below the ordinary")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "→ within its ordinary range"),
        ([180.0], "↑ above its ordinary range"),
        ([20.0], "↓ below its ordinary range"),
        (
            [101.5] * 7,
            "↑ inside its ordinary range, but above the mean, part of seven or more in a row",
        ),
        ([np.nan], "… too few to show"),
    ],
)
def test_a_tile_says_what_the_page_says(more: list[float], said: str) -> None:
    """One answer to whether the latest month is out of the ordinary, in fewer words."""
    found = chart([*FLAT, *more])
    assert signals.usual(found) == said
    full = signals.standing(found, REFERRALS, SCOTLAND)
    for word in ("within", "above the ord", "below the ord", "inside"):
        assert (word in full) == (word.replace("the", "its") in said)


def test_a_run_is_a_signal_inside_the_range() -> None:
    found = signals.standing(chart([*FLAT, *[101.5] * 7]), REFERRALS, SCOTLAND)
    assert "but a signal of change: above the mean" in found


@pytest.mark.parametrize(
    ("values", "stretch", "said"),
    [
        ([100.0] * 5, "public_task", "with 5 months under public task it is too early to say"),
        (FLAT, "apart", "the lawful basis was changing, so no range is ordinary"),
        ([*FLAT, np.nan], "public_task", "Referrals in Mar 2024 are too few to show"),
        (
            [*FLAT, np.nan, np.nan, np.nan, 100.0],
            "consent",
            "3 of 28 months under consent cannot be shown, so what is ordinary cannot be said",
        ),
    ],
)
def test_what_cannot_be_judged_says_why(values: list[float], stretch: str, said: str) -> None:
    assert said in signals.standing(chart(values, stretch), REFERRALS, SCOTLAND)


def test_no_month_at_all() -> None:
    empty = chart(FLAT).iloc[:0]
    assert signals.standing(empty, REFERRALS, SCOTLAND) == "No month of referrals is complete yet"


def test_a_rate_says_per_100_once() -> None:
    found = signals.standing(chart([each / 4 for each in FLAT]), measures()["C17"], SCOTLAND)
    assert found.count("per 100") == 1


def test_levels_leave_out_what_is_in_between_and_what_is_mostly_hidden() -> None:
    values = [*FLAT, *[np.nan, 30.0] * 6, 90.0, *[each * 2 for each in FLAT]]
    named = ["earlier"] * 24 + ["consent"] * 12 + ["apart"] + ["public_task"] * 24
    assert signals.levels(chart(values, named), "count") == (
        "On average 101 before consent and 202 under public task."
    )
