"""How the dates of one column are read, once that is decided, as SQL."""

from dataclasses import dataclass

from data.codes import LAST_DAY, LONG_AGO
from data.dates import OTHER, First
from data.dates.strays import Strays
from data.dates.styles import (
    AN_HOUR_BEFORE,
    EXCEL,
    ISO,
    YEAR_FIRST,
    bare_sql,
    numbers,
    one_sql,
    tries_sql,
)

FORMATS: dict[First, str] = {"day": "%d/%m/%", "month": "%m/%d/%"}
_SHORT = "[0-9]{1,2}/([0-9]{1,2}|[A-Za-z]{3,9})/[0-9]{2}"
"""A date whose year has two digits, whether it is the first of the three or the last."""


@dataclass(frozen=True)
class Order:
    """How the dates of one column are read."""

    styles: tuple[str, ...]
    """What the system writes, tried first; "excel" for day numbers."""
    certain: tuple[str, ...] = ()
    """What is understood whoever sends it, tried last."""
    first: First | None = None
    """What comes first where a date is three numbers; None when that is not known."""
    two_digits: bool = False
    """Whether the year of a date that is three numbers may have two digits."""
    days: tuple[str, str] = (str(LONG_AGO), str(LAST_DAY))
    """The first and the last day that a date of the column may be, as ISO."""
    second: First | None = "month"
    """What comes after a year that is first; None when that is not known."""
    swapped: bool = False
    """Whether a program may have swapped day and month before the dates came here."""
    year_first: bool = False
    """Whether a year of two digits may be the first of the three."""
    hour_lost: bool = False
    """Whether 23:00 may be the midnight that follows, told in the time of another zone."""
    strays: Strays | None = None
    """Rows that are written otherwise than the column's other dates."""
    notes: tuple[str, ...] = ()


def date_sql(text: str, order: Order) -> str:
    """A SQL expression: the date that the text means in that order; NULL when none."""
    doubts = _doubts(text, order)
    if order.swapped:
        doubts.append(swapped_sql(text, order))
    read = read_sql(text, order)
    return f"CASE WHEN NOT ({' OR '.join(doubts)}) THEN {read} END" if doubts else read


def ambiguous_sql(text: str, order: Order) -> str:
    """A SQL predicate: the text could be one day or another; of one that is not read, why."""
    return f"({' OR '.join([either_sql(text, order), *_doubts(text, order)])})"


def swapped_sql(text: str, order: Order) -> str:
    """A SQL predicate: day and month may be swapped, and the text is then another day.

    A month in letters was not: no program takes one for a day.
    """
    if not order.swapped:
        return "false"
    found = [_turns_sql(text)]
    if order.first:
        found.append(either_sql(text, order))
    if EXCEL in order.styles:
        found.append(swapped_number_sql(text))
    return f"({' OR '.join(found)})"


def swapped_number_sql(text: str) -> str:
    """A SQL predicate: the text is a day number, and another one where day and month swap."""
    day = one_sql(text, EXCEL)
    return f"coalesce(day({day}) <= 12 AND day({day}) <> month({day}), false)"


def read_sql(text: str, order: Order) -> str:
    """A SQL expression: the date that the text is where nothing about the column is in doubt."""
    named = [each for each in order.styles if not numbers(each)]
    tries = [turned_sql(text)] if order.second == "day" else []
    tries.append(tries_sql(text, [*named, ISO]))
    if order.first:
        tries.append(numbers_sql(text, order.first, order))
    else:
        day, month = numbers_sql(text, "day", order), numbers_sql(text, "month", order)
        tries.append(f"CASE WHEN NOT {either_sql(text, order)} THEN coalesce({day}, {month}) END")
    if order.certain:
        tries.append(tries_sql(text, order.certain))
    return f"CAST(coalesce({', '.join(tries)}) AS DATE)"


