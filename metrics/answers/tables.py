"""Tables that older releases lack, as what stands in for them: pages answer from both alike."""

from data.engine import Reader, quoted
from data.regimes import shipped

LATER = {
    "quality": {
        **dict.fromkeys(("facet", "item", "export", "scope", "key", "period_type"), "VARCHAR"),
        "period_start": "DATE",
        "numerator": "BIGINT",
        "denominator": "BIGINT",
    },
    "turned_away": {
        **dict.fromkeys(("provider", "reason"), "VARCHAR"),
        "people": "BOOLEAN",
        "rows": "BIGINT",
    },
    "not_sent": dict.fromkeys(("submission_id", "export", "provider", "column"), "VARCHAR"),
    "regime": {
        **dict.fromkeys(("area_code", "regime"), "VARCHAR"),
        **dict.fromkeys(("earliest", "latest", "settled"), "DATE"),
        **dict.fromkeys(("certainty", "source"), "VARCHAR"),
    },
}
"""Tables that releases have not always had: the SQL type of every column."""


def has(reader: Reader, table: str) -> bool:
    """Whether the release has this table."""
    found = reader.frame(
        "SELECT count(*) AS tables FROM duckdb_tables() "
        "WHERE database_name = 'published' AND table_name = ?",
        [table],
    )
    return bool(found["tables"].iloc[0])


def source(reader: Reader, table: str) -> str:
    """What to select a table of LATER from: itself or, in a release without it, a stand-in.

    Of `regime` that is the shipped edition, which such a release was made to; else it is empty.
    """
    if has(reader, table):
        return f"published.{table}"
    types = LATER[table]
    rows = shipped().rows() if table == "regime" else []
    values = [f"({', '.join(quoted(each) for each in row)})" for row in rows]
    values = values or [f"({', '.join('NULL' for _ in types)})"]
    names = ", ".join(f'"{name}"' for name in types)
    typed = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in types.items())
    kept = "true" if rows else "false"
    return f"(SELECT {typed} FROM (VALUES {', '.join(values)}) AS t({names}) WHERE {kept})"
