"""A release from before some tables were made answers as one in which they are empty."""

from pathlib import Path

from data.engine import Reader, build
from metrics import results
from tests.metrics.published import publish


def older(folder: Path) -> Reader:
    publish(folder).close()
    connection = build(folder / "release.duckdb")
    for table in ("quality", "not_sent", "regime"):
        connection.execute(f"DROP TABLE {table}")
    connection.close()
    return Reader(folder / "release.duckdb")


def test_a_release_without_the_later_tables_answers(tmp_path: Path) -> None:
    reader = older(tmp_path)
    (tmp_path / "now").mkdir()
    now = publish(tmp_path / "now")
    assert results.facets_now(reader, "provider").empty
    assert results.facets_now(reader, "council").empty
    assert results.fixes(reader).equals(results.fixes(now))
    assert results.changes(reader).empty
    assert results.failing_rows(reader, "c").empty
    for name in ("regimes", "every_regime"):
        found, expected = (getattr(results, name)(each) for each in (reader, now))
        assert len(found)
        assert found.equals(expected)
