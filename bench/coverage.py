"""How often intervals cover the truth: python -m bench.coverage usual|verdict|power [RUNS]."""

import sys
from collections.abc import Iterator
from functools import partial
from itertools import product

import numpy as np

from bench.candidates import Candidate, averaged, segmented
from bench.verdict import claimed
from bench.windows import SHAPES, simulated

MEANS, RELATED = (5.0, 50.0, 500.0), (0.0, 0.3)
DISPERSIONS, DRIFTS = (1.0, 1.5), (0.0, 0.01, 0.02)
FALL = 0.68
EFFECTS = (1.2, 0.8, 1.0)

usual = partial(segmented, errors="related")
WAYS: dict[str, Candidate] = {"usual": usual, "verdict": averaged}


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


def main(what: str, runs: str = "2000") -> None:
    """Print the tables of docs/verdict.md."""
    if what == "power":
        print("| dispersion | drift a month | x1.2 found | x0.8 found | false alarms |")
        for dispersion, drift in product(DISPERSIONS, DRIFTS):
            found = " | ".join(f"{share:.1%}" for share in power(int(runs), dispersion, drift))
            print(f"| {dispersion} | {drift:.0%} | {found} |", flush=True)
        return
    for shape in SHAPES:
        print(f"\n{what}, {shape}\n\n| mean | autocorrelation | covered | false alarms |")
        for mean, related, fall, none in covered(WAYS[what], int(runs), shape):
            print(f"| {mean:.0f} | {related} | {fall:.1%} | {none:.1%} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
