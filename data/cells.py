"""Types every cell of a file in one pass: its value, and what is wrong with its row."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from data.columns import (
    LONGEST_REFERENCE,
    USUAL_REFERENCE,
    across_sql,
    missing_sql,
    reason_sql,
    sql_type,
)
from data.engine import Connection, quoted
from data.export import Column, Export
from data.profile import Profile, ProfileExport
from data.pseudonyms import hashed_sql
from data.texts import meanings, told_sql


@dataclass(frozen=True)
class Cells:
    """What the cells of a file are typed by."""

    export: Export
    profile: Profile
    how: ProfileExport
    sent: Collection[str]
    """The columns that are in `staged`."""
    spoiled: Collection[str]
    """The columns of references that have rows in `personal`."""
    today: str

    @property
    def judged(self) -> list[Column]:
        """The columns that have anything to be judged."""
        sent = [each for each in self.export.kept if each.name in self.sent]
        return [each for each in sent if each.name not in self.how.fixed]

    @property
    def references(self) -> list[Column]:
        """Those that are judged as they are; the others are judged text by text."""
        return [each for each in self.judged if each.kind == "reference"]


def fill_typed(connection: Connection, cells: Cells) -> None:
    """Make `typed`: row_number, value_<column> for each column that is sent or fixed, problems.

    References are hashed, and rows that repeat another are left out. `problems` is a list of column
    and reason, NULL where there are none.
    """
    kept, held = cells.export.kept, {*cells.sent, *cells.how.fixed}
    usual = [f'{_usual_sql(cells, each)} AS "usual_{each.name}"' for each in cells.references]
    found = [f'{_value_sql(cells, each)} AS "value_{each.name}"' for each in kept]
    found += [f'{_reason_sql(cells, each)} AS "reason_{each.name}"' for each in cells.judged]
    found += [f'"usual_{each.name}"' for each in cells.references]
    judged = [f'{_judged_sql(cells, each)} AS "reason_{each.name}"' for each in cells.judged]
    values = [_kept_sql(each) for each in kept if each.name in held]
    reasons = ", ".join(f'"reason_{each.name}"' for each in cells.judged)
    connection.execute(f"""
        CREATE TABLE typed AS
        WITH fresh AS (SELECT {", ".join(["*", *usual])} FROM staged
                       WHERE row_number NOT IN (SELECT row_number FROM repeat)),
             cells AS (SELECT fresh.row_number, {", ".join(found)}
                       FROM fresh {" ".join(_joins(cells))}),
             judged AS (SELECT * REPLACE ({", ".join(judged)}) FROM cells)
        SELECT row_number, {", ".join(values)}, CASE WHEN coalesce({reasons}) IS NOT NULL THEN
               [{", ".join(map(_problem_sql, cells.judged))}] END AS problems FROM judged""")


def _joins(cells: Cells) -> Iterator[str]:
    """Joins the value and the reason of each text, and which references hold personal data."""
    for column in cells.judged:
        if column.kind != "reference":
            table = f'"text_{column.name}"'
            yield f'LEFT JOIN {table} ON {table}.text = fresh."{column.name}"'
    places = (f"bool_or(place = '{name}') AS \"spoiled_{name}\"" for name in cells.spoiled)
    if cells.spoiled:
        yield (
            f"LEFT JOIN (SELECT row_number, {', '.join(places)} FROM personal GROUP BY row_number) "
            "AS spoiled ON spoiled.row_number = fresh.row_number"
        )


def _value_sql(cells: Cells, column: Column) -> str:
    """What a column holds, still as sent where it is a reference."""
    name = column.name
    if name in cells.how.fixed:
        return constant_sql(cells.how.fixed[name])
    if name not in cells.sent:
        return f"CAST(NULL AS {sql_type(column)})"
    if column.kind != "reference":
        return f'"text_{name}".value'
    text = f'fresh."{name}"'
    told = told_sql(column, text, cells.profile, cells.how)
    value = f'CASE WHEN "usual_{name}" THEN {text} ELSE {told} END'
    # hashed, ps-1 and PS-1 could never be seen to be one reference
    return f"upper({value})"


def _reason_sql(cells: Cells, column: Column) -> str:
    """Why a cell cannot be accepted, as far as that is known of its text."""
    name = column.name
    if column.kind == "reference":
        spoiled = f'"spoiled_{name}"' if name in cells.spoiled else "false"
        return f"CASE WHEN {spoiled} THEN 'personal_data' END"
    reason = f'"text_{name}".reason'
    if column.required:
        reason = f'CASE WHEN fresh."{name}" IS NULL THEN {missing_sql(column)} ELSE {reason} END'
    return reason


def _usual_sql(cells: Cells, column: Column) -> str:
    """A SQL predicate: the text is a reference as it stands, and no rule can object to it."""
    words = meanings(column, cells.profile, cells.how)
    if any(re.fullmatch(USUAL_REFERENCE, each) for each in words):
        return "false"  # where a system writes such a word for nothing, every text is looked up
    text = f'"{column.name}"'
    shape = f"regexp_full_match({text}, {quoted(USUAL_REFERENCE)})"
    return f"(length({text}) <= {LONGEST_REFERENCE} AND {shape})"


def _judged_sql(cells: Cells, column: Column) -> str:
    """Why a cell cannot be accepted: by its text, or beside the other cells of its row."""
    value, reasons = f'"value_{column.name}"', [f'"reason_{column.name}"', across_sql(column)]
    if column.kind == "reference":
        reason = reason_sql(column, value, value, cells.today)
        reasons.append(f'CASE WHEN "usual_{column.name}" THEN NULL ELSE {reason} END')
    return f"coalesce({', '.join(reasons)})"


def _kept_sql(column: Column) -> str:
    value = f'"value_{column.name}"'
    return f"{hashed_sql(value)} AS {value}" if column.hashed else value


def _problem_sql(column: Column) -> str:
    return f"{{'column': '{column.name}', 'reason': \"reason_{column.name}\"}}"


def constant_sql(text: str) -> str:
    """A SQL expression for a text of ours that is in every row, where it takes one byte."""
    return f"CAST({quoted(text)} AS ENUM ({quoted(text)}))"
