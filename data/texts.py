"""Types a column one distinct text at a time: a code or a day occurs thousands of times over."""

import re

from data.columns import reason_sql, sql_type, value_sql
from data.dates.order import Order
from data.engine import Connection, quoted
from data.export import Column
from data.lookups import NAMES_OF
from data.placeholders import PATTERN, has_placeholders
from data.profile import Profile, ProfileExport
from data.resolution import code_join, fill_parts
from data.variants import not_known, variants_of

SPACES = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"


def fill_told(connection: Connection, column: Column, profile: Profile, how: ProfileExport) -> None:
    """Make `told_<column>`: each distinct text of the staged column.

    With told (as told_sql has it) and the number of rows, repeats of whole rows not counted.
    """
    counted = f'SELECT "{column.name}" AS text, count(*) AS rows'
    connection.execute(f"""
        CREATE TABLE "told_{column.name}" AS
        SELECT text, {told_sql(column, "text", profile, how)} AS told,
               CAST(sent.rows - coalesce(repeated.rows, 0) AS BIGINT) AS rows
        FROM ({counted} FROM staged GROUP BY 1) AS sent
        LEFT JOIN ({counted} FROM repeat GROUP BY 1) AS repeated USING (text)
        WHERE text IS NOT NULL""")


def fill_text(
    connection: Connection, column: Column, order: Order | None, today: str, doubted: str = "NULL"
) -> None:
    """Make `text_<column>`: each text of `told_<column>`, its value and its reason.

    The value is NULL when the text means not known or cannot be had; then the reason says which.
    order: how dates are read; other kinds have none. doubted: a SQL expression for the reason of a
    text that may be two things (data/doubts.py).
    """
    join = ""
    if column.kind in NAMES_OF:
        fill_parts(connection, column)
        join = code_join(column)
    connection.execute(f"""
        CREATE TABLE "text_{column.name}" AS
        WITH valued AS (SELECT text, told, {value_sql(column, "told", order)} AS value
                        FROM "told_{column.name}" {join})
        SELECT text, value,
               coalesce({doubted}, {reason_sql(column, "told", "value", today, order)}) AS reason
        FROM valued""")
    if sql_type(column) == "VARCHAR":
        _number(connection, column)


def _number(connection: Connection, column: Column) -> None:
    """Keep the column's values as numbers of a list: a row then takes one byte, not sixteen."""
    connection.execute(f"""
        CREATE TYPE "value_{column.name}" AS ENUM (
            SELECT DISTINCT value FROM "text_{column.name}"
            WHERE value IS NOT NULL AND reason IS NULL ORDER BY value)""")
    connection.execute(f"""
        ALTER TABLE "text_{column.name}" ALTER value TYPE "value_{column.name}"
        USING TRY_CAST(value AS "value_{column.name}")""")


def told_sql(column: Column, text: str, profile: Profile, how: ProfileExport) -> str:
    """The text without spaces around it, NULL when it means not known, the standard's codes."""
    plain, meant = trimmed_sql(text), meanings(column, profile, how)
    cases = (f"WHEN lower({plain}) = {quoted(each)} THEN {quoted(meant[each])}"
             for each in meant if meant[each])  # fmt: skip
    nothings = [re.escape(each) for each in sorted(meant) if not meant[each]]
    listed = "|".join([*nothings, *([PATTERN] if has_placeholders(column) else [])])
    # IN a list would be made a join, which looks at every text, in a branch of a CASE or not.
    nothing = f"regexp_full_match(lower({plain}), {quoted(listed)})"
    return f"CASE WHEN {nothing} THEN NULL {' '.join(cases)} ELSE {plain} END"


def meanings(column: Column, profile: Profile, how: ProfileExport) -> dict[str, str]:
    """Texts in small letters that mean something else than they say: a code, or "" for nothing."""
    blank = {"", *(each.lower() for each in profile.blank)}
    codes = variants_of(column)
    for told in (how.variants.get(column.name, {}), how.codes.get(column.name, {})):
        codes |= {theirs.lower(): ours for theirs, ours in told.items()}
    blank |= {each for each in not_known(column) if each not in codes}
    return {**codes, **dict.fromkeys(blank, "")}


def trimmed_sql(text: str) -> str:
    """A SQL expression: the text without spaces around it, and as it is meant.

    Systems write ="0012" so that a spreadsheet program keeps a text as it is: 0012 is meant.
    """
    # Trimming by a set of characters is slow, so only a text that starts or ends unusually is.
    usual = f"ascii({text}) BETWEEN 33 AND 126 AND ascii(right({text}, 1)) BETWEEN 33 AND 126"
    formula = f'ascii({text}) = 61 AND regexp_full_match({text}, \'="[^"]*"\')'
    inside = f"trim(substr({text}, 3, length({text}) - 3))"
    return (
        f"CASE WHEN {formula} THEN {inside} WHEN {usual} THEN {text} "
        f"ELSE trim({text}, {SPACES}) END"
    )
