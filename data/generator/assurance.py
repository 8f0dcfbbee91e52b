"""Assurance returns of the sample: one row an organisation and quarter."""

from datetime import date

import numpy as np

from data.export import exports
from data.generator.frame import BLANK, Floats, Frame, Ints, day_number, keep
from data.generator.plan import Plan
from data.generator.world import (
    COUNCILS,
    ORGANISATIONS,
    SECTORS,
    population_share,
)

TRACKS = exports()["assurance"].column("member_track").allowed
STANDING = exports()["assurance"].column("member_status").allowed
COMPLAINTS_LAW = day_number(date(2026, 6, 19))
JOINED = date(2019, 10, 1), date(2022, 6, 30)
"""Organisations joined the code between these days."""
STAFF = {"police": 3200, "public": 160, "third": 90}
PART3 = ("police_scotland", "copfs", "sps")
SHARES = {
    "trained": (0.74, 0.966),
    "starters_trained": (0.70, 0.94),
    "on_time": (0.86, 0.965),
    "rights": (0.90, 0.985),
    "breaches": (0.88, 0.98),
    "complaints": (0.95, 0.985),
    "infringements": (0.78, 0.93),
    "lead": (0.70, 0.975),
}
"""Share that is met: before the code took hold, and after."""


def quarter_ends(plan: Plan) -> Ints:
    """Last day of every whole quarter, as day numbers."""
    firsts = [
        start
        for start, month in zip(plan.starts[1:], [*plan.months[1:], None], strict=True)
        if (month.month if month else plan.until.month % 12 + 1) in (1, 4, 7, 10)
    ]
    return np.array(firsts, dtype=np.int64) - 1


def _staff() -> Floats:
    usual = np.array([STAFF[sector] for sector in SECTORS], dtype=np.float64)
    sizes = population_share() * len(COUNCILS) * 220
    for place, code in enumerate(COUNCILS):
        usual[ORGANISATIONS.index(code)] = max(25.0, sizes[place])
    return usual


def _tracks() -> Ints:
    names = [
        "part3_internal"
        if org in PART3
        else "monitoring_body"
        if sector == "third"
        else "public_mechanism"
        for org, sector in zip(ORGANISATIONS, SECTORS, strict=True)
    ]
    return np.array([TRACKS.index(name) for name in names], dtype=np.int64)


def assurance(plan: Plan) -> Frame:
    """Every return by quarter, then organisation."""
    return Frame(_Returns(plan).columns())


class _Returns:
    """The returns while they are being drawn."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.rng = plan, plan.rng("assurance")
        ends = quarter_ends(plan)
        self.orgs = len(ORGANISATIONS)
        self.end = np.repeat(ends, self.orgs)
        self.org = np.tile(np.arange(self.orgs), len(ends))
        self.rows = len(self.end)
        start, stop = map(day_number, plan.planted.improvement)
        self.progress = np.clip((self.end - start) / (stop - start), 0, 1)
        self.effect = self.rng.normal(0, 0.35, self.orgs)[self.org]
        first, last = map(day_number, JOINED)
        self.joined = self.end - self.rng.integers(first, last, self.orgs)[self.org]

    def chance(self, name: str) -> Floats:
        """Chance of meeting a duty, by return."""
        early, late = (float(np.log(share / (1 - share))) for share in SHARES[name])
        found: Floats = 1 / (1 + np.exp(-(early + (late - early) * self.progress + self.effect)))
        return found

    def met(self, name: str, due: Ints) -> Ints:
        """How many of those due were met."""
        found: Ints = self.rng.binomial(np.maximum(due, 0), self.chance(name))
        return found

    def columns(self) -> dict[str, Ints]:
        """Every column of the export."""
        rng, last = self.rng, self.plan.last_day
        council_of = np.full(self.orgs, BLANK)
        for place, code in enumerate(COUNCILS):
            council_of[ORGANISATIONS.index(code)] = place
        staff = rng.poisson(_staff()[self.org])
        starters = rng.poisson(staff * 0.04)
        due = self.end + 31
        on_time = rng.random(self.rows) < self.chance("on_time")
        came = due + np.where(
            on_time, -rng.integers(0, 21, self.rows), rng.geometric(0.06, self.rows)
        )
        returned = (came <= last) & (rng.random(self.rows) < 0.985)
        return {
            "org": self.org,
            "council": council_of[self.org],
            "period_end": self.end,
            **self._standing(),
            "staff_in_scope": staff,
            "staff_trained_12m": self.met("trained", staff),
            "new_starters": starters,
            "new_starters_trained_1m": self.met("starters_trained", starters),
            "return_due_date": due,
            "return_received_date": keep(came, returned),
            "audit_date": keep(self.end - rng.integers(0, 420, self.rows), self.joined > 0),
            "major_findings_open": keep(rng.poisson(0.3, self.rows), self.joined > 0),
            **self._clocks(staff),
        }

    def _standing(self) -> dict[str, Ints]:
        track = np.where(self.joined < -180, TRACKS.index("none"), _tracks()[self.org])
        suspended = self.rng.random(self.rows) < 0.004
        status = np.where(suspended, STANDING.index("suspended"), STANDING.index("member"))
        status = np.where(self.joined < 0, STANDING.index("applicant"), status)
        lead = (self.rng.random(self.rows) >= self.chance("lead")).astype(np.int64)
        return {
            "member_track": track,
            "member_status": keep(status, self.joined >= -180),
            "senior_lead": lead,
        }

    def _clocks(self, staff: Ints) -> dict[str, Ints]:
        rng = self.rng
        complaints = keep(rng.poisson(staff * 0.012), self.end >= COMPLAINTS_LAW)
        rights = rng.poisson(staff * 0.03)
        breaches = rng.poisson(0.12 + staff * 0.0006)
        infringements = keep(rng.poisson(0.9, self.rows), self.joined > 0)
        return {
            "complaints_due": complaints,
            "complaints_acknowledged_30d": keep(
                self.met("complaints", complaints), complaints >= 0
            ),
            "rights_requests_due": rights,
            "rights_requests_in_time": self.met("rights", rights),
            "breaches_notifiable": breaches,
            "breaches_notified_72h": self.met("breaches", breaches),
            "infringements_due": infringements,
            "infringements_closed_in_target": keep(
                self.met("infringements", infringements), infringements >= 0
            ),
        }
