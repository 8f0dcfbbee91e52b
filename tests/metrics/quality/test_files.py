"""Counts of files' rows and of checks: no small one follows from what viewers are shown."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest

from data.engine import Connection, build, insert
from data.settings import Settings
from metrics.quality.files import COUNTS, protect_files
from metrics.quality.protect import ROUGHEST
from tests.metrics.published import TABLES

SMALL = 5
SUBMISSION = "submission_id VARCHAR, provider VARCHAR, export VARCHAR, " + ", ".join(
    [*(f"{name} BIGINT" for name in COUNTS), "replaced BOOLEAN"]
)
DAYS = "first_day DATE, last_day DATE"
Row = tuple[Any, ...]


@pytest.fixture
def connection() -> Iterator[Connection]:
    opened = build()
    for name in ("exact", "protected"):
        opened.execute(f"ATTACH ':memory:' AS {name}")
    opened.execute(f"CREATE TABLE exact.submission ({SUBMISSION}, {DAYS})")
    for table in ("rejected", "turned_away", "check_outcome", "gate"):
        opened.execute(f"CREATE TABLE exact.{table} ({TABLES[table]})")
    opened.execute("ALTER TABLE exact.check_outcome ADD COLUMN allowed DOUBLE")
    yield opened
    opened.close()


def submitted(connection: Connection, rows: Sequence[Row]) -> None:
    """Submissions, without their first and last day where a row has none."""
    whole = len(COUNTS) + 6
    insert(connection, "exact.submission", [(*row, None, None)[:whole] for row in rows])


def told(connection: Connection, sql: str, settings: Settings | None = None) -> list[Row]:
    protect_files(connection, settings or Settings())
    return connection.execute(sql).fetchall()


def worked_out(
    truths: np.ndarray, shown: Sequence[Row], small: Sequence[int], secret: np.ndarray, whole: int
) -> list[Row]:
    """What is shown of which only one small count can be true.

    truths: every state that there could be, a column a count; shown: what viewers see of each, or
    None; small: under what each count is hidden; secret: marks the counts that may not be told. The
    attacker knows the rule, every truth that there could be, and which hidden counts are small.
    """
    hides, rounded = truths < np.array(small), (truths + whole // 2) // whole * whole
    found, seen = [], set()
    for truth, hidden, told, own in zip(truths, hides, shown, secret, strict=True):
        if (told, tuple(hidden), tuple(own)) in seen:
            continue
        seen.add((told, tuple(hidden), tuple(own)))
        fits = np.ones(len(truths), dtype=bool)
        for place, value in enumerate(told):
            alike = hides[:, place] == hidden[place]
            fits &= alike if value is None else alike & (rounded[:, place] == value)
        assert fits.any(), "the attacker believes the truth"
        kinds = [len(np.unique(column)) for column in truths[fits].T]
        if any(
            n == 1 and mine and count < SMALL
            for n, mine, count in zip(kinds, own, truth, strict=True)
        ):
            found.append(told)
    return found


@pytest.mark.parametrize("round_to", [1, 5, 10])
def test_no_small_count_of_a_files_rows_is_worked_out(
    connection: Connection, round_to: int
) -> None:
    """Every file of a few rows of each kind, by itself, at each setting of rounding."""
    parts = product(range(13), range(7), range(9), range(9))
    truths = [
        (kept + late + lost + twice, kept + late, lost, twice, kept, late)
        for kept, late, lost, twice in parts
    ]
    replaced = np.array([each[1] > 0 and each[4] == 0 for each in truths])
    rows = [
        (f"s{n}", "assist", "referrals", *each, bool(replaced[n])) for n, each in enumerate(truths)
    ]
    submitted(connection, rows)
    reasons = [
        (f"s{n}", "assist", "referrals", "council", "missing", each[2])
        for n, each in enumerate(truths)
        if each[2]
    ]
    insert(connection, "exact.rejected", reasons)
    left = sum(each[-1] for each in reasons if not replaced[int(each[0][1:])])
    for who in ("assist", ""):
        insert(connection, "exact.turned_away", [(who, True, "missing", left)])
    names = ", ".join(COUNTS)
    shown = told(
        connection,
        f"""
        SELECT {names}, rejected.rows
        FROM protected.submission LEFT JOIN protected.rejected USING (submission_id)
        ORDER BY CAST(substr(submission_id, 2) AS INTEGER)
        """,
        Settings(round_to=round_to),
    )
    states = np.array([(*each, each[2]) for each in truths])
    secret = np.ones(states.shape, dtype=bool)
    # that none is left of a file that was replaced is told, that no row was rejected by there
    # being no reason, and that of no row none was replaced
    secret[replaced, 4] = secret[states[:, 1] == 0, 5] = False
    secret[states[:, 2] == 0, 2] = secret[states[:, 2] == 0, 6] = False
    # with more rows than were drawn here, more would be possible
    inner = states[:, 0] <= 17
    secret[~inner] = False
    for own in (replaced, ~replaced):  # which everybody is told
        seen = [each for each, mine in zip(shown, own, strict=True) if mine]
        small = [SMALL] * 7
        assert worked_out(states[own], seen, small, secret[own], max(round_to, ROUGHEST)) == []


def test_sums_of_rows_turned_away_do_not_give_small_ones_away(connection: Connection) -> None:
    """Every two files of one provider, and one of another; what is added up is theirs."""
    truths = list(product(range(1, 13), repeat=3))
    rejected, added, sent = [], [], []
    for n, (one, two, other) in enumerate(truths):
        # each in rows of a provider's and a reason's own, so that all can be attacked at once
        mine, theirs, why = f"p{n}", f"q{n}", f"r{n}"
        for id, who, rows in ((f"a{n}", mine, one), (f"b{n}", mine, two), (f"c{n}", theirs, other)):
            sent.append((id, who, "referrals", 100 + rows, 100, rows, 0, 100, 0, False))
            rejected.append((id, who, "referrals", "council", why, rows))
        added += [(mine, True, why, one + two), (theirs, True, why, other)]
        added.append(("", True, why, one + two + other))
    submitted(connection, sent)
    insert(connection, "exact.rejected", rejected)
    insert(connection, "exact.turned_away", added)
    shown = told(
        connection,
        """
        SELECT max(r.rows) FILTER (r.submission_id[1] = 'a'),
               max(r.rows) FILTER (r.submission_id[1] = 'b'),
               max(r.rows) FILTER (r.submission_id[1] = 'c'),
               any_value(t.mine), any_value(t.theirs), any_value(t.every)
        FROM protected.rejected r JOIN (
            SELECT reason, max(rows) FILTER (provider[1] = 'p') AS mine,
                   max(rows) FILTER (provider[1] = 'q') AS theirs,
                   max(rows) FILTER (provider = '') AS every
            FROM protected.turned_away GROUP BY reason) AS t USING (reason)
        GROUP BY reason ORDER BY CAST(substr(reason, 2) AS INTEGER)
        """,
    )
    states = np.array([(a, b, c, a + b, c, a + b + c) for a, b, c in truths])
    # with more rows than were drawn here, more would be possible
    secret = np.repeat(states[:, 5:] <= 12, 6, axis=1)
    assert worked_out(states, shown, [SMALL] * 6, secret, ROUGHEST) == []
    big = [each for each, (a, b, c) in zip(shown, truths, strict=True) if min(a, b, c) >= SMALL]
    assert all(None not in each for each in big), "what is not small is told"


def test_what_was_replaced_is_in_no_sum(connection: Connection) -> None:
    old, new = ("a", "assist", "referrals"), ("b", "assist", "referrals")
    counts = (41, 20, 21, 0, 0, 20, True), (43, 30, 13, 0, 30, 0, False)
    submitted(connection, [(*old, *counts[0]), (*new, *counts[1])])
    why = ("council", "missing")
    insert(connection, "exact.rejected", [(*old, *why, 21), (*new, *why, 13)])
    insert(connection, "exact.turned_away", [(who, True, "missing", 13) for who in ("", "assist")])
    assert told(connection, "SELECT rows FROM protected.turned_away") == [(15,), (15,)]


def check(id: str, by: str, key: str, counts: tuple[int, int], allowed: float) -> Row:
    failed, total = counts
    outcome = "failed" if failed > allowed * total else "passed"
    return ("s", id, "T", "referrals", "warning", outcome, by, key, failed, total, allowed)


@pytest.mark.parametrize("allowed", [0.0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.3])
def test_no_small_count_of_wrong_rows_follows_from_an_outcome(
    connection: Connection, allowed: float
) -> None:
    """Of one provider. A failed check tells that more rows are wrong than it allows."""
    truths = [(failed, total) for total in range(1, 60) for failed in range(total + 1)]
    rows = [
        check(f"c{n}", by, key, each, allowed)
        for n, each in enumerate(truths)
        for by, key in (("all", "all"), ("provider", "assist"))
    ]
    insert(connection, "exact.check_outcome", rows)
    shown = told(
        connection,
        "SELECT outcome, failed, total FROM protected.check_outcome WHERE \"by\" = 'provider' "
        "ORDER BY CAST(substr(check_id, 2) AS INTEGER)",
    )

    failing = np.array([failed > allowed * total for failed, total in truths])
    states = np.array(truths)
    for outcome in (True, False):
        own = failing == outcome
        seen = [each[1:] for each, mine in zip(shown, own, strict=True) if mine]
        secret = np.zeros(states[own].shape, dtype=bool)
        secret[:, 0] = states[own][:, 0] > 0  # that nothing is wrong is what passing says
        assert worked_out(states[own], seen, [2 * SMALL, SMALL], secret, ROUGHEST) == []


def test_what_a_check_allows_would_tell_a_count_hidden_under_the_small_number() -> None:
    """Of 25 rows 15 % may be wrong: a failed check whose count is under 5 has 4, and no other."""
    allowed, total = 0.15, 25
    assert [n for n in range(SMALL) if n > allowed * total] == [4]


def test_two_providers_do_not_give_each_other_away(connection: Connection) -> None:
    """Of all that is published of two providers and their sum, nothing leaves one small count."""
    allowed = 0.15
    truths = [((mine, 25), (theirs, 60)) for mine in range(1, 9) for theirs in range(10, 45)]
    rows = [
        check(f"c{n}", by, key, counts, allowed)
        for n, (mine, theirs) in enumerate(truths)
        for by, key, counts in (
            ("all", "all", (mine[0] + theirs[0], 85)),
            ("provider", "assist", mine),
            ("provider", "sacro", theirs),
        )
    ]
    insert(connection, "exact.check_outcome", rows)
    seen = told(
        connection,
        "SELECT check_id, any_value((failed, total)) FILTER (key = 'assist'), "
        "any_value((failed, total)) FILTER (key = 'sacro'), "
        "any_value((failed, total)) FILTER (key = 'all') "
        "FROM protected.check_outcome GROUP BY 1 ORDER BY CAST(substr(check_id, 2) AS INTEGER)",
    )
    states = np.array([(mine[0], 25, rest[0], 60, mine[0] + rest[0], 85) for mine, rest in truths])
    told_of = [tuple(n for part in (each[1], each[2], each[3]) for n in part) for each in seen]
    for outcome in (True, False):
        own = (states[:, 0] > allowed * 25) == outcome
        secret = np.zeros(states[own].shape, dtype=bool)
        secret[:, 0] = True
        shown = [each for each, mine in zip(told_of, own, strict=True) if mine]
        small = [2 * SMALL, SMALL] * 3
        assert worked_out(states[own], shown, small, secret, ROUGHEST) == []


def test_months_that_a_check_closes_do_not_count_its_rows(connection: Connection) -> None:
    """Twelve councils' months with a wrong row each: were 12 shown, each would have just one."""
    both = (("all", "all"), ("provider", "assist"))
    insert(
        connection,
        "exact.check_outcome",
        [check("c0", *each, (12, 400), 0.0) for each in both]
        + [check("c1", *each, (40, 400), 0.0) for each in both],
    )
    months = [(f"2024-{n:02}-01", "S12000047") for n in range(1, 13)]
    gate = [("referrals", *month, id) for month in months for id in ("c0", "c1")]
    insert(connection, "exact.gate", gate)
    shown = told(
        connection,
        "SELECT check_id, failed FROM protected.check_outcome WHERE \"by\" = 'all' ORDER BY 1",
    )
    assert shown == [("c0", None), ("c1", 40)]


