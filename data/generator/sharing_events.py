"""Sharing events: those that carry each referral, and the other decisions of four systems."""

from collections.abc import Mapping

import numpy as np

from data.codes import LAWFUL_BASIS
from data.generator import agreements, timing
from data.generator.basis import condition, lawful_basis
from data.generator.draw import chosen, codes
from data.generator.frame import BLANK, Flags, Frame, Ints, keep
from data.generator.plan import Block, Plan
from data.generator.recording import Rates
from data.generator.world import (
    COUNCILS,
    FRONT_DOORS,
    PLACE,
    SECTORS,
    board_of,
    incident_share,
    places,
)

COMPETENT = places(("police_scotland", "copfs", "sps"))
PUBLIC_TASK = LAWFUL_BASIS.index("public_task")
RECOGNISED = LAWFUL_BASIS.index("recognised_legitimate_interest")
LEGITIMATE = LAWFUL_BASIS.index("legitimate_interests")
RECOGNISED_FROM = 20_489
"""5 February 2026, when recognised legitimate interest came into force, as a day number."""
MONTHLY = {
    "police_concern_hub": 560.0,
    "copfs": 330.0,
    "caledonian": 210.0,
    "one_front_door": 190.0,
}
"""Events a month beside those that carry a referral, by provider, at full size."""
CARRIED = 0.72
"""Of the hubs' referrals: has a sharing event of its own."""
FRONT_DOOR_CARRIED = 0.6
SHARED, PARTIAL, REFUSED, PENDING = range(4)
REASONS = {"no_lawful_basis": 0.16, "no_consent": 0.3, "not_necessary": 0.18, "excessive": 0.12}
REASONS |= {"identity_not_verified": 0.07, "not_held": 0.08, "risk_of_harm": 0.06, "other": 0.03}
OUTCOMES = {"support_offered": 0.45, "risk_reduced": 0.2, "safety_plan": 0.15, "joint_plan": 0.12}
OUTCOMES |= {"court_informed": 0.06, "other": 0.02}
PURPOSES = {"safety_planning": 0.3, "advocacy": 0.22, "counselling": 0.1, "court_support": 0.16}
PURPOSES |= {"perpetrator_programme": 0.06, "marac": 0.1, "other": 0.06}


