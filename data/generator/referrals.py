"""Referrals as they truly were: one row each, with who sent it and whether it arrived."""

import numpy as np

from data.codes import RISK
from data.generator import timing
from data.generator.basis import condition, consent_recorded, lawful_basis
from data.generator.draw import codes, pick
from data.generator.frame import BLANK, Flags, Floats, Frame, Ints, keep
from data.generator.plan import NUMBERS_A_BLOCK, Block, Plan
from data.generator.recording import Rates
from data.generator.volumes import Volumes
from data.generator.world import COUNCILS, FRONT_DOORS, PLACE, RECEIVERS, places, service_mix

SEND_LIMIT = np.array([5, 3, 1])
CONTACT_LIMIT = np.array([5, 5, 2])
"""Working days allowed, by risk: standard, medium, high."""
HIGH = RISK.index("high")
SUPPORT = {"safety_planning": 0.34, "advocacy": 0.31, "counselling": 0.16, "court_support": 0.14}
SUPPORT |= {"other": 0.05}


def _shared_out(counts: Ints, block: Block) -> Ints:
    """This block's part of the counts of its months."""
    mine = counts[block.start : block.stop]
    found: Ints = mine // block.parts + (block.part < mine % block.parts)
    return found


class Drawn:
    """The rows of one block while they are being drawn."""

    def __init__(self, plan: Plan, rates: Rates, volumes: Volumes, block: Block) -> None:
        self.plan, self.rates, self.block = plan, rates, block
        self.rng = plan.rng("referrals", block.number)
        counts = _shared_out(volumes.referrals, block)
        high = np.minimum(_shared_out(volumes.high_risk_referrals, block), counts)
        cells = np.repeat(np.arange(counts.size), counts.ravel())
        turn = np.arange(len(cells)) - np.repeat(counts.cumsum() - counts.ravel(), counts.ravel())
        month = block.start + cells // len(COUNCILS)
        day = timing.working_day(self.rng, plan.starts[month], plan.starts[month + 1])
        order = np.argsort(day, kind="stable")
        self.month, self.council, self.day = (
            month[order],
            (cells % len(COUNCILS))[order],
            day[order],
        )
        is_high = (turn < high.ravel()[cells])[order]
        self.risk = np.where(is_high, HIGH, (self.rng.random(len(cells)) < 0.42).astype(np.int64))
        self.rows = len(cells)

    def happens(self, name: str) -> Flags:
        """Whether a row's field was filled in."""
        return self.rates.happens(self.rng, name, self.month, self.council)

    def codes(self, column: str, shares: dict[str, float]) -> Ints:
        """Codes of a column, drawn with these shares."""
        return codes(self.rng, "referrals", column, shares, self.rows)

    def seen(self, days: Ints) -> Ints:
        """Days that had come by the end of the run; later ones are blank."""
        return keep(days, days <= self.plan.last_day)


def referrals(plan: Plan, rates: Rates, volumes: Volumes, block: Block) -> Frame:
    """Every referral of the block by date, `sent` and `received` (1 or 0) among the columns."""
    drawn = Drawn(plan, rates, volumes, block)
    columns = {"number": block.number * NUMBERS_A_BLOCK + np.arange(drawn.rows, dtype=np.int64)}
    columns |= {"month": drawn.month, "council": drawn.council, "referral_date": drawn.day}
    columns |= _ways(drawn)
    columns |= _references(drawn, columns)
    columns |= _sender(drawn)
    columns |= _receiver(drawn, columns)
    return Frame(columns)


def _ways(drawn: Drawn) -> dict[str, Ints]:
    """Who sends and who is to receive."""
    rng, rows = drawn.rng, drawn.rows
    to_org = places(RECEIVERS)[pick(rng, service_mix()[drawn.council])]
    front = np.isin(drawn.council, [COUNCILS.index(code) for code in FRONT_DOORS])
    from_org = np.full(rows, PLACE["police_scotland"])
    from_org[front & (rng.random(rows) < 0.18)] = PLACE["one_front_door"]
    marac = rng.random(rows) < np.where(drawn.risk == HIGH, 0.14, 0.008)
    from_org[marac] = PLACE["marac"]
    return {"from_org": from_org, "to_org": to_org}


