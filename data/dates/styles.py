"""The styles in which dates are written, and how a text is read in one of them."""

import re
from collections.abc import Sequence

from data.dates.epoch import DAY_0, SERIAL
from data.engine import quoted

EXCEL = "excel"
"""The style of day numbers."""
ISO = "%Y-%m-%d"
CERTAIN = (
    *("%d-%b-%y", "%d-%b-%Y", "%d %b %y", "%d %b %Y", "%d/%b/%Y", "%d %B %Y", "%d-%B-%Y"),
    *("%b %d, %Y", "%B %d, %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
    *("%d%b%Y", "%b %d %Y", "%Y-%b-%d", "%A, %B %d, %Y", "%A, %d %B %Y", "%a %d %b %Y"),
)
"""Styles in which day and month cannot be mistaken: understood whoever sends them.

02JAN2024 is SAS's, Jan  2 2024 SQL Server's, Tuesday, January 2, 2024 the long date of Windows.
"""
NAMED = tuple(each for each in CERTAIN if "%b" in each.lower())
"""Those that have the month in letters."""
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
YEAR_FIRST = (ISO, "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")
"""Styles of three numbers, a year of four digits first; the day may yet come before the month."""


def _time(hour: str, minute: str = "[0-5][0-9]", parts: str = "[0-9]+") -> str:
    """A time of day after a date: 09:30, 9:30:00.000 or, as Oracle and DB2 write, 09.30.00.000000.

    SAS has a colon before it, DB2 a hyphen. parts: those of a second.
    """
    colons = f"([T ]+|:){hour}:{minute}(:{minute}([.,]{parts})?)?"
    dots = f"([T ]+|-){hour}[.]{minute}[.]{minute}([.]{parts})?"
    return f"({colons}|{dots})"


_HALF = " ?[AaPp][Mm]"
_ANY_HOUR = "([01]?[0-9]|2[0-3])"
TIME = f"{_time(_ANY_HOUR)}({_HALF})?$"
"""A time of day after a date, which is read past. One in another time zone is not."""
WHOLE_HOUR = f"{_time(_ANY_HOUR, '00', '0+')}({_HALF})?$"
MIDNIGHT = f"({_time('0?0', '00', '0+')}|{_time('12', '00', '0+')} ?[Aa][Mm])$"
HOURS_BEFORE = f"({_time('2[23]', '00', '0+')}|{_time('1[01]', '00', '0+')} ?[Pp][Mm])$"
"""22:00 and 23:00, as which clocks that are one or two hours behind tell midnight."""
_NUMBERS = re.compile("%([dm])([/. -])%([dm])\\2%([yY])")
_TOGETHER = re.compile("(%[Ymd])+")


def numbers(style: str) -> re.Match[str] | None:
    """Whether a style is three numbers, the year last; group 1 is d or m, whichever is first."""
    return _NUMBERS.fullmatch(re.sub("[T ]%[HI].*", "", style))


def bare_sql(text: str) -> str:
    """A SQL expression: the text without its time of day."""
    return f"regexp_replace({text}, '{TIME}', '')"


def tries_sql(text: str, styles: Sequence[str]) -> str:
    """A SQL expression: the date that the text is in the first style that fits; NULL when none."""
    return f"coalesce({', '.join(one_sql(text, each) for each in styles)}, NULL)"


def one_sql(text: str, style: str) -> str:
    """A SQL expression: the date that the text is in one style; NULL when it is none."""
    if style == EXCEL:
        day = f"DATE '{DAY_0}' + CAST(left({text}, 5) AS INTEGER)"
        return f"CASE WHEN regexp_full_match({text}, '{SERIAL}') THEN {day} END"
    timed = "%H" in style or "%I" in style
    bare = text if timed else bare_sql(text)
    read = f"try_strptime({bare}, {quoted(style)})"
    if "%Y" not in style:
        return read
    shown = f"regexp_matches({bare}, '{_four_digits(style)}')"
    if "%a" in style.lower():  # which is read past, and may be that of another day
        shown += f" AND starts_with(lower({bare}), lower(left(dayname({read}), 3)))"
    return f"CASE WHEN {shown} THEN {read} END"


def _four_digits(style: str) -> str:
    """What shows that all digits of a year are there: %Y would take the 24 of 15-Mar-24 for it."""
    if _TOGETHER.fullmatch(style):
        return f"^[0-9]{{{2 * style.count('%') + 2}}}$"  # else 2024112 would be 2 November
    return "^[0-9]{4}[^0-9]" if style.startswith("%Y") else "(^|[^0-9])[0-9]{4}([^0-9]|$)"
