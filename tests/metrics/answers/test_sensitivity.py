"""Which estimate leads."""

import pandas as pd

from metrics.answers import changes, sensitivity
from metrics.before_after import BeforeAfter
from metrics.quasi_poisson import Effect
from metrics.verdict import Total, Verdict

FALL, RISE = Effect(0.7, 0.6, 0.8), Effect(1.3, 1.2, 1.4)


def test_the_verdict_leads() -> None:
    made = BeforeAfter(changes.change("consent"), True, "", 25, 13, 0, level=RISE)
    assert sensitivity.leading(made) is None
    verdict = Verdict(FALL, 0.01, Total(0, 0, 0), pd.DataFrame())
    made = BeforeAfter(changes.change("consent"), True, "", 25, 13, 0, verdict=verdict, level=RISE)
    assert sensitivity.leading(made) == FALL
