"""How the weights of metrics/reference_class.py are learnt: python -m bench.learning."""

from dataclasses import dataclass, replace

import numpy as np

from bench.candidates import local_fit
from bench.windows import LEARNT, SHAPES, Window, weights, windows
from metrics import local_level, reference_class
from metrics.local_level import Fit

ROUNDS, SMOOTHED = 200, 0.2
FIFTHS = 5


@dataclass(frozen=True)
class Read:
    """Windows of one shape under every setting."""

    found: list[Window]
    fits: list[Fit]

    @property
    def likely(self) -> np.ndarray:
        """How likely each setting makes each window, up to a constant: a row a window."""
        return np.array([fit.weights for fit in self.fits]) / local_level.settings()[1]

    def only(self, chosen: np.ndarray) -> "Read":
        """The chosen windows."""
        places = np.flatnonzero(chosen)
        return Read([self.found[place] for place in places], [self.fits[place] for place in places])

    def claims(self, prior: np.ndarray) -> np.ndarray:
        """Which windows would be called changed by other weights."""
        low, high = sorted(reference_class.ENDS)[::2]
        below = []
        for fit, likely in zip(self.fits, self.likely, strict=True):
            below.append(replace(fit, weights=likely * prior / (likely @ prior)).below(0.0))
        return np.array([share < low or share > high for share in below])


def read() -> dict[str, Read]:
    """Every shape of the series that are learnt from."""
    shapes = {shape: windows(LEARNT, shape) for shape in SHAPES}
    return {
        shape: Read(found, [local_fit(window.months) for window in found])
        for shape, found in shapes.items()
    }


def learnt(shapes: list[Read]) -> np.ndarray:
    """Most likely weights of the settings, every shape and in it every series counting the same.

    Non-parametric maximum likelihood by expectation and maximisation, a fifth of the weight spread
    evenly, since a setting that no series had may yet be one that referrals have.
    """
    likely = np.concatenate([each.likely for each in shapes])
    share = np.concatenate([weights(each.found) for each in shapes]) / len(shapes)
    weight = np.full(likely.shape[1], 1 / likely.shape[1])
    for _ in range(ROUNDS):
        chance = likely * weight
        chance /= chance.sum(axis=1, keepdims=True)
        weight = (1 - SMOOTHED) * (share @ chance) + SMOOTHED / len(weight)
    return np.asarray(weight)


def crossed(shapes: dict[str, Read], seed: int = 0) -> dict[str, np.ndarray]:
    """Windows that are called changed by weights from the other four fifths of the series."""
    clusters = sorted({window.cluster for each in shapes.values() for window in each.found})
    drawn = np.random.default_rng(seed).permutation(len(clusters)) % FIFTHS
    fifth = dict(zip(clusters, drawn, strict=True))
    claims = {shape: np.zeros(len(each.found), dtype=bool) for shape, each in shapes.items()}
    for part in range(FIFTHS):
        here = {
            shape: np.array([fifth[window.cluster] == part for window in each.found])
            for shape, each in shapes.items()
        }
        prior = learnt([each.only(~here[shape]) for shape, each in shapes.items()])
        for shape, each in shapes.items():
            claims[shape][here[shape]] = each.only(here[shape]).claims(prior)
    return claims


def main() -> None:
    """Print the weights, in thousandths, and the rates of false claims of the fifths."""
    shapes = read()
    axes = [getattr(reference_class, axis) for axis in ("DRIFT", "SCATTER", "CALENDAR")]
    table = 1000 * learnt(list(shapes.values())).reshape([len(axis) for axis in axes])
    print(np.round(table, 1).tolist())
    for seed in range(3):
        claims = crossed(shapes, seed)
        for shape, each in shapes.items():
            crime = np.array([window.family == "crime" for window in each.found])
            every = np.average(claims[shape], weights=weights(each.found))
            hard = np.average(claims[shape][crime], weights=weights(each.only(crime).found))
            print(f"{shape}: {every:.1%}, recorded crime {hard:.1%}")


if __name__ == "__main__":
    main()
