"""A release from before some tables were made answers as one in which they are empty."""

from pathlib import Path

from data.engine import Reader, build
from metrics import results
from tests.metrics.published import SCOTLAND, cell, months, publish


def drawn(folder: Path, *, without: tuple[str, ...] = ()) -> Reader:
    """60 months of referrals in a release that lacks some tables."""
    folder.mkdir()
    rows = [
        cell("referrals", month, SCOTLAND, 100 + number % 3)
        for number, month in enumerate(months("2019-04-01", 60))
    ]
    publish(folder, measure=rows).close()
    connection = build(folder / "release.duckdb")
    for table in without:
        connection.execute(f"DROP TABLE {table}")
    connection.close()
    return Reader(folder / "release.duckdb")


def test_a_release_without_the_later_tables_answers(tmp_path: Path) -> None:
    old = drawn(tmp_path / "old", without=("quality", "not_sent", "regime"))
    now = drawn(tmp_path / "now")
    assert results.facets_now(old, "provider").empty
    assert results.facets_now(old, "council").empty
    assert results.changes(old).empty
    assert results.failing_rows(old, "c").empty
    for answer in (results.fixes, results.regimes, results.every_regime):
        assert answer(old).equals(answer(now))
    assert len(results.every_regime(old))
    assert results.trend(old, "referrals").equals(results.trend(now, "referrals"))
    _, words = results.before_and_after(old, exposure=None)
    assert words == results.before_and_after(now, exposure=None)[1]
