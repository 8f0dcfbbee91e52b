"""Every profile fits the standard, and no file can be taken for another system's."""

import pytest

from data.export import exports
from data.profile import Profile, ProfileExport, profiles
from data.readers import Layout
from data.recognise import recognise
from data.reference import organisation_names

EVERY = [
    pytest.param(profile, how, id=f"{profile.provider}-{how.export}")
    for profile in profiles().values()
    for how in profile.exports.values()
]
EVERY_EXPORT = [pytest.param(each.values[1], id=each.id) for each in EVERY]
PROMISED = {
    "police_ivpd": {"incidents"},
    "police_concern_hub": {"referrals", "sharing_events"},
    "assist": {"referrals"},
    "victim_support_scotland": {"referrals"},
    "scottish_womens_aid": {"referrals"},
    "sacro": {"referrals"},
    "caledonian": {"agreements", "sharing_events"},
    "marac": {"referrals"},
    "copfs": {"sharing_events"},
    "council": {"agreements", "assurance"},
    "one_front_door": {"referrals", "sharing_events"},
    "standard": set(exports()),
}


def test_every_system_of_the_standard_has_a_profile() -> None:
    sent = {name: set(profile.exports) for name, profile in profiles().items()}
    assert all(PROMISED[name] <= sent[name] for name in PROMISED)


@pytest.mark.parametrize("how", EVERY_EXPORT)
def test_headings_lead_to_columns_of_the_standard(how: ProfileExport) -> None:
    columns = {column.name for column in exports()[how.export].columns}
    led_to = [*how.headings.values(), *how.fixed]
    assert len(led_to) == len(set(led_to)), "two headings for one column"
    assert set(led_to) <= columns
    assert set(how.codes) <= set(how.headings.values())
    assert set(how.recognise) <= set(how.headings)


@pytest.mark.parametrize("how", EVERY_EXPORT)
def test_required_columns_are_sent_or_fixed(how: ProfileExport) -> None:
    required = {column.name for column in exports()[how.export].columns if column.required}
    assert required <= {*how.headings.values(), *how.fixed}


@pytest.mark.parametrize(("profile", "how"), EVERY)
def test_codes_and_fixed_values_are_allowed(profile: Profile, how: ProfileExport) -> None:
    export = exports()[how.export]
    for name, codes in how.codes.items():
        assert set(codes.values()) <= set(export.column(name).allowed)
        folded = [code.lower() for code in codes]
        assert len(folded) == len(set(folded)), "case does not tell codes apart"
        assert not set(folded) & {blank.lower() for blank in profile.blank}
    for name, value in how.fixed.items():
        column = export.column(name)
        assert value in (column.allowed or organisation_names())


@pytest.mark.parametrize(("profile", "how"), EVERY)
def test_own_headings_are_recognised_as_this_and_nothing_else(
    profile: Profile, how: ProfileExport
) -> None:
    found = recognise("a.csv", [Layout(tuple(how.headings), encoding=profile.encoding)])
    assert (found.profile.provider, found.how.export) == (profile.provider, how.export)
    assert set(found.columns) <= {column.name for column in exports()[how.export].kept}
    assert not any(found.dropped)


def test_every_column_of_the_standard_is_sent_by_some_system() -> None:
    for export in exports().values():
        sent = {
            column
            for profile in profiles().values()
            if profile.provider != "standard" and export.name in profile.exports
            for column in (
                *profile.exports[export.name].headings.values(),
                *profile.exports[export.name].fixed,
            )
        }
        assert sent == {column.name for column in export.columns}


def test_sides_are_as_the_standard_says() -> None:
    sides = {
        name: each.exports["referrals"].side
        for name, each in profiles().items()
        if "referrals" in each.exports and name in PROMISED
    }
    assert sides == {
        "police_concern_hub": "sender",
        "marac": "sender",
        "one_front_door": "sender",
        "assist": "receiver",
        "victim_support_scotland": "receiver",
        "scottish_womens_aid": "receiver",
        "sacro": "receiver",
        "standard": None,
    }
