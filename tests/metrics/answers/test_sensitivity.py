"""What is said of a verdict beside plainer estimates."""

import pandas as pd

from metrics.answers import changes, sensitivity
from metrics.before_after import BeforeAfter
from metrics.quasi_poisson import Effect
from metrics.verdict import Total, Verdict

FALL, RISE, NONE = Effect(0.7, 0.6, 0.8), Effect(1.3, 1.2, 1.4), Effect(0.95, 0.85, 1.06)


def test_the_verdict_leads() -> None:
    made = BeforeAfter(changes.change("consent"), True, "", 25, 13, 0, level=RISE)
    assert sensitivity.leading(made) is None
    verdict = Verdict(FALL, 0.01, Total(0, 0, 0), pd.DataFrame())
    made = BeforeAfter(changes.change("consent"), True, "", 25, 13, 0, verdict=verdict, level=RISE)
    assert sensitivity.leading(made) == FALL


def test_all_agreeing_is_robust() -> None:
    assert sensitivity.agreement(FALL, [FALL, FALL]) == ("Robust: 2 plainer ways of looking agree.")


def test_one_that_is_not_clear_or_points_elsewhere_makes_it_depend() -> None:
    assert sensitivity.agreement(FALL, [FALL, NONE, RISE, None]) == (
        "Depends on how it is asked: 1 of 3 plainer ways of looking agree clearly."
    )


def test_plain_estimates_never_claim_what_the_verdict_does_not() -> None:
    assert sensitivity.agreement(NONE, [NONE]) == "Not distinguishable from ordinary variation."
    assert sensitivity.agreement(NONE, [FALL, FALL]).endswith("do not allow for drift.")


def test_without_another_way_nothing_confirms() -> None:
    assert "nothing confirms it" in sensitivity.agreement(FALL, [None])
