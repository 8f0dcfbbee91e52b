"""Turns `staged` text into `accepted` typed rows and `rejected` reasons, all in SQL."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.columns import across_sql, missing_sql, reason_sql, sql_type
from data.engine import Connection, insert, quoted
from data.export import Column, Export
from data.lookups import NAMES_OF, fill_names
from data.personal import screen
from data.personal.unkept import Unkept
from data.profile import Profile
from data.pseudonyms import hashed_sql
from data.resolution import Counts, resolved, suggested
from data.texts import fill_text, told_sql


@dataclass(frozen=True)
class Judged:
    """What judging a file found beside the rows themselves."""

    repeats: int
    """Rows that were exact repeats of an earlier one."""
    notes: Sequence[str]
    """What was decided from whole columns, as sentences."""
    resolved: Mapping[str, Counts]
    """Column of areas or organisations to how its texts were resolved to how many rows."""
    suggested: Mapping[str, Counts]
    """Column to names that unknown texts may be a slip of to how many rows."""


def judge(
    connection: Connection,
    export: Export,
    profile: Profile,
    sent: Collection[str],
    unkept: Sequence[Unkept],
    turned_away: Sequence[tuple[int, str, str]],
    today: date,
) -> Judged:
    """Make `accepted`, `rejected` and `personal` from `staged`.

    It has the columns `sent` and those that are looked at and never kept, and the connection the
    key for references (data/pseudonyms.py). turned_away: rows that reading rejected: row number,
    column, reason.
    """
    screen.start(connection)
    screen.look_at_unkept(connection, unkept, profile.blank)
    references = [each.name for each in export.kept if each.kind == "reference"]
    spoiled = screen.look_at_references(connection, [each for each in references if each in sent])
    repeats = _find_repeats(connection, sent)
    fill_names(connection)
    how, notes = profile.exports[export.name], list[str]()
    for column in export.kept:
        if column.name in sent and column.kind != "reference":
            notes += fill_text(connection, column, profile, how, today.isoformat())
            dates = column.kind in ("date", "month")
            screen.look_at_rejected(connection, column.name, dates=dates)
    _type(connection, export, profile, sent, spoiled, today.isoformat())
    _reject(connection, export)
    _accept(connection, export, profile.provider, how.side)
    insert(connection, "rejected", turned_away)
    named = [each for each in export.kept if each.name in sent and each.kind in NAMES_OF]
    ways = {each.name: resolved(connection, each) for each in named}
    slips = {each.name: suggested(connection, each) for each in named}
    return Judged(repeats, notes, _some(ways), _some(slips))


def _some(counts: Mapping[str, Counts]) -> dict[str, Counts]:
    return {name: each for name, each in counts.items() if each}


def _find_repeats(connection: Connection, sent: Collection[str]) -> int:
    """Make `repeat`: the row numbers of rows that equal an earlier one in every staged column."""
    names = ", ".join(f'"{name}"' for name in sent)
    # Rows with a hash of their own are no repeats; the few others are compared in full.
    connection.execute(f"""
        CREATE TABLE repeat AS
        WITH hashed AS (SELECT row_number, hash({names}) AS hashed FROM staged),
             twice AS (SELECT hashed FROM hashed GROUP BY hashed HAVING count(*) > 1),
             alike AS (SELECT row_number FROM hashed WHERE hashed IN (SELECT hashed FROM twice))
        SELECT row_number FROM staged WHERE row_number IN (SELECT row_number FROM alike)
        QUALIFY row_number() OVER (PARTITION BY {names} ORDER BY staged.row_number) > 1""")
    return count(connection, "repeat")


def _type(
    connection: Connection,
    export: Export,
    profile: Profile,
    sent: Collection[str],
    spoiled: Collection[str],
    today: str,
) -> None:
    """Make `typed`: row_number, value_<column> for each column, and problems: {column, reason}.

    References are hashed. The list of problems is NULL for a row that has none.
    """
    by_text = [each for each in export.kept if each.name in sent and each.kind != "reference"]
    joins = " ".join(
        f'LEFT JOIN "text_{each.name}" ON "text_{each.name}".text = staged."{each.name}"'
        for each in by_text
    )
    cells = ", ".join(_cell_sql(each, profile, export, sent) for each in export.kept)
    values = ", ".join(map(_kept_sql, export.kept))
    reasons = {
        each.name: f"coalesce({_reason_sql(each, spoiled, today)}, {across_sql(each)})"
        for each in export.kept
    }
    problems = ", ".join(
        f"{{'column': {quoted(name)}, 'reason': {reason}}}" for name, reason in reasons.items()
    )
    connection.execute(f"""
        CREATE TABLE typed AS
        WITH cells AS (
            SELECT staged.row_number, {cells} FROM staged {joins}
            WHERE staged.row_number NOT IN (SELECT row_number FROM repeat))
        SELECT row_number, {values}, CASE
            WHEN coalesce({", ".join(reasons.values())}) IS NOT NULL THEN [{problems}]
            END AS problems
        FROM cells""")


def _kept_sql(column: Column) -> str:
    value = f'"value_{column.name}"'
    return f"{hashed_sql(value)} AS {value}" if column.hashed else value


def _cell_sql(column: Column, profile: Profile, export: Export, sent: Collection[str]) -> str:
    """A column's value, and its reason unless it is a reference, which is judged as it is."""
    how, name, reason = profile.exports[export.name], column.name, "CAST(NULL AS VARCHAR)"
    if name in how.fixed:
        value = quoted(how.fixed[name])
    elif name not in sent:
        value = f"CAST(NULL AS {sql_type(column)})"
    elif column.kind == "reference":
        value = told_sql(column, f'staged."{name}"', profile, how)
        # hashed, ps-1 and PS-1 could never be seen to be one reference
        value = f"upper({value})" if column.hashed else value
    else:
        value, found, text = f'"text_{name}".value', f'"text_{name}".reason', f'staged."{name}"'
        reason = f"CASE WHEN {text} IS NULL THEN {missing_sql(column)} ELSE {found} END"
    return f'{value} AS "value_{name}", {reason} AS "reason_{name}"'


