"""A table of words becomes one of numbers, with every unit, interval and gap said."""

import pandas as pd
import pytest

from metrics.quasi_poisson import Effect
from pages.ui import words
from pages.ui.tidy import tidy, times


def made(cells: list[str], name: str = "Share") -> dict[str, list[object]]:
    found = tidy(pd.DataFrame({name: cells})).astype("object")
    return found.where(found.notna(), None).to_dict("list")


def test_counts_are_numbers_and_what_is_hidden_is_a_gap_with_its_reason_beside_it() -> None:
    found = made(["1,395", words.HIDDEN, "20", ""], "Referrals")
    assert found == {
        "Referrals": [1395, None, 20, None],
        "Referrals, note": ["", "[c]", "", ""],
    }


def test_a_column_with_nothing_but_hidden_counts_is_one_of_numbers_still() -> None:
    assert made([words.HIDDEN] * 2) == {"Share": [None, None], "Share, note": ["[c]", "[c]"]}


def test_shares_say_their_unit_in_the_heading() -> None:
    assert made(["85 %", "99.5 %", "-3 %", "+51 %"]) == {"Share (%)": [85.0, 99.5, -3.0, 51.0]}


def test_about_is_kept_beside_the_number() -> None:
    assert made(["about 95 %", "88 %"]) == {"Share (%)": [95, 88], "Share, note": ["about", ""]}


def test_the_ends_of_an_interval_have_columns_of_their_own() -> None:
    assert made(["80 to 89 %", ""], "95 % interval") == {
        "95 % interval, low (%)": [80, None],
        "95 % interval, high (%)": [89, None],
    }
    assert made(["26.7 to 34.9"], "I") == {"I, low": [26.7], "I, high": [34.9]}
    assert made(["99.5 % (95 % interval 99 to 99.8 %)"]) == {
        "Share (%)": [99.5],
        "Share, low (%)": [99],
        "Share, high (%)": [99.8],
    }


@pytest.mark.parametrize(
    ("effect", "numbers"),
    [
        (Effect(1.04, 1.01, 1.08), (4, 1, 8)),
        (Effect(0.69, 0.59, 0.78), (-31, -41, -22)),
        (Effect(1.02, 0.99, 1.06), (2, -1, 6)),
        (Effect(1.0, 0.99, 1.01), (0, -1, 1)),
    ],
)
def test_a_change_in_words_is_signed(effect: Effect, numbers: tuple[int, int, int]) -> None:
    """As the pages write it, whichever way it points."""
    found = made([words.effect(effect)], "On the year before")
    assert found == {
        f"On the year before{end} (%)": [number]
        for end, number in zip(("", ", low", ", high"), numbers, strict=True)
    }


def test_a_state_keeps_its_word_and_loses_its_shape() -> None:
    assert made(["● 56 days, good", "■ 1 day, needs work"], "On time") == {
        "On time (days)": [56, 1],
        "On time, state": ["good", "needs work"],
    }
    assert made(["● inside the limits", "▲ above"], "Standing") == {
        "Standing": ["inside the limits", "above"]
    }
    assert made(["■ failed", "◧ failed in places"], "Outcome") == {
        "Outcome": ["failed", "failed in places"]
    }


def test_rows_that_differ_in_unit_have_a_column_for_it() -> None:
    assert made(["98 %", "31.1", "56 days"], "Value") == {
        "Value": [98.0, 31.1, 56.0],
        "Unit": ["%", "", "days"],
    }


@pytest.mark.parametrize(
    ("period", "day"),
    [("Apr 2016", "2016-04-01"), ("Jan to Mar 2017", "2017-01-01"), ("2025-26", "2025-04-01")],
)
def test_a_period_has_its_first_day_beside_it(period: str, day: str) -> None:
    assert made([period], "When") == {"When": [period], "When, first day": [day]}


def test_the_first_and_last_period_of_a_table() -> None:
    table = pd.DataFrame({"n": [1, 2, 3], "Month": ["Jun 2016", "Apr 2016", "Jan 2017"]})
    assert times(table) == ["Apr 2016", "Jan 2017"]
    assert times(table.head(1)) == ["Jun 2016"]
    assert times(table[["n"]]) == times(table.head(0)) == []


@pytest.mark.parametrize(
    "cells",
    [
        ["12", "Fife"],
        ["0012", "0013"],
        ["1234567890123456"],
        ["S12000005"],
        ["1-2"],
        ["not known", ""],
        ["What? Yes"],
        [],
    ],
)
def test_words_codes_and_references_stay_as_they_are(cells: list[str]) -> None:
    assert made(cells) == {"Share": cells}


def test_numbers_stay_numbers() -> None:
    table = pd.DataFrame({"a": [1474.0, None], "b": [0.5, 2.0], "c": [1, 2]})
    found = tidy(table)
    assert str(found["a"].dtype) == "Int64"
    assert found["b"].to_list() == [0.5, 2.0]
    assert found["c"].to_list() == [1, 2]