def either_sql(text: str, order: Order) -> str:
    """A SQL predicate: the text is one day when read day first, and another month first.

    So is every date with a year of two digits where nothing tells what comes first: it may be that.
    """
    day, month = numbers_sql(text, "day", order), numbers_sql(text, "month", order)
    twice = f"coalesce({day} <> {month}, false)"
    lost = not (order.first or order.two_digits)
    return f"({twice} OR {twos_sql(text)})" if lost else twice


def numbers_sql(text: str, first: First, order: Order) -> str:
    """The date that a text of three numbers is in that order, whatever lies between them."""
    plain, year = _plain_sql(text), "([0-9]{4}|[0-9]{2})" if order.two_digits else "[0-9]{4}"
    read = f"try_strptime({plain}, '{FORMATS[first]}Y')"
    if order.two_digits:
        short = f"try_strptime({plain}, '{FORMATS[first]}y')"
        read = f"CASE WHEN {twos_sql(text)} THEN {short} ELSE {read} END"
    return f"CASE WHEN {_shape_sql(text, year)} THEN {read} END"


def only_sql(text: str, first: First, order: Order) -> str:
    """A SQL predicate: the text is a date of three numbers with that first, and not otherwise."""
    one, other = numbers_sql(text, first, order), numbers_sql(text, OTHER[first], order)
    return f"({one} IS NOT NULL AND {other} IS NULL)"


def twos_sql(text: str) -> str:
    """A SQL predicate: the text is three numbers, and all have one digit or two."""
    return _shape_sql(text, "[0-9]{2}")


def straight_sql(text: str) -> str:
    """A SQL expression: the date of a text that starts with a year of four digits."""
    return tries_sql(text, YEAR_FIRST)


def turned_sql(text: str) -> str:
    """The same, of one whose day comes before its month."""
    swapped = [each.translate(str.maketrans("md", "dm")) for each in YEAR_FIRST]
    return tries_sql(text, swapped)


def short_sql(text: str) -> str:
    """A SQL predicate: the text is a date whose year has two digits."""
    return f"regexp_full_match({_plain_sql(text)}, '{_SHORT}')"


def backward_sql(text: str) -> str:
    """A SQL expression: the date of a text whose year has two digits and is the first of three."""
    styles = ("%y/%m/%d", "%y/%b/%d", "%y/%B/%d")
    read = ", ".join(one_sql(_plain_sql(text), each) for each in styles)
    two = f"regexp_matches({text}, '^[0-9]{{2}}') AND {short_sql(text)}"
    return f"CASE WHEN {two} THEN coalesce({read}) END"


def within_sql(day: str, order: Order) -> str:
    """A SQL predicate: a day is one that a date of the column may be."""
    first, last = order.days
    return f"coalesce({day} BETWEEN DATE '{first}' AND DATE '{last}', false)"


def _doubts(text: str, order: Order) -> list[str]:
    """SQL predicates: each is why the text could be another day, though it can be read."""
    found = []
    if order.second is None:
        found.append(_turns_sql(text))
    if order.year_first:
        forward, backward = read_sql(text, order), backward_sql(text)
        differ = f"coalesce({forward} <> {backward}, false)"
        found.append(f"({within_sql(backward, order)} AND {differ})")
    if order.hour_lost:
        found.append(f"regexp_matches({text}, '{AN_HOUR_BEFORE}')")
    return found


def _turns_sql(text: str) -> str:
    return f"coalesce({straight_sql(text)} <> {turned_sql(text)}, false)"


def _plain_sql(text: str) -> str:
    return f"regexp_replace({bare_sql(text)}, '[. -]', '/', 'g')"


def _shape_sql(text: str, year: str) -> str:
    shapes = (f"[0-9]{{1,2}}{mark}[0-9]{{1,2}}{mark}{year}" for mark in ("/", "[.]", "-", " "))
    return f"regexp_full_match({bare_sql(text)}, '{'|'.join(shapes)}')"
