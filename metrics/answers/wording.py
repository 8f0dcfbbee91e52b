"""How sentences write numbers and their uncertainty: 12,345; 31 %; 95 % interval 22 to 41 %."""

import pandas as pd

from data.reference import SCOTLAND, area_names, divisions
from metrics.measure import Kind
from metrics.quasi_poisson import Effect


def count(value: float) -> str:
    """A number of things: 12,345."""
    return f"{round(value):,}"


def value(number: float, kind: Kind) -> str:
    """A value in the manner of its kind: 31 %, 12.3 per 100, 12,345.

    A share close to all or none keeps a decimal, so that 99.6 % is not called 100 %.
    """
    if kind == "count":
        return count(number)
    if kind == "rate":
        return f"{number:.1f} per 100"
    return f"{100 * number:.{_digits(number)}f} %"


def as_written(share: float) -> float:
    """A share to the precision in which value() writes it."""
    return round(share, 2 + _digits(share))


def _digits(share: float) -> int:
    """Decimals of a percentage: one close to all or none."""
    return 1 if 0 < share < 0.01 or 0.99 < share < 1 else 0


def percents(effect: Effect) -> tuple[str, str, str]:
    """Size of a change and both ends of its interval, unsigned: ("31 %", "22", "41 %").

    The ends come smallest first. Only for an effect that is clear, so that all point one way.
    """
    size, first, last = sorted_sizes(effect)
    return f"{size} %", str(first), f"{last} %"


def sorted_sizes(effect: Effect) -> tuple[int, int, int]:
    """Whole percent of a change, and of the nearer and the further end of its interval."""
    first, last = sorted(round(100 * abs(end - 1)) for end in (effect.low, effect.high))
    return round(100 * abs(effect.ratio - 1)), first, last


def spanning(effect: Effect) -> str:
    """The interval of a change that may be none: "10 % lower to 3 % higher"."""
    return f"{signed(effect.low)} to {signed(effect.high)}"


def between(effect: Effect) -> str:
    """The same after "it would be": "between 39 % and 63 % higher"."""
    low, high = (round(100 * (end - 1)) for end in (effect.low, effect.high))
    if low < 0 < high:
        return f"between {-low} % lower and {high} % higher"
    first, last = sorted((abs(low), abs(high)))
    return f"between {first} % and {last} % {'higher' if high > 0 else 'lower'}"


def signed(ratio: float) -> str:
    """A ratio as "31 % higher", "31 % lower" or "no different"."""
    size = round(100 * abs(ratio - 1))
    return "no different" if size == 0 else f"{size} % {'higher' if ratio > 1 else 'lower'}"


def month(day: pd.Timestamp) -> str:
    """A month as Mar 2024."""
    return f"{day:%b %Y}"


def place(area_code: str) -> str:
    """Where, for the middle of a sentence: " in Fife division"; nothing for all of Scotland."""
    if area_code == SCOTLAND:
        return ""
    division = " division" if area_code in set(divisions()["division_code"]) else ""
    return f" in {area_names()[area_code]}{division}"
