"""Quality counted from rows: what is blank, what came late, on what the two sides differ."""

from datetime import date
from typing import Any

from data.calendar import add_calendar
from data.engine import build
from data.export import exports
from data.filled import add_filled
from data.reconcile import reconcile
from data.rows import add_rows
from data.store import Store
from metrics.quality.build import add_quality
from tests.data.sent import RECEIVER, SENDER, event, referral, submit

HUB, ASSIST = SENDER[0], RECEIVER[0]
Parts = tuple[int, int]
FIFE, EDINBURGH = "S12000047", "S12000036"


def counted(store: Store, where: str, table: str = "quality") -> list[tuple[Any, ...]]:
    """Rows of the table `quality` made of what the store holds."""
    connection = build()
    add_rows(connection, exports(), store.receipts(), store.submissions)
    reconcile(connection, exports()["referrals"])
    add_filled(connection, store.receipts(), store.submissions)
    add_calendar(connection)
    add_quality(connection)
    return connection.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY ALL").fetchall()


def parts(store: Store, where: str) -> dict[str, Parts]:
    """Numerator and denominator by item."""
    return {row[1]: row[-2:] for row in counted(store, where)}


def sent(store: Store, rows: list[dict[str, Any]], **told: Any) -> str:
    return submit(store, "referrals", rows, provider=HUB, side="sender", **told)


def received(store: Store, rows: list[dict[str, Any]], **told: Any) -> str:
    return submit(store, "referrals", rows, provider=ASSIST, side="receiver", **told)


RECENT = "facet = '{}' AND scope = 'provider' AND key = '{}' AND period_type = 'recent'"


def test_rows_turned_away_are_added_up_but_those_of_files_replaced_whole(store: Store) -> None:
    may, june, july = (f"2024-0{n}-01T09:00:00.000000+00:00" for n in (5, 6, 7))
    lost = {"council": {"missing": 3}, "to_org": {"missing": 4}}
    sent(store, [referral(n) for n in range(3)], loaded_at=may, reasons=lost)
    sent(store, [referral(n) for n in range(3)], loaded_at=june, reasons=lost)
    sent(store, [referral(9)], loaded_at=july, reasons={"council": {"missing": 20}})
    received(store, [referral(12)], reasons={"row": {"ragged": 2}, "council": {"missing": 1}})
    wrong = {"type": {"not_allowed": 6}}
    submit(store, "agreements", [], provider="council", loaded_at=may, reasons=wrong)
    assert counted(store, "true", "turned_away") == [
        ("", False, "not_allowed", 6),
        ("", True, "missing", 28),
        ("", True, "ragged", 2),
        (ASSIST, True, "missing", 1),
        (ASSIST, True, "ragged", 2),
        ("council", False, "not_allowed", 6),
        (HUB, True, "missing", 27),
    ]


def test_planted_blanks_are_counted_column_by_column(store: Store) -> None:
    sent(store, [referral(n, lawful_basis="consent" if n < 7 else None) for n in range(10)])
    found = parts(store, RECENT.format("completeness", HUB))
    assert found["lawful_basis"] == (7, 10)
    assert found["consent_recorded"] == (0, 10)


def incident(month: int, council: str) -> dict[str, Any]:
    """The row of a council and month of 2024."""
    return {"month": date(2024, month, 1), "council": council, "domestic_abuse_incidents": 9}


def counts(store: Store, rows: list[dict[str, Any]]) -> None:
    """Incidents of the police, in a release whose months run to April."""
    submit(store, "incidents", rows, provider="police_ivpd")
    sent(store, [referral(1, referral_date=date(2024, 4, 30))])


