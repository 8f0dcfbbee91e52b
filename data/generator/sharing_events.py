"""Sharing events: those that carry each referral, and the other decisions of four systems."""

from collections.abc import Mapping

import numpy as np

from data.generator import timing
from data.generator.agreements import CALEDONIAN, PUBLIC, SUPPORT, UNKNOWN_NUMBERS, Register
from data.generator.basis import event_basis
from data.generator.draw import codes
from data.generator.frame import BLANK, Flags, Frame, Ints, keep
from data.generator.plan import NUMBERS_A_BLOCK, Block, Plan
from data.generator.recording import Rates
from data.generator.ways import ORG, ways
from data.generator.world import (
    COUNCILS,
    FRONT_DOORS,
    PLACE,
    SECTORS,
    division_of,
    incident_share,
    places,
)

COMPETENT = places(("police_scotland", "copfs", "sps"))
MONTHLY = {"police_concern_hub": 600, "copfs": 360, "caledonian": 220, "one_front_door": 200}
"""Events a month beside those that carry a referral, by provider, at full size."""
CARRIED = {"police_concern_hub": 0.72, "one_front_door": 0.6}
"""Of the referrals that a system sends: has a sharing event of its own."""
SHARED, PARTIAL, REFUSED, PENDING = range(4)
DECISIONS = {"shared": 0.84, "partial": 0.08, "refused": 0.07, "pending": 0.01}
CARRYING = {"shared": 0.96, "partial": 0.03, "refused": 0.01}
REASONS = {"no_lawful_basis": 0.16, "no_consent": 0.3, "not_necessary": 0.18, "excessive": 0.12}
REASONS |= {"identity_not_verified": 0.07, "not_held": 0.08, "risk_of_harm": 0.06, "other": 0.03}
OUTCOMES = {"support_offered": 0.45, "risk_reduced": 0.2, "safety_plan": 0.15, "joint_plan": 0.12}
OUTCOMES |= {"court_informed": 0.06, "other": 0.02}
PURPOSES = {"safety_planning": 0.3, "advocacy": 0.22, "counselling": 0.1, "court_support": 0.16}
PURPOSES |= {"perpetrator_programme": 0.06, "marac": 0.1, "other": 0.06}
GATEWAYS = {"police_reform_2012": 0.5, "victims_witnesses_2014": 0.3, "common_law": 0.1}
GATEWAYS |= {"adult_protection_2007": 0.06, "children_2014": 0.04}
YES, NO = 0, 1


def events(
    plan: Plan, rates: Rates, told: Register, block: Block, sent: Frame
) -> Mapping[str, Frame]:
    """A frame for each provider's file, by date, given the block's referrals."""
    return {
        provider: _Drawn(plan, rates, block, provider, sent).frame(told) for provider in MONTHLY
    }


