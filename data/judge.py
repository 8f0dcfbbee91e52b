"""Turns `staged` text into `accepted` typed rows and `rejected` reasons, all in SQL."""

from collections.abc import Iterator, Sequence
from datetime import date

from data.columns import WHOLE_ROW, reason_sql, sql_type, value_sql
from data.engine import Connection, quoted
from data.export import Column, Export
from data.lookups import NAMES_OF, fill_names, fill_texts
from data.profile import Profile, ProfileExport

SPACES = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"


def judge(
    connection: Connection,
    export: Export,
    profile: Profile,
    sent: Sequence[str],
    ragged: Sequence[int],
    today: date,
) -> int:
    """Make `accepted` and `rejected` from `staged`, which has the columns `sent`.

    Returns how many rows were exact repeats of an earlier one.
    """
    _know(connection, export, profile, sent)
    repeats = _leave_out_repeats(connection, export)
    connection.execute("DROP TABLE known")  # each stage goes when the next is there: memory
    _look_up(connection, export)
    _type(connection, export, profile, today)
    connection.execute("DROP TABLE once")
    side = profile.exports[export.name].side
    _split(connection, export, profile.provider, side, ragged)
    connection.execute("DROP TABLE typed")
    return repeats


def _know(connection: Connection, export: Export, profile: Profile, sent: Sequence[str]) -> None:
    """Make `known`: each column as text, blanks as NULL, codes mapped, fixed values filled in."""
    trimmed = ", ".join(f'{_trimmed_sql(name)} AS "{name}"' for name in sent)
    columns = ", ".join(_known_sql(column, sent, profile, export) for column in export.kept)
    connection.execute(f"""
        CREATE TABLE known AS
        WITH trimmed AS (SELECT row_number, {trimmed} FROM staged)
        SELECT row_number, {columns} FROM trimmed""")


def _trimmed_sql(name: str) -> str:
    # Trimming by a set of characters is slow, so only a text that starts or ends unusually is.
    usual = (
        f"""ascii("{name}") BETWEEN 33 AND 126 AND ascii(right("{name}", 1)) BETWEEN 33 AND 126"""
    )
    return f"""CASE WHEN {usual} THEN "{name}" ELSE trim("{name}", {SPACES}) END"""


def _known_sql(column: Column, sent: Sequence[str], profile: Profile, export: Export) -> str:
    how, name = profile.exports[export.name], f'"{column.name}"'
    if column.name in how.fixed:
        return f"{quoted(how.fixed[column.name])} AS {name}"
    if column.name not in sent:
        return f"CAST(NULL AS VARCHAR) AS {name}"
    blank = ", ".join(quoted(each.lower()) for each in sorted({"", *profile.blank}))
    code = _code_sql(column, how)
    return f"CASE WHEN lower({name}) NOT IN ({blank}) THEN {code} END AS {name}"


def _code_sql(column: Column, how: ProfileExport) -> str:
    """The standard's code for the provider's; another text as it is."""
    codes = {code.lower(): code for code in column.allowed}
    codes |= {told.lower(): code for told, code in how.codes.get(column.name, {}).items()}
    if not codes:
        return f'"{column.name}"'
    cases = " ".join(f"WHEN {quoted(told)} THEN {quoted(code)}" for told, code in codes.items())
    return f'CASE lower("{column.name}") {cases} ELSE "{column.name}" END'


def _leave_out_repeats(connection: Connection, export: Export) -> int:
    names = ", ".join(f'"{column.name}"' for column in export.kept)
    before = count(connection, "known")
    connection.execute(f"""
        CREATE TABLE once AS
        SELECT min(row_number) AS row_number, {names} FROM known GROUP BY {names}""")
    return before - count(connection, "once")


def _look_up(connection: Connection, export: Export) -> None:
    fill_names(connection)
    for kind in {column.kind for column in export.kept} & set(NAMES_OF):
        fill_texts(connection, kind, [each.name for each in export.kept if each.kind == kind])


def _type(connection: Connection, export: Export, profile: Profile, today: date) -> None:
    """Make `typed`: row_number, then value_<column> and reason_<column> for each column."""
    coded = [column for column in export.kept if column.kind in NAMES_OF]
    codes = "".join(f', "by_{each.name}".code AS "code_{each.name}"' for each in coded)
    joins = " ".join(
        f'LEFT JOIN text_{each.kind} AS "by_{each.name}" '
        f'ON "by_{each.name}".text = once."{each.name}"'
        for each in coded
    )
    values = ", ".join(
        f'{value_sql(each, profile.date_styles, profile.month_styles)} AS "value_{each.name}"'
        for each in export.kept
    )
    reasons = ", ".join(
        f'{reason_sql(each, today)} AS "reason_{each.name}"' for each in export.kept
    )
    connection.execute(f"""
        CREATE TABLE typed AS
        WITH coded AS (SELECT once.*{codes} FROM once {joins}),
             valued AS (SELECT *, {values} FROM coded)
        SELECT row_number, {", ".join(_value_names(export))}, {reasons} FROM valued""")


def _value_names(export: Export) -> list[str]:
    return [f'"value_{column.name}"' for column in export.kept]


def _split(
    connection: Connection, export: Export, provider: str, side: str | None, ragged: Sequence[int]
) -> None:
    connection.execute("""
        CREATE TABLE rejected AS
        SELECT row_number, substr("column", 8) AS "column", reason
        FROM (SELECT row_number, COLUMNS('^reason_') FROM typed)
        UNPIVOT (reason FOR "column" IN (COLUMNS('^reason_')))""")
    values = ", ".join(_accepted_sql(export))
    connection.execute(f"""
        CREATE TABLE accepted AS
        SELECT {values}, {quoted(provider)} AS provider,
               CAST({quoted(side) if side else "NULL"} AS VARCHAR) AS side, row_number
        FROM typed LEFT JOIN division_of ON {_council(export)} = division_of.council_code
        WHERE row_number NOT IN (SELECT row_number FROM rejected)""")
    _reject_repeated_keys(connection, export)
    for number in ragged:
        connection.execute("INSERT INTO rejected VALUES (?, ?, 'ragged')", [number, WHOLE_ROW])


def _council(export: Export) -> str:
    return f'"value_{export.council}"' if export.council else "NULL"


def _accepted_sql(export: Export) -> Iterator[str]:
    for column in export.kept:
        value = f'"value_{column.name}"'
        if column.kind == "division":
            value = f"coalesce({value}, division_of.division_code)"
        yield f'CAST({value} AS {sql_type(column)}) AS "{column.name}"'


def _reject_repeated_keys(connection: Connection, export: Export) -> None:
    key = ", ".join(f'"{name}"' for name in export.key)
    connection.execute(f"""
        INSERT INTO rejected
        SELECT row_number, '{export.key[0]}', 'repeated_key' FROM accepted
        QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY accepted.row_number) > 1""")
    connection.execute("DELETE FROM accepted WHERE row_number IN (SELECT row_number FROM rejected)")


def count(connection: Connection, table: str) -> int:
    """How many rows a table of ours has."""
    # fetchall, since a result that is not read to its end keeps the connection
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(rows)
