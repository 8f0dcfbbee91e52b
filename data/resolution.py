"""How the councils, divisions and organisations of a column were resolved, and likely slips.

A slip is only ever suggested, by our own name: the text itself is never shown, and one that could
tell of somebody is not even compared.
"""

from data.engine import Connection
from data.export import Column
from data.lookups import HOW, LISTS, NAME, NAMES_OF, VARIANT, folded_sql, key_sql
from data.personal.found import personal_sql
from data.reference import area_names, organisation_names

UNKNOWN = "unknown"
Counts = dict[str, int]
MOST_COMPARED = 2_000
"""Distinct unknown texts of a column, the most frequent first; more are noise."""
SHORTEST = 4
"""Letters of a text that is compared: a shorter one is near too many names."""


def fill_parts(connection: Connection, column: Column) -> None:
    """Make `part_<column>` from `told_<column>`: told, part, code and how, one row for each part.

    A list has several parts, separated by ;. Code is NULL and how "unknown" where nothing is known.
    """
    kind, parts = NAMES_OF[column.kind], "told AS part"
    if column.kind in LISTS:
        parts = "unnest(string_split(told, ';')) AS part"
    connection.execute(f"""
        CREATE TABLE "part_{column.name}" AS
        WITH parts AS (SELECT DISTINCT told, {parts} FROM "told_{column.name}"
                       WHERE told IS NOT NULL),
             keyed AS (SELECT told, part, {folded_sql("part")} AS folded,
                              {key_sql(kind, "part")} AS key FROM parts WHERE trim(part) <> '')
        SELECT told, part, keyed.folded, keyed.key, names.code,
               CASE WHEN names.code IS NULL THEN '{UNKNOWN}'
                    ELSE coalesce(spelled.how, '{VARIANT}') END AS how
        FROM keyed LEFT JOIN names ON names.kind = '{kind}' AND names.key = keyed.key
        LEFT JOIN spelled ON spelled.kind = '{kind}' AND spelled.folded = keyed.folded
             AND spelled.code = names.code""")


def code_join(column: Column) -> str:
    """Joins the `code` of each told; a list's is a sorted list, NULL when a part is unknown."""
    table = f'"part_{column.name}"'
    code = "any_value(code)"
    if column.kind in LISTS:
        every = "list_sort(list_distinct(list(code)))"
        code = f"CASE WHEN count(*) = count(code) THEN {every} END"
    return f"LEFT JOIN (SELECT told, {code} AS code FROM {table} GROUP BY told) USING (told)"


def resolved(connection: Connection, column: Column) -> Counts:
    """How many parts of the column were resolved in each way, or were unknown."""
    found = dict(
        connection.execute(f"""
            SELECT how, CAST(sum(rows) AS BIGINT) FROM "part_{column.name}" AS part
            JOIN "told_{column.name}" AS told ON told.told = part.told GROUP BY how""").fetchall()
    )
    return {how: found[how] for how in (*HOW, UNKNOWN) if how in found}


def suggested(connection: Connection, column: Column) -> Counts:
    """Known names that unknown texts are a slip away from, and in how many rows, most first.

    A slip is a letter left out, added, changed or swapped with the next: one in a text of four to
    seven letters, two in up to fourteen, else three. A text that is as near to two names as to
    each other is not suggested for either.
    """
    kind = NAMES_OF[column.kind]
    found = connection.execute(f"""
        WITH unknown AS (
            SELECT folded, key, sum(rows) AS rows FROM "part_{column.name}" AS part
            JOIN "told_{column.name}" AS told ON told.told = part.told
            WHERE how = '{UNKNOWN}' AND length(key) BETWEEN {SHORTEST} AND 60
                  AND NOT regexp_matches(folded, '[0-9]') AND NOT {personal_sql("part")}
            GROUP BY ALL ORDER BY rows DESC, folded LIMIT {MOST_COMPARED}),
        compared AS (
            SELECT unknown.folded, unknown.rows, length(unknown.key) AS letters, code,
                   min(least(damerau_levenshtein(unknown.folded, spelled.folded),
                             damerau_levenshtein(unknown.key, spelled.key))) AS slips
            FROM unknown JOIN spelled ON spelled.kind = '{kind}' AND how IN ('{NAME}', '{VARIANT}')
                 AND abs(length(unknown.key) - length(spelled.key)) <= 3
            GROUP BY ALL),
        near AS (
            SELECT * FROM compared
            WHERE slips <= CASE WHEN letters < 8 THEN 1 WHEN letters < 15 THEN 2 ELSE 3 END
            QUALIFY rank() OVER (PARTITION BY folded ORDER BY slips) = 1),
        one AS (SELECT folded, any_value(code) AS code, any_value(rows) AS rows FROM near
                GROUP BY folded HAVING count(*) = 1)
        SELECT code, CAST(sum(rows) AS BIGINT) AS slips FROM one GROUP BY code
        ORDER BY slips DESC, code""").fetchall()
    names = {**area_names(), **organisation_names()} if kind == "organisation" else area_names()
    return {names[code]: rows for code, rows in found}
