"""Where the name of a mark stands, so that it covers no other mark and no other name."""

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

LETTER, LINE, MARK = 7.5, 16, 7
"""Pixels: how long a letter is, how high a line of letters, and how far a mark reaches."""


class Place(NamedTuple):
    """A place beside a mark, as Vega-Lite says it."""

    align: Literal["left", "right", "center"]
    dx: int
    dy: int


PLACES = (
    Place("left", 11, 0),
    Place("right", -11, 0),
    Place("center", 0, -17),
    Place("center", 0, 17),
    Place("left", 7, -15),
    Place("left", 7, 15),
)
"""In the order in which they are tried."""
BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""Which part of a name stands before its place."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def places(
    marks: Sequence[tuple[float, float]], names: Collection[tuple[int, str]], width: float
) -> list[Place]:
    """The first of PLACES that is free, for each name; the very first where none is.

    marks: across and down, in pixels; names: each with the position of its mark among them.
    """
    taken = [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in marks]
    found = []
    for at, name in names:
        others = taken[:at] + taken[at + 1 :]
        boxes = {place: _box(*marks[at], place, LETTER * len(name)) for place in PLACES}
        free = (place for place, box in boxes.items() if _free(box, others, width))
        found.append(next(free, PLACES[0]))
        taken.append(boxes[found[-1]])
    return found


def _box(x: float, y: float, place: Place, long: float) -> Box:
    left, middle = x + place.dx - BEFORE[place.align] * long, y + place.dy
    return left, middle - LINE / 2, left + long, middle + LINE / 2


def _free(box: Box, others: Collection[Box], width: float) -> bool:
    """Whether a box lies within the width and meets no other."""
    left, top, right, bottom = box
    meets = (
        left < end and start < right and top < foot and head < bottom
        for start, head, end, foot in others
    )
    return left >= 0 and right <= width and not any(meets)