def _references(drawn: Drawn, columns: dict[str, Ints]) -> dict[str, Ints]:
    """Case and incident references, and the cases that moved between councils."""
    rng, rows, number = drawn.rng, drawn.rows, columns["number"]
    donor = (rng.random(rows) * np.arange(rows)).astype(np.int64)
    moved = (rng.random(rows) < drawn.plan.planted.moved * 1.08) & (donor < np.arange(rows))
    moved &= drawn.council[donor] != drawn.council
    transfer_days = timing.delay(rng, drawn.happens("transfer_in_time"), np.full(rows, 5))
    transfer = keep(timing.after(drawn.day, transfer_days), moved & (rng.random(rows) < 0.93))
    return {
        "case_ref": np.where(moved, number[donor], number),
        # A moved case keeps its case reference, so only the incident tells its referrals apart.
        "incident_ref": keep(number, moved | (rng.random(rows) < 0.94)),
        "transfer_from_council": keep(drawn.council[donor], moved),
        "transfer_received_date": drawn.seen(transfer),
    }


def _sender(drawn: Drawn) -> dict[str, Ints]:
    """What the sender knows."""
    rng, rows = drawn.rng, drawn.rows
    taken = timing.delay(rng, drawn.happens("sent_in_time"), SEND_LIMIT[drawn.risk])
    reported = timing.reported(rng, drawn.day, taken)
    basis = lawful_basis(rng, drawn.plan, "referrals", drawn.day, drawn.council)
    views = np.where(
        drawn.happens("victim_views"),
        drawn.codes("victim_views", {"yes": 0.86, "exempt": 0.14}),
        drawn.codes("victim_views", {"no": 1.0}),
    )
    return {
        "incident_date": keep(reported, rng.random(rows) < 0.985),
        "risk_sender": keep(drawn.risk, drawn.happens("risk_sender")),
        "basis": basis,
        "lawful_basis": keep(basis, drawn.happens("lawful_basis")),
        "condition_code": keep(condition(rng, basis), drawn.happens("condition_code")),
        "consent_recorded": consent_recorded(rng, basis),
        "victim_views": keep(views, rng.random(rows) < 0.97),
        "purpose_code": keep(drawn.codes("purpose_code", SUPPORT), drawn.happens("purpose_code")),
    }


def _risk_received(drawn: Drawn) -> Ints:
    """The receiver's level: the planted matrix, or in loose councils sometimes anything."""
    matrix: Floats = np.array(drawn.plan.planted.risk_matrix)
    found = pick(drawn.rng, matrix[drawn.risk])
    loose = np.zeros(len(COUNCILS))
    for code, share in drawn.plan.planted.loose_risk.items():
        loose[COUNCILS.index(code)] = share
    at_random = drawn.rng.integers(0, len(RISK), drawn.rows)
    return np.where(drawn.rng.random(drawn.rows) < loose[drawn.council], at_random, found)


def _receiver(drawn: Drawn, columns: dict[str, Ints]) -> dict[str, Ints]:
    """What the receiving service knows, and whether each side has a row at all."""
    rng, rows, told = drawn.rng, drawn.rows, drawn.plan.planted
    travel = pick(rng, np.tile([0.55, 0.30, 0.10, 0.05], (rows, 1)))
    # What was sent on the last days has come by the end, or the last month would look worse.
    came = np.minimum(timing.after(drawn.day, travel), drawn.plan.last_day)
    received = columns["to_org"] != PLACE["caledonian"]
    received &= rng.random(rows) >= told.never_received
    sent = ~(received & (rng.random(rows) < told.never_sent))
    limit = CONTACT_LIMIT[drawn.risk]
    taken = timing.delay(rng, np.ones(rows, bool), np.maximum(limit - travel, 0)) + travel
    in_time = drawn.happens("contact_in_time")
    taken = np.where(in_time, taken, limit + travel + rng.geometric(0.25, rows))
    contact = drawn.seen(timing.after(drawn.day, taken))
    contact = keep(contact, in_time | (rng.random(rows) < 0.5))
    reached = drawn.codes(
        "outcome",
        {"engaged": 0.74, "declined": 0.17, "pending": 0.04}
        | {"returned": 0.02, "out_of_area": 0.03},
    )
    missed = drawn.codes("outcome", {"no_contact": 0.7, "pending": 0.3})
    again = np.where(drawn.happens("told_once"), 1, 0)
    whole = drawn.happens("minimum_dataset")
    return {
        "sent": sent.astype(np.int64),
        "received": received.astype(np.int64),
        "received_date": came,
        "first_contact_date": contact,
        "risk_receiver": keep(_risk_received(drawn), drawn.happens("risk_receiver")),
        "outcome": keep(np.where(contact == BLANK, missed, reached), drawn.happens("outcome")),
        "repeat_disclosure": keep(again, rng.random(rows) < 0.94),
        "minimum_dataset": np.where(whole, 0, keep(1, rng.random(rows) < 0.8)),
    }
