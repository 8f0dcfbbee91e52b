"""What viewers see of the table `quality`: few rows are absent, counts are rounded."""

from typing import Any

from data.engine import Connection, insert
from data.settings import Settings
from metrics.quality.protect import protect_quality


def shown(
    connection: Connection,
    *parts: tuple[int, int],
    export: str = "referrals",
    item: str = "lawful_basis",
    facet: str = "completeness",
    settings: Settings | None = None,
) -> list[tuple[Any, ...]]:
    """Parts as viewers see them; parts that are left out are absent."""
    names = (facet, item, export, "provider", "assist", "month")
    rows = [(*names, f"2024-0{n}-01", *pair) for n, pair in enumerate(parts, 1)]
    insert(connection, "exact.quality", rows)
    protect_quality(connection, settings or Settings())
    return connection.execute(
        "SELECT numerator, denominator FROM protected.quality ORDER BY period_start"
    ).fetchall()


def test_counts_of_people_are_rounded_and_few_are_absent(connection: Connection) -> None:
    assert shown(connection, (97, 103), (19, 19), (3, 40)) == [(95, 105), (None, 40)]


def test_days_are_no_counts(connection: Connection) -> None:
    days = shown(connection, (3, 103), facet="timeliness", item="median")
    assert days == [(3, 105)]


def test_rows_about_councils_and_documents_stay_as_they_are(connection: Connection) -> None:
    assert shown(connection, (1, 3), export="incidents") == [(1, 3)]


def test_it_is_rounded_even_where_measures_are_not(connection: Connection) -> None:
    fine = Settings(round_to=1)
    assert shown(connection, (97, 103), settings=fine) == [(95, 105)]


def test_a_small_blank_is_never_pinned_down(connection: Connection) -> None:
    """Behind every published pair lie several numbers of blanks, some of them not small."""
    pairs = [(whole - blank, whole) for whole in range(95, 106) for blank in range(20)]
    behind: dict[tuple[int, int], set[int]] = {}
    names = ("completeness", "x", "referrals", "provider", "assist", "month")
    rows = [(*names, f"20{n // 12 + 10}-{n % 12 + 1:02}-01", *p) for n, p in enumerate(pairs)]
    insert(connection, "exact.quality", rows)
    protect_quality(connection, Settings())
    published = connection.execute(
        "SELECT numerator, denominator FROM protected.quality ORDER BY period_start"
    ).fetchall()
    for (part, whole), seen in zip(pairs, published, strict=True):
        behind.setdefault(seen, set()).add(whole - part)
    inner = {seen: blanks for seen, blanks in behind.items() if seen[1] == 100}
    small = [blanks for blanks in inner.values() if min(blanks) < Settings().small_number]
    assert small
    assert all(len(blanks) >= 4 for blanks in small)
