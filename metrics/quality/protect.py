"""The table `quality` as viewers may see it: few rows are absent, counts are rounded."""

from data.engine import Connection, frame, quoted
from data.export import exports
from data.settings import Settings
from metrics.measure import measures
from metrics.protection.attack import Report
from metrics.protection.flat import publishable
from metrics.protection.protect import offered
from metrics.protection.rounding import HIDDEN
from metrics.quality.attack import COUNTS, PART, WHOLE, lay_out
from metrics.roll_up import NOT_KNOWN

ROUGHEST = 5
"""Rounded to at least this, however fine `measure` is: then little more is to be hidden."""


def protect_quality(connection: Connection, settings: Settings) -> Report:
    """Make protected.quality from exact.quality, and say how the attack on it went.

    Both databases are attached to the connection. A row about fewer people than the smallest
    denominator is left out; a small numerator is NULL. Days are no counts and stay. Exports about
    documents and councils, and how long an export took, stay as they are. Raises DisclosiveError.
    """
    people = ", ".join(quoted(each.name) for each in exports().values() if each.about_people)
    about = f"(export IN ({people}) AND item <> 'export')"
    rows = frame(connection, f"SELECT rowid AS place, * FROM exact.quality WHERE {about}")
    sent = frame(connection, "SELECT submission_id, provider FROM exact.submission")
    absent = frame(connection, 'SELECT submission_id, "column" FROM exact.not_sent')
    gone = _hidden_in_measures(connection, about, settings.small_number)
    round_to = max(settings.round_to, ROUGHEST)
    flat = lay_out(rows, sent, absent, settings, round_to)
    few = rows["denominator"] < settings.smallest_denominator
    shown, report = publishable(flat, "Quality", (few | rows["place"].isin(gone)).to_numpy())
    shown = shown[: len(rows) * COUNTS].reshape(-1, COUNTS)
    safe = rows[["place"]].assign(part=shown[:, PART], whole=shown[:, WHOLE])
    connection.register("safe", safe[safe["whole"] != HIDDEN])
    connection.execute(f"""
        CREATE TABLE protected.quality AS
        SELECT * FROM exact.quality WHERE NOT {about}
        UNION ALL
        SELECT rows.* REPLACE (
            CASE WHEN facet = 'timeliness' THEN numerator ELSE nullif(part, {HIDDEN}) END
                AS numerator,
            whole AS denominator)
        FROM exact.quality AS rows JOIN safe ON safe.place = rows.rowid
        ORDER BY ALL
    """)
    connection.unregister("safe")
    return report


def _hidden_in_measures(connection: Connection, about: str, small_number: int) -> list[int]:
    """The rows that hold a count which `measure` hides to protect others, and shows nowhere.

    Councils' rows are compared with councils' quarters, providers' with Scotland's months, by the
    count itself: then every copy is found, whatever it is called, and a few that are none. Blank
    cells, of which there are too many alike, only with those whose same column is not known. The
    latest year, of pairs too, is compared where it is a year that `measure` has.
    """
    found = connection.execute(
        f"""
        WITH cells AS (
            SELECT * FROM exact.measure
            WHERE {offered(measures())} AND (period_type, area_type) IN (
                ('quarter', 'council'), ('month', 'scotland'), ('year', 'council'),
                ('year', 'scotland'))
        ), gone AS (
            SELECT DISTINCT area_code, area_type, period_start,
                replace(period_type, 'year', 'recent') AS period_type,
                CASE WHEN category = {quoted(NOT_KNOWN)} THEN dimension END AS not_known,
                unnest([
                    CASE WHEN shown.numerator IS NULL THEN cells.numerator END,
                    CASE WHEN shown.denominator IS NULL THEN cells.denominator END]) AS hidden
            FROM cells LEFT JOIN protected.measure AS shown
            USING (measure_id, period_type, period_start, area_type, area_code, dimension, category)
        )
        SELECT DISTINCT rows.rowid FROM exact.quality AS rows
        JOIN gone USING (period_type, period_start)
        WHERE {about} AND hidden >= ?
          AND CASE WHEN scope = 'council' THEN area_code = key ELSE area_type = 'scotland' END
          AND (hidden IN (denominator, numerator)
               OR facet = 'completeness' AND item = not_known AND hidden = denominator - numerator)
        """,
        [small_number],
    ).fetchall()
    return [row for (row,) in found]
