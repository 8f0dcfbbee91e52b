"""Agreements of the sample: who may share with whom, and from when to when."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.generator.frame import BLANK, Ints, day_number
from data.generator.plan import Plan
from data.generator.world import COUNCILS, ORGANISATIONS, board_of

SUPPORT, PUBLIC, CALEDONIAN = range(3)
"""Kinds of agreement: police with support services; public bodies; the Caledonian programme."""
KINDS = (SUPPORT, PUBLIC, CALEDONIAN)
VERSIONS = 6
FIRST_SIGNED = date(2016, 3, 1), date(2017, 12, 1)
DAYS_IN_FORCE = 3 * 365
UNKNOWN_NUMBERS = 900_000
"""Added to an agreement's number, gives one that is on no register."""


def parties(kind: int, council: int) -> tuple[str, ...]:
    """Codes of the organisations that sign an agreement for a council area."""
    shared = ("police_scotland", "copfs", COUNCILS[council])
    if kind == SUPPORT:
        services = ("assist", "victim_support_scotland", "scottish_womens_aid", "sacro")
        return (*shared, *services, "caledonian", "marac", "one_front_door")
    if kind == PUBLIC:
        board = ORGANISATIONS[board_of()[council]]
        return (*shared, board, "sps", "community_justice", "one_front_door")
    return (*shared, "caledonian", "community_justice", "scottish_womens_aid", "assist")


@dataclass(frozen=True)
class Register:
    """Successive agreements by kind, council and version: day numbers."""

    signed: Ints
    ends: Ints

    def number(self, kind: Ints, council: Ints, version: Ints) -> Ints:
        """The number that its reference is made of."""
        found: Ints = (kind + 1) * 10_000 + council * 100 + version + 1
        return found

    def latest(self, kind: Ints, council: Ints, days: Ints) -> Ints:
        """Number of the latest agreement signed by that day, in force or not; blank before any."""
        version = (self.signed[kind, council] <= days[:, None]).sum(axis=1) - 1
        return np.where(version < 0, BLANK, self.number(kind, council, version))


def register(plan: Plan) -> Register:
    """Every agreement: renewed before its end, or some months after where it lapsed."""
    rng = plan.rng("agreements")
    shape = (len(KINDS), len(COUNCILS))
    earliest, latest = map(day_number, FIRST_SIGNED)
    signed, ends = [rng.integers(earliest, latest, shape)], []
    for _ in range(VERSIONS):
        ends.append(signed[-1] + DAYS_IN_FORCE + rng.integers(-90, 90, shape))
        late = rng.random(shape) < plan.planted.lapsing_agreements
        gap = np.where(late, rng.integers(30, 200, shape), -rng.integers(1, 30, shape))
        signed.append(ends[-1] + gap)
    return Register(np.stack(signed[:-1], axis=2), np.stack(ends, axis=2))
