"""The life of a decision: kept for good, shown, expires, withdrawn; two at once keep both."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.decide import UndecidableError, decide
from data.decisions import Decision, Finding, kept, latest, of_finding, unreadable
from data.engine import build
from data.release import release
from data.store import Store
from tests.data.conftest import count_few
from tests.data.findings import ROW_COUNT, finds, found
from tests.data.sent import referral, submit
from tests.data.test_personal import chi

BAND = "referrals.volume_band"
pytestmark = pytest.mark.usefixtures("two_measures")
TODAY = date(2024, 6, 30)
LATER = date(2024, 9, 30)
WHOLE = Finding(BAND)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A published release in which one check failed: for two providers and a council."""
    store = Store(tmp_path_factory.mktemp("decisions") / "store")
    submit(store, "referrals", [referral(n) for n in range(40)])
    findings = found((BAND, "warning", "failed"), (ROW_COUNT, "critical", "passed"))
    cuts = [("provider", "assist"), ("provider", "sacro"), ("council", "S12000033")]
    parts = [findings.outcomes.iloc[[0]].assign(by=by, key=key) for by, key in cuts]
    outcomes = pd.concat([findings.outcomes, *parts], ignore_index=True)
    with pytest.MonkeyPatch.context() as patch:
        count_few(patch)
        release(store, examine=lambda _: replace(findings, outcomes=outcomes))
    return store


@pytest.fixture
def failed(built: Store, own_store: Path) -> Store:
    """A copy of it, for a test to decide on."""
    return Store(shutil.copytree(built.root, own_store))


def decided(store: Store, verb: Any = "accept", finding: Finding = WHOLE, **told: Any) -> Decision:
    given = {"because": "known", "review_on": LATER, "today": TODAY}
    return decide(store, finding, verb, **given | told)


def shown(store: Store, finding: Finding = WHOLE, day: date = TODAY) -> Decision | None:
    return of_finding(latest(kept(store)), finding, day)


def test_a_decision_is_kept_with_all_that_was_said(failed: Store) -> None:
    decision = decided(failed, by="A. Steward, steward", because="  a new service opened ")
    assert kept(failed) == [decision]
    assert decision.reason == "a new service opened"
    assert (decision.by, decision.release_id) == ("A. Steward, steward", failed.published())
    (file,) = failed.decisions.iterdir()
    assert json.loads(file.read_text())["check_id"] == BAND
    assert not file.stat().st_mode & 0o222, "what is kept is never written again"


def test_a_decision_made_before_counts_were_kept_still_reads(failed: Store) -> None:
    decided(failed)
    (file,) = failed.decisions.iterdir()
    told = json.loads(file.read_text())
    assert "now" not in told, "what is so now is never kept"
    told.pop("counted")
    file.chmod(0o644)
    file.write_text(json.dumps(told))
    (read,) = kept(failed)
    assert read.counted is None
    file.write_text(json.dumps(told | {"now": [2, 3]}))
    assert kept(failed) == [], "what is so now cannot be put into a file"


def test_any_month_of_a_council_that_falls_short_may_be_decided_on(failed: Store) -> None:
    """Its months may pass as a whole and be withheld one by one."""
    path = failed.releases / str(failed.published()) / "exact.duckdb"
    path.chmod(0o644)
    connection = build(path)
    connection.execute(
        "UPDATE check_outcome SET outcome = 'passed', failed = if(key = 'S12000033', 1, 0)"
        " WHERE \"by\" = 'council'"
    )
    connection.close()
    assert decided(failed, finding=Finding(BAND, council="S12000033")).council == "S12000033"


def test_an_address_is_not_shown_as_who_decided(failed: Store) -> None:
    assert decided(failed, by="a.steward" + "@example.org, steward").by == "command line"


def test_the_latest_decision_counts_and_the_earlier_stays_kept(failed: Store) -> None:
    decided(failed)
    second = decided(failed, "dispute")
    assert shown(failed) == second
    assert len(kept(failed)) == 2


def test_it_is_in_force_through_its_day_and_then_expired(failed: Store) -> None:
    decision = decided(failed)
    assert decision.state(LATER) == "in force"
    assert decision.quiets(LATER)
    after = LATER + timedelta(days=1)
    assert decision.state(after) == "expired"
    assert not decision.quiets(after)
    assert shown(failed, day=after) == decision, "shown as expired"


