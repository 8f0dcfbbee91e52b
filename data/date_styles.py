"""Decides from a whole column in which style its dates are written, and says so.

03/04/2024 is a day in April or in March. What the system is known to write decides, unless enough
dates of the column say otherwise, as 03/25/2024 does, and none speaks for it: one mistyped cell
turns no column round. Where too few say so, dates contradict each other, or nothing decides, a date
that could be either is turned away, never guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from data.codes import FIRST_DAY, LAST_DAY
from data.engine import Connection, quoted
from data.export import Column

DAYS = ("date", "month")
"""Kinds of column that hold dates."""
EXCEL = "excel"
ISO = "%Y-%m-%d"
First = Literal["day", "month"]
FORMATS: dict[First, str] = {"day": "%d/%m/%", "month": "%m/%d/%"}
OTHER: dict[First, First] = {"day": "month", "month": "day"}
# A year of two digits is tried before one of four, which would take 24 for the year 24.
CERTAIN = (
    *("%d-%b-%y", "%d-%b-%Y", "%d %b %y", "%d %b %Y", "%d/%b/%Y", "%d %B %Y", "%d-%B-%Y"),
    *("%b %d, %Y", "%B %d, %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
)
"""Styles in which day and month cannot be mistaken: understood whoever sends them."""
NUMBERS = tuple(
    mark.join(order) + mark + year
    for order in (("%d", "%m"), ("%m", "%d"))
    for year in ("%Y", "%y")
    for mark in ("/", ".", "-", " ")
)
"""Styles in which a date is three numbers, the year last."""
CERTAIN_MONTHS = (
    *("%Y-%m", "%b-%y", "%b-%Y", "%b %y", "%b %Y", "%B-%Y", "%B %Y", "%m/%Y", "%m-%Y", "%Y/%m"),
    "%Y%m",
)
TIME = "[T ]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?[AaPp][Mm])?$"
"""A time of day after a date, which is read past. One in another time zone is not."""
SERIAL = "[0-9]{5}(\\.0*)?"
FEWEST_PROOFS, LEAST_SHARE = 3, 0.05
"""Rows, and their share of those that are three numbers, that overturn what a system declares."""
MOST_STRAYS = 0.01
"""Below this share of a column's proofs, those against the declared order are mistyped cells."""
_NUMBERS = re.compile("%([dm])([/. -])%([dm])\\2%([yY])")


@dataclass(frozen=True)
class Order:
    """How the dates of one column are read."""

    styles: tuple[str, ...]
    """What the system writes, tried first; "excel" for day numbers."""
    certain: tuple[str, ...]
    """What is understood whoever sends it, tried last."""
    first: First | None = None
    """What comes first where a date is three numbers; None when that is not known."""
    two_digits: bool = False
    """Whether the year of a date that is three numbers may have two digits."""
    notes: tuple[str, ...] = ()


def order_of(connection: Connection, column: Column, told: tuple[str, ...]) -> Order:
    """The order for `told_<column>`, from every text of it; told: the system's own styles."""
    certain = CERTAIN if column.kind == "date" else (*CERTAIN_MONTHS, *CERTAIN)
    order = Order(told, certain, _declared(told), any("%y" in each for each in told))
    every, serials, twos = _counted(connection, column, (_serial_sql("told"), _twos_sql("told")))
    if every and serials == every and EXCEL not in told and column.kind == "date":
        note = f"Dates in {column.name} are day numbers of a spreadsheet, and were read as such."
        return replace(order, styles=(*told, EXCEL), notes=(note,))
    if order.first and every and twos == every and not order.two_digits:
        note = f"Years in {column.name} have two digits, and were read as of this century."
        order = replace(order, two_digits=True, notes=(note,))
    return _decide(connection, column, order)


def _decide(connection: Connection, column: Column, order: Order) -> Order:
    day, month = _numbers_sql("told", "day", order), _numbers_sql("told", "month", order)
    asked = (
        f"{day} IS NOT NULL AND {month} IS NULL",
        f"{month} IS NOT NULL AND {day} IS NULL",
        either_sql("told", order),
        f"{date_sql('told', replace(order, certain=()))} IS NULL "
        f"AND {_tries_sql('told', order.certain)} IS NOT NULL",
    )
    _, days, months, either, others = _counted(connection, column, asked)
    first, note = _judged(column.name, order.first, {"day": days, "month": months}, either)
    found = [*order.notes, note] if note else [*order.notes]
    if others:
        found.append(
            f"Dates in {column.name} that were read though written in another style than usual for "
            f"this system, with no doubt about day and month: {others:,}."
        )
    return replace(order, first=first, notes=tuple(found))


def _judged(
    name: str, declared: First | None, proof: dict[First, int], either: int
) -> tuple[First | None, str]:
    """What comes first, and what to say of it; proof: rows that can be in one order only."""
    against = proof[OTHER[declared]] if declared else 0
    if declared and against and against < MOST_STRAYS * sum(proof.values()):
        return declared, (
            f"Dates in {name} were read as {declared} first, as this system writes them: "
            f"{against:,} that can only be {OTHER[declared]} first were turned away."
        )
    if all(proof.values()):
        return None, (
            f"Dates in {name} are written both day first ({proof['day']:,}) and month first "
            f"({proof['month']:,}): {either:,} that could be either were turned away. "
            "Send dates as YYYY-MM-DD."
        )
    proven: First | None = next((each for each, count in proof.items() if count), None)
    if declared and against and not _overturned(against, either):
        return None, (
            f"Dates in {name} should be {declared} first, but {against:,} can only be "
            f"{OTHER[declared]} first, too few to tell by: {either:,} that could be either were "
            "turned away. Send dates as YYYY-MM-DD."
        )
    if proven and proven != declared:
        return proven, (
            f"Dates in {name} were read as {proven} first: "
            f"{proof[proven]:,} of them cannot be {OTHER[proven]} first."
        )
    if not (proven or declared) and either:
        return None, (
            f"Dates in {name} could be day first or month first, and nothing tells which: "
            f"{either:,} were turned away. Send dates as YYYY-MM-DD."
        )
    return declared, ""


