"""Counts that hang together by any sums: hidden where small, rounded, then attacked until safe.

For tables that are not laid out by area, period and category as measures are. Two attackers go
round them. Both know the rule, every sum, and which hidden counts are small. One is told no more,
and may work out no small count, a nought included. To be on the safe side the other is told as well
which counts are nought and which were hidden only to protect others, and may work out no small
count that what he is told does not give by itself.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from metrics.protection.attack import Report
from metrics.protection.bounds import Bounds
from metrics.protection.less import DisclosiveError
from metrics.protection.margins import Numbers
from metrics.protection.rounding import HIDDEN
from metrics.protection.sums import ANYTHING, Sums, settle

Marks = npt.NDArray[np.bool_]
MOST_ROUNDS = 50


@dataclass(frozen=True, eq=False)
class Flat:
    """Counts one after another, those first that belong to rows; arrays of one length."""

    exact: Numbers
    hidden_under: Numbers
    """Under this a count is hidden; 0 for one that no row tells, such as a difference."""
    row: Numbers
    """The row that it stands in, -1 in none: what is hidden is hidden for all of a row."""
    known: Bounds
    """What is known of it before anything is published, such as by the outcome of a check."""
    no_secret: Marks
    """Counts that may be worked out, such as rows that fail a check that passed: none."""
    sums: Sums
    secret_under: int
    """Counts under this may not be worked out."""
    round_to: int

    def shown(self) -> Numbers:
        """What is shown where nothing is hidden beside what is small."""
        rounded = (self.exact + self.round_to // 2) // self.round_to * self.round_to
        hidden = (self.exact < self.hidden_under) | (self.hidden_under == 0)
        return np.where(hidden, HIDDEN, rounded)

    def bounds(self, shown: Numbers, *, told: bool = False) -> Bounds:
        """What what is shown says of each count by itself.

        told: whether of hidden counts it is known which are nought, and which are not small.
        """
        small, hidden = self.exact < self.hidden_under, shown == HIDDEN
        least, most = np.zeros_like(self.exact), np.where(small, self.hidden_under - 1, ANYTHING)
        if told:
            least = np.where(small, np.minimum(self.exact, 1), self.hidden_under)
            most = np.where(self.exact == 0, 0, most)
        low = np.where(hidden, least, np.maximum(shown - self.round_to // 2, self.hidden_under))
        high = np.where(hidden, most, shown + (self.round_to - 1) // 2)
        return Bounds(np.maximum(low, self.known.low), np.minimum(high, self.known.high))

    @cached_property
    def given(self) -> Marks:
        """Counts that follow from what the second attacker is told, were nothing shown at all."""
        found = settle(self.bounds(np.full_like(self.exact, HIDDEN), told=True), self.sums)
        given: Marks = found.low == found.high
        return given


def examine(flat: Flat, shown: Numbers) -> tuple[Numbers, Report]:
    """The small counts that can be worked out, as places, and the report on the attack.

    Raises ArithmeticError when a true count lies outside its bounds: then the sums the attack
    believes in do not hold, and what it says of safety is worth nothing.
    """
    pinned, near = (np.zeros(len(flat.exact), dtype=bool) for _ in range(2))
    for told in (False, True):
        found = settle(flat.bounds(shown, told=told), flat.sums)
        if ((found.low > flat.exact) | (found.high < flat.exact)).any():
            raise ArithmeticError("The sums of a table do not add up.")
        secret = (flat.exact < flat.secret_under) & ~flat.no_secret & (flat.row >= 0)
        secret &= ~(flat.given & told)
        width = found.high - found.low
        pinned |= secret & (width == 0)
        near |= secret & (width == 1)
    leaking, counted = np.flatnonzero(pinned), flat.hidden_under > 0
    hidden = (shown == HIDDEN) & counted
    sizes = (int(each.sum()) for each in (counted, hidden, pinned, near & ~pinned))
    return leaking, Report(*sizes)


def publishable(flat: Flat, what: str, gone: Marks | None = None) -> tuple[Numbers, Report]:
    """What may be shown of every count, or HIDDEN; and how the last attack on it went.

    gone: rows that may not be shown whatever the attack says; what: the table, for an error. Each
    count that can be worked out costs one more row, until none can. Raises DisclosiveError.
    """
    shown = flat.shown()
    if gone is not None:
        shown[np.isin(flat.row, np.flatnonzero(gone))] = HIDDEN
    for _ in range(MOST_ROUNDS):
        leaking, report = examine(flat, shown)
        if not len(leaking):
            return shown, report
        rows = _beside(flat, shown, leaking)
        if not rows:
            break
        shown[np.isin(flat.row, list(rows))] = HIDDEN
    raise DisclosiveError(
        f"{what}: {len(leaking)} hidden counts can be worked out from the published ones, whatever "
        "else is hidden. Nothing was published. Use a larger small number."
    )


def _beside(flat: Flat, shown: Numbers, leaking: Numbers) -> set[int]:
    """The rows to hide as well: in each sum that a leaking count is in, the least beside it.

    Where nothing there is shown any more, what gives the count away lies further off, and the sums
    of the counts around it are taken; none are left where nothing around is shown at all.
    """
    of_part, around = flat.sums.of_part, leaking
    while True:
        touched = np.isin(flat.sums.totals, around)
        touched[of_part[np.isin(flat.sums.parts, around)]] = True
        chosen, every = set(), [around]
        for each in np.flatnonzero(touched).tolist():
            parts, total = flat.sums.parts[of_part == each], flat.sums.totals[each : each + 1]
            seen = [cells[shown[cells] != HIDDEN] for cells in (parts, total)]
            beside = next((cells for cells in seen if len(np.setdiff1d(cells, leaking))), None)
            if beside is not None:
                beside = np.setdiff1d(beside, leaking)
                chosen.add(int(flat.row[beside[np.argmin(shown[beside])]]))
            every += [parts, total]
        further = np.unique(np.concatenate(every))
        if chosen or len(further) == len(around):
            return chosen
        around = further
