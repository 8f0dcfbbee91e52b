"""Why nearly every row of a file was rejected: the likeliest cause, in one sentence, no value."""

from collections.abc import Mapping
from fractions import Fraction

from data.columns import REASONS, WHOLE_ROW
from data.engine import Connection, quoted
from data.grammar import listed, small

NEARLY_ALL = Fraction(9, 10)
MANY = 3
"""Columns that are wrong in nearly every row, from which they are likely to have moved."""
Reasons = Mapping[str, Mapping[str, int]]
"""Column to reason to how many rows."""
CAUSES: Mapping[str, str] = {
    "missing": "nothing is given there, as when a column was left out or not filled in",
    "not_a_reference": "what stands there is no number of a record, and another column may be "
    "meant",
    "ambiguous_date": "every date there could be two days, so have dates sent as YYYY-MM-DD, or "
    "say in date_styles of the system's profile how it writes them",
    "swapped_date": "a spreadsheet program seems to have taken days for months, so have the file "
    "sent as the system wrote it",
    "not_a_month": "days stand there, as when a spreadsheet program took Apr-16, April 2016, for "
    "16 April, so have months sent as YYYY-MM",
    "date_out_of_range": "its dates lie outside the years that are read, as a test file's do",
    "in_the_future": "its dates lie in the future, as planned days do, and another column may be "
    "meant",
    "wrong_order": "its dates contradict another date of the row, as when two headings are swapped",
    "not_allowed": "its codes are none that this system is known to use, and a new version of it "
    "may have new ones, which its profile can be told",
    "unclear_word": "the word there is a code, and stands for an empty cell in other columns, so "
    "have empty cells sent empty",
    "unknown_council": "no council area is known there, and it may hold towns, wards or another "
    "system's codes",
    "unknown_division": "no police division is known there, and another column may be meant",
    "unknown_organisation": "no organisation of the register is known there, so add it to the "
    "register, or say in the system's profile which one is meant",
    "not_a_number": "what stands there is no count in digits alone, as where a point stands for "
    "thousands, or another column may be meant",
    "damaged_number": "a spreadsheet program has shortened its numbers, so have the column "
    "formatted as text before the file is saved",
    "ragged": "rows have more or fewer cells than there are headings, as when the separator stands "
    "inside cells without quotation marks, or is another sign than among the headings, or as when "
    "cells are merged",
    "nil_return": "the file says that it has no records, and seems to be a nil return, of which "
    "nothing counts; if you expected rows, ask for which time and with which filter it was made",
    "repeated_key": "rows have the same identifier and say otherwise, as where a council's month "
    "comes in parts, or another column may be the identifier",
}
"""By the reason codes of data/columns.py; others are told as they are."""
SHAPES: Mapping[str, str] = {
    "a date with a time zone, as 2024-12-31T09:00Z": r"\d{4}-\d\d-\d\d[T ].*(Z|[+-]\d\d(:?\d\d)?)",
    "day/month/year": r"(1[3-9]|2\d|3[01])[/. -]\d{1,2}[/. -](\d{4}|\d\d).*",
    "month/day/year": r"\d{1,2}[/. -](1[3-9]|2\d|3[01])[/. -](\d{4}|\d\d).*",
    "a year alone": r"\d{4}",
    "a count of seconds or milliseconds, as computers keep": r"\d{9,10}|\d{12,13}",
    "a month in words that are not English": r"\d{1,2}\W+[[:alpha:]]{3,}\W+(\d{4}|\d\d)",
    "words": r"[^\d]+",
}
"""What dates that cannot be read look like to a regular expression; one that matches decides."""


def likely_cause(connection: Connection, rows: int, rejected: int, reasons: Reasons) -> list[str]:
    """The cause, where nearly all of a file's rows were rejected; nothing otherwise.

    rows: read, less exact repeats. Needs the tables of data/texts.py.
    """
    if not rejected or rejected < NEARLY_ALL * rows:
        return []
    every = "Every row was rejected"
    how_many = every if rejected == rows else f"{_share(rejected, rows)} of rows were rejected"
    found = [(n, column, reason) for column, told in reasons.items() for reason, n in told.items()]
    often = [each for each in found if each[0] >= NEARLY_ALL * rows]
    if len({column for _, column, _ in often}) >= MANY:
        names = ", ".join(dict.fromkeys(column for _, column, _ in often))
        return [
            f"{how_many}, for several columns at once ({names}): the headings may not "
            "stand above their own columns, or the file may come from another system."
        ]
    count, column, reason = max(found, key=lambda each: each[0])
    place = "as a whole" if column == WHOLE_ROW else f"for {column}"
    if count < NEARLY_ALL * rejected:
        count, reason = _anywhere(connection)
        places = [each for _, each, why in sorted(found, reverse=True) if why == reason]
        column, place = places[0], f"for {listed(places)}"
    if count < NEARLY_ALL * rejected:
        return [
            f"{how_many}, but not for one reason: the most frequent holds for "
            f"{_share(count, rows)} of all, so look at each of them."
        ]
    most = "" if count == rows else f", {_share(count, rows)} of all"
    cause = _dates(connection, column) if reason == "not_a_date" else CAUSES.get(reason)
    return [f"{how_many}{most} {place}: {cause or small(REASONS[reason]).rstrip('.')}."]


def _anywhere(connection: Connection) -> tuple[int, str]:
    """The most frequent reason whatever its column, as of several dates, and in how many rows."""
    (found,) = connection.execute("""
        SELECT count(DISTINCT row_number) AS rows, reason FROM rejected GROUP BY reason
        ORDER BY rows DESC, reason LIMIT 1""").fetchall()
    return found


def _dates(connection: Connection, column: str) -> str:
    """What the dates of the column look like."""
    said = "every date there is in a style that this system does not use"
    tests = ", ".join(
        f"coalesce(sum(rows) FILTER (regexp_full_match(trim(told), {quoted(shape)})), 0)"
        for shape in SHAPES.values()
    )
    (found,) = connection.execute(f"""
        SELECT sum(rows), {tests} FROM "told_{column}" JOIN "text_{column}" USING (text)
        WHERE reason = 'not_a_date'""").fetchall()
    every, *counts = found
    most, shape = max(zip(counts, SHAPES, strict=True))
    return f"{said}, and most look like {shape}" if most * 2 >= every else said


def _share(part: int, whole: int) -> str:
    return f"{100 * part // whole} %"
