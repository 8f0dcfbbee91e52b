"""The wrong rows that are listed are those that were planted: no other, none missing."""

from pathlib import Path
from re import fullmatch
from typing import Any

import pandas as pd
import pytest

from data.export import exports
from data.publish import IN_PLACES
from expectations.check import Check
from expectations.failing import MOST, UncountedError, rows_of
from expectations.suite import suites
from tests.expectations.conftest import Planted, WriteDamaged, judged

SENT, HAD, EVENTS, INCIDENTS, AGREEMENTS, ASSURANCE = ("s-1", "s-2", "s-3", "s-4", "s-5", "s-6")
"""The submissions of tests/expectations/small_release.py."""
IN_A_MONTH = 96
"""Rows of one provider in one month; the first row of a file has number 2."""
Place = tuple[str, int]


def rows(submission: str, *numbers: int) -> list[Place]:
    return [(submission, number) for number in numbers]


def month(submission: str, number: int) -> list[Place]:
    """Every row of a file in the month of that number, January being 1."""
    first = 2 + (number - 1) * IN_A_MONTH
    return rows(submission, *range(first, first + IN_A_MONTH))


IN_COLUMNS = {
    "referrals.referral_id.filled": rows(SENT, 11),
    "referrals.risk_sender.allowed": rows(SENT, 12, 13),
    "referrals.case_ref.shape": rows(SENT, 14),
    "referrals.received_date.order": rows(SENT, 15),
    "referrals.referral_date.past": rows(SENT, 16),
    "referrals.incident_date.order": rows(SENT, 17),
    "referrals.council.allowed": rows(SENT, 18),
    "referrals.division.allowed": rows(SENT, 19),
    "referrals.to_org.allowed": rows(SENT, 20),
    "referrals.referral_id.unique": rows(SENT, 21, 22),
    "incidents.high_risk_domestic_abuse_incidents.part": rows(INCIDENTS, 1),
    "incidents.concern_reports_total.shape": rows(INCIDENTS, 4),
    "incidents.month.shape": rows(INCIDENTS, 7),
    "agreements.parties.filled": rows(AGREEMENTS, 1),
    "agreements.parties.allowed": rows(AGREEMENTS, 2),
    "agreements.review_due_date.order": rows(AGREEMENTS, 3),
    "assurance.staff_trained_12m.part": rows(ASSURANCE, 769),
    "assurance.member_track.filled": rows(ASSURANCE, 772),
    "sharing_events.decision.allowed": rows(EVENTS, *range(2, 12)),
    "sharing_events.request_received_date.order": rows(EVENTS, 13),
}
ACROSS = {
    "sharing_events.agreement_id.known": rows(EVENTS, *range(12, 42)),
    "sharing_events.agreement_id.signed": rows(EVENTS, *range(2, 12), *range(42, 98)),
    "sharing_events.event_date.near_referral": rows(EVENTS, *range(50, 60)),
    "sharing_events.decision_date.after_request": rows(EVENTS, *range(60, 80)),
    "referrals.incident_ref.linked": rows(SENT, *range(2, 102)) + rows(HAD, *range(2, 102)),
    "referrals.transfer_from_council.differs": rows(SENT, 102) + rows(HAD, 102),
    "referrals.to_org.another": rows(SENT, 104) + rows(HAD, 104),
    "sharing_events.to_org.another": rows(EVENTS, 90),
    "referrals.division.of_council": rows(SENT, 105, 106) + rows(HAD, 105, 106),
    "sharing_events.division.of_council": rows(EVENTS, 91, 92),
    "referrals.received.matched": month(SENT, 5) + month(SENT, 6),
    "referrals.sent.matched": month(HAD, 7),
    # a date that two sides tell of is put to both: each has its own row of it
    "referrals.received_date.after_sent": month(HAD, 2),
    "referrals.referral_date.before_received": month(SENT, 2),
    "referrals.first_contact_date.after_sent": month(HAD, 3),
    "incidents.domestic_abuse_incidents.in_concern_reports": [
        # nine months of one council, and one month of another; September has few incidents
        row
        for row in rows(INCIDENTS, *range(1, 10 * IN_A_MONTH, IN_A_MONTH), 3 * IN_A_MONTH + 4)
        if row != (INCIDENTS, 8 * IN_A_MONTH + 1)
    ],
    "referrals.police.in_concern_reports": rows(INCIDENTS, 3 * IN_A_MONTH + 4),
    "incidents.council_month.one_provider": rows(INCIDENTS, 1, 4),
    "referrals.referral_id.alone": rows(HAD, 301, 302),
    "referrals.referral_id.one_system": month(SENT, 10),
    "referrals.to_org.put_right": rows(SENT, 99) + rows(HAD, 99),
    "referrals.risk_receiver.blank": [
        row for row in rows(HAD, *range(101, 962)) if row not in month(HAD, 8)
    ],
}
MONTHS = [f"2026-{number:02}-01" for number in range(1, 11)]
WITHOUT_ROWS = {
    "incidents.council_months": [("", "S12000008", each) for each in MONTHS],
    "referrals.council_months": [("", "S12000017", each) for each in MONTHS],
    "sharing_events.provider_months": [("police_concern_hub", "", "2026-09-01")],
    "referrals.volume_band": [("assist", "", "2026-08-01")],
    "incidents.volume_band": [
        ("", council, "2026-09-01")
        for council in ("S12000005", "S12000006", "S12000010", "S12000011", "S12000013")
    ],
}

