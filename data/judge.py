"""Turns `staged` text into `accepted` typed rows and `rejected` reasons, all in SQL."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.cells import Cells, constant_sql, fill_typed
from data.columns import sql_type
from data.dates import DAYS
from data.dates.decide import orders_of
from data.dates.strays import Strays
from data.doubts import doubts_of
from data.engine import Connection, insert
from data.export import Export
from data.lookups import NAMES_OF, fill_names
from data.personal import screen
from data.personal.forget import forget
from data.personal.unkept import Unkept
from data.placeholders import placeholders
from data.profile import Profile
from data.resolution import Counts, resolved, suggested
from data.shapes import allow_shapes
from data.texts import fill_text, fill_told


@dataclass(frozen=True)
class Judged:
    """What judging a file found beside the rows themselves."""

    repeats: int
    """Rows that were exact repeats of an earlier one, or say the same in another way."""
    notes: Sequence[str]
    """What was decided from whole columns, as sentences."""
    resolved: Mapping[str, Counts]
    """Column of areas or organisations to how its texts were resolved to how many rows."""
    suggested: Mapping[str, Counts]
    """Column to names that unknown texts may be a slip of to how many rows."""
    strays: Mapping[str, Strays]
    """Column to rows whose date is written otherwise than its others."""


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

    It has the columns `sent` and those that are looked at and never kept, which it has no more
    as soon as that was done; and the connection has the key for references (data/pseudonyms.py).
    turned_away: rows that reading rejected: row number, column, reason.
    """
    screen.start(connection)
    screen.look_at_unkept(connection, unkept, profile.blank, people=export.about_people)
    forget(connection, [each.staged for each in unkept])
    screen.look_at_aside(connection, people=export.about_people)
    references = [each.name for each in export.kept if each.kind == "reference"]
    spoiled = screen.look_at_references(connection, [each for each in references if each in sent])
    repeats = _find_repeats(connection, export, sent)
    fill_names(connection)
    how = profile.exports[export.name]
    notes = allow_shapes(connection, how)
    notes += placeholders(connection, [each for each in export.kept if each.name in sent])
    texts = [each for each in export.kept if each.name in sent and each.kind != "reference"]
    for column in texts:
        fill_told(connection, column, profile, how)
    dates = [each for each in texts if each.kind in DAYS]
    orders = orders_of(connection, dates, profile, today.isoformat())
    doubts = doubts_of(connection, export, sent, profile, how)
    for column in texts:
        doubted = doubts[column.name].sql if column.name in doubts else "NULL"
        fill_text(connection, column, orders.get(column.name), today.isoformat(), doubted)
        screen.look_at_rejected(connection, column.name, dates=column in dates)
    notes += [note for each in orders.values() for note in each.notes]
    fill_typed(connection, Cells(export, profile, how, sent, spoiled, today.isoformat()))
    repeats += _reject(connection, export, sent)
    _accept(connection, export, profile, sent)
    insert(connection, "rejected", turned_away)
    named = [each for each in export.kept if each.name in sent and each.kind in NAMES_OF]
    ways = {each.name: resolved(connection, each) for each in named}
    slips = {each.name: suggested(connection, each) for each in named}
    odd = {name: each.strays for name, each in orders.items() if each.strays}
    return Judged(repeats, notes, _some(ways), _some(slips), odd)


def _some(counts: Mapping[str, Counts]) -> dict[str, Counts]:
    return {name: each for name, each in counts.items() if each}


def _find_repeats(connection: Connection, export: Export, sent: Collection[str]) -> int:
    """Make `repeat`: the rows of `staged` that equal an earlier one in every column."""
    names = ", ".join(f'"{name}"' for name in sent)
    telling = [export.key[0]] if export.key[0] in sent else list(sent)
    same = " AND ".join(f'staged."{each}" IS NOT DISTINCT FROM twice."{each}"' for each in telling)
    # Rows with an identifier of their own are no repeats; the others are compared in full.
    connection.execute(f"""
        CREATE TABLE repeat AS
        WITH twice AS (SELECT {", ".join(f'"{each}"' for each in telling)} FROM staged
                       GROUP BY ALL HAVING count(*) > 1)
        SELECT * FROM staged SEMI JOIN twice ON {same}
        QUALIFY row_number() OVER (PARTITION BY {names} ORDER BY staged.row_number) > 1""")
    return count(connection, "repeat")


