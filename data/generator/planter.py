"""Plants a known number of defects, repeats and ragged lines in a file, block by block."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor

import numpy as np
import pyarrow as pa

from data.generator.defects import (
    KEY_COPIES,
    RAGGED,
    REPEATS,
    SHARE,
    WHOLE_ROW,
    Defect,
    defects,
)
from data.generator.dress import Dresser, Texts
from data.generator.frame import Flags, Frame, Ints

REPEAT_SHARE = 0.0012
AT_LEAST = 2
"""Of each kind in a small file, as far as that is no more than MOST_SHARE of its rows."""
MOST_SHARE = 0.004
GOLDEN = 0.618034


@dataclass
class Planted:
    """A block ready to be written."""

    texts: Texts
    ragged: list[str]
    accepted: Flags
    """Which of the block's own rows stay without a defect."""


@dataclass
class Planter:
    """Spoils one file. Counts are kept over its blocks, so shares hold however it is cut."""

    dresser: Dresser
    expected_rows: int
    last_day: int
    with_ragged: bool
    rows: int = 0
    written: int = 0
    repeats: int = 0
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    _done: Counter[int | str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._kinds = defects(self.dresser, self.last_day)
        names = [*range(len(self._kinds)), RAGGED, REPEATS, KEY_COPIES]
        # Spread out, so that the kinds do not all come at the same rows of a file.
        self._phase = {kind: turn * GOLDEN % 1 for turn, kind in enumerate(names)}

    def plant(self, frame: Frame, rng: np.random.Generator) -> Planted:
        """Dress a block and spoil some of its rows, each in one way only."""
        texts = self.dresser.dress(frame, rng)
        self.rows += frame.rows
        free = rng.permutation(np.flatnonzero(frame.spare))
        accepted = np.ones(frame.rows, dtype=bool)
        spoiled: dict[str, tuple[list[int], list[str]]] = {}
        for number, kind in enumerate(self._kinds):
            chosen, free = self._choose(number, SHARE, free, kind.suits(frame))
            self._note(spoiled, kind, chosen, kind.spoil(frame, chosen))
            accepted[chosen] = False
        ragged, free = self._choose(RAGGED, SHARE * self.with_ragged, free, accepted)
        repeats, free = self._choose(REPEATS, REPEAT_SHARE, free, accepted)
        copies, free = self._choose(KEY_COPIES, SHARE, free, accepted)
        accepted[ragged] = accepted[copies] = False
        texts = {name: _with(cells, spoiled.get(name)) for name, cells in texts.items()}
        lines = self._ragged_lines(texts, ragged)
        self._tally(ragged, repeats, copies)
        texts = self._with_copies(frame, texts, repeats, copies, ragged)
        self.written += len(next(iter(texts.values()))) + len(lines)
        return Planted(texts, lines, accepted)

    def _choose(self, kind: int | str, share: float, free: Ints, suits: Flags) -> tuple[Ints, Ints]:
        """Rows for one kind of defect, and the rows then left."""
        if not share:
            return free[:0], free
        enough = min(AT_LEAST / max(self.expected_rows, 1), MOST_SHARE)
        wanted = floor(max(share, enough) * self.rows + self._phase[kind]) - self._done[kind]
        fitting = free[suits[free]][: max(wanted, 0)]
        self._done[kind] += len(fitting)
        return fitting, free[~np.isin(free, fitting)]

    def _note(
        self,
        spoiled: dict[str, tuple[list[int], list[str]]],
        kind: Defect,
        rows: Ints,
        texts: Sequence[str],
    ) -> None:
        places, cells = spoiled.setdefault(kind.column, ([], []))
        places.extend(rows.tolist())
        cells.extend(map(self.dresser.quoted, texts))
        self._count((kind.column, kind.reason), len(rows))

    def _count(self, reason: tuple[str, str], rows: int) -> None:
        if rows:
            self.reasons[reason] += rows

    def _tally(self, ragged: Ints, repeats: Ints, copies: Ints) -> None:
        self._count((WHOLE_ROW, RAGGED), len(ragged))
        # neither a row nor its copy that says otherwise can be taken for the right one
        self._count((self.dresser.exported.key[0], KEY_COPIES), 2 * len(copies))
        self.repeats += len(repeats)

    def _ragged_lines(self, texts: Texts, rows: Ints) -> list[str]:
        """Lines with a cell too many or too few, by turns."""
        columns = [cells.take(pa.array(rows)).to_pylist() for cells in texts.values()]
        lines = []
        for turn, cells in enumerate(zip(*columns, strict=True)):
            shaped = cells[:-1] if turn % 2 else (*cells, "")
            lines.append(self.dresser.how.delimiter.join(shaped))
        return lines

    def _with_copies(
        self, frame: Frame, texts: Texts, repeats: Ints, copies: Ints, ragged: Ints
    ) -> Texts:
        """The rows that are not ragged, then exact repeats, then rows that repeat only a key."""
        kept = np.setdiff1d(np.arange(frame.rows), ragged)
        order = pa.array(np.concatenate([kept, repeats, copies]))
        found = {name: cells.take(order) for name, cells in texts.items()}
        name, cells = self._changed(frame, copies)
        at = np.arange(len(order) - len(copies), len(order)).tolist()
        return found | {name: _with(found[name], (at, cells))}

    def _changed(self, frame: Frame, copies: Ints) -> tuple[str, list[str]]:
        """Another value for one column of the copied rows, so that they say otherwise."""
        key = self.dresser.exported.key
        column = next(
            column
            for column in reversed(self.dresser.columns)
            if column.name not in key and column.kind in ("code", "ordinal")
        )
        codes = (frame.columns[column.name][copies] + 1) % len(column.allowed)
        return column.name, [self.dresser.word(column.name, int(code)) for code in codes]


def _with(cells: pa.StringArray, spoiled: tuple[list[int], list[str]] | None) -> pa.StringArray:
    """The cells, with some replaced."""
    if not spoiled or not spoiled[0]:
        return cells
    changed = dict(zip(*spoiled, strict=True))
    places = np.arange(len(cells))
    at = sorted(changed)
    places[at] = len(cells) + np.arange(len(at))
    return pa.concat_arrays([cells, pa.array([changed[place] for place in at])]).take(
        pa.array(places)
    )
