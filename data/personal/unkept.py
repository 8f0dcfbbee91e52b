"""A file's columns that are read to be looked at, and never kept: undeclared ones and free text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.headings import shown
from data.personal.announced import announced


@dataclass(frozen=True)
class Unkept:
    """One such column."""

    position: int
    shown: str
    """How a receipt calls it: its heading where that may be shown."""
    announced: str | None
    """The personal data that its heading announces, in words."""

    @property
    def staged(self) -> str:
        """Its name in `staged`, which no column of the standard can have."""
        return f"?{self.position}"


def unkept(
    headings: Sequence[str],
    dropped: Sequence[str],
    kept: Mapping[str, int],
    declared: Mapping[str, str],
) -> list[Unkept]:
    """The columns of a file that are not kept, in the order of the file.

    `headings` are the file's, `dropped` those of undeclared columns with an empty text for every
    other, `kept` the position of each column of the standard that is kept, and `declared` the
    column of the standard for each heading that the profile knows.
    """
    told = [declared.get(heading.strip(), heading.strip()) for heading in headings]
    names = _names(told, dropped, list(kept))
    places = set(kept.values())
    return [
        Unkept(place, name, announced(headings[place]) if dropped[place] else None)
        for place, name in enumerate(names)
        if place not in places
    ]


def _names(told: Sequence[str], dropped: Sequence[str], used: list[str]) -> Iterator[str]:
    """A name for each column of the file; no two that are dropped have the same."""
    fit = iter(shown(dropped))
    for place, declared in enumerate(told):
        # a heading that the profile declares is known to name nobody
        name = next(fit) if dropped[place] else declared
        if dropped[place] and name in used:
            name = f"{name} (column {place + 1})"
        used.append(name)
        yield name