def _reason_sql(column: Column, spoiled: Collection[str], today: str) -> str:
    value = f'"value_{column.name}"'
    if column.kind != "reference":
        return f'"reason_{column.name}"'
    reason = reason_sql(column, value, value, today)
    if column.name not in spoiled:
        return reason
    hit = f"SELECT row_number FROM personal WHERE place = {quoted(column.name)}"
    return f"CASE WHEN row_number IN ({hit}) THEN 'personal_data' ELSE {reason} END"


def _reject(connection: Connection, export: Export) -> None:
    """Make `rejected`: row_number, column, reason; one line for each reason of a row."""
    connection.execute("""
        CREATE TABLE rejected AS
        SELECT row_number, problem.column, problem.reason FROM (
            SELECT row_number, unnest(problems) AS problem FROM typed WHERE problems IS NOT NULL)
        WHERE problem.reason IS NOT NULL""")
    first, key = f'"value_{export.key[0]}"', ", ".join(f'"value_{name}"' for name in export.key)
    # Few rows share the first part of their key with another, and only those are compared in full.
    connection.execute(f"""
        INSERT INTO rejected
        WITH good AS (SELECT * FROM typed WHERE problems IS NULL),
             twice AS (SELECT {first} FROM good GROUP BY 1 HAVING count(*) > 1)
        SELECT row_number, '{export.key[0]}', 'repeated_key' FROM good SEMI JOIN twice USING ({first})
        QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY row_number) > 1""")


def _accept(connection: Connection, export: Export, provider: str, side: str | None) -> None:
    """Make `accepted`: the typed rows that are not rejected, as they are kept."""
    council = f'"value_{export.council}"' if export.council else "NULL"
    connection.execute(f"""
        CREATE VIEW accepted AS
        SELECT {", ".join(_accepted_sql(export))}, {quoted(provider)} AS provider,
               CAST({quoted(side) if side else "NULL"} AS VARCHAR) AS side, row_number
        FROM typed LEFT JOIN division_of ON {council} = division_of.council_code
        WHERE row_number NOT IN (SELECT row_number FROM rejected)""")


def _accepted_sql(export: Export) -> Iterator[str]:
    for column in export.kept:
        value = f'"value_{column.name}"'
        if column.kind == "division":
            value = f"coalesce({value}, division_of.division_code)"
        yield f'{value} AS "{column.name}"'


def count(connection: Connection, table: str) -> int:
    """How many rows a table of ours has."""
    # fetchall, since a result that is not read to its end keeps the connection
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(rows)
