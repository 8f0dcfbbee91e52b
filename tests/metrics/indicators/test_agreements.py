"""Agreements and documents: C07 to C10."""

from datetime import date
from typing import Any

import pytest

from tests.metrics.indicators.conftest import FIFE, GLASGOW, Drawn

ROUTINE = {"routine": "yes", "agreement_id": "A1"}
LATEST = "day = DATE '2026-10-01'"


@pytest.mark.parametrize(
    ("agreement", "covered"),
    [
        ({}, 1),
        ({"signed_date": date(2026, 10, 5)}, 1),
        ({"signed_date": date(2026, 10, 6)}, 0),
        ({"signed_date": None}, 0),
        ({"end_date": date(2026, 10, 5), "status": "expired"}, 1),
        ({"end_date": date(2026, 10, 4), "status": "expired"}, 0),
        ({"status": "expired"}, 0),
        ({"status": "withdrawn"}, 0),
        ({"status": "draft"}, 0),
        ({"status": "draft", "end_date": date(2030, 1, 1)}, 0),
        ({"status": None}, 1),
        ({"type": "dpia"}, 0),
        ({"agreement_id": "A2"}, 0),
    ],
)
def test_c07_needs_an_agreement_in_force_that_day(
    release: Drawn, agreement: dict[str, Any], covered: int
) -> None:
    release.agreements({"agreement_id": "A1"} | agreement)
    release.parties("A1", "police_scotland", "assist", "sacro")
    release.events(ROUTINE)
    assert release.parts("C07") == (covered, 1)


def test_c07_needs_both_parties_in_one_register(release: Drawn) -> None:
    release.agreements({"agreement_id": "A1"})
    release.parties("A1", "police_scotland")
    release.parties("A1", "assist", provider="caledonian")
    release.events(ROUTINE)
    assert release.parts("C07") == (0, 1)


def test_c07_counts_an_event_once_however_many_registers_hold_the_agreement(
    release: Drawn,
) -> None:
    for provider in ("council", "caledonian"):
        release.agreements({"agreement_id": "A1", "provider": provider})
        release.parties("A1", "police_scotland", "assist", provider=provider)
    release.events(ROUTINE)
    assert release.parts("C07") == (1, 1)


def test_c07_is_about_routine_sharing(release: Drawn) -> None:
    release.events(
        {"routine": "yes"}, {"routine": "no"}, {}, {"routine": "yes", "decision": "refused"}
    )
    assert release.parts("C07") == (0, 1)


@pytest.mark.parametrize(
    ("due", "on_time"),
    [(date(2026, 10, 30), 1), (date(2026, 10, 29), 0), (None, 0)],
)
def test_c08_is_judged_on_the_datas_last_day(
    release: Drawn, due: date | None, on_time: int
) -> None:
    release.agreements({"review_due_date": due})
    assert release.parts("C08", LATEST) == (on_time, 1)


def test_c08_counts_each_month_that_an_agreement_was_in_force(release: Drawn) -> None:
    release.agreements(
        {"signed_date": date(2026, 3, 31), "end_date": date(2026, 5, 30)},
        {"type": "dpia"},
        review_due_date=date(2026, 4, 15),
    )
    assert release.by("C08", "day") == {date(2026, 3, 1): (1, 1), date(2026, 4, 1): (0, 1)}


def test_c08_counts_an_agreement_in_each_council_it_covers(release: Drawn) -> None:
    release.agreements({"agreement_id": "A1"}, {"agreement_id": "A2"})
    release.covers("A1", FIFE, GLASGOW)
    assert release.by("C08", "council", LATEST) == {FIFE: (0, 1), GLASGOW: (0, 1), None: (0, 1)}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({}, (1, 1)),
        ({"dpia_completed_date": None}, (0, 1)),
        ({"dpia_completed_date": date(2026, 10, 31)}, (0, 1)),
        ({"dpia_review_due_date": date(2026, 10, 29)}, (0, 1)),
        ({"dpia_review_due_date": None}, (0, 1)),
        ({"dpia_required": "no"}, (0, 0)),
        ({"dpia_required": None}, (0, 0)),
        ({"status": "draft"}, (0, 0)),
    ],
)
def test_c09(release: Drawn, document: dict[str, Any], expected: tuple[int, int]) -> None:
    done = {"dpia_completed_date": date(2025, 1, 1), "dpia_review_due_date": date(2026, 10, 30)}
    release.agreements({"dpia_required": "yes"} | done | document)
    assert release.parts("C09", LATEST) == expected


@pytest.mark.parametrize(
    ("document", "in_date"),
    [
        ({"last_reviewed_date": date(2026, 1, 1)}, 1),
        ({"last_reviewed_date": date(2025, 10, 30)}, 1),
        ({"last_reviewed_date": date(2025, 10, 28)}, 0),
        ({"signed_date": date(2026, 1, 1)}, 1),
        ({}, 0),
        ({"last_reviewed_date": date(2026, 1, 1), "type": "isa"}, 0),
        ({"last_reviewed_date": date(2026, 1, 1), "owner_org": "assist"}, 0),
        ({"last_reviewed_date": date(2026, 1, 1), "status": "withdrawn"}, 0),
    ],
)
def test_c10_asks_for_a_review_within_a_year(
    release: Drawn, document: dict[str, Any], in_date: int
) -> None:
    release.agreements({"type": "apd"} | document)
    release.events({"condition_code": "safeguarding"}, {"condition_code": "schedule_8"})
    assert release.parts("C10") == (in_date, 1)


def test_c10_counts_organisations_that_need_a_document(release: Drawn) -> None:
    release.events(
        {"condition_code": "substantial_public_interest", "from_org": "copfs"},
        {"condition_code": "explicit_consent", "from_org": "assist"},
        {"condition_code": "safeguarding", "decision": "refused", "from_org": "sacro"},
        {"from_org": "sps"},
    )
    assert release.parts("C10") == (0, 1)
    assert list(release.by("C10", "council")) == [None]