CONSEQUENCES = {
    "sharing_events.council_months",
    "sharing_events.volume_band",
    "referrals.provider_months",
}
"""Fail because of what was planted for others: a month without events, a provider of one month."""


def places(found: Any) -> list[Place]:
    return sorted(found[["submission_id", "row_number"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("check", IN_COLUMNS)
def test_rows_with_a_wrong_cell_are_listed(planted_columns: Planted, check: str) -> None:
    _, listed = planted_columns[check]
    assert places(listed) == sorted(IN_COLUMNS[check])
    assert listed[["council", "month"]].isna().all(axis=None), "they are cells of the row"


@pytest.mark.parametrize("check", ACROSS)
def test_rows_that_do_not_go_with_others_are_listed(planted_across: Planted, check: str) -> None:
    _, listed = planted_across[check]
    assert places(listed) == sorted(ACROSS[check])


@pytest.mark.parametrize("check", WITHOUT_ROWS)
def test_where_there_is_no_row_its_place_is_listed(planted_across: Planted, check: str) -> None:
    _, listed = planted_across[check]
    told = listed[["provider", "council", "month"]].fillna("")
    assert sorted(told.itertuples(index=False, name=None)) == WITHOUT_ROWS[check]
    assert listed[["submission_id", "row_number", "reference"]].isna().all(axis=None)


FILES = "INSERT INTO submission (submission_id, provider, export) VALUES ('s-4', 'police_ivpd', "
DAMAGED = "DELETE FROM incidents WHERE council = 'S12000008' AND month(month) > 8"
OTHER = FILES.replace("s-4", "s-9").replace("police_ivpd", "standard") + "'incidents')"


@pytest.mark.parametrize(
    ("files", "whose"), [([FILES + "'incidents')"], "police_ivpd"), ([OTHER], ""), ([], "")]
)
def test_months_that_never_came_are_the_sole_senders(
    write_damaged: WriteDamaged, tmp_path: Path, files: list[str], whose: str
) -> None:
    """A second provider of the export, whatever it sent, leaves it open whose they are."""
    files = [FILES + "'incidents')", *files] if files == [OTHER] else files
    found = judged(write_damaged(tmp_path, [DAMAGED, *files]), {"completeness", "volumes"})
    outcomes, listed = found["incidents.council_months"]
    theirs = outcomes[outcomes["by"] == "provider"]
    assert theirs[["key", "outcome", "failed"]].to_numpy().tolist() == (
        [[whose, IN_PLACES, 2]] if whose else []
    )
    assert listed["provider"].fillna("").tolist() == [whose, whose]
    assert listed["month"].tolist() == ["2026-10-01", "2026-09-01"]
    volumes, _ = found["incidents.volume_band"]
    assert set(volumes.loc[volumes["by"] == "provider", "key"]) == ({whose} if whose else set())


def test_of_checks_that_held_nothing_is_listed(
    planted_columns: Planted, planted_across: Planted
) -> None:
    listed = {
        check
        for planted in (planted_columns, planted_across)
        for check, (_, found) in planted.items()
        if len(found)
    }
    assert listed == {*IN_COLUMNS, *ACROSS, *WITHOUT_ROWS, *CONSEQUENCES}


def test_a_reference_is_shown_in_part_and_only_where_it_is_one(
    planted_columns: Planted,
) -> None:
    _, listed = planted_columns["referrals.case_ref.shape"]
    (told,) = listed["reference"]
    assert fullmatch("[a-p]{12}", told), "the start of the row's own hash, not the cell"
    _, listed = planted_columns["referrals.referral_id.filled"]
    assert listed["reference"].isna().all()
    _, listed = planted_columns["incidents.month.shape"]
    assert listed["reference"].isna().all(), "incidents have none"


def about(**told: Any) -> Check:
    given = {
        "id": "odd",
        "title": "Something holds",
        "hint": "Do something.",
        "for_provider": "Do something.",
        "export": "referrals",
        "severity": "note",
        "rows": "referral_rows",
        "wrong": "true",
        "month": "",
        "council": "",
    }
    return Check(**given | told)


@pytest.fixture(scope="module")
def odd(write_damaged: WriteDamaged, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Judges a check of a test's own, and lists three wrong rows of it, or of another, at most."""
    from expectations.run import judge_all
    from expectations.validation import validator

    path = write_damaged(
        tmp_path_factory.mktemp("odd"),
        [
            "UPDATE referral_rows SET referral_id = 'Morag Sutherland' WHERE row_number = 2",
            f"UPDATE referral_rows SET referral_id = '{'abcd' * 8}' WHERE row_number = 3",
        ],
    )

    def run(check: Check, other: Check | None = None) -> tuple[Any, Any]:
        with validator(path) as checker:
            ((_, judged, _),) = judge_all(checker, [check])
            with checker.engine.connect() as connection:
                return judged, rows_of(connection, other or check, judged, most=3)

    return run


def test_of_who_passes_only_rows_where_the_check_closes_a_place_are_listed(odd: Any) -> None:
    """Nine wrong rows of one provider of 960; three of them are all of a council's month."""
    check = about(
        id="places",
        severity="critical",
        council="council",
        month="CAST(date_trunc('month', referral_date) AS DATE)",
        wrong=f"submission_id = '{SENT}' AND (row_number IN (8, 9, 10) "
        "OR row_number % 96 = 2 AND row_number < 600)",
        allowed=0.34,
    )
    judged, listed = odd(check)
    found = judged.set_index(["by", "key"])["outcome"]
    assert found["all", "all"] == found["provider", "police_concern_hub"] == IN_PLACES
    assert found["provider", "assist"] == "passed"
    assert places(listed) == rows(SENT, 8, 9, 10), "and before the first of the file"
    _, warned = odd(about(**vars(check) | {"severity": "warning"}))
    assert warned.empty, "a warning closes nothing, and it passed"


def test_only_so_many_of_each_provider_are_listed_the_first_of_the_file(odd: Any) -> None:
    judged, listed = odd(about())
    assert judged.set_index(["by", "key"]).loc[("provider", "assist"), "failed"] == 960
    assert places(listed) == rows(SENT, 2, 3, 4) + rows(HAD, 2, 3, 4)
    assert MOST == 1_000


def test_a_newer_file_of_a_provider_is_listed_beside_a_full_older_one(
    write_damaged: WriteDamaged, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from expectations.run import judge_all
    from expectations.validation import validator

    path = write_damaged(
        tmp_path_factory.mktemp("newer"),
        [
            f"UPDATE referral_rows SET submission_id = 's-9' WHERE submission_id = '{SENT}' "
            "AND row_number IN (400, 401)"
        ],
    )
    check = about()
    with validator(path) as checker:
        ((_, judged, _),) = judge_all(checker, [check])
        with checker.engine.connect() as connection:
            listed = rows_of(connection, check, judged, most=3)
    assert places(listed) == rows(SENT, 2, 3, 4) + rows(HAD, 2, 3, 4) + rows("s-9", 400, 401)


def test_no_name_is_shown_for_a_reference_and_of_a_long_one_the_start(odd: Any) -> None:
    _, listed = odd(about(id="names", wrong="row_number IN (2, 3)", provider=""))
    told = dict(zip(listed["row_number"], listed["reference"].fillna(""), strict=True))
    assert told == {2: "", 3: "abcdabcdabcd"}


@pytest.mark.parametrize("wrong", ["row_number IN (2, 3)", "row_number < 2", "nowhere = 1"])
def test_a_list_that_is_not_as_long_as_was_counted_cannot_be_trusted(odd: Any, wrong: str) -> None:
    with pytest.raises(UncountedError):
        odd(about(), about(wrong=wrong))


def test_a_check_whose_list_cannot_be_trusted_is_errored(
    whole_release: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from expectations.run import judge_all
    from expectations.validation import validator

    def refuse(*_: object) -> None:
        raise UncountedError

    monkeypatch.setattr("expectations.run.rows_of", refuse)
    with validator(whole_release) as checker:
        ((_, judged, listed),) = judge_all(checker, [about()])
    assert judged["outcome"].tolist() == ["errored"]
    assert listed.empty


def test_every_check_of_rows_can_list_them(whole_release: Any) -> None:
    """The listing of each check runs, though nothing is wrong; one that could not would err."""
    from expectations.counts import frame_of
    from expectations.failing import listing
    from expectations.validation import validator

    nowhere = pd.DataFrame({"council": ["S12000005"], "month": ["2026-01-01"]})
    with validator(whole_release) as checker, checker.engine.connect() as connection:
        for suite in suites(exports()):
            for check in suite.checks:
                assert frame_of(connection, listing(check, MOST, nowhere)).empty, check.id
