"""Types a column one distinct text at a time: a code or a day occurs thousands of times over."""

from data.columns import reason_sql, value_sql
from data.engine import Connection, quoted
from data.export import Column
from data.lookups import LISTS, NAMES_OF, folded_sql
from data.profile import Profile, ProfileExport

SPACES = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"


def fill_text(
    connection: Connection, column: Column, profile: Profile, how: ProfileExport, today: str
) -> None:
    """Make `text_<column>`: each distinct text of the staged column, its value and its reason.

    The value is NULL when the text means not known or cannot be had; then the reason says which.
    """
    told = told_sql(column, "text", profile, how)
    value, found = value_sql(column, "told", profile.date_styles, profile.month_styles), "told"
    if column.kind in NAMES_OF:
        found = f"(SELECT text, told, code FROM told {_code_join(column)})"
    connection.execute(f"""
        CREATE TABLE "text_{column.name}" AS
        WITH told AS (
            SELECT text, {told} AS told FROM (SELECT DISTINCT "{column.name}" AS text FROM staged)
            WHERE text IS NOT NULL),
        valued AS (SELECT text, told, {value} AS value FROM {found})
        SELECT text, value, {reason_sql(column, "told", "value", today)} AS reason FROM valued""")


def told_sql(column: Column, text: str, profile: Profile, how: ProfileExport) -> str:
    """The text without spaces around it, NULL when it means not known, the standard's codes."""
    plain = _trimmed_sql(text)
    blank = ", ".join(quoted(each.lower()) for each in sorted({"", *profile.blank}))
    codes = {code.lower(): code for code in column.allowed}
    codes |= {told.lower(): code for told, code in how.codes.get(column.name, {}).items()}
    cases = (f"WHEN lower({plain}) = {quoted(told)} THEN {quoted(codes[told])}" for told in codes)
    return f"CASE WHEN lower({plain}) IN ({blank}) THEN NULL {' '.join(cases)} ELSE {plain} END"


def _trimmed_sql(text: str) -> str:
    # Trimming by a set of characters is slow, so only a text that starts or ends unusually is.
    usual = f"ascii({text}) BETWEEN 33 AND 126 AND ascii(right({text}, 1)) BETWEEN 33 AND 126"
    return f"CASE WHEN {usual} THEN {text} ELSE trim({text}, {SPACES}) END"


def _code_join(column: Column) -> str:
    """Joins `told` to its `code`; a list's code is a sorted list, NULL when a part is unknown."""
    kind = NAMES_OF[column.kind]
    if column.kind not in LISTS:
        return f"""LEFT JOIN (SELECT folded, code FROM names WHERE kind = '{kind}') AS named
            ON named.folded = {folded_sql("told")}"""
    codes = "list_sort(list_distinct(list(code)))"
    return f"""LEFT JOIN (
        SELECT told AS whole, CASE WHEN count(*) = count(code) THEN {codes} END AS code
        FROM (SELECT DISTINCT told, unnest(string_split(told, ';')) AS part FROM told) AS parts
        LEFT JOIN names ON names.kind = '{kind}' AND names.folded = {folded_sql("part")}
        WHERE trim(part) <> '' GROUP BY told) AS named ON named.whole = told.told"""
