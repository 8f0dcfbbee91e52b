"""What the texts of each column of an unknown file look like: counts and shares, worked in place.

Texts are looked at here and not passed on, but for short ones that are repeated, which may be codes
(`Contents.texts`); who shows them must ask `data.draft.codes` which may be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.codes import LAST_DAY, LONG_AGO
from data.columns import edition_sql, reference_sql, value_sql
from data.dates.styles import CERTAIN, CERTAIN_MONTHS, EXCEL, ISO, NUMBERS, one_sql
from data.engine import Connection
from data.export import Column
from data.lookups import key_sql
from data.personal.found import personal_sql
from data.texts import trimmed_sql

MOST = 1_000
"""Distinct texts of a column that are looked at, the most frequent first."""
FEW = 40
"""Distinct texts that a column of codes has at most."""
WHOLE = Column("whole", "whole", "")
DATED = "^[0-9]{5,8}([.]0*)?$|[0-9][-/. ][0-9A-Za-z]|^[A-Za-z]+[ -][0-9]"
SHAPES = {
    "personal": personal_sql("text"),
    "reference": f"{reference_sql('text')} AND NOT {personal_sql('text')}",
    "edition": edition_sql("text"),
    "whole": f"{value_sql(WHOLE, 'text')} IS NOT NULL",
    "dated": f"regexp_matches(text, '{DATED}') AND length(text) < 40",
}
"""A SQL predicate over `text` for each."""
STYLES = (ISO, *NUMBERS, *CERTAIN, EXCEL)


@dataclass(frozen=True)
class Contents:
    """One column of the file. Shares are of its rows that are not blank, from 0 to 1."""

    rows: int
    """Rows that are not blank."""
    distinct: int
    shares: Mapping[str, float]
    """By kind: reference, edition, personal, whole, council, division and so on; date, month."""
    styles: Mapping[str, float]
    """By date style, of columns in which there are dates."""
    texts: Mapping[str, int] = field(repr=False, default_factory=dict)
    """Texts and their rows, where there are few."""


def contents(connection: Connection, name: str) -> Contents:
    """What the staged column of that name holds. Needs the tables of data/lookups.py."""
    connection.execute(f"""
        CREATE OR REPLACE TABLE looked AS
        SELECT {trimmed_sql(f'"{name}"')} AS text, count(*) AS rows FROM staged
        WHERE {trimmed_sql(f'"{name}"')} <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST}""")
    rows, distinct, *found = _sums(connection, list(SHAPES.values()))
    counts = dict(zip(SHAPES, found, strict=True)) | _named(connection)
    shares = {kind: count / max(rows, 1) for kind, count in counts.items()}
    styles = {
        each: count / max(rows, 1)
        for each, count in _styles(connection, any_dates=counts["dated"] > 0).items()
    }
    shares["date"] = max((styles[each] for each in STYLES), default=0.0)
    shares["month"] = max((styles[each] for each in CERTAIN_MONTHS), default=0.0)
    few = connection.execute("SELECT text, rows FROM looked").fetchall() if distinct <= FEW else []
    return Contents(rows, distinct, shares, styles, dict(few))


def _sums(connection: Connection, asked: list[str], where: str = "true") -> list[int]:
    """Rows in all, distinct texts, and rows for which each predicate over `text` holds."""
    sums = ", ".join(f"coalesce(sum(rows) FILTER ({each}), 0)" for each in ("true", *asked))
    (found,) = connection.execute(f"SELECT {sums}, count(*) FROM looked WHERE {where}").fetchall()
    rows, *others, distinct = found
    return [int(each) for each in (rows, distinct, *others)]


def _styles(connection: Connection, *, any_dates: bool) -> dict[str, int]:
    """Rows that are a day, or a month, in each style and in range."""
    styles = (*STYLES, *CERTAIN_MONTHS)
    if not any_dates:  # which is known at a glance, and many styles take long to try
        return dict.fromkeys(styles, 0)
    tests = [
        f"{one_sql('text', each)} BETWEEN DATE '{LONG_AGO}' AND DATE '{LAST_DAY}'"
        for each in styles
    ]
    _, _, *found = _sums(connection, tests, SHAPES["dated"])
    return dict(zip(styles, found, strict=True))


def _named(connection: Connection) -> dict[str, int]:
    """Rows whose text, or for a list each part of it, is a known name or code of each kind."""
    found: dict[str, int] = {}
    for kind in ("council", "division", "organisation"):
        ((whole, listed),) = connection.execute(f"""
            WITH parts AS (SELECT text, rows, unnest(string_split(text, ';')) AS part FROM looked),
                 known AS (SELECT DISTINCT key, true AS known FROM names WHERE kind = '{kind}'),
                 texts AS (
                     SELECT text, any_value(rows) AS rows, count(*) AS parts,
                            bool_and(coalesce(known, false)) AS every
                     FROM parts LEFT JOIN known ON known.key = {key_sql(kind, "part")}
                     WHERE trim(part) <> '' GROUP BY text)
            SELECT coalesce(sum(rows) FILTER (every AND parts = 1), 0),
                   coalesce(sum(rows) FILTER (every), 0) FROM texts""").fetchall()
        found |= {kind: int(whole), f"{kind}s": int(listed)}
    return found
