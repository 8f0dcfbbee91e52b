"""The feedback file says exactly what its sender should mend, and never what a cell holds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import remedies
from data.columns import REASONS, WHOLE_ROW
from data.examiner import Findings
from data.export import exports
from data.feedback import COLUMNS, UnknownSubmissionError, column_of, feedback, find, of_column
from data.profile import profiles
from data.release import release
from data.store import Store
from expectations.outcome import FAILING_COLUMNS
from expectations.suite import suites
from tests.data.assist import NAME, file, line
from tests.data.findings import found
from tests.data.loading import load_text, receipt

BLANK = "referrals.risk_receiver.blank"
SIDES = "referrals.sent.matched"
FILE = file(
    line(1),
    line(2, Our_Risk=NAME, Date_Received=NAME),
    line(3, Local_Authority=""),
    line(4),
    f"{line(5)},{NAME}",
    line(6, Case_No=NAME),
)
EXPECTED = [
    (3, "Date Received", "received_date", "not_a_date"),
    (3, "Our Risk", "risk_receiver", "not_allowed"),
    (4, "Local Authority", "council", "missing"),
    (6, "the whole row", "", "ragged"),
    (7, "Case No", "case_ref", "not_a_reference"),
]


def lists(*rows: tuple[str, str, int]) -> Callable[[Path], Findings]:
    """An examiner that finds these rows wrong: check, submission, row number."""
    told = [(check, "assist", submission, row, "AA", None, None) for check, submission, row in rows]
    frame = pd.DataFrame(told, columns=list(FAILING_COLUMNS)).astype(FAILING_COLUMNS)
    checks = [(check, "warning", "failed") for check in dict.fromkeys(row[0] for row in rows)]
    return lambda _: replace(found(*checks), rows=frame)


@pytest.fixture
def loaded(store: Store) -> tuple[Store, Any]:
    return store, receipt(load_text(store.root, FILE, "assist march.csv"))


def test_rejected_rows_are_told_by_row_own_heading_and_rule(loaded: tuple[Store, Any]) -> None:
    lines = feedback(*loaded)
    assert tuple(lines.columns) == COLUMNS
    told = lines[["Row in your file", "Your heading", "Column of the standard", "What is wrong"]]
    assert list(told.itertuples(index=False, name=None)) == [
        (*where, REASONS[reason]) for *where, reason in EXPECTED
    ]
    assert set(lines["What became of the row"]) == {"rejected: it is in no number"}
    assert lines["What to do"].tolist() == [remedies.remedy(each[-1]) for each in EXPECTED]


def test_what_is_allowed_is_said_as_the_provider_writes_it(loaded: tuple[Store, Any]) -> None:
    allowed = dict(feedback(*loaded)[["Your heading", "What is allowed"]].to_numpy().tolist())
    assert allowed == {
        "Date Received": "A date as dd/mm/yyyy or yyyy-mm-dd; from 1 April 2014 on; not after the "
        "day the file is loaded; not before Date Referred; or empty when it is not known.",
        "Our Risk": "One of S (standard), M (medium), H (high); or empty when it is not known.",
        "Local Authority": "The name or code of one of Scotland's 32 council areas.",
        "the whole row": "",
        "Case No": "An identifier of up to 40 letters, digits and / _ . - with at least one "
        "digit, and nothing that says who somebody is; or empty when it is not known.",
    }


@pytest.mark.usefixtures("two_measures")
def test_rows_that_failed_checks_follow_with_what_the_provider_should_do(
    loaded: tuple[Store, Any],
) -> None:
    store, sent = loaded
    mine = sent["submission_id"]
    release(store, examine=lists((SIDES, mine, 5), (BLANK, mine, 2), (BLANK, "another", 9)))
    lines = feedback(store, sent).iloc[len(EXPECTED) :]
    checks = {check.id: check for suite in suites(exports()) for check in suite.checks}
    assert lines["Row in your file"].tolist() == [2, 5]
    assert lines["Your heading"].tolist() == ["Our Risk", "the whole row"]
    assert lines["What to do"].tolist() == [checks[id].for_provider for id in (BLANK, SIDES)]
    assert set(lines["What became of the row"]) == {"accepted and counted, but a check failed"}
    assert checks[BLANK].title in lines["What is wrong"].iloc[0]


@pytest.mark.usefixtures("two_measures")
def test_months_that_lack_are_named_in_the_latest_file_of_their_export(store: Store) -> None:
    early = receipt(load_text(store.root, file(line(1)), "march.csv"))
    late = receipt(load_text(store.root, file(line(2)), "april.csv"))
    check = "referrals.provider_months"
    told = [(check, "assist", None, None, None, None, f"2024-0{n}-01") for n in (1, 2, 5)]
    rows = pd.DataFrame(told, columns=list(FAILING_COLUMNS)).astype(FAILING_COLUMNS)
    release(store, examine=lambda _: replace(found((check, "warning", "failed")), rows=rows))
    assert feedback(store, early).empty
    lines = feedback(store, late)
    assert [each.partition(":")[0] for each in lines["What is wrong"]] == [
        "May 2024",
        "Jan 2024 to Feb 2024",
    ]
    assert lines["What to do"].str.startswith("Send the missing months").all()


def test_no_cell_of_the_file_is_in_it(loaded: tuple[Store, Any]) -> None:
    assert NAME not in feedback(*loaded).to_csv()
    assert "engaged" not in feedback(*loaded).to_csv(), "a code is named only where it is asked for"


def test_a_clean_file_has_nothing_to_mend(store: Store) -> None:
    sent = receipt(load_text(store.root, file(line(1)), "clean.csv"))
    assert feedback(store, sent).empty


def test_a_submission_is_found_by_id_and_by_name_the_latest_first(store: Store) -> None:
    first = receipt(load_text(store.root, file(line(1)), "march.csv"))
    second = receipt(load_text(store.root, file(line(2)), "march.csv"))
    assert find(store, "march.csv")["submission_id"] == second["submission_id"]
    assert find(store, first["submission_id"])["sha256"] == first["sha256"]
    with pytest.raises(UnknownSubmissionError, match=r"march\.csv") as told:
        find(store, NAME)
    assert NAME not in str(told.value)


@pytest.mark.parametrize("bytes_alike", [True, False])
def test_a_name_of_two_providers_is_refused_with_the_ids_to_choose_from(
    store: Store, *, bytes_alike: bool
) -> None:
    mine = receipt(load_text(store.root, file(line(1)), "march.csv"))
    theirs = {**mine, "submission_id": "20240101-theirs", "provider": "sacro"}
    both = [mine, theirs if bytes_alike else {**theirs, "sha256": "0" * 64}]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "receipts", lambda _: both)
        with pytest.raises(UnknownSubmissionError, match="several providers") as told:
            find(store, "march.csv")
        assert all(each["submission_id"] in str(told.value) for each in both)
        assert find(store, "20240101-theirs")["provider"] == "sacro"


def counted(
    rows: list[tuple[str, str, int]], of_provider: int | None
) -> Callable[[Path], Findings]:
    """As lists(), and how many rows of the provider failed each check in all."""

    def examine(path: Path) -> Findings:
        told = lists(*rows)(path)
        theirs = told.outcomes.assign(by="provider", key="assist", failed=of_provider)
        other = theirs.assign(key="sacro", failed=77)
        cuts = [other] if of_provider is None else [other, theirs]
        return replace(told, outcomes=pd.concat([told.outcomes, *cuts], ignore_index=True))

    return examine


def left_out(store: Store, sent: Any) -> list[str]:
    """What the lines at the end of the feedback say, which point at no row."""
    lines = feedback(store, sent)
    return lines.loc[lines["Row in your file"].isna(), "What is wrong"].tolist()


@pytest.mark.usefixtures("two_measures")
@pytest.mark.parametrize(
    ("others", "of_provider", "said"),
    [
        ([], 2, None),
        ([], 41, "41 rows of this file failed this, and the first 2 are listed"),
        (["b"], 3, None),
        (["b", "c", "d"], 41, "38 rows of this file failed this, and the first 2 are listed"),
        (
            ["b", "b"],
            43,
            "43 rows of all your files failed this, and the first 2 of this file are listed",
        ),
        ([], None, "The first 2 rows that failed this are listed, and there may be more"),
    ],
)
def test_where_rows_were_left_out_the_last_line_says_how_many_failed(
    loaded: tuple[Store, Any],
    monkeypatch: pytest.MonkeyPatch,
    others: list[str],
    of_provider: int | None,
    said: str | None,
) -> None:
    store, sent = loaded
    mine = sent["submission_id"]
    rows = [(BLANK, mine, 2), (BLANK, mine, 5), (SIDES, mine, 5)]
    rows += [(BLANK, other, number) for number, other in enumerate(others)]
    monkeypatch.setattr("data.feedback.MOST", 2)
    release(store, examine=counted(rows, of_provider))
    title = next(c.title for s in suites(exports()) for c in s.checks if c.id == BLANK)
    assert left_out(store, sent) == ([f"{said}: {title}."] if said else [])
    monkeypatch.setattr("data.feedback.MOST", 3)
    assert left_out(store, sent) == [], "fewer are listed than could be, so they are all"


def test_every_reason_has_something_to_do() -> None:
    assert set(remedies.REMEDIES) == set(REASONS)


@pytest.mark.parametrize("provider", profiles())
def test_every_column_of_every_provider_has_its_words(provider: str) -> None:
    for name in profiles()[provider].exports:
        for column in exports()[name].kept:
            told = of_column(name, provider, column.name)
            assert all(told.values()), (name, column.name)
            assert "%" not in told["What is allowed"], "a date style as people write it"


def test_a_check_is_about_the_column_in_its_id() -> None:
    assert column_of("referrals.council.allowed") == "council"
    assert column_of("referrals.received.matched") == WHOLE_ROW
    assert column_of("referrals.rows") == WHOLE_ROW
