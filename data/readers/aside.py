"""Turns rows away: notes what is wrong with them, and puts their texts aside to be looked at."""

from collections.abc import Sequence

from data.engine import Connection
from data.personal.aside import NO_DATA, TURNED_AWAY, put
from data.readers import TurnedAway
from data.readers.leftovers import NOT_DATA

MOST = 1 << 20
"""Characters and cells in memory at once, before they go to the table."""


class Aside:
    """Takes the rows that a reader turns away. done() must be called after the last."""

    def __init__(self, connection: Connection, turned_away: list[TurnedAway]) -> None:
        self._connection, self._turned_away = connection, turned_away
        self._numbers: dict[str, list[int]] = {}
        self._texts: dict[str, list[str]] = {}
        self._held = 0

    def turn_away(self, number: int, column: str, reason: str, cells: Sequence[str]) -> None:
        """Note a row that is not in `staged`, and keep its texts until they were looked at."""
        self._turned_away.append((number, column, reason))
        self.keep(number, NO_DATA if reason == NOT_DATA else TURNED_AWAY, cells)

    def keep(self, number: int, place: str, cells: Sequence[str]) -> None:
        """Keep texts until they were looked at, of what is no row of the table."""
        self._texts.setdefault(place, []).extend(cells)
        self._numbers.setdefault(place, []).extend([number] * len(cells))
        self._held += len(cells) + sum(map(len, cells))
        if self._held > MOST:
            self.done()

    def done(self) -> None:
        """Put what is held into the table."""
        for place, texts in self._texts.items():
            put(self._connection, place, self._numbers[place], texts)
        self._texts.clear()
        self._numbers.clear()
        self._held = 0