def test_months_that_never_came_are_blank_for_the_council_and_the_sole_sender(
    store: Store,
) -> None:
    """January to April; of Fife March and April never came, of 30 other areas nothing did."""
    came = [(FIFE, 1), (FIFE, 2), *((EDINBURGH, n) for n in (1, 2, 3, 4))]
    counts(store, [incident(n, council) for council, n in came])
    where = "item = 'domestic_abuse_incidents' AND period_type = 'recent' AND key = '{}'"
    assert parts(store, where.format(FIFE)) == {"domestic_abuse_incidents": (2, 4)}
    assert parts(store, where.format(EDINBURGH)) == {"domestic_abuse_incidents": (4, 4)}
    assert parts(store, where.format("police_ivpd")) == {"domestic_abuse_incidents": (6, 128)}


def test_of_two_senders_nobody_is_said_to_lack_a_month(store: Store) -> None:
    counts(store, [incident(n, EDINBURGH) for n in (1, 4)])
    submit(store, "incidents", [incident(2, FIFE)])
    where = "item = 'domestic_abuse_incidents' AND period_type = 'recent' AND key = '{}'"
    assert parts(store, where.format("police_ivpd")) == {"domestic_abuse_incidents": (2, 2)}
    assert parts(store, where.format(FIFE)) == {"domestic_abuse_incidents": (1, 4)}


def test_each_side_is_asked_only_for_what_it_knows(store: Store) -> None:
    sent(store, [referral(n) for n in range(3)])
    received(store, [referral(n, outcome="engaged") for n in range(10, 14)])
    sender = parts(store, RECENT.format("completeness", HUB))
    receiver = parts(store, RECENT.format("completeness", ASSIST))
    assert "outcome" not in sender
    assert "lawful_basis" not in receiver
    assert receiver["outcome"] == (4, 4)
    assert sender["incident_ref"] == (0, 3)
    assert receiver["incident_ref"] == (0, 4)


def test_a_case_is_asked_of_both_sides(store: Store) -> None:
    """What the advice says to compare must be there, and be counted where it is not."""
    sent(store, [referral(n, case_ref=f"C-{n}" if n < 6 else None) for n in range(10)])
    received(store, [referral(n, case_ref=f"C-{n}") for n in range(10, 14)])
    assert parts(store, RECENT.format("completeness", HUB))["case_ref"] == (6, 10)
    assert parts(store, RECENT.format("completeness", ASSIST))["case_ref"] == (4, 4)


def test_a_cell_is_asked_for_only_where_it_applies(store: Store) -> None:
    rows = [event(n, trigger="request" if n < 4 else "proactive") for n in range(10)]
    rows[0]["request_received_date"] = date(2024, 1, 1)
    submit(store, "sharing_events", rows)
    found = parts(store, RECENT.format("completeness", "standard"))
    assert found["request_received_date"] == (1, 4)
    assert found["trigger"] == (10, 10)
    assert "refusal_reason_code" not in found


def test_months_of_a_provider_and_quarters_of_a_council_are_kept_apart(store: Store) -> None:
    days = [date(2024, 1, 5), date(2024, 2, 5), date(2024, 4, 5)]
    sent(store, [referral(n, referral_date=day, council=FIFE) for n, day in enumerate(days)])
    where = "item = 'lawful_basis' AND scope = '{}' AND period_type = '{}'"
    months = counted(store, where.format("provider", "month"))
    assert [row[6] for row in months] == [day.replace(day=1) for day in days]
    quarters = counted(store, where.format("council", "quarter"))
    assert [(row[4], row[6], row[-1]) for row in quarters] == [
        (FIFE, date(2024, 1, 1), 2),
        (FIFE, date(2024, 4, 1), 1),
    ]


def test_sides_that_tell_another_council_do_not_agree(store: Store) -> None:
    sent(store, [referral(n, incident_ref=f"I-{n}", council=FIFE) for n in range(5)])
    other = [FIFE, FIFE, FIFE, EDINBURGH, EDINBURGH]
    received(
        store,
        [
            referral(
                10 + n, incident_ref=f"I-{n}", council=code, referral_date=date(2024, 1, 1 + n)
            )
            for n, code in enumerate(other)
        ],
    )
    for provider in (HUB, ASSIST):
        found = parts(store, RECENT.format("consistency", provider))
        assert found["council"] == (3, 5)
        assert found["referral_date"] == (5, 5)
        assert "purpose_code" not in found, "neither side told a purpose"
    (pair,) = counted(store, "scope = 'pair' AND item = 'council'")
    assert (pair[4], *pair[-2:]) == ("police_scotland > assist", 3, 5)


