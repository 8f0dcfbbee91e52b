"""A release whose critical checks do not pass is held back, until a steward says why it may go."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from data.__main__ import main
from data.publish import IN_PLACES
from data.release import release
from data.store import Store
from expectations.outcome import GATE_COLUMNS
from tests.data.findings import ROW_COUNT, all_well, finds
from tests.data.sent import referral, submit

pytestmark = pytest.mark.usefixtures("two_measures")
FAILS = finds((ROW_COUNT, "critical", "failed"))
ERRS = finds((ROW_COUNT, "critical", "errored"))
WARNS = finds((ROW_COUNT, "critical", "passed"), ("referrals.volume_band", "warning", "failed"))


def published(store: Store) -> str:
    release_id = store.published()
    assert release_id is not None
    return release_id


@pytest.mark.parametrize(("examine", "word"), [(FAILS, "failed"), (ERRS, "errored")])
def test_a_critical_check_that_does_not_pass_holds_the_release_back(
    loaded: Store, examine: Any, word: str
) -> None:
    first = release(loaded, examine=all_well)
    submit(loaded, "referrals", [referral(99)], provider="sacro")
    second = release(loaded, examine=examine)
    assert (second.state, second.exit_code) == ("held back", 1)
    assert loaded.published() == first.release_id
    manifest = loaded.manifest(str(second.release_id))
    assert manifest["withheld"] == [ROW_COUNT]
    assert manifest["checks"][word] == 1
    assert ROW_COUNT in " ".join(second.sentences)
    assert f"Release {first.release_id} stays published." in second.sentences


def test_a_held_back_release_is_not_built_twice(loaded: Store) -> None:
    first = release(loaded, examine=FAILS)
    again = release(loaded, examine=all_well)
    assert (again.state, again.exit_code) == ("held back", 1)
    assert loaded.release_ids() == [first.release_id]
    assert again.sentences[0].startswith("Nothing has changed since")


def test_a_steward_accepts_a_failed_check_with_a_reason(loaded: Store) -> None:
    release(loaded, examine=FAILS)
    outcome = release(loaded, accept={ROW_COUNT: "known"}, examine=FAILS)
    assert outcome.state == "published"
    manifest = loaded.manifest(published(loaded))
    assert (manifest["withheld"], manifest["accepted"]) == ([], {ROW_COUNT: "known"})
    assert release(loaded, examine=FAILS).state == "nothing new"


def test_accepting_one_check_does_not_accept_another(loaded: Store) -> None:
    outcome = release(loaded, accept={"referrals.other": "known"}, examine=FAILS)
    assert outcome.state == "held back"
    assert loaded.published() is None
    assert "Nothing is published yet." in outcome.sentences


def test_an_acceptance_nobody_needed_is_said(loaded: Store) -> None:
    outcome = release(loaded, accept={"referrals.other": "known"}, examine=all_well)
    assert outcome.state == "published"
    assert any(each.startswith("referrals.other was accepted, but") for each in outcome.sentences)


def test_a_failed_warning_holds_nothing_back(loaded: Store) -> None:
    assert release(loaded, examine=WARNS).state == "published"


def test_status_says_that_somebody_has_to_decide(
    loaded: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    release(loaded, examine=FAILS)
    main(["status"])
    assert f"held back, because a critical check failed: {ROW_COUNT}" in capsys.readouterr().out
    release(loaded, accept={ROW_COUNT: "known"}, examine=FAILS)
    main(["status"])
    assert "held back" not in capsys.readouterr().out


def test_a_check_that_fails_in_places_holds_nothing_back_and_has_not_passed(loaded: Store) -> None:
    outcome = release(loaded, examine=finds((ROW_COUNT, "critical", IN_PLACES)))
    assert outcome.state == "published"
    assert "0 checks passed, 1 failed and 0 could not be run." in outcome.sentences
    (told,) = (each for each in outcome.sentences if each.startswith("Not passed"))
    assert f"{ROW_COUNT} (critical, in some council areas only)" in told


FIFE, GLASGOW, ORKNEY = "S12000047", "S12000049", "S12000023"


def test_a_release_that_withholds_numbers_of_some_areas_says_so(loaded: Store) -> None:
    gate = pd.DataFrame(
        [
            ("referrals", pd.Timestamp(2024, 1, 1), council, ROW_COUNT)
            for council in (FIFE, GLASGOW, GLASGOW)
        ]
        + [("referrals", pd.Timestamp(2024, 1, 1), None, "referrals.whole")]
        + [("referrals", pd.Timestamp(2019, 1, 1), FIFE, "referrals.of_long_ago")]
        + [("referrals", pd.Timestamp(2019, 1, 1), ORKNEY, ROW_COUNT)],
        columns=list(GATE_COLUMNS),
    )
    outcome = release(loaded, examine=lambda path: replace(all_well(path), gate=gate))
    assert (outcome.state, outcome.exit_code) == ("published", 1)
    (told,) = (each for each in outcome.sentences if "withheld" in each)
    assert f"{ROW_COUNT} in Glasgow City and Fife, Jan 2024; in 1 other earlier." in told
    assert not {"referrals.whole", "referrals.of_long_ago"} & {*told.replace(":", "").split()}
