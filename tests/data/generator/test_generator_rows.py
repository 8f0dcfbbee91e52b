"""The rows of referrals and sharing events hold the planted shares."""

from datetime import date

import numpy as np
import pytest

from data.codes import LAWFUL_BASIS, RISK
from data.generator.agreements import register
from data.generator.basis import under_public_task
from data.generator.frame import BLANK, Frame, day_number
from data.generator.plan import Plan
from data.generator.recording import Rates
from data.generator.referrals import referrals
from data.generator.sharing_events import events
from data.generator.volumes import volumes
from data.generator.world import COUNCILS, PLACE

PLAN = Plan(3, date(2026, 6, 1))


@pytest.fixture(scope="module")
def drawn() -> Frame:
    rates, counts = Rates(PLAN), volumes(PLAN)
    frames = [referrals(PLAN, rates, counts, block) for block in PLAN.blocks()]
    return Frame(
        {
            name: np.concatenate([frame.columns[name] for frame in frames])
            for name in frames[0].columns
        }
    )


def test_blocks_leave_no_referral_out_and_count_none_twice(drawn: Frame) -> None:
    assert drawn.rows == volumes(PLAN).referrals.sum()
    assert len(np.unique(drawn.columns["number"])) == drawn.rows
    assert 170_000 < drawn.rows < 210_000


def test_dates_keep_their_order_and_none_is_after_the_last_day(drawn: Frame) -> None:
    columns = drawn.columns
    pairs = [("incident_date", "referral_date"), ("referral_date", "received_date")]
    pairs += [("received_date", "first_contact_date")]
    received = columns["received"] == 1
    for earlier, later in pairs:
        known = (columns[earlier] != BLANK) & (columns[later] != BLANK) & received
        assert (columns[earlier] <= columns[later])[known].all(), later
    for name in ("referral_date", "first_contact_date", "transfer_received_date"):
        assert columns[name].max() <= PLAN.last_day
    assert columns["received_date"][received].max() <= PLAN.last_day


def test_receivers_judge_risk_by_the_planted_matrix(drawn: Frame) -> None:
    told = PLAN.planted
    loose = np.isin(drawn.columns["council"], [COUNCILS.index(code) for code in told.loose_risk])
    sender, receiver = drawn.columns["risk_sender"], drawn.columns["risk_receiver"]
    for level in range(len(RISK)):
        known = (sender == level) & (receiver != BLANK) & ~loose
        shares = np.bincount(receiver[known], minlength=len(RISK)) / known.sum()
        assert shares == pytest.approx(told.risk_matrix[level], abs=0.006)
    known = (sender != BLANK) & (receiver != BLANK)
    agree = sender == receiver
    assert agree[known & loose].mean() < agree[known & ~loose].mean() - 0.1


def test_sides_are_missing_as_often_as_planted(drawn: Frame) -> None:
    told, columns = PLAN.planted, drawn.columns
    recent = columns["referral_date"] > PLAN.last_day - 14
    kept = (columns["to_org"] != PLACE["caledonian"]) & ~recent
    sent, received = columns["sent"] == 1, columns["received"] == 1
    assert 1 - received[kept].mean() == pytest.approx(told.never_received, abs=0.004)
    assert 1 - sent[kept & received].mean() == pytest.approx(told.never_sent, abs=0.002)
    assert (sent | received).all()


def test_some_cases_move_and_keep_their_reference(drawn: Frame) -> None:
    columns = drawn.columns
    moved = np.flatnonzero(columns["transfer_from_council"] != BLANK)
    assert len(moved) / drawn.rows == pytest.approx(PLAN.planted.moved, abs=0.003)
    assert (columns["transfer_from_council"][moved] != columns["council"][moved]).all()
    place = np.searchsorted(columns["number"], columns["case_ref"][moved])
    assert (columns["referral_date"][place] <= columns["referral_date"][moved]).all()
    assert (columns["council"][place] == columns["transfer_from_council"][moved]).all()
    assert (columns["incident_ref"][moved] != BLANK).all()


def test_the_basis_moves_from_consent_to_public_task_by_division(drawn: Frame) -> None:
    told, columns = PLAN.planted, drawn.columns
    days, basis = columns["referral_date"], columns["basis"]
    changed = under_public_task(PLAN, days, columns["council"])
    early = days < day_number(told.consent_day)
    periods = [(early, told.basis_before), (~early & ~changed, told.basis_consent)]
    for period, mix in [*periods, (changed, told.basis_public_task)]:
        for code, share in mix.items():
            found = (basis[period] == LAWFUL_BASIS.index(code)).mean()
            assert found == pytest.approx(share, abs=0.01), code


def test_recording_improves_and_planted_councils_stay_behind() -> None:
    rates = Rates(PLAN)
    for name, told in PLAN.planted.recording.items():
        chance = rates.chance(name)
        assert chance[-1].mean() > chance[0].mean(), name
        ordered = [COUNCILS[place] for place in np.argsort(chance[-1])]
        for code in told.low:
            assert ordered.index(code) < 8, (name, code)


def test_sharing_events_hang_together() -> None:
    rates, counts, told = Rates(PLAN), volumes(PLAN), register(PLAN)
    block = next(PLAN.blocks())
    whole = referrals(PLAN, rates, counts, block)
    for provider, frame in events(PLAN, rates, told, block, whole).items():
        columns = frame.columns
        asked = columns["request_received_date"] != BLANK
        decided = columns["decision_date"] != BLANK
        both = asked & decided
        assert (columns["request_received_date"] <= columns["decision_date"])[both].all()
        assert (asked == (columns["trigger"] == 1)).all()
        linked = columns["linked_referral_id"]
        sent = whole.columns["number"][whole.columns["sent"] == 1]
        assert np.isin(linked[linked != BLANK], sent).all(), provider
        assert len(np.unique(columns["event_id"])) == frame.rows
