"""Every profile fits the standard, and no file can be taken for another system's."""

from collections.abc import Iterator
from dataclasses import replace
from os import mkfifo
from pathlib import Path

import pytest

from data.export import Column, exports
from data.profile import Profile, ProfileExport, own_folder, profiles, unsound
from data.profile_check import problems
from data.readers import Layout
from data.recognise import recognise
from data.variants import WRITTEN, not_known, variants_of

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
COLUMNS = [
    pytest.param(column, id=f"{export.name}.{column.name}")
    for export in exports().values()
    for column in export.columns
    if column.allowed
]


def test_every_system_of_the_standard_has_a_profile() -> None:
    sent = {name: set(profile.exports) for name, profile in profiles().items()}
    assert all(PROMISED[name] <= sent[name] for name in PROMISED)


@pytest.mark.parametrize("profile", profiles().values(), ids=profiles())
def test_every_profile_is_sound(profile: Profile) -> None:
    assert problems(profile) == []


@pytest.mark.parametrize(("profile", "how"), EVERY)
def test_every_system_has_aliases_and_what_people_type_instead(
    profile: Profile, how: ProfileExport
) -> None:
    if profile.provider != "standard":
        assert how.aliases
        assert set(how.variants) <= {
            column.name for column in exports()[how.export].columns if column.allowed
        }


@pytest.mark.parametrize(("profile", "how"), EVERY)
def test_own_headings_are_recognised_as_this_and_nothing_else(
    profile: Profile, how: ProfileExport
) -> None:
    for headings in _headings(how):
        found = recognise("a.csv", [Layout(headings, encoding=profile.encoding)])
        assert (found.profile.provider, found.how.export) == (profile.provider, how.export)
        assert set(found.columns) <= {column.name for column in exports()[how.export].kept}
        assert not any(found.dropped)


def _headings(how: ProfileExport) -> Iterator[tuple[str, ...]]:
    """Its own, and its own with each column's first or last alias, in other case and spacing."""
    yield tuple(how.headings)
    for aliases in (dict(reversed(how.aliases.items())), how.aliases):
        instead = {column: heading for heading, column in aliases.items()}
        yield tuple(
            f" {instead.get(column, heading)} ".upper() for heading, column in how.headings.items()
        )


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


@pytest.mark.parametrize("column", COLUMNS)
def test_what_people_write_for_a_code_means_one_code(column: Column) -> None:
    written = [
        text
        for code in column.allowed
        for text in dict.fromkeys((code, code.replace("_", " "), *WRITTEN.get(code, ())))
    ]
    assert sorted(set(written)) == sorted(written)
    assert set(variants_of(column).values()) == set(column.allowed)
    assert not set(not_known(column)) & set(variants_of(column))


def test_what_people_write_is_only_for_codes_that_there_are() -> None:
    codes = {
        code for each in exports().values() for column in each.columns for code in column.allowed
    }
    assert set(WRITTEN) <= codes
    assert all(text == text.lower() for texts in WRITTEN.values() for text in texts)


def test_nothing_is_not_the_same_as_not_known_where_things_are_counted() -> None:
    counted = exports()["incidents"].column("domestic_abuse_incidents")
    assert not {"-", "nil", "none"} & set(not_known(counted))
    assert "-" in not_known(exports()["referrals"].column("outcome"))


SOUND = profiles()["assist"]
HOW = SOUND.exports["referrals"]


def said_of(profile: Profile) -> list[str]:
    return [each.text for each in problems(profile)]


def wrong(**changes: object) -> list[str]:
    return said_of(replace(SOUND, exports={"referrals": replace(HOW, **changes)}))  # type: ignore[arg-type] # whatever a test is about


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"headings": HOW.headings | {"Colour": "colour"}}, "there is no column colour"),
        ({"headings": HOW.headings | {"Area": "council"}}, "two headings lead to council"),
        ({"aliases": {"assist ref.": "referral_id"}}, 'heading "assist ref" is there twice'),
        ({"aliases": {"Lawful": "lawful_basis"}}, "lawful_basis has an alias but no heading"),
        ({"recognise": ("Nothing",)}, "recognise must list some"),
        ({"codes": {"outcome": {"Yes": "engagd"}}}, "engagd is not a code"),
        ({"codes": {"lawful_basis": {"C": "consent"}}}, "to which no heading leads"),
        ({"variants": {"risk_sender": {"s": "high"}}}, 'the code "s" is there twice'),
        ({"codes": {"outcome": {"N/A": "pending"}}}, '"n/a" is a code and means not known'),
        ({"fixed": {"division": "Fife"}}, "division cannot be fixed as that"),
        ({"fixed": {"to_org": "Scottish Prison Service"}}, "its code is sps"),
        ({"side": "Sender"}, "side must be one of sender, receiver"),
        ({"format": "xls"}, "format must be one of csv, xlsx, ods, parquet"),
        ({"delimiter": ";;"}, "delimiter must be one character"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(changes: dict[str, object], said: str) -> None:
    assert any(said in each for each in wrong(**changes)), wrong(**changes)


def test_a_provider_that_cannot_name_a_folder_is_wrong() -> None:
    assert "short name" in said_of(replace(SOUND, provider="../up"))[0]
    assert "encoding" in said_of(replace(SOUND, encoding="klingon"))[0]


@pytest.mark.parametrize("style", ["%d/%m", "%q", "dd/mm/yyyy", "Excel", "%", 7])
def test_a_style_that_no_date_is_read_in_is_wrong(style: str) -> None:
    assert "date_styles must be such as" in said_of(replace(SOUND, date_styles=(style,)))[0]
    assert problems(replace(SOUND, month_styles=("%b-%Y", style)))


def test_what_is_no_profile_file_is_left_out_and_said_so(tmp_path: Path) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "gone.toml").symlink_to(tmp_path / "nowhere.toml")
    (own_folder() / "folder.toml").mkdir()
    mkfifo(own_folder() / "pipe.toml")
    assert set(profiles()) >= set(PROMISED)
    assert [each.split()[2] for each in unsound()] == ["folder.toml", "gone.toml", "pipe.toml"]
    assert all("it is no file" in each for each in unsound())


def test_a_name_of_an_organisation_can_be_said_to_mean_one_of_the_register() -> None:
    assist = profiles()["assist"]
    how = assist.exports["referrals"]
    names = {**how.variants, "from_org": {"The Police": "police_scotland"}}
    named = replace(assist, exports={"referrals": replace(how, variants=names)})
    assert problems(named) == []
    wrong = replace(how, variants={"from_org": {"The Police": "police_of_mars"}})
    (said,) = said_of(replace(assist, exports={"referrals": wrong}))
    assert "police_of_mars is not a code of the standard, nor of the register" in said
