"""How often the verdict's interval covers the truth: python -m bench.coverage [RUNS]."""

import sys
from itertools import product

import numpy as np

from bench.candidates import averaged
from bench.verdict import claimed
from bench.windows import simulated

MEANS, RELATED, DISPERSIONS, DRIFTS = (5, 50, 500), (0.0, 0.3), (1.0, 1.5), (0.0, 0.01)


def main(runs: int = 2000) -> None:
    """Print one row a setting: coverage of a fall of a third, and false alarms with no change."""
    print("| mean | autocorrelation | dispersion | drift a month | covered | false alarms |")
    for mean, related, dispersion, drift in product(MEANS, RELATED, DISPERSIONS, DRIFTS):
        settings = {"mean": mean, "related": related, "dispersion": dispersion, "drift": drift}
        fall = claimed(averaged, list(simulated(runs, effect=0.68, **settings)), np.log(0.68))
        none = claimed(averaged, list(simulated(runs, effect=1.0, seed=8, **settings)))
        print(
            f"| {mean} | {related} | {dispersion} | {drift:.0%} | {fall['covers'].mean():.1%} "
            f"| {none['claims'].mean():.1%} |",
            flush=True,
        )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
