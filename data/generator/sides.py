"""Splits referrals into the files of the systems that saw them: senders, then receivers."""

from collections.abc import Iterator

import numpy as np

from data.generator.frame import BLANK, Frame, Ints
from data.generator.plan import Plan
from data.generator.world import PLACE, division_of

SENDERS = {
    "police_concern_hub": "police_scotland",
    "marac": "marac",
    "one_front_door": "one_front_door",
}
RECEIVERS = ("assist", "victim_support_scotland", "scottish_womens_aid", "sacro")


def sides(plan: Plan, frame: Frame) -> Iterator[tuple[str, str, Ints]]:
    """(provider, side, rows of the frame) for each file of referrals."""
    columns = frame.columns
    sent = columns["sent"] == 1
    for provider, org in SENDERS.items():
        yield provider, "sent", np.flatnonzero(sent & (columns["from_org"] == PLACE[org]))
    received = columns["received"] == 1
    for provider in RECEIVERS:
        mine = received & (columns["to_org"] == PLACE[provider])
        outage = plan.planted.outages.get(provider)
        if outage in plan.months:
            mine &= columns["month"] != plan.months.index(outage)
        yield provider, "received", np.flatnonzero(mine)


def one_side(frame: Frame, rows: Ints) -> Frame:
    """The rows as one system holds them: its own reference, the division mostly filled in."""
    taken = frame.take(rows)
    number = taken.columns["number"]
    division = division_of()[taken.columns["council"]]
    taken.columns["referral_id"] = number
    taken.columns["division"] = np.where(number % 11 == 0, BLANK, division)
    return taken
