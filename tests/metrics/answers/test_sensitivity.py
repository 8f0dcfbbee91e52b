"""Which estimate leads."""

import pandas as pd

from metrics.answers import sensitivity
from metrics.before_after import BeforeAfter
from metrics.change import Change
from metrics.quasi_poisson import Effect
from metrics.verdict import Total, Verdict

FALL = Effect(0.7, 0.6, 0.8)
SIDES = [(pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 1)) for year in (2017, 2019)]


def test_the_verdict_leads() -> None:
    change = Change("consent", "the move to consent", SIDES[0], SIDES[1])
    made = BeforeAfter(change, True, "", 12, 12, 0)
    assert sensitivity.leading(made) is None
    verdict = Verdict(FALL, 0.01, Total(0, 0, 0), pd.DataFrame())
    made = BeforeAfter(change, True, "", 12, 12, 0, verdict=verdict)
    assert sensitivity.leading(made) == FALL
