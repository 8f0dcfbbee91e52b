"""Measures that tell of each other, laid out together: what is protected and attacked at once."""

from dataclasses import dataclass, replace

from metrics.protection.blocks import Block, Key, Origin
from metrics.protection.links import Link
from metrics.protection.margins import YEAR, Numbers
from metrics.protection.states import States


@dataclass(frozen=True, eq=False)
class Family:
    """The blocks of measures that publish the same counts, each once, over years of one shape."""

    blocks: dict[Key, Block]
    origins: tuple[Origin, ...]
    shares: tuple[tuple[Key, Key], ...] = ()
    """Blocks of parts, and those of their wholes: no part is more than its whole."""
    links: tuple[Link, ...] = ()
    """What the records of measures declare."""
    states: tuple[States, ...] = ()
    """Those that are published, of each indicator."""

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of its measures."""
        return tuple(dict.fromkeys(origin.measure_id for origin in self.origins))

    @property
    def years(self) -> int:
        """How many years the blocks hold."""
        return int(next(iter(self.blocks.values())).exact.shape[YEAR])

    def of(self, years: Numbers) -> "Family":
        """A copy of the cells of some years."""
        return replace(
            self,
            blocks={key: block.of(years) for key, block in self.blocks.items()},
            states=tuple(states.of(years) for states in self.states),
        )

    def alike(self, key: Key) -> list[Key]:
        """The other blocks that tell of a block's cells at the same places: parts and wholes."""
        found = [pair[1 - pair.index(key)] for pair in self.shares if key in pair]
        return list(dict.fromkeys(found))

    def linked(self, key: Key, category: int) -> list[tuple[Key, int]]:
        """Block and category of what is a part, or the total, of a block's category."""
        found: list[tuple[Key, int]] = []
        for link in self.links:
            if (key, category) == (link.total, link.place):
                found += [(link.parts, place) for place in link.places]
            elif key == link.parts and category in link.places:
                found.append((link.total, link.place))
        return found
