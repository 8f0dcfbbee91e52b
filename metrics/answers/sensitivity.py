"""Which of an analysis's estimates leads."""

from metrics.before_after import BeforeAfter
from metrics.quasi_poisson import Effect


def leading(found: BeforeAfter) -> Effect | None:
    """The estimate that the headline gives: the verdict's, the only one that may claim a change.

    The plain interrupted time series and equal calendar months are there to test it.
    """
    return None if found.verdict is None else found.verdict.effect
