"""What each kind of column accepts, as SQL: the typed value, and why it cannot be had.

A text is the provider's with blanks as NULL and codes mapped (data/texts.py).
"""

from collections.abc import Sequence
from datetime import date

from data.codes import FIRST_DAY, LAST_DAY, LONG_AGO
from data.engine import quoted
from data.export import Column
from data.lookups import LISTS, NAMES_OF

REASONS = {
    "missing": "Nothing is given and the standard asks for it.",
    "not_a_reference": "Not an identifier: letters, digits and / _ . - only, at most 40, "
    "with at least one digit; not a date.",
    "personal_data": "Holds what looks like a CHI or National Insurance number, an email address, "
    "a phone number, a postcode or a date of birth, which must never be sent.",
    "not_a_date": "Not a date in the style this system uses, nor as YYYY-MM-DD.",
    "date_out_of_range": "A date before April 2014, or after 2100. A document's own dates may "
    "be older, but not from before 2000.",
    "in_the_future": "A date after the day of loading, for something that has already happened.",
    "wrong_order": "A date that comes before, or after, another date of the row that it must not.",
    "not_allowed": "Not one of the codes that the standard allows, or that this system uses.",
    "unknown_council": "Not the code, name or known variant of a council area.",
    "unknown_division": "Not the code, name or letter of a police division.",
    "unknown_organisation": "Not the code, name or known variant of an organisation on the "
    "register.",
    "not_a_number": "Not a whole number of at most seven digits.",
    "negative": "A count below zero.",
    "part_exceeds_whole": "A part that is more than its whole.",
    "ragged": "The row has too many or too few cells.",
    "repeated_key": "An earlier row of the same file has the same identifier and says otherwise.",
}
WHOLE_ROW = "row"
"""Stands where a column's name would when the reason is about the row: "ragged"."""

REFERENCE = "[A-Za-z0-9][A-Za-z0-9/_.-]{0,39}"
DATE = "[0-9]{1,2}[/._-][0-9]{1,2}[/._-]([0-9]{2}|[0-9]{4})|[0-9]{4}([/._-][0-9]{1,2}){2}"
"""A text that is nothing but a date, whether that day can be or not, is no reference."""
ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
EXCEL = "excel"
UNKNOWN = {
    "council": "unknown_council",
    "division": "unknown_division",
    "organisation": "unknown_organisation",
}


def value_sql(column: Column, text: str, dates: Sequence[str], months: Sequence[str]) -> str:
    """The typed value of a text expression; NULL when there is none or it cannot be had.

    Where the kind is looked up, the value is the column `code` of what is read.
    """
    if column.kind == "date":
        return _date_sql(text, dates)
    if column.kind == "month":
        return f"CAST(date_trunc('month', {_date_sql(text, (*months, '%Y-%m'))}) AS DATE)"
    if column.kind == "whole":
        plain = f"regexp_replace(replace({text}, ',', ''), '\\.0*$', '')"
        return f"CASE WHEN {_whole_sql(text)} THEN TRY_CAST({plain} AS BIGINT) END"
    return "code" if column.kind in NAMES_OF else text


def reason_sql(column: Column, text: str, value: str, today: str) -> str:
    """Why a cell cannot be accepted, whatever its row says; NULL when it can. Dates are ISO."""
    problems = _problems(column, text, value, today)
    cases = " ".join(f"WHEN {problem} THEN {quoted(reason)}" for problem, reason in problems)
    return f"CASE WHEN {text} IS NULL THEN {missing_sql(column)} {cases} END"


def reference_sql(text: str) -> str:
    """A SQL predicate: the text expression has the form of a reference."""
    return (
        f"(regexp_full_match({text}, '{REFERENCE}') AND regexp_matches({text}, '[0-9]') "
        f"AND NOT regexp_full_match({text}, '{DATE}'))"
    )


def missing_sql(column: Column) -> str:
    """The reason when nothing is given."""
    return "'missing'" if column.required else "NULL"


def across_sql(column: Column) -> str:
    """Why a cell that is good by itself does not go with the row's others; NULL when it does."""
    value, cases = f'"value_{column.name}"', []
    if column.not_after:
        cases.append(_beyond(value, ">", f'"value_{column.not_after}"'))
    if column.not_before:
        cases.append(_beyond(value, "<", f'"value_{column.not_before}"'))
    if column.part_of:
        exceeds = f'{value} > "value_{column.part_of}"'
        return f"CASE WHEN {exceeds} THEN 'part_exceeds_whole' END"
    return f"CASE WHEN {' OR '.join(cases)} THEN 'wrong_order' END" if cases else "NULL"


def _problems(column: Column, text: str, value: str, today: str) -> list[tuple[str, str]]:
    match column.kind:
        case "reference":
            return [(f"NOT {reference_sql(text)}", "not_a_reference")]
        case "date" | "month":
            return _date_problems(column, value, today)
        case "whole":
            negative = f"regexp_full_match({text}, '-[0-9]+(\\.[0-9]*)?')"
            return [(negative, "negative"), (f"{value} IS NULL", "not_a_number")]
        case "code" | "ordinal":
            allowed = ", ".join(quoted(code) for code in column.allowed)
            return [(f"{text} NOT IN ({allowed})", "not_allowed")]
        case _:
            return [(f"{value} IS NULL", UNKNOWN[NAMES_OF[column.kind]])]


def _date_problems(column: Column, value: str, today: str) -> list[tuple[str, str]]:
    found = [
        (f"{value} IS NULL", "not_a_date"),
        # try_strptime reads '1/3/24' with %Y as the year 24, without complaint
        (
            f"NOT {_in_range(value, LONG_AGO if column.long_ago else FIRST_DAY)}",
            "date_out_of_range",
        ),
    ]
    if column.not_future:
        found.append((f"{value} > DATE '{today}'", "in_the_future"))
    return found


def _in_range(value: str, first: date = LONG_AGO) -> str:
    return f"{value} BETWEEN DATE '{first}' AND DATE '{LAST_DAY}'"


def _beyond(value: str, sign: str, other: str) -> str:
    """Compares with the row's other date, unless that is itself out of range."""
    return f"({_in_range(other)} AND {value} {sign} {other})"


def _whole_sql(text: str) -> str:
    # No count here has more than seven digits; identifiers have.
    digits = "[0-9]{1,7}|[0-9]{1,3},[0-9]{3}|[0-9](,[0-9]{3}){2}"
    return f"regexp_full_match({text}, '({digits})(\\.0*)?')"


def _date_sql(text: str, styles: Sequence[str]) -> str:
    tries = [_one_style_sql(text, style) for style in (*styles, *ISO)]
    return f"CAST(coalesce({', '.join(tries)}) AS DATE)"


def _one_style_sql(text: str, style: str) -> str:
    if style != EXCEL:
        return f"try_strptime({text}, {quoted(style)})"
    # Day 1 is 1 January 1900 and the day 29 February 1900, which never was, is counted.
    day = f"DATE '1899-12-30' + CAST(left({text}, 5) AS INTEGER)"
    return f"CASE WHEN regexp_full_match({text}, '[0-9]{{5}}(\\.0*)?') THEN {day} END"


def sql_type(column: Column) -> str:
    """The type that a column is kept as."""
    if column.kind in LISTS:
        return "VARCHAR[]"
    return {"date": "DATE", "month": "DATE", "whole": "BIGINT"}.get(column.kind, "VARCHAR")
