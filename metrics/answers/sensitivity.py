"""Whether an estimated change stands when the same months are looked at in another way."""

from collections.abc import Sequence

from metrics.answers import wording
from metrics.before_after import BeforeAfter
from metrics.quasi_poisson import Effect


def leading(found: BeforeAfter) -> Effect | None:
    """The estimate that the headline gives: the verdict's, the only one that may claim a change.

    The plain interrupted time series and equal calendar months are there to test it.
    """
    return None if found.verdict is None else found.verdict.effect


def agreement(leads: Effect, others: Sequence[Effect | None]) -> str:
    """One sentence on the verdict and the other estimates; None is one that could not be made.

    The others never make a claim of their own: on real series without any change they call one
    clear far too often (docs/verdict.md).
    """
    made = [effect for effect in others if effect is not None]
    same = sum(effect.clear and (effect.ratio > 1) == (leads.ratio > 1) for effect in made)
    if not leads.clear:
        return "Not distinguishable from ordinary variation." + (
            " Plain ways of looking may show a clear change here, since they do not allow for "
            "drift." * bool(same)
        )
    if not made:
        return "There is no other way to estimate this, so nothing confirms it."
    if same == len(made):
        return f"Robust: {wording.plural(same, 'plainer way', 'plainer ways')} of looking agree."
    return (
        f"Depends on how it is asked: {same} of {wording.plural(len(made), 'plainer way')} of "
        "looking agree clearly."
    )