def test_rows_about_councils_and_documents_stay_as_they_are(connection: Connection) -> None:
    sent = ("s", "council", "agreements", 7, 4, 2, 1, 4, 0, False)
    submitted(connection, [sent])
    insert(connection, "exact.turned_away", [("", False, "missing", 2)])
    insert(connection, "exact.rejected", [("s", "council", "agreements", "x", "missing", 2)])
    row = ("s", "c", "T", "agreements", "note", "failed", "all", "all", 1, 4, 0.0)
    insert(connection, "exact.check_outcome", [row])
    names = ", ".join(COUNTS)
    assert told(connection, f"SELECT {names} FROM protected.submission") == [(7, 4, 2, 1, 4, 0)]
    for table in ("rejected", "turned_away"):
        assert connection.execute(f"SELECT rows FROM protected.{table}").fetchall() == [(2,)]
    found = connection.execute("SELECT failed, total FROM protected.check_outcome").fetchall()
    assert found == [(1, 4)]


def test_finer_cuts_and_what_could_not_be_run_hold_no_count(connection: Connection) -> None:
    names = ("s", "c", "T", "referrals", "note")
    insert(
        connection,
        "exact.check_outcome",
        [
            (*names, "failed", "council", "S12000047", 30, 40, 0.0),
            (*names, "errored", "all", "all", None, None, 0.0),
        ],
    )
    shown = told(connection, 'SELECT outcome, "by", failed, total FROM protected.check_outcome')
    assert shown == [("errored", "all", None, None)]


