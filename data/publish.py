"""The published tables: exact for analysts, protected for viewers, and the manifest beside them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.engine import Connection, build, insert, quoted
from data.settings import Settings
from data.store import Store
from data.where_failed import in_words

if TYPE_CHECKING:
    import pandas as pd

IN_PLACES = "failed in places"
"""The outcome of a critical check that holds as a whole, and fails in some council's month."""
BACK = ("failed", "errored")
"""Outcomes for which a critical check holds a release back."""
WRONG = (*BACK, IN_PLACES)
"""Outcomes of a check that did not hold everywhere, or could not be looked at."""
TOLD = ("check_id", "severity", "outcome")
SEVERITIES = ("critical", "warning", "note")
NOTHING = "nothing to check"
"""The outcome of a check whose export has no row: it has not passed."""
COUNTED = ("measure", "submission", "rejected", "turned_away", "quality", "not_sent", "regime")
SAME = ("check_history", "gate", "not_sent", "regime", "release_fact")
"""Tables without a count of people or rows: the same for viewers as for analysts."""


def next_id(store: Store, today: date) -> str:
    """An id for a release built on a day: the day and the next number."""
    built = [each.partition(".") for each in store.release_ids()]
    numbers = [int(number) for day, _, number in built if day == today.isoformat()]
    return f"{today.isoformat()}.{max(numbers, default=0) + 1}"


@contextmanager
def attached(
    folder: Path, *, writes: Sequence[str] = (), reads: Sequence[str] = ()
) -> Iterator[Connection]:
    """A connection with databases of the folder attached by their names, closed on the way out."""
    with closing(build()) as connection:
        connection.execute(f"SET temp_directory = {quoted(folder / 'spill')}")
        for name in writes:
            connection.execute(f"ATTACH {quoted(folder / f'{name}.duckdb')} AS {name}")
        for name in reads:
            connection.execute(f"ATTACH {quoted(folder / f'{name}.duckdb')} AS {name} (READ_ONLY)")
        yield connection


def gated(gate: "pd.DataFrame", as_at: date) -> dict[str, str]:
    """Where each critical check fails that withholds numbers of the latest year, in words.

    gate: of the findings.
    """
    since = as_at.replace(day=1, year=as_at.year - 1)
    placed = gate[gate["council"].notna()]
    failed = placed.assign(month=placed["period_start"].dt.date)
    return {
        str(check_id): in_words(zip(each["council"], each["month"], strict=True), since)
        for check_id, each in failed.groupby("check_id")
        if (each["month"] > since).any()
    }


def sizes(connection: Connection) -> dict[str, int]:
    """Rows of every table and view of the connection, by name."""
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() UNION ALL "
        "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
    ).fetchall()
    counts = (connection.execute(f"SELECT count(*) FROM {name}").fetchall() for (name,) in found)
    return {name: rows for (name,), ((rows,),) in zip(found, counts, strict=True)}


def copy_counted(connection: Connection) -> None:
    """Copy what was counted, and what it was counted from, into exact."""
    for table in COUNTED:
        connection.execute(f"CREATE TABLE exact.{table} AS FROM {table}")


def add_checks(
    connection: Connection, outcomes: "pd.DataFrame", gate: "pd.DataFrame", rows: "pd.DataFrame"
) -> None:
    """Fill exact.check_outcome, gate and failing_row with what the expectations found.

    failing_row stays in exact: it leads to single rows, so no viewer's session may open it.
    """
    connection.register("outcomes", outcomes)
    connection.register("gated", gate)
    connection.register("failing", rows)
    connection.execute("""
        CREATE TABLE exact.check_outcome AS
        SELECT suite, check_id, title, export, severity, outcome, "by", key,
               CAST(failed AS BIGINT) AS failed, CAST(total AS BIGINT) AS total,
               CAST(allowed AS DOUBLE) AS allowed, unit
        FROM outcomes ORDER BY suite, check_id, "by", key
    """)
    connection.execute("""
        CREATE TABLE exact.gate AS
        SELECT export, CAST(period_start AS DATE) AS period_start, council, check_id
        FROM gated ORDER BY export, period_start, council, check_id
    """)
    connection.execute("""
        CREATE TABLE exact.failing_row AS
        SELECT check_id, provider, submission_id, row_number, reference,
               council, CAST(month AS DATE) AS month
        FROM failing
        ORDER BY check_id, provider, submission_id, row_number, month DESC, council
    """)
    for name in ("outcomes", "gated", "failing"):
        connection.unregister(name)


def failing(outcomes: "pd.DataFrame") -> list[str]:
    """Ids of the critical checks that failed, or could not be run, on the whole."""
    whole = (outcomes["by"] == "all") & (outcomes["severity"] == "critical")
    return sorted(outcomes.loc[whole & outcomes["outcome"].isin(BACK), "check_id"])


def verdicts(outcomes: "pd.DataFrame") -> dict[str, int]:
    """How many checks passed, failed (if only in places), errored and had nothing to check."""
    found = outcomes.loc[outcomes["by"] == "all", "outcome"].replace(IN_PLACES, "failed")
    many = found.value_counts()
    return {each: int(many.get(each, 0)) for each in ("passed", *BACK, NOTHING)}


def not_held(outcomes: "pd.DataFrame") -> list[dict[str, str]]:
    """check_id, severity and outcome of every check that did not hold everywhere, worst first."""
    wrong = outcomes[(outcomes["by"] == "all") & outcomes["outcome"].isin(WRONG)]
    order = wrong.assign(level=wrong["severity"].map(SEVERITIES.index))
    order = order.sort_values(["level", "check_id"])
    return [{name: str(row[name]) for name in TOLD} for _, row in order.iterrows()]


def add_history(connection: Connection, before: Path | None, now: Mapping[str, Any]) -> None:
    """Fill exact.check_history: what the release before carried, and this release's verdicts."""
    connection.execute(
        "CREATE TABLE exact.check_history (release_id VARCHAR, built_at VARCHAR, "
        "passed BIGINT, failed BIGINT, errored BIGINT)"
    )
    if before is not None:
        connection.execute(f"ATTACH {quoted(before)} AS earlier (READ_ONLY)")
        connection.execute("INSERT INTO exact.check_history FROM earlier.check_history")
        connection.execute("DETACH earlier")
    checks = [now["checks"][each] for each in ("passed", *BACK)]
    row = [now["release_id"], now["built_at"], *checks]
    connection.execute("INSERT INTO exact.check_history VALUES (?, ?, ?, ?, ?)", row)


def add_facts(
    connection: Connection, manifest: Mapping[str, Any], settings: Settings, edition: str
) -> None:
    """Fill exact.release_fact: names and values, as text, that every page may show."""
    facts = {name: manifest[name] for name in ("release_id", "built_at", "as_at")}
    facts |= settings.published()
    facts |= {"sample": "yes" if manifest["sample"] else "no", "edition": edition}
    facts["regimes"] = manifest["regimes"]["edition"]
    connection.execute("CREATE TABLE exact.release_fact (name VARCHAR, value VARCHAR)")
    insert(connection, "exact.release_fact", sorted((k, str(v)) for k, v in facts.items()))


def protect_tables(connection: Connection) -> None:
    """Copy the tables that hold no count from exact to protected."""
    for table in SAME:
        connection.execute(f"CREATE TABLE protected.{table} AS FROM exact.{table}")
    # Statistics allow for rounding where numbers are rounded, so the tables say that they are.
    connection.execute("INSERT INTO protected.release_fact VALUES ('protected', 'yes')")


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write manifest.json: a release folder without it is no release."""
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