def events(
    plan: Plan, rates: Rates, told: agreements.Register, block: Block, sent: Frame
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
        carried = self._carried(sent)
        other = self._others()
        order = np.argsort(np.concatenate([carried["day"], other["day"]]), kind="stable")
        joined = {name: np.concatenate([carried[name], other[name]])[order] for name in carried}
        self.day, self.month, self.council = joined["day"], joined["month"], joined["council"]
        self.to_org, self.from_org = joined["to_org"], joined["from_org"]
        self.linked = joined["linked"]
        self.rows = len(self.day)

    def _carried(self, sent: Frame) -> dict[str, Ints]:
        """Events that carry a referral; none for systems that send no referrals."""
        org = {"police_concern_hub": "police_scotland"}.get(self.provider, self.provider)
        share = {"police_concern_hub": CARRIED, "one_front_door": FRONT_DOOR_CARRIED}
        columns = sent.columns
        mine = (columns["from_org"] == PLACE[org]) & (columns["sent"] == 1)
        mine &= self.rng.random(sent.rows) < share.get(self.provider, 0.0)
        picked = sent.take(mine).columns
        return {
            "day": picked["referral_date"],
            "month": picked["month"],
            "council": picked["council"],
            "to_org": picked["to_org"],
            "from_org": picked["from_org"],
            "linked": picked["number"],
        }

    def _others(self) -> dict[str, Ints]:
        rng, plan, block = self.rng, self.plan, self.block
        expected = MONTHLY[self.provider] * plan.scale / block.parts
        counts = rng.poisson(expected, block.stop - block.start)
        month = np.repeat(np.arange(block.start, block.stop), counts)
        rows = len(month)
        share = incident_share() ** (0.9 if self.provider == "caledonian" else 1.0)
        if self.provider == "one_front_door":
            share = np.where(np.isin(COUNCILS, FRONT_DOORS), share, 0.0)
        council = rng.choice(len(COUNCILS), rows, p=share / share.sum())
        from_org, to_org = self._ways(council, rows)
        return {
            "day": timing.working_day(rng, plan.starts[month], plan.starts[month + 1]),
            "month": month,
            "council": council,
            "to_org": to_org,
            "from_org": from_org,
            "linked": np.full(rows, BLANK),
        }

    def _ways(self, council: Ints, rows: int) -> tuple[Ints, Ints]:
        """Who holds the information and who it is for, of events that carry no referral."""
        rng = self.rng
        own = places(COUNCILS)[council]
        board = board_of()[council]
        mine = {"police_concern_hub": "police_scotland"}.get(self.provider, self.provider)
        from_org = np.full(rows, PLACE[mine])
        if self.provider == "copfs":
            orgs = ("assist", "victim_support_scotland", "scottish_womens_aid", "sps")
            return from_org, chosen(rng, places((*orgs, "police_scotland")), rows)
        if self.provider == "caledonian":
            orgs = ("police_scotland", "community_justice", "scottish_womens_aid")
            usual = chosen(rng, places(orgs), rows)
            return from_org, np.where(rng.random(rows) < 0.3, own, usual)
        if self.provider == "one_front_door":
            turn = rng.random(rows)
            from_org = np.select(
                [turn < 0.45, turn < 0.65, turn < 0.78, turn < 0.9],
                [from_org, own, board, np.full(rows, PLACE["scottish_womens_aid"])],
                np.full(rows, PLACE["assist"]),
            )
            theirs = np.full(rows, PLACE["police_scotland"])
            return from_org, np.where(from_org == own, theirs, own)
        usual = chosen(rng, places(("copfs", "sps", "community_justice")), rows)
        turn = rng.random(rows)
        return from_org, np.select([turn < 0.4, turn < 0.7], [own, board], usual)

    def happens(self, name: str) -> Flags:
        """Whether a row's field was filled in."""
        return self.rates.happens(self.rng, name, self.month, self.council)

    def codes(self, column: str, shares: Mapping[str, float]) -> Ints:
        """Codes of a column, drawn with these shares."""
        return codes(self.rng, "sharing_events", column, shares, self.rows)

    def yes(self, share: float) -> Ints:
        """Yes or no, yes with this share."""
        return self.codes("routine", {"yes": share, "no": 1 - share})

    def frame(self, told: agreements.Register) -> Frame:
        """Every column of the export."""
        rng, rows = self.rng, self.rows
        number = self.block.number * 10_000_000 + np.arange(rows, dtype=np.int64)
        columns = {"event_id": number, "event_date": self.day, "council": self.council}
        columns |= {"from_org": self.from_org, "to_org": self.to_org}
        columns |= {"linked_referral_id": self.linked}
        columns |= self._decision()
        columns |= self._basis(columns)
        columns |= self._written()
        columns |= self._agreement(told)
        # A referral's own event is an offer; only what is asked for has a request.
        return Frame(columns)

    def _decision(self) -> dict[str, Ints]:
        rng, rows = self.rng, self.rows
        asked = (self.linked == BLANK) & (rng.random(rows) < 0.45)
        urgent = rng.random(rows) < 0.15
        in_time = self.happens("request_in_time")
        taken = timing.delay(rng, in_time, np.where(urgent, 1, 5))
        decided = np.where(asked, timing.after(self.day, taken), self.day)
        decision = np.where(
            self.linked == BLANK,
            self.codes(
                "decision", {"shared": 0.84, "partial": 0.08, "refused": 0.07, "pending": 0.01}
            ),
            self.codes("decision", {"shared": 0.96, "partial": 0.03, "refused": 0.01}),
        )
        decision = np.where(decided > self.plan.last_day, PENDING, decision)
        refused = (decision == PARTIAL) | (decision == REFUSED)
        reason = keep(self.codes("refusal_reason_code", REASONS), refused)
        return {
            "trigger": asked.astype(np.int64),
            "request_received_date": keep(self.day, asked),
            "request_states_task": keep(np.where(self.happens("request_states_task"), 0, 1), asked),
            "decision": decision,
            "decision_date": keep(decided, decision != PENDING),
            "refusal_reason_code": keep(reason, self.happens("refusal_reason_code")),
        }

    def _basis(self, columns: dict[str, Ints]) -> dict[str, Ints]:
        rng, rows = self.rng, self.rows
        basis = lawful_basis(rng, self.plan, "sharing_events", self.day, self.council)
        if self.provider in ("copfs", "caledonian"):
            basis = self.codes(
                "lawful_basis",
                {"public_task": 0.86, "legal_obligation": 0.1}
                | {"vital_interests": 0.03, "legitimate_interests": 0.01},
            )
        third = (np.array(SECTORS) == "third")[self.from_org]
        recognised = np.where(self.day >= RECOGNISED_FROM, RECOGNISED, LEGITIMATE)
        basis = np.where(third & (basis == PUBLIC_TASK), recognised, basis)
        part3 = np.isin(self.from_org, COMPETENT) & (rng.random(rows) < 0.18)
        support = part3 & ~np.isin(self.to_org, COMPETENT)
        return {
            "regime": part3.astype(np.int64),
            "lawful_basis": keep(basis, self.happens("lawful_basis")),
            "annex1_condition": keep(
                self.codes(
                    "annex1_condition", {"safeguarding": 0.75, "crime": 0.15, "emergency": 0.1}
                ),
                (basis == RECOGNISED) & (rng.random(rows) < 0.95),
            ),
            "condition_code": keep(condition(rng, basis), self.happens("condition_code")),
            "gateway_code": keep(
                self.codes(
                    "gateway_code",
                    {
                        "police_reform_2012": 0.5,
                        "victims_witnesses_2014": 0.3,
                        "common_law": 0.1,
                        "adult_protection_2007": 0.06,
                        "children_2014": 0.04,
                    },
                ),
                support & self.happens("gateway_code"),
            ),
        }

    def _written(self) -> dict[str, Ints]:
        rng, rows = self.rng, self.rows
        checked = rng.random(rows) < 0.55
        privacy = np.where(
            self.happens("privacy_info"),
            self.codes("privacy_info", {"provided": 0.78, "exempt": 0.22}),
            self.codes("privacy_info", {"none": 1.0}),
        )
        excess = np.where(self.happens("not_excessive"), 1, 0)
        return {
            "has_special_category": keep(self.yes(0.55), rng.random(rows) < 0.985),
            "has_offence_data": keep(self.yes(0.62), rng.random(rows) < 0.985),
            "necessity_recorded": np.where(
                self.happens("necessity_recorded"), 0, keep(1, rng.random(rows) < 0.6)
            ),
            "proportionality_recorded": np.where(
                self.happens("proportionality_recorded"), 0, keep(1, rng.random(rows) < 0.6)
            ),
            "purpose_code": keep(
                self.codes("purpose_code", PURPOSES), self.happens("purpose_code")
            ),
            "outcome_code": keep(
                self.codes("outcome_code", OUTCOMES), self.happens("outcome_code")
            ),
            "privacy_info": keep(privacy, rng.random(rows) < 0.985),
            "excess_flag": np.where(checked, excess, 2),
            "division": np.full(rows, BLANK),
        }

    def _agreement(self, told: agreements.Register) -> dict[str, Ints]:
        kind = {"police_concern_hub": agreements.SUPPORT, "copfs": agreements.SUPPORT}.get(
            self.provider, agreements.PUBLIC
        )
        kinds = np.full(self.rows, agreements.CALEDONIAN if self.provider == "caledonian" else kind)
        third = np.array(SECTORS) == "third"
        supportive = (
            third[self.to_org] | third[self.from_org] | (self.to_org == PLACE["caledonian"])
        )
        if self.provider != "caledonian":
            kinds = np.where(supportive, agreements.SUPPORT, agreements.PUBLIC)
        routine = np.where(self.linked == BLANK, self.yes(0.35), self.yes(0.9))
        latest = told.latest(kinds, self.council, self.day)
        known = self.happens("agreement_id") & ((routine == 0) | (self.rng.random(self.rows) < 0.5))
        return {"routine": routine, "agreement_id": keep(latest, known)}
