"""Sentences in every case: clear, not clear, hidden, too few, nothing."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.grammar import listed
from data.publish import IN_PLACES
from metrics.answers import changes, sentences, wording
from metrics.answers.periods import PeriodType
from metrics.before_after import BeforeAfter
from metrics.quasi_poisson import Effect
from metrics.verdict import Total, Verdict
from tests.metrics.published import FIFE, SCOTLAND, regimes

MARCH = pd.Timestamp("2024-03-01")
RISE, FALL, NONE = Effect(1.31, 1.22, 1.41), Effect(0.69, 0.61, 0.78), Effect(0.96, 0.9, 1.03)


def analysed(change: changes.ChangeId, effect: Effect, hidden: int = 0) -> BeforeAfter:
    made = Verdict(effect, 0.01, Total(-100, -200, -10), pd.DataFrame())
    dated = changes.change(change, regimes())
    return BeforeAfter(dated, True, "", 25, 13, hidden, verdict=made)


def test_a_claim_is_against_ordinary_drift() -> None:
    assert sentences.before_after(analysed("consent", FALL)) == (
        "Referrals fell by 31 % at the move to consent, more than ordinary drift explains; "
        "95 % interval 22 to 39 %"
    )
    assert sentences.before_after(analysed("public_task", RISE)) == (
        "Referrals rose by 31 % at the move to public task, more than ordinary drift explains; "
        "95 % interval 22 to 41 %"
    )


def test_without_a_claim_no_direction_is_given() -> None:
    assert sentences.before_after(analysed("consent", NONE), SCOTLAND, "incidents") == (
        "No clear change in referrals per domestic abuse incident at the move to consent: "
        "4 % lower, which ordinary drift can explain; 95 % interval 10 % lower to 3 % higher"
    )


def counted(total: Total) -> BeforeAfter:
    verdict = Verdict(FALL, 0.01, total, pd.DataFrame())
    return replace(analysed("consent", FALL), verdict=verdict)


def test_the_people_behind_the_number_are_told_in_round_figures() -> None:
    assert sentences.people(counted(Total(-5882.5, -7263.1, -4318.2))) == (
        "Over the 13 months after, about 5,900 fewer referrals were made than would have been "
        "expected; 95 % interval 4,300 to 7,300 fewer"
    )
    assert " 310 more referrals" in sentences.people(counted(Total(311, 102, 520)))
    assert sentences.people(counted(Total(-40, -120, 33))) == (
        "Over the 13 months after, referrals were between 120 fewer and 33 more than would have "
        "been expected"
    )
    assert sentences.people(replace(analysed("consent", FALL), verdict=None)) == ""


def test_months_left_out_are_said() -> None:
    assert sentences.before_after(analysed("consent", FALL, hidden=1)).endswith(
        "; 1 month with hidden or missing numbers left out"
    )
    assert "2 months" in sentences.before_after(analysed("consent", FALL, hidden=2))


def test_too_few_months_give_a_reason_and_no_number() -> None:
    found = BeforeAfter(
        changes.change("consent", regimes()), False, "Too few months: 3 before", 3, 0, 0
    )
    assert sentences.before_after(found, "S32000016") == (
        "The effect of the move to consent on referrals in Fife division cannot be estimated. "
        "Too few months: 3 before"
    )


def rated(*states: str) -> pd.DataFrame:
    because = ["Rows are there" if each.startswith("withheld") else "" for each in states]
    return pd.DataFrame({"state": states, "period_start": MARCH, "because": because})


def test_indicators_are_counted_by_state() -> None:
    found = rated(
        "meets target", "meets target", "close", "below target", "no target", "not yet law"
    )
    assert sentences.indicators(found) == (
        "2 of 4 rated indicators meet their target in the latest month, up to Mar 2024; "
        "1 close, 1 below"
    )
    assert sentences.indicators(rated("meets target", "withheld: data quality")) == (
        "1 of 1 rated indicator meets its target in the latest month, up to Mar 2024; "
        "1 withheld: data quality (“Rows are there”)"
    )
    assert sentences.indicators(rated("close", "not shown: protected")) == (
        "0 of 1 rated indicator meet their target in the latest month, up to Mar 2024; "
        "1 close, none below; 1 cannot be shown"
    )
    assert sentences.indicators(rated("too few to rate"), FIFE) == (
        "No indicator can be rated in Fife yet"
    )


@pytest.mark.parametrize(
    ("period_type", "words"),
    [
        ("month", "in the latest month, up to Apr 2024"),
        ("quarter", "in the latest quarter, up to Jun 2024"),
        ("year", "in the latest financial year, up to 2024-25"),
    ],
)
def test_indicators_are_of_the_period_that_was_chosen(period_type: PeriodType, words: str) -> None:
    found = rated("meets target", "close").assign(period_start=pd.Timestamp("2024-04-01"))
    assert words in sentences.indicators(found, period_type=period_type)


def outcomes(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["outcome", "severity"])


def test_checks_are_counted_and_an_error_is_no_pass() -> None:
    good, bad = ("passed", "note"), ("failed", "critical")
    assert sentences.quality(outcomes(good, good)) == "All 2 checks passed"
    assert sentences.quality(outcomes(good, bad, ("failed", "note"), ("errored", "note"))) == (
        "1 of 4 checks passed; 2 failed, 1 of them critical; 1 could not be run"
    )
    assert "; 1 failed, not a critical one" in sentences.quality(outcomes(good, ("failed", "note")))
    assert "; 1 failed, a critical one" in sentences.quality(outcomes(good, bad))
    places = (IN_PLACES, "critical")
    assert sentences.quality(outcomes(good, places)) == (
        "1 of 2 checks passed; 1 failed, a critical one, in some council areas only"
    )
    assert sentences.quality(outcomes(bad, places)).endswith(
        "2 failed, 2 of them critical, 1 of those in some council areas only"
    )
    assert "No check has been run" in sentences.quality(outcomes())


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (0.31, "share", "31 %"),
        (0.996, "share", "99.6 %"),
        (0.004, "share", "0.4 %"),
        (1.0, "share", "100 %"),
        (0.0, "share", "0 %"),
        (31.24, "rate", "31.2 per 100"),
        (12345.0, "count", "12,345"),
    ],
)
def test_values_are_written_by_kind(number: float, kind: str, words: str) -> None:
    assert wording.value(number, kind) == words  # type: ignore[arg-type]


def test_names_are_listed_as_people_do() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert np.all([wording.signed(1.001) == "no different", wording.signed(1.2) == "20 % higher"])


def test_a_range_in_a_sentence() -> None:
    assert wording.between(Effect(1.5, 1.39, 1.63)) == "between 39 % and 63 % higher"
    assert wording.between(Effect(0.7, 0.59, 0.78)) == "between 22 % and 41 % lower"
    assert wording.between(Effect(1.0, 0.9, 1.03)) == "between 10 % lower and 3 % higher"
    assert wording.between(Effect(1.0, 0.95, 1.001)) == "between 0 % and 5 % lower"
