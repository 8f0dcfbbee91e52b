"""A provider's one page: its own numbers, what to fix first, what was decided; nobody else's."""

import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from data.decide import decide
from data.decisions import Finding
from data.release import release
from data.store import Store
from data.summary import NothingSentError, summary_html
from tests.data.assist import NAME, file, line
from tests.data.conftest import count_few
from tests.data.findings import found
from tests.data.loading import load_text, receipt
from tests.data.sent import referral, submit

pytestmark = pytest.mark.usefixtures("two_measures")
TODAY = date(2024, 6, 30)
LATER = TODAY + timedelta(days=30)
BAND, MONTHS, ORDER = (
    "referrals.volume_band",
    "referrals.provider_months",
    "referrals.received_date.order",
)
BEFORE = file(
    *map(line, range(100, 133)), *(line(number, Our_Risk="X9") for number in range(133, 142))
)
LATEST = file(*map(line, range(1, 20)), line(20, Local_Authority=NAME))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two files of ASSIST and one of SACRO; three checks failed for ASSIST, one for SACRO."""
    store = Store(tmp_path_factory.mktemp("summary") / "store")
    receipt(load_text(store.root, BEFORE, "february.csv"))
    receipt(load_text(store.root, LATEST, "march.csv"))
    submit(store, "referrals", [referral(n) for n in range(777)], provider="sacro")
    findings = found(
        (BAND, "warning", "failed"), (MONTHS, "note", "failed"), (ORDER, "critical", "passed")
    )
    parts = [
        findings.outcomes.iloc[[check]].assign(
            by="provider", key=key, outcome="failed", failed=failed, total=59
        )
        for check, key, failed in (
            (0, "assist", 31),
            (1, "assist", 43),
            (2, "assist", 7),
            (0, "sacro", 53),
        )
    ]
    outcomes = pd.concat([findings.outcomes, *parts], ignore_index=True)
    with pytest.MonkeyPatch.context() as patch:
        count_few(patch)
        release(store, examine=lambda _: replace(findings, outcomes=outcomes))
    return store


@pytest.fixture
def store(built: Store, own_store: Path) -> Store:
    """A copy of it, for a test to change."""
    return Store(shutil.copytree(built.root, own_store))


def text(page: str) -> str:
    """What a reader sees: cells and paragraphs one after another."""
    body = page.partition("<body>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body).replace("\u00a0", " "))


def told(store: Store, provider: str = "assist", day: date = TODAY) -> str:
    return text(summary_html(store, provider, today=day))


def test_it_says_what_was_sent_and_what_was_sent_before(store: Store) -> None:
    said = told(store)
    assert "2 files with 62 rows: 52 accepted, 10 rejected (16.1 %), 0 exact repeats. " in said
    assert "Referrals march.csv 20 1 (5.0 %) 42 9 (21.4 %)" in said


def test_the_worst_is_fixed_first_with_what_to_send_instead(store: Store) -> None:
    said = told(store).partition("Fix these first")[2].partition("Rows that were")[0]
    places = [
        said.index(f"A critical check does not hold, “{ORDER}”: 7 of 59 rows fall short of it."),
        said.index(f"A check does not hold, “{BAND}”: 31 of 59 rows fall short of it."),
        said.index(
            "10 of your referrals were rejected, 9 of them for “Our Risk”: not one of the codes"
        ),
    ]
    assert places == sorted(places)
    assert "Send instead one of S (standard), M (medium), H (high); or empty" in said
    assert "Ask the provider" not in said, "the provider reads it"
    assert MONTHS not in said, "three are enough to begin with"


def test_rejected_rows_and_failed_checks_are_listed(store: Store) -> None:
    said = told(store)
    assert re.search(r"Local Authority Not the code, name .* 1 The name or code of one", said)
    assert f"{MONTHS} note 43 of 59 none" in said


def test_a_row_that_is_sent_again_and_rejected_again_is_counted_once(own_store: Path) -> None:
    """A first file, and on the same day the same rows with fewer of them wrong."""
    wrong = [line(number, Our_Risk="X9") for number in range(30, 34)]
    store, lines = Store(own_store), [line(number) for number in range(1, 30)]
    receipt(load_text(own_store, file(*lines, *wrong), "first.csv"))
    receipt(load_text(own_store, file(*lines, line(33), *wrong[:3]), "second.csv"))
    with pytest.MonkeyPatch.context() as patch:
        count_few(patch)
        release(store, examine=lambda _: found((BAND, "warning", "passed")))
    said = told(store)
    assert "3 of your referrals were rejected for “Our Risk”" in said
    assert re.search(r"Our Risk Not one of the codes [^.]*\. 3 ", said)
    assert "2 files with 66 rows: 59 accepted, 7 rejected" in said


def test_nothing_of_another_provider_and_no_cell_is_in_it(store: Store) -> None:
    page = summary_html(store, "assist", today=TODAY)
    for other in ("SACRO", "sacro", "777", "53", NAME, "AA20", "I140", "engaged"):
        assert other not in page.partition("<body>")[2], other
    assert "march.csv" not in summary_html(store, "sacro", today=TODAY)


def test_it_needs_nothing_from_outside_and_runs_nothing(store: Store) -> None:
    page = summary_html(store, "assist", today=TODAY)
    assert page.startswith('<!doctype html>\n<html lang="en-GB">')
    for thing in ("<script", "http:", "https:", "url(", "<link", "<img", "@import", "src="):
        assert thing not in page
    assert page.count("<h1>") == 1
    assert page.count("<th scope") == page.count("<th ")


def test_a_file_name_is_only_text_in_it(store: Store) -> None:
    receipt(load_text(store.root, file(line(30)), "<b>april & may.csv"))
    release(store, examine=lambda _: found((BAND, "warning", "passed")))
    page = summary_html(store, "assist", today=TODAY)
    assert "&lt;b&gt;april &amp; may.csv" in page


def test_what_was_accepted_is_left_out_of_what_to_fix_and_named(store: Store) -> None:
    finding = Finding(ORDER, "assist")
    decide(store, finding, "accept", because="old system", review_on=LATER, today=TODAY)
    said = told(store)
    fixes = said.partition("Fix these first")[2].partition("Rows that were")[0]
    assert ORDER not in fixes
    assert "1 finding is left out here, by a decision named below." in fixes
    assert f"“{ORDER}”: accepted until 30 July 2024. old system" in said
    assert f"{ORDER} critical 7 of 59 accepted until 30 July 2024" in said
    expired = told(store, day=LATER + timedelta(days=1))
    assert f"“{ORDER}”: 7 of 59 rows fall short of it." in expired
    assert f"{ORDER} critical 7 of 59 accepted until 30 July 2024, which has passed" in expired
    assert "Decided, and in force" not in expired


def test_what_is_disputed_stays_and_says_so(store: Store) -> None:
    decide(store, Finding(ORDER), "dispute", because="new rule", review_on=LATER, today=TODAY)
    assert re.search(rf"“{ORDER}”: 7 of .* of it\. Disputed, and being looked into\.", told(store))


def test_decisions_of_others_are_not_in_it(store: Store) -> None:
    finding = Finding(BAND, "sacro")
    decide(store, finding, "accept", because="merger up north", review_on=LATER, today=TODAY)
    assert "merger" not in told(store)
    assert "merger" in told(store, "sacro")


def test_without_rows_there_is_nothing_to_sum_up(store: Store) -> None:
    with pytest.raises(NothingSentError, match="no provider of that name"):
        summary_html(store, "nobody")
    with pytest.raises(NothingSentError, match="holds no file of that provider"):
        summary_html(store, "marac")


def test_before_the_first_release_there_is_none(own_store: Path) -> None:
    with pytest.raises(NothingSentError, match="no release yet"):
        summary_html(Store(own_store), "assist")
