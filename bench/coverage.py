"""How often the interval covers the truth, and finds it: python -m bench.coverage [RUNS]."""

import sys
from functools import partial
from itertools import product

import numpy as np

from bench.candidates import averaged, segmented
from bench.verdict import claimed
from bench.windows import simulated

MEANS, RELATED, DRIFTS = (5.0, 50.0, 500.0), (0.0, 0.3), (0.0, 0.01)
DISPERSIONS, MORE_DRIFTS = (1.0, 1.5, 2.0), (0.0, 0.01, 0.02)
FALL = 0.68


def coverage(runs: int) -> None:
    """A row a setting: coverage of a fall to 0.68, and false alarms with no change."""
    plain = partial(segmented, errors="larger")
    print(
        "| mean | autocorrelation | drift a month | covered | false alarms | plain false alarms |"
    )
    for mean, related, drift in product(MEANS, RELATED, DRIFTS):
        made = partial(simulated, runs, mean=mean, related=related, drift=drift)
        fall, none = list(made(effect=FALL)), list(made(seed=8))
        covered = claimed(averaged, fall, np.log(FALL))["covers"].mean()
        alarms = [claimed(each, none)["claims"].mean() for each in (averaged, plain)]
        row = [f"{mean:.0f}", f"{related}", f"{drift:.0%}", f"{covered:.1%}"]
        row += [f"{share:.1%}" for share in alarms]
        print(f"| {' | '.join(row)} |", flush=True)


def power(runs: int) -> None:
    """A row a setting: how often a rise or a fall of a fifth at 100 a month is found."""
    print("| dispersion | drift a month | x1.2 found | x0.8 found | false alarms |")
    for dispersion, drift in product(DISPERSIONS, MORE_DRIFTS):
        row = [f"{dispersion}", f"{drift:.0%}"]
        for effect in (1.2, 0.8, 1.0):
            made = simulated(runs, effect=effect, dispersion=dispersion, drift=drift, seed=9)
            row.append(f"{claimed(averaged, list(made))['claims'].mean():.1%}")
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    power(number // 4)
    coverage(number)
