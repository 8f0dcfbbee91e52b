"""Who holds the information, and who it is for, in events that do not carry a referral."""

import numpy as np

from data.generator.draw import chosen
from data.generator.frame import Ints
from data.generator.world import COUNCILS, PLACE, board_of, places

ORG = {"police_concern_hub": "police_scotland"}
"""Organisations that keep a system of another name; the others are called as their system."""


def ways(rng: np.random.Generator, provider: str, council: Ints) -> tuple[Ints, Ints]:
    """From and to, for events of one provider in these councils."""
    from_org = np.full(len(council), PLACE[ORG.get(provider, provider)])
    match provider:
        case "copfs":
            services = ("assist", "victim_support_scotland", "scottish_womens_aid")
            return from_org, _among(rng, council, (*services, "sps", "police_scotland"))
        case "caledonian":
            bodies = ("police_scotland", "community_justice", "scottish_womens_aid")
            own = rng.random(len(council)) < 0.3
            return from_org, np.where(own, places(COUNCILS)[council], _among(rng, council, bodies))
        case "one_front_door":
            return _front_door(rng, from_org, council)
        case _:
            return from_org, _police_partner(rng, council)


def _among(rng: np.random.Generator, council: Ints, orgs: tuple[str, ...]) -> Ints:
    return chosen(rng, places(orgs), len(council))


def _police_partner(rng: np.random.Generator, council: Ints) -> Ints:
    turn = rng.random(len(council))
    other = _among(rng, council, ("copfs", "sps", "community_justice"))
    local = [places(COUNCILS)[council], board_of()[council]]
    return np.select([turn < 0.4, turn < 0.7], local, other)


def _front_door(rng: np.random.Generator, hub: Ints, council: Ints) -> tuple[Ints, Ints]:
    """A hub also logs what its partners hold; all of it goes to the council or the police."""
    turn, own = rng.random(len(council)), places(COUNCILS)[council]
    aid = np.full(len(council), PLACE["scottish_womens_aid"])
    held = [hub, own, board_of()[council], aid]
    bounds = [turn < 0.45, turn < 0.65, turn < 0.78, turn < 0.9]
    from_org = np.select(bounds, held, np.full(len(council), PLACE["assist"]))
    return from_org, np.where(from_org == own, PLACE["police_scotland"], own)
