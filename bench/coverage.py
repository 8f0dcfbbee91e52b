"""How often intervals cover the truth, and find it: python -m bench.coverage [RUNS]."""

import sys
from collections.abc import Iterator
from functools import partial
from itertools import product

import numpy as np

from bench.candidates import Candidate, averaged, segmented
from bench.verdict import claimed
from bench.windows import SHAPES, simulated

MEANS, RELATED = (5.0, 50.0, 500.0), (0.0, 0.3)
DISPERSIONS, DRIFTS = (1.0, 1.5, 2.0), (0.0, 0.01, 0.02)
FALL = 0.68
EFFECTS = (1.2, 0.8, 1.0)

usual = partial(segmented, errors="related")


def covered(candidate: Candidate, runs: int, shape: str = "24+24") -> Iterator[tuple[float, ...]]:
    """By mean and autocorrelation, with no drift: coverage of a fall to 0.68; false alarms."""
    for mean, related in product(MEANS, RELATED):
        made = partial(simulated, runs, mean=mean, related=related, drift=0.0, shape=shape)
        fall = claimed(candidate, list(made(effect=FALL, seed=7)), np.log(FALL))["covers"].mean()
        none = claimed(candidate, list(made(seed=8)))["claims"].mean()
        yield mean, related, float(fall), float(none)


def power(runs: int, dispersion: float, drift: float, seed: int = 21) -> list[float]:
    """How often a rise of a fifth, a fall of a fifth and nothing are claimed at 100 a month."""
    made = partial(simulated, runs, dispersion=dispersion, drift=drift, seed=seed)
    return [
        float(claimed(averaged, list(made(effect=effect)))["claims"].mean()) for effect in EFFECTS
    ]


def main(runs: int) -> None:
    """Print the tables of docs/verdict.md."""
    for name, candidate in (("usual model", usual), ("verdict", averaged)):
        for shape in SHAPES:
            print(f"\n{name}, {shape}\n\n| mean | autocorrelation | covered | false alarms |")
            for mean, related, fall, none in covered(candidate, runs, shape):
                print(f"| {mean:.0f} | {related} | {fall:.1%} | {none:.1%} |", flush=True)
    print("\n| dispersion | drift a month | x1.2 found | x0.8 found | false alarms |")
    for dispersion, drift in product(DISPERSIONS, DRIFTS):
        found = " | ".join(f"{share:.1%}" for share in power(runs, dispersion, drift))
        print(f"| {dispersion} | {drift:.0%} | {found} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
