"""A release with every measure and the real checks: complete, sorted, and the same each time."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.release import release
from data.store import Store
from tests.data.findings import all_well
from tests.data.sent import referral, submit


def published(store: Store) -> Path:
    """The published release's folder."""
    release_id = store.published()
    assert release_id is not None
    return store.releases / release_id


def test_the_same_submissions_give_the_same_tables(loaded: Store, tmp_path: Path) -> None:
    submit(loaded, "referrals", [referral(n, council=None) for n in range(5)], provider="sacro")
    release(loaded, examine=all_well)
    other = Store(tmp_path / "other")
    other.root.mkdir()
    (other.root / "submissions").symlink_to(loaded.submissions)
    release(other, examine=all_well)
    for database in ("rows", "exact", "protected"):
        assert tables(loaded, database) == tables(other, database)


def test_measures_lie_sorted(loaded: Store) -> None:
    release(loaded, examine=all_well)
    order = "measure_id, dimension, area_type, area_code, period_type, period_start, category"
    for database in ("exact", "protected"):
        path = published(loaded) / f"{database}.duckdb"
        with closing(duckdb.connect(str(path), read_only=True)) as connection:
            lies = connection.execute(f"SELECT {order} FROM measure").fetchall()
        assert lies == sorted(lies)


def tables(store: Store, database: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row, in the order it lies, of every table but those that tell the time."""
    path = published(store) / f"{database}.duckdb"
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        return {
            name: connection.execute(f"FROM {name}").fetchall()
            for name in names
            if name not in ("check_history", "release_fact")
        }


def test_the_real_checks_run_and_leave_no_file_behind(loaded: Store) -> None:
    assert release(loaded).state == "published"
    with closing(loaded.open(published(loaded).name, exact=True)) as reader:
        cuts = reader.frame('SELECT DISTINCT "by" FROM published.check_outcome ORDER BY ALL')
    assert list(cuts["by"]) == ["all", "council", "month", "provider"]
    with closing(loaded.open(published(loaded).name)) as reader:
        shown = reader.frame('SELECT DISTINCT "by" FROM published.check_outcome ORDER BY ALL')
    assert list(shown["by"]) == ["all", "provider"]
    names = {file.name for file in published(loaded).iterdir()}
    assert names == {"rows.duckdb", "exact.duckdb", "protected.duckdb", "manifest.json"}
    manifest = json.loads((published(loaded) / "manifest.json").read_text())
    assert date.fromisoformat(manifest["as_at"]) == date(2024, 1, 28)


def test_rows_that_fail_are_for_exact_readers_only(loaded: Store) -> None:
    release(loaded)
    assert "failing_row" not in tables(loaded, "protected")
    listed = tables(loaded, "exact")["failing_row"]
    assert {row[0] for row in listed} >= {"referrals.incident_ref.linked"}
    places = [row[1:4] for row in listed if row[0] == "referrals.incident_ref.linked"]
    (submission,) = {row[1] for row in places}
    assert places == [("standard", submission, number) for number in range(2, 42)]
