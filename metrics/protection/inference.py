"""All that follows from what is published, one sum, link or state at a time, round and round."""

import numpy as np

from metrics.protection.blocks import Key, Years
from metrics.protection.bounds import Bounds, part_of_whole, share_all, tighten
from metrics.protection.family import Family
from metrics.protection.links import relate
from metrics.protection.rounding import HIDDEN, Rule


def infer(cells: Family, rule: Rule) -> dict[Key, Bounds]:
    """All that interval propagation finds out about one family's cells.

    Raises ArithmeticError when a true count lies outside its bounds: then the margins the attack
    believes in do not hold, and what it says of safety is worth nothing.
    """
    bounds = {key: known(cells, key, rule) for key in cells.blocks}
    _settle(cells, bounds)
    for key, block in cells.blocks.items():
        if ((bounds[key].low > block.exact) | (bounds[key].high < block.exact)).any():
            raise ArithmeticError(f"The margins of {', '.join(cells.measures)} do not add up.")
    return bounds


def known(cells: Family, key: Key, rule: Rule) -> Bounds:
    """What the rule itself says of each cell: a rounding's width, or under the small number."""
    block = cells.blocks[key]
    anything = 2 * int(block.exact.max(initial=0)) + rule.small_number + rule.round_to
    boundless = block.exact >= rule.small_number
    hidden = block.shown == HIDDEN
    low = np.where(hidden, 0, rule.least(block.shown))
    secret = np.where(boundless, anything, rule.small_number - 1)
    high = np.where(hidden, secret, rule.most(block.shown))
    fits = anything * max(block.exact.shape) < np.iinfo(np.int32).max
    kind = np.int32 if fits else np.int64
    return Bounds(low.astype(kind), high.astype(kind))


def _settle(cells: Family, bounds: dict[Key, Bounds]) -> None:
    """Tighten all bounds until no block has anything left to tell the others.

    Most years settle soon, so each block goes round only those years in which it, or what the
    others know of its "all", has changed since.
    """
    slack = {key: each.slack for key, each in bounds.items()}
    settled = {key: np.full(cells.years, -1) for key in bounds}
    moving = True
    while moving:
        moving = False
        for key in bounds:
            now = slack[key] + slack["all", key[1]]
            years = now != settled[key]
            if years.any():
                settled[key], moving = now, True
                for told in _go_round(cells, bounds, key, years):
                    slack[told][years] = bounds[told].of(years).slack


def _go_round(cells: Family, bounds: dict[Key, Bounds], key: Key, years: Years) -> list[Key]:
    """Tighten one block in some years, once round. Returns the blocks this may tell more of."""
    own, all_of_it = bounds[key].of(years), ("all", key[1])
    whole = own if key == all_of_it else bounds[all_of_it].of(years)
    share_all(whole, own)
    tighten(own, cells.blocks[key].margins)
    for pair in cells.shares:
        if key in pair:
            (other,) = (each for each in pair if each != key)
            beside = bounds[other].of(years)
            part_of_whole(*((own, beside) if key == pair[0] else (beside, own)))
            bounds[other].put(years, beside)
    share_all(own, whole)
    bounds[all_of_it].put(years, whole)
    bounds[key].put(years, own)
    told = [key, all_of_it, *cells.alike(key)]
    for link in cells.links:
        if key in (link.total, link.parts):
            relate(link, bounds, years)
            told += [link.total, link.parts]
    for states in cells.states:
        if key in (states.parts, states.wholes):
            states.tighten(bounds, years)
            told += [states.parts, states.wholes]
    return list(dict.fromkeys(told))