def _overturned(against: int, either: int) -> bool:
    return against >= max(FEWEST_PROOFS, LEAST_SHARE * (against + either))


def _counted(connection: Connection, column: Column, asked: Sequence[str]) -> list[int]:
    """Rows with any text, then rows for which each predicate over `told` holds."""
    sums = ", ".join(f"sum(rows) FILTER ({each})" for each in ("true", *asked))
    (found,) = connection.execute(
        f'SELECT {sums} FROM "told_{column.name}" WHERE told IS NOT NULL'
    ).fetchall()
    return [int(each or 0) for each in found]


def _declared(styles: Sequence[str]) -> First | None:
    """What comes first where a system writes three numbers; None when it never does, or varies."""
    orders = {match[1] for each in styles if (match := _numbers(each))}
    return {"d": "day", "m": "month"}[orders.pop()] if len(orders) == 1 else None  # type: ignore[return-value] # these are its two


def _numbers(style: str) -> re.Match[str] | None:
    return _NUMBERS.fullmatch(re.sub("[T ]%[HI].*", "", style))


def date_sql(text: str, order: Order) -> str:
    """A SQL expression: the date that the text means in that order; NULL when none."""
    named = [each for each in order.styles if not _numbers(each)]
    tries = [_tries_sql(text, [*named, ISO])]
    if order.first:
        tries.append(_numbers_sql(text, order.first, order))
    else:
        day, month = _numbers_sql(text, "day", order), _numbers_sql(text, "month", order)
        tries.append(f"CASE WHEN NOT {either_sql(text, order)} THEN coalesce({day}, {month}) END")
    if order.certain:
        # else %Y would take the 24 of 24/3/15, or of 15/3/24, for the year 24
        certain = _tries_sql(text, order.certain)
        tries.append(f"CASE WHEN NOT {_twos_sql(text)} THEN {certain} END")
    numbers = [each for each in order.styles if _numbers(each)]
    if numbers:
        # A year of two digits is then seen to be out of range.
        late = f"CASE WHEN NOT {_is_numbers_sql(text, order)} THEN {_tries_sql(text, numbers)} END"
        tries.append(late)
    return f"CAST(coalesce({', '.join(tries)}) AS DATE)"


def either_sql(text: str, order: Order) -> str:
    """A SQL predicate: the text is one day when read day first, and another month first.

    So is every date with a year of two digits where nothing tells what comes first: it may be that.
    """
    day, month = _numbers_sql(text, "day", order), _numbers_sql(text, "month", order)
    twice = f"coalesce({day} <> {month}, false)"
    lost = not (order.first or order.two_digits)
    return f"({twice} OR {_twos_sql(text)})" if lost else twice


def _numbers_sql(text: str, first: First, order: Order) -> str:
    """The date that a text of three numbers is in that order, whatever lies between them."""
    plain = f"regexp_replace({_bare_sql(text)}, '[. -]', '/', 'g')"
    read = f"try_strptime({plain}, '{FORMATS[first]}Y')"
    if order.two_digits:
        short = f"try_strptime({plain}, '{FORMATS[first]}y')"
        read = f"CASE WHEN {_twos_sql(text)} THEN {short} ELSE {read} END"
    return f"CASE WHEN {_is_numbers_sql(text, order)} THEN {read} END"


def _is_numbers_sql(text: str, order: Order) -> str:
    year = "([0-9]{4}|[0-9]{2})" if order.two_digits else "[0-9]{4}"
    return _shape_sql(text, year)


def _twos_sql(text: str) -> str:
    return _shape_sql(text, "[0-9]{2}")


def _shape_sql(text: str, year: str) -> str:
    shapes = (f"[0-9]{{1,2}}{mark}[0-9]{{1,2}}{mark}{year}" for mark in ("/", "[.]", "-", " "))
    return f"regexp_full_match({_bare_sql(text)}, '{'|'.join(shapes)}')"


def _serial_sql(text: str) -> str:
    day = one_sql(text, EXCEL)
    return f"coalesce({day} BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}', false)"


def _bare_sql(text: str) -> str:
    return f"regexp_replace({text}, '{TIME}', '')"


def _tries_sql(text: str, styles: Sequence[str]) -> str:
    return f"coalesce({', '.join(one_sql(text, each) for each in styles)}, NULL)"


def one_sql(text: str, style: str) -> str:
    """A SQL expression: the date that the text is in one style; NULL when it is none."""
    if style != EXCEL:
        timed = "%H" in style or "%I" in style
        read = f"try_strptime({text if timed else _bare_sql(text)}, {quoted(style)})"
        if not style.startswith("%Y"):
            return read
        # else %Y would take the 15 of 15-03-24, or the 24 of 24-03, for a year
        return f"CASE WHEN regexp_matches({text}, '^[0-9]{{4}}') THEN {read} END"
    # Day 1 is 1 January 1900 and the day 29 February 1900, which never was, is counted.
    day = f"DATE '1899-12-30' + CAST(left({text}, 5) AS INTEGER)"
    return f"CASE WHEN regexp_full_match({text}, '{SERIAL}') THEN {day} END"
