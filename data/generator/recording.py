"""How well each council fills in each field in each month, and whether a row was filled in."""

import numpy as np

from data.generator.frame import Flags, Floats, Ints, day_number
from data.generator.plan import Plan
from data.generator.planted import Recording
from data.generator.world import COUNCILS


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


class Rates:
    """Chance that a field is filled in (or a deadline met), by month and council."""

    def __init__(self, plan: Plan) -> None:
        start, stop = map(day_number, plan.planted.improvement)
        self._progress: Floats = np.clip((plan.starts[:-1] - start) / (stop - start), 0, 1)
        # Councils that are good at one thing are somewhat better at the others too.
        shared = plan.rng("rates").normal(0, 1, len(COUNCILS))
        self._chances = {
            name: self._chance(plan, number, shared, recording)
            for number, (name, recording) in enumerate(plan.planted.recording.items())
        }

    def _chance(self, plan: Plan, number: int, shared: Floats, told: Recording) -> Floats:
        own = plan.rng("rates", number + 1).normal(0, 1, len(COUNCILS))
        effect = told.spread * (0.6 * shared + 0.8 * own)
        effect = effect + [told.low.get(code, 0.0) for code in COUNCILS]
        early, late = _logit(told.early), _logit(told.late)
        logit = (early + (late - early) * self._progress)[:, None] + effect
        found: Floats = 1 / (1 + np.exp(-logit))
        return found

    def chance(self, name: str) -> Floats:
        """Chances by month (row) and council (column)."""
        return self._chances[name]

    def happens(self, rng: np.random.Generator, name: str, month: Ints, council: Ints) -> Flags:
        """Whether it happened, drawn for rows in these months and councils."""
        found: Flags = rng.random(len(month)) < self._chances[name][month, council]
        return found
