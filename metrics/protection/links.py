"""Counts of one measure that are among those of another, as the records of measures declare."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from metrics.measure import PartOf
from metrics.protection.blocks import Key, Years
from metrics.protection.bounds import Bounds
from metrics.protection.margins import Numbers


@dataclass(frozen=True)
class Link:
    """In each area and period, categories of one block that add up to a category of another."""

    total: Key
    place: int
    """The category that is the total."""
    parts: Key
    places: tuple[int, ...]
    """The categories that are its parts."""
    open: bool
    """The total may hold more than its parts."""


class Named(NamedTuple):
    """A block, and what its categories are called, "all" first."""

    key: Key
    names: tuple[str, ...]
    exact: Numbers


def links(declared: PartOf, own: Named, other: Named) -> Iterator[Link]:
    """What a declaration says of two blocks: of each category of the other, which of ours it holds.

    Closed where the parts always come to their total. A total that is ever less than its parts
    says nothing of a single cell, and is left out, as for margins.
    """
    mapped = [declared.category(name) for name in own.names]
    for place, name in _told(other.names, declared.dimension):
        places = tuple(
            at for at, _ in _told(own.names, declared.own_dimension) if mapped[at] == name
        )
        if not places or (own.key, places) == (other.key, (place,)):
            continue
        over = other.exact[place] - own.exact[list(places)].sum(axis=0)
        if (over >= 0).all():
            yield Link(other.key, place, own.key, places, open=bool(over.any()))


def _told(names: tuple[str, ...], dimension: str) -> list[tuple[int, str]]:
    """The categories of a dimension: "all" is none of them, where there are others."""
    return [(at, name) for at, name in enumerate(names) if at or dimension == "all"]


def relate(link: Link, bounds: dict[Key, Bounds], years: Years) -> None:
    """Tighten the bounds of a link's cells in some years in place, as tighten() does a margin's."""
    whole, own = bounds[link.total], bounds[link.parts]
    low, high = whole.low[link.place][..., years], whole.high[link.place][..., years]
    at = list(link.places)
    lows, highs = (
        np.stack([each[place][..., years] for place in at]) for each in (own.low, own.high)
    )
    least, most = lows.sum(axis=0), highs.sum(axis=0)
    low = np.maximum(low, least)
    if not link.open:
        high = np.minimum(high, most)
    room = (high - least) + lows
    if not link.open:
        lows = np.maximum(lows, (low - most) + highs)
    highs = np.minimum(highs, room)
    whole.low[link.place][..., years], whole.high[link.place][..., years] = low, high
    for n, place in enumerate(at):
        own.low[place][..., years], own.high[place][..., years] = lows[n], highs[n]