def _reject(connection: Connection, export: Export, sent: Collection[str]) -> int:
    """Make `rejected`: row_number, column, reason; one line for each reason of a row.

    Rows of one key that say different things are all rejected. Good rows that say what an earlier
    one says, if written otherwise (FIFE for Fife), are repeats too: they are taken out of `typed`,
    and it is returned how many there were.
    """
    connection.execute("""
        CREATE TABLE rejected AS
        SELECT row_number, problem.column, problem.reason FROM (
            SELECT row_number, unnest(problems) AS problem FROM typed WHERE problems IS NOT NULL)
        WHERE problem.reason IS NOT NULL""")
    first, key = f'"value_{export.key[0]}"', ", ".join(f'"value_{name}"' for name in export.key)
    values = ", ".join(f'"value_{each.name}"' for each in export.kept if each.name in sent)
    # A rejected part of a council's month would let another part pass for the whole; elsewhere a
    # rejected row does not keep its key from a good one.
    counts = any(each.kind == "whole" for each in export.kept)
    telling = f"{first} IS NOT NULL" if counts else "problems IS NULL"
    # Few rows share the first part of their key with another, and only those are compared in full.
    connection.execute(f"""
        CREATE TABLE twice AS SELECT {first} FROM typed WHERE {telling}
        GROUP BY 1 HAVING count(*) > 1""")
    if not count(connection, "twice"):
        return 0
    connection.execute(f"""
        CREATE TABLE shared AS
        SELECT *, problems IS NULL AS good, problems IS NULL AND row_number() OVER (
                   PARTITION BY problems IS NULL, {values} ORDER BY row_number) > 1 AS again
        FROM typed SEMI JOIN twice USING ({first}) WHERE {telling}""")
    # Nothing tells which of the rows of a key is right, not even its place in the file.
    connection.execute(f"""
        INSERT INTO rejected
        SELECT row_number, '{export.key[0]}', 'repeated_key' FROM (
            SELECT row_number, good, count(*) OVER (PARTITION BY {key}) AS rows
            FROM shared WHERE NOT again)
        WHERE good AND rows > 1""")
    again = "SELECT row_number FROM shared WHERE again"
    connection.execute(f"DELETE FROM typed WHERE row_number IN ({again})")
    return count(connection, f"({again})")


def _accept(
    connection: Connection, export: Export, profile: Profile, sent: Collection[str]
) -> None:
    """Make `accepted`: the typed rows that are not rejected, as they are kept."""
    how = profile.exports[export.name]
    held = {*sent, *how.fixed}
    council = f'"value_{export.council}"' if export.council in held else "NULL"
    side = constant_sql(how.side) if how.side else "CAST(NULL AS VARCHAR)"
    connection.execute(f"""
        CREATE VIEW accepted AS
        SELECT {", ".join(_accepted_sql(export, held))},
               {constant_sql(profile.provider)} AS provider, {side} AS side, row_number
        FROM typed LEFT JOIN division_of ON {council} = division_of.council_code
        WHERE row_number NOT IN (SELECT row_number FROM rejected)""")


def _accepted_sql(export: Export, held: Collection[str]) -> Iterator[str]:
    for column in export.kept:
        value = f'"value_{column.name}"'
        if column.name not in held:
            value = f"CAST(NULL AS {sql_type(column)})"
        if column.kind == "division":
            value = f"coalesce({value}, division_of.division_code)"
        yield f'{value} AS "{column.name}"'


def count(connection: Connection, table: str) -> int:
    """How many rows a table of ours has."""
    # fetchall, since a result that is not read to its end keeps the connection
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(rows)
