"""An earlier release published again, until there is something new to say."""

import pytest

from data.release import release
from data.rollback import rollback
from data.store import Store
from tests.data.findings import ROW_COUNT, all_well, finds
from tests.data.sent import referral, submit

pytestmark = pytest.mark.usefixtures("two_measures")
FAILS = finds((ROW_COUNT, "critical", "failed"))


def test_a_rollback_stays_until_there_is_something_new(loaded: Store) -> None:
    first = release(loaded, examine=all_well)
    submit(loaded, "referrals", [referral(99)], provider="sacro")
    second = release(loaded, examine=all_well)
    assert rollback(loaded, str(first.release_id)).state == "published"
    again = release(loaded, examine=all_well)
    assert (again.state, loaded.published()) == ("nothing new", first.release_id)
    assert f"python -m data rollback {second.release_id}" in again.sentences[-1]
    submit(loaded, "referrals", [referral(98)], provider="assist")
    third = release(loaded, examine=all_well)
    assert (third.state, loaded.published()) == ("published", third.release_id)
    assert loaded.set_aside() is None


def test_rolling_forward_again_sets_nothing_aside(loaded: Store) -> None:
    first = release(loaded, examine=all_well)
    submit(loaded, "referrals", [referral(99)], provider="sacro")
    second = release(loaded, examine=all_well)
    rollback(loaded, str(first.release_id))
    rollback(loaded, str(second.release_id))
    assert (loaded.published(), loaded.set_aside()) == (second.release_id, None)


def test_a_rollback_to_what_cannot_be_published_changes_nothing(loaded: Store) -> None:
    first = release(loaded, examine=all_well)
    submit(loaded, "referrals", [referral(99)], provider="sacro")
    held = release(loaded, examine=FAILS)
    assert rollback(loaded, str(held.release_id)).exit_code == 2
    unknown = rollback(loaded, "../outside")
    assert unknown.exit_code == 2
    assert str(first.release_id) in unknown.sentences[0]
    assert loaded.published() == first.release_id


def test_after_a_rollback_senders_are_told_of_what_is_published(loaded: Store) -> None:
    assert loaded.judging() is None
    first = release(loaded, examine=all_well)
    submit(loaded, "referrals", [referral(99)], provider="sacro")
    second = release(loaded, examine=all_well)
    assert loaded.judging() == second.release_id
    rollback(loaded, str(first.release_id))
    assert loaded.judging() == first.release_id
    submit(loaded, "referrals", [referral(98)], provider="assist")
    third = release(loaded, examine=FAILS)
    assert (third.state, loaded.judging()) == ("held back", third.release_id)
