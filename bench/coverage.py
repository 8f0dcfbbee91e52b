"""How often the interval covers the truth, and finds it: python -m bench.coverage [RUNS]."""

import sys
from functools import partial
from itertools import product

import numpy as np

from bench.candidates import local_fit
from bench.windows import simulated

MEANS, RELATED = (5.0, 50.0, 500.0), (0.0, 0.3)
DISPERSIONS, DRIFTS = (1.0, 1.5), (0.0, 0.01, 0.02)
FALL = 0.68


def covered(truth: float, runs: int, **settings: float) -> float:
    """Share of made-up windows with that effect whose 95 % interval holds a value."""
    held = settings.pop("held", truth)
    made = simulated(runs, effect=truth, **settings)  # type: ignore[arg-type]
    chances = np.array([local_fit(window.months).below(np.log(held)) for window in made])
    return float(np.mean((chances > 0.025) & (chances < 0.975)))


def coverage(runs: int) -> None:
    """A row a setting: coverage of a fall to 0.68, and false alarms with no change."""
    print("| mean | autocorrelation | covered | false alarms |")
    for mean, related in product(MEANS, RELATED):
        cell = partial(covered, runs=runs, mean=mean, related=related, drift=0.0)
        fall, none = cell(FALL), 1 - cell(1.0, seed=8)
        print(f"| {mean:.0f} | {related} | {fall:.1%} | {none:.1%} |", flush=True)


def power(runs: int) -> None:
    """A row a setting: how often a rise or a fall of a fifth at 100 a month is found."""
    print("| dispersion | drift a month | x1.2 found | x0.8 found | false alarms |")
    for dispersion, drift in product(DISPERSIONS, DRIFTS):
        cell = partial(covered, runs=runs, dispersion=dispersion, drift=drift, seed=9, held=1.0)
        found = [f"{1 - cell(effect):.1%}" for effect in (1.2, 0.8, 1.0)]
        print(f"| {dispersion} | {drift:.0%} | {' | '.join(found)} |", flush=True)


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    coverage(number)
    power(number // 5)
