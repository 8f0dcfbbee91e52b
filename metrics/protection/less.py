"""What is published less, until nothing that is hidden can be worked out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from metrics.protection.attack import MOST_SOLVED, Cell, Found, Report, examine, report_of
from metrics.protection.blocks import Key
from metrics.protection.family import Family
from metrics.protection.margins import YEAR, Numbers
from metrics.protection.programme import sums_with
from metrics.protection.rounding import HIDDEN, Rule
from metrics.protection.states import States

MOST_ROUNDS = 50
"""Rounds of hiding more before the release stops: the full sample needs 8."""


class DisclosiveError(RuntimeError):
    """A hidden count can be worked out whatever is hidden with it; nothing may be published."""


def make_safe(cells: Family, rule: Rule) -> tuple[Report, tuple[States, ...]]:
    """Attack one family and hide more, in place, until nothing gives; and the states to publish.

    States come last: they are given only where both counts are shown, and they are given up before
    any further count is hidden. Raises DisclosiveError.
    """
    unrated, report = _until_quiet(replace(cells, states=()), rule)
    states = tuple(_visible(cells, each) for each in cells.states)
    if not any(len(each.rows) for each in states):
        return report, ()
    rated, again = _until_quiet(replace(unrated, states=states), rule)
    return replace(again, solved=report.solved + again.solved), rated.states


def _until_quiet(cells: Family, rule: Rule) -> tuple[Family, Report]:
    """Attack one family, publishing less of it, until nothing gives. Raises DisclosiveError.

    A year is looked at again only when something of it was hidden: no year tells of another.
    """
    years, near, solved = np.arange(cells.years), np.zeros(cells.years, dtype=np.int64), 0
    room = MOST_SOLVED * len(cells.measures)
    for _ in range(MOST_ROUNDS):
        found = examine(cells.of(years), rule, room - solved)
        near[years] = found.near
        solved += found.solved
        if not found.leaking:
            return cells, report_of(cells, Found([], near, solved))
        leaking = [_in_year(each, years) for each in found.leaking]
        cells, left = fewer_states(cells, leaking)
        chosen = remedy(cells, left)
        if left and not chosen:
            break
        for each in chosen:
            hide(cells, each)
        years = np.unique([each.place[YEAR] for each in leaking])
    raise DisclosiveError(
        f"Measure {', '.join(cells.measures)}: {len(found.leaking)} hidden counts can be worked "
        "out from the published ones, whatever else is hidden. Nothing was published. Use a "
        "larger small number, or fewer breakdowns of this measure."
    )


def _visible(cells: Family, states: States) -> States:
    """The states whose two counts are shown."""
    shown = (cells.blocks[key].shown[0][states.at] for key in (states.parts, states.wholes))
    return states.those(np.logical_and(*(each != HIDDEN for each in shown)))


def fewer_states(cells: Family, leaking: Sequence[Cell]) -> tuple[Family, list[Cell]]:
    """The family without the states nearest to each leaking cell; and the cells that had none near.

    Nearest by sums, links, parts and wholes: there the cell is told most of.
    """
    years = {cell.place[YEAR] for cell in leaking}
    given = {cell for states in cells.states for cell in _stated(states, years)}
    gone: set[Cell] = set()
    left = []
    for cell in leaking:
        found = _nearest(cells, cell, given) if given else set()
        gone |= found
        if not found:
            left.append(cell)
    if not gone:
        return cells, left
    kept = []
    for states in cells.states:
        told = zip(*(_told(states, key) for key in (states.parts, states.wholes)), strict=True)
        kept.append(states.those(np.array([gone.isdisjoint(pair) for pair in told], dtype=bool)))
    return replace(cells, states=tuple(kept)), left


def _told(states: States, key: Key) -> list[Cell]:
    """The cell of one block that each state is about."""
    return [Cell(key, (0, *at)) for at in zip(*(each.tolist() for each in states.at), strict=True)]


def _stated(states: States, years: set[int]) -> Iterator[Cell]:
    """The cells that have a state in some years."""
    own = states.those(np.isin(states.at[2], list(years)))
    yield from _told(own, states.parts)
    yield from _told(own, states.wholes)


def _nearest(cells: Family, leaking: Cell, given: set[Cell]) -> set[Cell]:
    """Of the given cells, those that are the fewest steps away; empty where none can be reached."""
    around = seen = {leaking: None}
    while around:
        found = given & around.keys()
        if found:
            return found
        around = _around(cells, around, seen)
        seen = seen | around
    return set()


def _in_year(cell: Cell, years: Numbers) -> Cell:
    """A cell of some years' blocks, as a cell of all years' blocks."""
    return Cell(cell.key, (*cell.place[:YEAR], int(years[cell.place[YEAR]])))


def remedy(cells: Family, leaking: Sequence[Cell]) -> list[Cell]:
    """The published cells to hide as well: one in each sum that a leaking cell is a part of.

    It is the least count beside the cell, or else the total. One in every sum rather than one in
    all takes fewer rounds, and in the end hides less. Where nothing there is published any more,
    what gives the cell away lies further off, and the sums of the cells around it are taken.
    """
    found = _published_beside(cells, leaking)
    around = seen = dict.fromkeys(leaking)
    while not found and (around := _around(cells, around, seen)):
        seen |= around
        found = _published_beside(cells, list(around))
    return found


def _published_beside(cells: Family, some: Sequence[Cell]) -> list[Cell]:
    sums = dict.fromkeys(each for cell in some for each in _sums_of(cells, cell))
    chosen = (_least_shown(cells, *each) for each in sums)
    return list(dict.fromkeys(cell for cell in chosen if cell is not None))


def _sums_of(cells: Family, cell: Cell) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """The sums that a cell is a part of: each total, and its parts.

    Where a total of another measure may hold more than its parts, it is no more than a limit.
    """
    for each in sums_with(cell.place, cells.blocks[cell.key].margins):
        if cell.place != each.total:
            parts = tuple(Cell(cell.key, at) for at in each.children)
            yield Cell(cell.key, each.total), parts
    category, *rest = cell.place
    for link in cells.links:
        if not link.open and cell.key == link.parts and category in link.places:
            parts = tuple(Cell(link.parts, (place, *rest)) for place in link.places)
            yield Cell(link.total, (link.place, *rest)), parts


def _least_shown(cells: Family, total: Cell, parts: tuple[Cell, ...]) -> Cell | None:
    """The least published part of a sum, or else its total; None where nothing is published."""
    shown = {cell: int(cells.blocks[cell.key].shown[cell.place]) for cell in (*parts, total)}
    told = [cell for cell in parts if shown[cell] != HIDDEN]
    least = min(told, key=lambda cell: (shown[cell], cell.place)) if told else total
    return least if shown[least] != HIDDEN else None


def _around(cells: Family, some: Iterable[Cell], seen: Mapping[Cell, None]) -> dict[Cell, None]:
    """Cells not seen that share a sum with one of `some`, or are its part, whole or "all"."""
    found: dict[Cell, None] = {}
    for cell in some:
        for each in sums_with(cell.place, cells.blocks[cell.key].margins):
            found |= dict.fromkeys(Cell(cell.key, at) for at in (each.total, *each.children))
        category, *rest = cell.place
        same = [key for key in cells.blocks if key[1] == cell.key[1] and category == 0]
        for key in (*same, *cells.alike(cell.key)):
            found[Cell(key, cell.place)] = None
        for key, place in cells.linked(cell.key, category):
            found[Cell(key, (place, *rest))] = None
    return {cell: None for cell in found if cell not in seen}


def hide(cells: Family, chosen: Cell) -> None:
    """Hide a published cell in every block it stands in."""
    for key, block in cells.blocks.items():
        if key == chosen.key or (key[1] == chosen.key[1] and chosen.place[0] == 0):
            block.shown[chosen.place] = HIDDEN
