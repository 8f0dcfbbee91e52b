"""An event is linked to one referral at most, however alike two organisations number theirs."""

from tests.metrics.indicators.conftest import Drawn

CONSENT = {"lawful_basis": "consent", "linked_referral_id": "R1", "event_id": "E1"}
TWO = ({"referral_id": "R1", "from_org": "assist"}, {"referral_id": "R1", "from_org": "sacro"})


def test_the_events_sender_decides_between_referrals_of_one_number(release: Drawn) -> None:
    recorded = [each | {"consent_recorded": "no"} for each in TWO]
    recorded[1]["consent_recorded"] = "yes"
    release.referrals(*recorded, table="referral_rows")
    release.events(CONSENT | {"from_org": "assist"}, CONSENT | {"from_org": "sacro"})
    assert release.parts("C02") == (1, 2)


def test_an_event_that_may_be_of_either_referral_is_counted_once(release: Drawn) -> None:
    release.referrals(*TWO, table="referral_rows")
    release.events(CONSENT)
    assert release.parts("C02")[1] == 1


def test_agreements_of_one_number_are_told_apart_by_who_keeps_them(release: Drawn) -> None:
    for owner in ("assist", "sacro"):
        release.agreements({"agreement_id": "ISA-1", "owner_org": owner})
    release.parties("ISA-1", "police_scotland", "sacro", owner="sacro")
    release.parties("ISA-1", "assist", owner="assist")
    named = {"agreement_id": "ISA-1", "routine": "yes", "event_id": "E1"}
    release.events(named | {"to_org": "assist"}, named | {"from_org": "assist", "to_org": "sacro"})
    assert release.parts("C07") == (0, 2)
    release.events(named | {"event_id": "E2", "to_org": "sacro"})
    assert release.parts("C07") == (1, 3)
