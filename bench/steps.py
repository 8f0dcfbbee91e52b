"""How often metrics/steps.py suggests a step where there is none, and where there is one.

    python -m bench.steps [SERIES]

Series of 120 months with a season, drawn many ways; the table is kept in docs/steps.md.
"""

import sys
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from metrics.steps import Floats, Step, steps

MONTHS = pd.date_range("2016-04-01", periods=120, freq="MS")
SEASON = 0.08 * np.sin(2 * np.pi * np.arange(120) / 12)
AT = 60
Draw = np.random.Generator
Level = Callable[[Draw], Floats]


def related(share: float, spread: float = 0.05) -> Level:
    """Noise in the log level, of which each month hands a share on to the next."""

    def level(draw: Draw) -> Floats:
        shocks = draw.normal(0, spread * np.sqrt(1 - share**2), 120)
        for month in range(1, 120):
            shocks[month] += share * shocks[month - 1]
        return shocks

    return level


def drift(spread: float) -> Level:
    """A level that wanders: every month adds a shock that stays."""
    return lambda draw: np.cumsum(draw.normal(0, spread, 120))


def trend(monthly: float) -> Level:
    """A steady rise or fall of the log level."""
    return lambda _: monthly * np.arange(120)


def bend(monthly: float) -> Level:
    """A level that holds for five years and then rises or falls steadily: no step, but no line."""
    return lambda _: monthly * np.clip(np.arange(120) - AT, 0, None)


QUIET: Mapping[str, Level] = {
    "chance alone (Poisson)": lambda _: np.zeros(120),
    "a fall of 0.3 % a month": trend(-0.003),
    "a level that bends after five years, to 0.5 % a month": bend(0.005),
    "months vary by 5 % besides": related(0.0),
    "and hand on 30 %": related(0.3),
    "and hand on 60 %": related(0.6),
    "a level that wanders by 1 % a month": drift(0.01),
    "a level that wanders by 3 % a month": drift(0.03),
}
STEPS = (0.7, 0.8, 0.88)


def found_in(draw: Draw, mean: float, level: Floats) -> list[Step]:
    """The steps suggested of one series of counts around a mean."""
    counts = pd.Series(draw.poisson(mean * np.exp(SEASON + level)), index=MONTHS, dtype=float)
    return steps(counts, counts)[0]


def share_suggested(mean: float, level: Level, many: int) -> float:
    """In what share of series without a step one is suggested."""
    found = [bool(found_in(draw, mean, level(draw))) for draw in drawn(many)]
    return float(np.mean(found))


def share_found(mean: float, ratio: float, level: Level, many: int) -> float:
    """In what share of series with one step it is suggested within two months of where it is."""
    jump = np.log(ratio) * (np.arange(120) >= AT)
    near = 0
    for draw in drawn(many):
        found = found_in(draw, mean, level(draw) + jump)
        near += any(abs((each.month - MONTHS[AT]).days) < 75 for each in found)
    return near / many


def drawn(many: int) -> list[Draw]:
    """The same random draws for every row of the table."""
    return [np.random.default_rng(seed) for seed in range(many)]


def main() -> None:
    """Print both tables."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    means = (30, 100, 700)
    quiet = Table("series without a step", *(f"{mean} a month" for mean in means))
    for name, level in QUIET.items():
        shares = [share_suggested(mean, level, many) for mean in means]
        quiet.add_row(name, *(f"{100 * each:.1f} %" for each in shares))
    told = Table("series with a step half way", *(f"{mean} a month" for mean in means))
    for ratio in STEPS:
        for name in ("chance alone (Poisson)", "and hand on 30 %"):
            shares = [share_found(mean, ratio, QUIET[name], many) for mean in means]
            size = f"{100 * (1 - ratio):.0f} % lower, {name}"
            told.add_row(size, *(f"{100 * each:.1f} %" for each in shares))
    Console(width=110).print(quiet, told)


if __name__ == "__main__":
    main()