def test_a_dispute_keeps_its_finding_in_sight(failed: Store) -> None:
    assert not decided(failed, "dispute").quiets(TODAY)
    assert decided(failed, "dismiss").quiets(TODAY)


def test_a_withdrawn_decision_is_another_record_and_is_not_shown(failed: Store) -> None:
    decided(failed)
    decided(failed, "withdraw", review_on=None)
    assert shown(failed) is None
    assert len(kept(failed)) == 2
    with pytest.raises(UndecidableError, match="no decision on that finding"):
        decided(failed, "withdraw", review_on=None)


def test_a_provider_is_covered_by_its_own_decision_else_by_that_of_the_check(
    failed: Store,
) -> None:
    whole = decided(failed)
    own = decided(failed, "dispute", Finding(BAND, "assist"))
    assert shown(failed, Finding(BAND, "assist")) == own
    assert shown(failed, Finding(BAND, "sacro")) == whole
    assert shown(failed, Finding("referrals.rows", "sacro")) is None


def test_one_in_force_goes_before_one_that_expired(failed: Store) -> None:
    whole = decided(failed)
    decided(failed, "dispute", Finding(BAND, "assist"), review_on=TODAY + timedelta(days=1))
    assert shown(failed, Finding(BAND, "assist"), LATER) == whole


@pytest.mark.parametrize("damaged", ["", "[]", "{}", '{"colour": 1}', '{"check_id": ', '"text"'])
def test_a_damaged_file_is_left_out_and_named(failed: Store, damaged: str) -> None:
    decision = decided(failed)
    (failed.decisions / "odd.json").write_text(damaged)
    assert kept(failed) == [decision]
    assert unreadable(failed) == ["odd.json"]


def test_a_decision_whose_day_or_verb_is_none_is_left_out(failed: Store) -> None:
    decision = asdict(decided(failed))
    for name, odd in (("review_on", "soon"), ("decided_at", "then"), ("verb", "like"), ("by", 1)):
        (failed.decisions / f"{name}.json").write_text(json.dumps(decision | {name: odd}))
    assert len(kept(failed)) == 1
    assert len(unreadable(failed)) == 4


def test_two_at_once_keep_both(failed: Store) -> None:
    findings = [Finding(BAND, "assist"), Finding(BAND, "sacro")] * 4
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(lambda finding: decided(failed, finding=finding), findings))
    assert len(kept(failed)) == len(findings)
    assert set(latest(kept(failed))) == set(findings)


@pytest.mark.parametrize(
    ("finding", "told", "says"),
    [
        (Finding("referrals.nothing"), {}, "no check of that id"),
        (Finding(BAND, "nobody"), {}, "no provider of that name"),
        (Finding(BAND, "", "S99"), {}, "no council area of that code"),
        (Finding(BAND, "assist", "S12000033"), {}, "not both"),
        (Finding(ROW_COUNT), {}, "passed there"),
        (Finding(BAND, "marac"), {}, "passed there"),
        (WHOLE, {"review_on": None}, "Give a day"),
        (WHOLE, {"review_on": TODAY}, "after today"),
        (WHOLE, {"review_on": date(2025, 7, 2)}, "a year on"),
        (WHOLE, {"because": "  "}, "Give a reason"),
        (WHOLE, {"because": f"it is {chi('150684', 12)}"}, "say it without"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_words(
    failed: Store, finding: Finding, told: dict[str, Any], says: str
) -> None:
    with pytest.raises(UndecidableError, match=says):
        decided(failed, finding=finding, **told)
    assert kept(failed) == []


def test_nothing_is_decided_before_the_first_release(store: Store) -> None:
    with pytest.raises(UndecidableError, match="Nothing is published"):
        decided(store)


def test_a_decision_publishes_nothing(loaded: Store) -> None:
    """A critical check that fails holds a release back, whatever was decided of it before."""
    release(loaded, accept={ROW_COUNT: "once"}, examine=finds((ROW_COUNT, "critical", "failed")))
    decided(loaded, finding=Finding(ROW_COUNT))
    before = loaded.published()
    submit(loaded, "referrals", [referral(77)], provider="sacro")
    again = release(loaded, examine=finds((ROW_COUNT, "critical", "failed")))
    assert again.state == "held back"
    assert loaded.published() == before
