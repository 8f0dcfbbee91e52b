"""Whether an estimated change stands when the same months are looked at in another way."""

from collections.abc import Sequence

from metrics.before_after import BeforeAfter
from metrics.quasi_poisson import Effect


def leading(found: BeforeAfter) -> Effect | None:
    """The estimate that the headline gives: the verdict's, the only one that may claim a change.

    The plain interrupted time series and equal calendar months are there to test it.
    """
    return None if found.verdict is None else found.verdict.effect


def agreement(effects: Sequence[Effect | None]) -> str:
    """One sentence on estimates of the same change; None is an estimate that could not be made.

    They agree when every one is clear (its interval leaves "no change" out) and on the same side.
    """
    made = [effect for effect in effects if effect is not None]
    if len(made) < 2:
        return "There is only one way to estimate this, so nothing confirms it."
    ways = {2: "Both", 3: "All three", 4: "All four"}.get(len(made), f"All {len(made)}")
    if all(effect.clear for effect in made):
        if len({effect.ratio > 1 for effect in made}) == 1:
            return f"{ways} ways of looking give a clear change in the same direction."
        return "The ways of looking contradict one another: no direction can be claimed."
    if not any(effect.clear for effect in made):
        return f"{ways} ways of looking leave room for no change at all."
    clear = sum(effect.clear for effect in made)
    return (
        f"{clear} of {len(made)} ways of looking give a clear change: the answer depends on how it "
        "is asked, so treat it with caution."
    )