def test_dates_out_of_order_between_the_sides_are_seen(store: Store) -> None:
    day, before = date(2024, 1, 9), date(2024, 1, 5)
    sent(store, [referral(1, incident_ref="I-1", referral_date=day)])
    received(store, [referral(2, incident_ref="I-1", referral_date=before, received_date=before)])
    found = parts(store, RECENT.format("consistency", HUB))
    assert found["order"] == (0, 1)
    assert found["referral_date"] == (0, 1)


def test_sent_and_never_received_is_asked_only_while_the_service_reports(store: Store) -> None:
    sent(
        store,
        [referral(n, incident_ref=f"I-{n}", referral_date=date(2024, 1, n)) for n in (3, 4, 5, 30)],
    )
    received(
        store,
        [referral(n, incident_ref=f"I-{n}", referral_date=date(2024, 1, n)) for n in (3, 5, 31)],
    )
    found = parts(store, RECENT.format("consistency", HUB))
    assert found["received"] == (2, 3), "the one of 30 January may still be on its way"
    heard = parts(store, RECENT.format("consistency", ASSIST))
    assert heard["sent"] == (2, 2), "on 31 January the sender no longer reports"


def test_the_first_file_is_history_but_for_its_last_month(store: Store) -> None:
    days = [date(2023, 11, 10), date(2024, 1, 10), date(2024, 1, 20), date(2024, 1, 31)]
    rows = [referral(n, referral_date=day) for n, day in enumerate(days)]
    sent(store, rows, loaded_at="2024-02-10T09:00:00.000000+00:00")
    found = parts(store, RECENT.format("timeliness", HUB))
    assert found == {"export": (10, 1), "median": (21, 3), "ninth decile": (31, 3)}


def test_a_row_sent_again_is_as_late_as_when_it_first_came(store: Store) -> None:
    january = [referral(n, referral_date=date(2024, 1, 20 + n)) for n in range(3)]
    february = [referral(10 + n, referral_date=date(2024, 2, 20 + n)) for n in range(3)]
    sent(store, january, loaded_at="2024-02-05T09:00:00.000000+00:00")
    sent(store, january + february, loaded_at="2024-03-15T09:00:00.000000+00:00")
    where = f"facet = 'timeliness' AND key = '{HUB}' AND period_type = 'month'"
    found = {(row[1], row[6].month): row[-2] for row in counted(store, where)}
    assert found["export", 1] == 5
    assert found["export", 2] == 15
    assert found["median", 1] == 15, "from 21 January to 5 February, not to 15 March"
    assert found["median", 2] == 23


def test_submissions_are_counted_whole_even_when_later_ones_replaced_them(store: Store) -> None:
    rows = [referral(n, lawful_basis="consent") for n in range(4)]
    first = sent(store, rows, loaded_at="2024-02-05T09:00:00.000000+00:00")
    blank = [referral(n) for n in range(4)]
    second = sent(store, blank, loaded_at="2024-03-05T09:00:00.000000+00:00")
    where = "scope = 'submission' AND item = 'lawful_basis'"
    found = {row[4]: row[-2:] for row in counted(store, where)}
    assert found == {first: (4, 4), second: (0, 4)}


def test_only_the_latest_two_days_of_loading_are_compared(store: Store) -> None:
    ids = [
        sent(store, [referral(n)], loaded_at=f"2024-0{n}-05T09:00:00.000000+00:00")
        for n in (1, 2, 3)
    ]
    found = {row[4] for row in counted(store, "scope = 'submission'")}
    assert found == set(ids[1:])


def test_an_empty_release_has_no_quality(store: Store) -> None:
    submit(store, "referrals", [referral(1)])
    assert counted(store, "facet = 'consistency' AND scope = 'pair'") == []
