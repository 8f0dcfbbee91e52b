"""Dates of birth in free text and in references: a date by a word of birth, or one that is an age.

A date from before 2014 can hardly be a row's own day, since the data starts there; inside a text
or a reference it is taken for an age. Alone in its cell it may be when something was set up: there
only one of the last century is. A later date is a date of birth only beside a word that says so.
"""

from data.engine import quoted
from data.personal.kind import Kind

_B = "[/_. -]"
_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
_DAY_2, _MONTH_2 = "(?:0[1-9]|[12][0-9]|3[01])", "(?:0[1-9]|1[0-2])"
_NAME = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_NTH = f"{_DAY}(?:st|nd|rd|th)?"
_TIME = "(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\\.[0-9]*)?Z?)?"
AGES, LAST_CENTURY = "(?:19[1-9][0-9]|200[0-9]|201[0-3])", "19[1-9][0-9]"
SHORT, SHORT_AGE = "(?:3[1-9]|[4-9][0-9])", "(?:0[0-9]|1[0-3]|3[1-9]|[4-9][0-9])"
"""Two figures of a year: one told from a day and from this century, and one before 2014."""
ANY, ANY_SHORT = "(?:19|20)[0-9]{2}", "[0-9]{2}"
BIRTH = "(?:\\bd\\.? ?o\\.? ?b\\b|\\bdob|\\bborn\\b|birth)"


def _date(year: str, short: str, named: str) -> str:
    """A date in any style with separators, or with the name of its month.

    `short` and `named` are what a year of two figures may be, without a month's name and with it.
    """
    return (
        f"(?:{_DAY}{_B}{_MONTH}{_B}{year}|{_MONTH}{_B}{_DAY}{_B}{year}"
        f"|{year}{_B}{_MONTH}{_B}{_DAY}|{_DAY_2}{_B}{_MONTH_2}{_B}{short}"
        f"|\\b{_NTH}[ ./-]{{0,2}}(?:of )?{_NAME}[ .,/-]{{0,2}}(?:{year}|{named})\\b"
        f"|\\b{_NAME}[ ./-]{{1,2}}{_NTH}[ .,/-]{{1,2}}{year})"
    )


_EIGHT = f"(?:{_DAY_2}{_MONTH_2}(?:{ANY}|{ANY_SHORT})|{ANY}{_MONTH_2}{_DAY_2})"
_START = "(?:^|[^0-9/._-]|(?:^|[^0-9])[/._-])"
_END = "(?:$|[^0-9/._-]|[/._-](?:$|[^0-9]))"
"""Not inside a longer row of numbers, as in 2021-05-22/1937."""
_SOME = f"(?:{_date(ANY, ANY_SHORT, ANY_SHORT)}|{_DAY}{_B}{_MONTH}{_B}{ANY_SHORT}|{_EIGHT})"
BY_A_WORD = f"(?i)(?:{BIRTH}[^0-9]{{0,25}}{_SOME}|(?:^|[^0-9]){_SOME}[^0-9]{{0,12}}{BIRTH})"
AN_AGE = f"(?i){_START}{_date(AGES, SHORT, SHORT_AGE)}{_END}"
ALONE = f"(?i) *(?:{_date(ANY, ANY_SHORT, ANY_SHORT)}|{_DAY}{_B}{_MONTH}{_B}{ANY_SHORT}){_TIME} *"
OLD = f"(?i) *(?:{_date(LAST_CENTURY, SHORT, SHORT)}|{_DAY}{_B}{_MONTH}{_B}{SHORT}){_TIME} *"
ZERO = "1970-01-01|0?1[/.-]0?1[/.-]1970"
"""The day from which computers count, which stands for no day at all."""


def birth_date_sql(text: str) -> str:
    """A SQL predicate: the text expression holds a date of birth."""
    alone = f"regexp_full_match({text}, {quoted(ALONE)})"
    old = f"regexp_full_match({text}, {quoted(OLD)}) AND NOT regexp_matches({text}, {quoted(ZERO)})"
    return (
        f"CASE WHEN {alone} THEN {old} ELSE {by_word_sql(text)} "
        f"OR regexp_matches({text}, {quoted(AN_AGE)}) END"
    )


def by_word_sql(text: str) -> str:
    """A SQL predicate: the text expression holds a date beside a word of birth."""
    return f"regexp_matches({text}, {quoted(BY_A_WORD)})"


MAYBE = (
    f"[0-9]{_B}[0-9]{{1,2}}{_B}[0-9]{{2}}|[Bb][Oo][Rr][Nn]|[Bb][Ii][Rr][Tt][Hh]"
    "|[Dd]\\.? ?[Oo]\\.? ?[Bb]"
    "|[A-Za-z]{3}[ .,/-]{0,2}(?:[0-9]{1,2}[a-z]{0,2}[ .,/-]{1,2})?(?:19|20)[0-9]{2}"
    "|[0-9][a-z ./-]{0,7}[A-Za-z]{3,9}[ .,/-]{0,2}[0-9]{2}"
)
KIND = Kind("date of birth", MAYBE, birth_date_sql)
BY_WORD = Kind("date of birth", MAYBE, by_word_sql)
"""For rows that are about no person: what an agreement replaces may be from long ago."""
