"""Small published databases in the shape of a release, for tests to draw their own tables in."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from data.engine import Reader, build, insert
from data.regimes import Edition, shipped
from metrics.standing import fill

TABLES = {
    "measure": "measure_id VARCHAR, period_type VARCHAR, period_start DATE, area_type VARCHAR, "
    "area_code VARCHAR, dimension VARCHAR, category VARCHAR, numerator BIGINT, denominator BIGINT",
    "check_outcome": "suite VARCHAR, check_id VARCHAR, title VARCHAR, export VARCHAR, "
    'severity VARCHAR, outcome VARCHAR, "by" VARCHAR, key VARCHAR, failed BIGINT, total BIGINT',
    "check_history": "release_id VARCHAR, built_at VARCHAR, passed BIGINT, failed BIGINT, "
    "errored BIGINT",
    "gate": "export VARCHAR, period_start DATE, council VARCHAR, check_id VARCHAR",
    "submission": "submission_id VARCHAR, provider VARCHAR, profile VARCHAR, export VARCHAR, "
    "file_name VARCHAR, sha256 VARCHAR, format VARCHAR, loaded_at VARCHAR, rows_read BIGINT, "
    "accepted BIGINT, rejected BIGINT, repeats BIGINT, first_day DATE, last_day DATE, "
    "sample BOOLEAN, replaced BOOLEAN",
    "rejected": 'submission_id VARCHAR, provider VARCHAR, export VARCHAR, "column" VARCHAR, '
    "reason VARCHAR, rows BIGINT",
    "regime": "area_code VARCHAR, regime VARCHAR, earliest DATE, latest DATE, settled DATE, "
    "certainty VARCHAR, source VARCHAR",
    "release_fact": "name VARCHAR, value VARCHAR",
    "quality": "facet VARCHAR, item VARCHAR, export VARCHAR, scope VARCHAR, key VARCHAR, "
    "period_type VARCHAR, period_start DATE, numerator BIGINT, denominator BIGINT",
    "turned_away": "provider VARCHAR, people BOOLEAN, reason VARCHAR, rows BIGINT",
    "not_sent": 'submission_id VARCHAR, export VARCHAR, provider VARCHAR, "column" VARCHAR',
}
SETTINGS = {"small_number": "5", "round_to": "5", "smallest_denominator": "20"}
SCOTLAND, GLASGOW, EDINBURGH, FIFE = "S92000003", "S12000049", "S12000036", "S12000047"
TYPES = {"S92": "scotland", "S32": "division", "S12": "council"}
Row = Sequence[object]


def regimes(edition: Edition | None = None, area_code: str = SCOTLAND) -> pd.DataFrame:
    """regimes() of metrics.results, of an edition; the shipped one when None."""
    names = ["area_code", "regime", "earliest", "latest", "settled", "certainty", "source"]
    table = pd.DataFrame((edition or shipped()).rows(), columns=names)
    days = {name: pd.to_datetime(table[name]) for name in ("earliest", "latest", "settled")}
    return table.assign(**days)[table["area_code"] == area_code].reset_index(drop=True)


def months(first: str, number: int) -> list[str]:
    """First days of `number` months from `first`, as YYYY-MM-DD."""
    return [str(day.date()) for day in pd.date_range(first, periods=number, freq="MS")]


def cell(
    measure_id: str,
    start: str,
    area: str,
    numerator: int | None,
    denominator: int | None = None,
    *,
    period: str = "month",
    cut: tuple[str, str] = ("all", "all"),
) -> Row:
    """One row of the measure table."""
    return (measure_id, period, start, TYPES[area[:3]], area, *cut, numerator, denominator)


def publish(folder: Path, *, as_at: str = "2024-03-31", **tables: Iterable[Row]) -> Reader:
    """A reader of a database that holds these rows and is otherwise empty.

    States are worked out from its measures, as a release does, unless `standing` gives them;
    facts that are not given are those of a release made with the settings as they come.
    """
    path = folder / "release.duckdb"
    connection = build(path)
    facts = {"as_at": as_at, "release_id": "2024-04-02.1", "sample": "yes", **SETTINGS}
    facts |= {str(name): value for name, value in tables.get("release_fact", ())}
    given = {"regime": shipped().rows(), **tables, "release_fact": list(facts.items())}
    for name, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
        insert(connection, name, list(given.get(name, ())))
    fill(connection, "measure", "standing", 20)
    if "standing" in given:
        connection.execute("TRUNCATE standing")
        insert(connection, "standing", list(given["standing"]))
    connection.close()
    return Reader(path)