@pytest.mark.parametrize(("accepted", "seen"), [(1, False), (4, False), (5, True)])
def test_the_days_of_a_file_of_few_rows_are_not_shown(
    connection: Connection, accepted: int, seen: bool
) -> None:
    """The first day of a file of one row is the day of one person's referral."""
    counts = (accepted, accepted, 0, 0, accepted, 0)
    row = ("s", "sacro", "referrals", *counts, False, date(2024, 3, 1), date(2024, 3, 8))
    submitted(connection, [row])
    found = told(connection, "SELECT first_day, last_day FROM protected.submission")
    assert found == [row[-2:] if seen else (None, None)]


@pytest.mark.parametrize("listed", range(1, 12))
def test_as_many_listed_reasons_as_rows_stop_no_release(
    connection: Connection, listed: int
) -> None:
    """That each is listed tells that it has a row: a total of as many must have room for more."""
    sent = ("s", "assist", "referrals", 100 + listed, 100, listed, 0, 100, 0, False)
    submitted(connection, [sent])
    reasons = [("s", "assist", "referrals", f"c{n}", "missing", 1) for n in range(listed)]
    insert(connection, "exact.rejected", reasons)
    totals = [(provider, True, "missing", listed) for provider in ("assist", "")]
    insert(connection, "exact.turned_away", totals)
    assert told(connection, "SELECT DISTINCT rows FROM protected.rejected") == [(None,)]
    assert connection.execute("SELECT DISTINCT rows FROM protected.turned_away").fetchall() == [
        (None,)
    ]
