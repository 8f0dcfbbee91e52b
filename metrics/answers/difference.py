"""Whether two shares differ by more than chance: Newcombe's interval for their difference."""

import numpy as np

from metrics import rates


def interval(
    x1: float, n1: float, x2: float, n2: float, level: float = 0.95
) -> tuple[float, float]:
    """Interval of x2 / n2 - x1 / n1, by Newcombe's hybrid of two Wilson intervals.

    x and n: counts, n over 0. Source: Newcombe (1998), method 10.

    >>> [round(end, 4) for end in interval(48, 80, 56, 70)]
    [0.0524, 0.3339]
    """
    (low1, high1), (low2, high2) = (
        (float(each) for each in rates.wilson(x, n, level)) for x, n in ((x1, n1), (x2, n2))
    )
    p1, p2 = x1 / n1, x2 / n2
    low = np.hypot(p2 - low2, high1 - p1)
    high = np.hypot(high2 - p2, p1 - low1)
    return float(p2 - p1 - low), float(p2 - p1 + high)


def clearly_more(
    x1: float, n1: float, x2: float, n2: float, *, rounded_to: int = 0, level: float = 0.95
) -> bool:
    """Whether the second share is higher by more than chance and rounding could make it."""
    if not (n1 and n2):
        return False
    slack = rounded_to / 2 * (1 / n1 + 1 / n2)
    return interval(x1, n1, x2, n2, level)[0] > slack