class _Drawn:
    """The rows of one provider's block while they are being drawn."""

    def __init__(self, plan: Plan, rates: Rates, block: Block, provider: str, sent: Frame) -> None:
        self.plan, self.rates, self.block, self.provider = plan, rates, block, provider
        self.rng = plan.rng(f"events {provider}", block.number)
        carried, other = self._carried(sent), self._others()
        order = np.argsort(np.concatenate([carried["day"], other["day"]]), kind="stable")
        joined = {name: np.concatenate([carried[name], other[name]])[order] for name in carried}
        self.day, self.month, self.council = joined["day"], joined["month"], joined["council"]
        self.to_org, self.from_org = joined["to_org"], joined["from_org"]
        self.linked, self.basis = joined["linked"], joined["basis"]
        self.rows = len(self.day)

    def _carried(self, sent: Frame) -> dict[str, Ints]:
        """Events that carry a referral; none for systems that send no referrals."""
        columns = sent.columns
        mine = columns["from_org"] == PLACE[ORG.get(self.provider, self.provider)]
        mine &= columns["sent"] == 1
        mine &= self.rng.random(sent.rows) < CARRIED.get(self.provider, 0.0)
        names = {"day": "referral_date", "linked": "number"}
        names |= {name: name for name in ("month", "council", "to_org", "from_org", "basis")}
        return {name: columns[column][mine] for name, column in names.items()}

    def _others(self) -> dict[str, Ints]:
        rng, plan, block = self.rng, self.plan, self.block
        expected = MONTHLY[self.provider] * plan.scale / block.parts
        counts = rng.poisson(expected, block.stop - block.start)
        month = np.repeat(np.arange(block.start, block.stop), counts)
        share = incident_share()
        if self.provider == "one_front_door":
            share = np.where(np.isin(COUNCILS, FRONT_DOORS), share, 0.0)
        council = rng.choice(len(COUNCILS), len(month), p=share / share.sum())
        from_org, to_org = ways(rng, self.provider, council)
        day = timing.working_day(rng, plan.starts[month], plan.starts[month + 1])
        none = np.full(len(month), BLANK)
        found = {"day": day, "month": month, "council": council, "linked": none, "basis": none}
        return found | {"to_org": to_org, "from_org": from_org}

    def happens(self, name: str) -> Flags:
        """Whether a row's field was filled in."""
        return self.rates.happens(self.rng, name, self.month, self.council)

    def mostly(self, share: float) -> Flags:
        """True with this share."""
        found: Flags = self.rng.random(self.rows) < share
        return found

    def codes(self, column: str, shares: Mapping[str, float]) -> Ints:
        """Codes of a column, drawn with these shares."""
        return codes(self.rng, "sharing_events", column, shares, self.rows)

    def frame(self, told: Register) -> Frame:
        """Every column of the export."""
        number = self.block.number * NUMBERS_A_BLOCK + np.arange(self.rows, dtype=np.int64)
        columns = {"event_id": number, "event_date": self.day, "council": self.council}
        division = division_of()[self.council]
        columns |= {"division": keep(division, self.mostly(0.93))}
        columns |= {"from_org": self.from_org, "to_org": self.to_org}
        columns |= {"linked_referral_id": self.linked}
        columns |= self._decision() | self._law() | self._written() | self._agreement(told)
        return Frame(columns)

    def _decision(self) -> dict[str, Ints]:
        """A referral's own event is an offer; of the others, many are asked for."""
        alone = self.linked == BLANK
        asked = alone & self.mostly(0.45)
        limit = np.where(self.mostly(0.15), 1, 5)
        taken = timing.delay(self.rng, self.happens("request_in_time"), limit)
        decided = np.where(asked, timing.after(self.day, taken), self.day)
        usual, carrying = self.codes("decision", DECISIONS), self.codes("decision", CARRYING)
        decision = np.where(alone, usual, carrying)
        decision = np.where(decided > self.plan.last_day, PENDING, decision)
        withheld = (decision == PARTIAL) | (decision == REFUSED)
        reason = keep(self.codes("refusal_reason_code", REASONS), withheld)
        task = np.where(self.happens("request_states_task"), YES, NO)
        return {
            "trigger": asked.astype(np.int64),
            "request_received_date": keep(self.day, asked),
            "request_states_task": keep(task, asked),
            "decision": decision,
            "decision_date": keep(decided, decision != PENDING),
            "refusal_reason_code": keep(reason, self.happens("refusal_reason_code")),
        }

    def _law(self) -> dict[str, Ints]:
        """Regime, basis, condition and gateway."""
        part3 = np.isin(self.from_org, COMPETENT) & self.mostly(0.18)
        support = part3 & ~np.isin(self.to_org, COMPETENT)
        third = (np.array(SECTORS) == "third")[self.from_org]
        where = (self.provider, self.day, self.council)
        found = event_basis(self.rng, self.plan, *where, third, self.basis)
        for column in ("lawful_basis", "condition_code"):
            found[column] = keep(found[column], self.happens(column))
        gateway = self.codes("gateway_code", GATEWAYS)
        return found | {
            "regime": part3.astype(np.int64),
            "gateway_code": keep(gateway, support & self.happens("gateway_code")),
        }

    def _written(self) -> dict[str, Ints]:
        """What is written down about the sharing."""
        told = self.codes("privacy_info", {"provided": 0.78, "exempt": 0.22})
        untold = self.codes("privacy_info", {"none": 1.0})
        privacy = np.where(self.happens("privacy_info"), told, untold)
        excess = np.where(self.happens("not_excessive"), NO, YES)
        found = {
            "has_special_category": np.where(self.mostly(0.55), YES, NO),
            "has_offence_data": np.where(self.mostly(0.62), YES, NO),
            "privacy_info": privacy,
        }
        found = {name: keep(values, self.mostly(0.985)) for name, values in found.items()}
        for name in ("necessity_recorded", "proportionality_recorded"):
            found[name] = np.where(self.happens(name), YES, keep(NO, self.mostly(0.6)))
        for name, shares in (("purpose_code", PURPOSES), ("outcome_code", OUTCOMES)):
            found[name] = keep(self.codes(name, shares), self.happens(name))
        return found | {"excess_flag": np.where(self.mostly(0.55), excess, 2)}

    def _agreement(self, told: Register) -> dict[str, Ints]:
        """The agreement that lists both parties, where there is one and it was written down."""
        third = np.array(SECTORS) == "third"
        third[PLACE["caledonian"]] = True
        kind = np.where(third[self.to_org] | third[self.from_org], SUPPORT, PUBLIC)
        if self.provider == "caledonian":
            kind = np.full(self.rows, CALEDONIAN)
        routine = np.where(self.linked == BLANK, self.mostly(0.35), self.mostly(0.9))
        known = self.happens("agreement_id") & (routine | self.mostly(0.5))
        latest = told.latest(kind, self.council, self.day)
        astray = self.mostly(self.plan.planted.unknown_agreements) & (latest != BLANK)
        latest = np.where(astray, latest + UNKNOWN_NUMBERS, latest)
        return {
            "routine": np.where(routine, YES, NO),
            "agreement_id": keep(latest, known),
        }
