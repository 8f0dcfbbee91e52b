"""Drawing codes with given shares."""

from collections.abc import Mapping, Sequence

import numpy as np

from data.export import exports
from data.generator.frame import Floats, Ints


def pick(rng: np.random.Generator, shares: Floats) -> Ints:
    """One place for each row of `shares` (chances, summing to 1)."""
    edges = shares.cumsum(axis=1)
    edges[:, -1] = 1.0
    found: Ints = (rng.random(len(shares))[:, None] >= edges).sum(axis=1)
    return found


def codes(
    rng: np.random.Generator, export: str, column: str, shares: Mapping[str, float], rows: int
) -> Ints:
    """Codes of one column, as places in its `allowed`, with these shares."""
    allowed = exports()[export].column(column).allowed
    places = np.array([allowed.index(code) for code in shares], dtype=np.int64)
    edges = np.cumsum(list(shares.values()))
    drawn = np.searchsorted(edges / edges[-1], rng.random(rows), side="right")
    found: Ints = places[np.minimum(drawn, len(places) - 1)]
    return found


def chosen(rng: np.random.Generator, places: Sequence[int] | Ints, rows: int) -> Ints:
    """One of the places for each row, each as likely."""
    found: Ints = np.asarray(places, dtype=np.int64)[rng.integers(0, len(places), rows)]
    return found
