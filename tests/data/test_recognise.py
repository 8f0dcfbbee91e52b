"""Which export a file is taken for, why, and what is said when that cannot be told."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from data import candidates as module
from data.profile import ProfileExport, profiles
from data.readers import Layout
from data.recognise import check_chosen, recognise
from data.refusal import RefusalError

HUB = profiles()["police_concern_hub"].exports["referrals"]
ASSIST = profiles()["assist"].exports["referrals"]
REQUIRED = ["ASSIST Ref", "Date Referred", "Local Authority", "Referred By", "Service"]


def sheet(*headings: str, name: str = "") -> Layout:
    return Layout(headings, sheet=name)


def refusal(*layouts: Layout, chosen: str = "") -> str:
    with pytest.raises(RefusalError) as refused:
        recognise("a.csv", layouts, chosen)
    return str(refused.value)


def test_it_says_why_and_what_came_next() -> None:
    found = recognise("a.csv", [sheet(*HUB.headings, "Colour")])
    assert found.why == (
        "All 3 tell-tale headings and 16 of 16 headings of Police Scotland concern hubs, "
        "referrals, are there; next best: 6 of 27 of Police Scotland concern hubs, sharing events."
    )


def test_fewer_headings_are_counted() -> None:
    assert "and 5 of 17 headings of ASSIST" in recognise("a.csv", [sheet(*REQUIRED)]).why


def test_an_alias_counts_as_the_heading_it_stands_for() -> None:
    headings = ["assist reference", "REFERRAL_DATE", *REQUIRED[2:]]
    found = recognise("a.csv", [sheet(*headings)])
    assert found.profile.provider == "assist"
    assert found.columns["referral_id"] == 0
    assert found.columns["referral_date"] == 1


def test_an_alias_beside_the_heading_itself_is_a_column_that_nobody_declared() -> None:
    found = recognise("a.csv", [sheet("LA", *REQUIRED)])
    assert found.columns["council"] == 3
    assert found.dropped[0] == "LA"


def test_two_aliases_at_once_are_one_too_many() -> None:
    headings = ["LA" if each == "Local Authority" else each for each in REQUIRED]
    said = refusal(sheet(*headings, "Council"))
    assert 'more than once the column council of the standard ("Council", "LA")' in said


def test_where_nothing_fits_the_nearest_is_named_with_what_it_lacks() -> None:
    said = refusal(sheet("ASSIST Ref", "Local Authority", "Jane Smith"))
    assert "The nearest is ASSIST case management, referrals: 2 of its 17" in said
    assert 'not "Date Referred", "Referred By", "Service"' in said
    assert "Jane" not in said


def test_where_no_heading_is_known_no_system_is_named() -> None:
    said = refusal(sheet("Jane Smith", "EH1 2NG"))
    assert "nearest" not in said
    assert "Jane" not in said


@pytest.fixture
def twin(monkeypatch: pytest.MonkeyPatch) -> ProfileExport:
    """A second system that writes as ASSIST does, with two headings more."""
    more = {"Branch": "lawful_basis", "Desk": "condition_code"}
    how = replace(ASSIST, headings={**ASSIST.headings, **more})
    profile = replace(
        profiles()["assist"], provider="twin", title="Twin", exports={"referrals": how}
    )
    known = MappingProxyType({**profiles(), "twin": profile})
    monkeypatch.setattr(module, "profiles", lambda: known)
    monkeypatch.setattr("data.recognise.profiles", lambda: known)
    return how


@pytest.mark.usefixtures("twin")
def test_a_close_tie_is_refused_with_both_named_and_the_way_out() -> None:
    said = refusal(sheet(*ASSIST.headings, "Branch"))
    assert "(ASSIST case management, referrals and Twin, referrals)" in said
    assert "--profile assist:referrals or --profile twin:referrals" in said
    found = recognise("a.csv", [sheet(*ASSIST.headings, "Branch")], "assist:referrals")
    assert found.profile.provider == "assist"
    assert "as was asked for: 17 of its headings" in found.why


def test_a_clear_lead_decides(twin: ProfileExport) -> None:
    assert recognise("a.csv", [sheet(*twin.headings)]).profile.provider == "twin"


def test_two_exports_on_two_sheets_are_refused_and_a_choice_reads_one() -> None:
    sheets = [sheet(*HUB.headings, name="a"), sheet(*ASSIST.headings, name="b")]
    assert "could be more than one export" in refusal(*sheets)
    assert recognise("a.csv", sheets, "assist").layout.sheet == "b"


def test_two_sheets_of_one_export_are_refused_whatever_was_chosen() -> None:
    sheets = [sheet(*ASSIST.headings, name="a"), sheet(*ASSIST.headings, name="b")]
    assert "more than one sheet that is ASSIST" in refusal(*sheets)
    assert "more than one sheet that is ASSIST" in refusal(*sheets, chosen="assist:referrals")


def test_a_choice_that_cannot_work_is_one_sentence() -> None:
    said = refusal(sheet(*HUB.headings), chosen="assist:referrals")
    assert said.startswith("a.csv cannot be read as ASSIST case management, referrals")
    assert '"Local Authority"' in said


def test_a_choice_needs_the_required_headings_only() -> None:
    headings = [heading for heading in HUB.headings if heading != "COUNCIL_GSS"]
    said = refusal(sheet(*headings, "Area code"))
    assert 'not "COUNCIL_GSS"' in said
    fewer = ["ASSIST Ref", "Date Referred", "Local Authority", "Referred By", "Service"]
    assert recognise("a.csv", [sheet(*fewer)], "assist").profile.provider == "assist"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("assist", ""),
        ("assist:referrals", ""),
        ("assist:incidents", "ASSIST case management sends no such export; it sends referrals."),
        ("nobody", "There is no profile of that name; there are assist, caledonian"),
    ],
)
def test_a_choice_is_one_that_there_is(chosen: str, said: str) -> None:
    assert check_chosen(chosen).startswith(said)
    assert bool(check_chosen(chosen)) is bool(said)
