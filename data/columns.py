"""What each kind of column accepts, as SQL: the typed value, and why it cannot be had.

A text is the provider's with blanks as NULL and codes mapped (data/texts.py).
"""

from datetime import date

from data.codes import FIRST_DAY, LAST_DAY, LONG_AGO
from data.dates.order import Order, ambiguous_sql, date_sql, swapped_sql
from data.engine import quoted
from data.export import Column
from data.lookups import LISTS, NAMES_OF
from data.pseudonyms import is_hash_sql

REASONS = {
    "missing": "Nothing is given and the standard asks for it.",
    "not_a_reference": "Not an identifier: letters, digits and / _ . - only, at most 40, "
    "with at least one digit; not a date.",
    "not_an_edition": "Not the number of an edition, as 1.0, v2, rules-3 or a year.",
    "personal_data": "Holds what looks like a CHI or National Insurance number, an email address, "
    "a phone number, a postcode or a date of birth, which must never be sent.",
    "not_a_date": "Not a date in the style this system uses, nor as YYYY-MM-DD.",
    "ambiguous_date": "Could be two days, as 3/4/2024 is in March or in April, and the column does "
    "not tell which: dates sent as YYYY-MM-DD cannot be mistaken.",
    "swapped_date": "May have day and month swapped, as where a spreadsheet program has taken days "
    "for months: none of the column's dates is after the 12th of a month, or only texts are. "
    "If every date has the month in letters, as 4-Mar-2024, none can be swapped.",
    "not_a_month": "A day within a month, where a month is asked for: a spreadsheet program may "
    "have taken Apr-16, April 2016, for 16 April. A month's first or last day will do.",
    "date_out_of_range": "A date before April 2014, or after 2100. A document's own dates may "
    "be older, but not from before 2000.",
    "in_the_future": "A date after the day of loading, for something that has already happened.",
    "wrong_order": "A date that comes before, or after, another date of the row that it must not.",
    "not_allowed": "Not one of the codes that the standard allows, or that this system uses.",
    "unknown_council": "Not the code, name or known variant of a council area.",
    "unknown_division": "Not the code, name or letter of a police division.",
    "unknown_organisation": "Not the code, name or known variant of an organisation on the "
    "register.",
    "unclear_word": "A word that is a code in this column and stands for an empty cell in others "
    "of the same file, so that nobody can tell which it is.",
    "not_a_number": "Not a whole number of at most seven digits; 1.000 could be one or a thousand, "
    "and so could 1,000 in a file that has commas before decimals.",
    "negative": "A count below zero.",
    "part_exceeds_whole": "A part that is more than its whole.",
    "spreadsheet_error": "Holds an error of the spreadsheet program, such as #REF!, or a formula "
    "whose result was not saved with the file.",
    "shown_otherwise": "A cell of a spreadsheet whose number format shows something else than it "
    "holds, or nothing, so that nobody can tell which is meant.",
    "damaged_number": "A number that a program has worked on, as 1.23E+12, 123.0 or 0.3001: its "
    "digits are lost. Send references as text.",
    "too_long": "The cell holds more than a spreadsheet's cell can.",
    "ragged": "The row has too many or too few cells.",
    "not_a_data_row": "A total, a note or the headings again, among or under the rows of data.",
    "nil_return": "Says that there are no records, and no other row is there.",
    "repeated_key": "Another row of the same file has the same identifier and says otherwise, and "
    "nothing tells which is right, so none of them is taken.",
}
WHOLE_ROW = "row"
"""Stands where a column's name would when the reason is about the row: "ragged"."""

ERROR = (
    "(?i)#(REF!|N/A|VALUE!|DIV/0!|NAME[?]|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    "|UNKNOWN!|EXTERNAL!|PYTHON!|GETTING_DATA|NO RESULT!)|Err:[0-9]{3}"
)
"""What spreadsheet programs write where a formula has no result."""
SHOWN_OTHERWISE = "#SHOWN OTHERWISE!"
"""What stands in data/readers for a cell whose number format does not show what it holds."""
DAMAGED = r"[0-9]\.[0-9]+[eE][+-]?[0-9]+|[0-9][eE][+-][0-9]+|[0-9]+\.(0*|[0-9]{3,})"
"""How programs write a number for which they had no room, or had taken for a measure."""
DAMAGED_EDITION = r"[0-9]\.[0-9]+[eE][+-]?[0-9]+|[0-9][eE][+-][0-9]+|[0-9]+\.([0-9]{6,})?"
"""The same of a number of an edition, which is written 1.0 by people too."""
EDITION = (
    "((v|ver|version|ed|edition|rev|revision|issue|code|rules)[ ._-]?)?"
    "([0-9]{1,2}([.][0-9]{1,2}([.][0-9])?)?|20[0-9]{2}([-/][0-9]{2})?)"
)
"""No other word and few digits: no name and no date of birth is one, so it is kept as sent."""
REFERENCE = "([A-Za-z][A-Za-z/_.-]*)?[0-9][A-Za-z0-9/_.-]*"
USUAL_REFERENCE = "[A-Za-z][A-Za-z/_.-]*[0-9][A-Za-z0-9/_.-]*"
"""Starts with a letter, as nearly all do, and so is no date and no damaged number."""
LONGEST_REFERENCE = 40
MONTH = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
DATE = (
    "[0-9]{1,2}[/._-][0-9]{1,2}[/._-]([0-9]{2}|[0-9]{4})|[0-9]{4}([/._-][0-9]{1,2}){2}"
    f"|[0-9]{{1,2}}[/._-]{MONTH}([/._-]([0-9]{{2}}|[0-9]{{4}}))?"
)
"""A text that is nothing but a date, whether that day can be or not, is no reference.

A spreadsheet program makes 12-Mar of the reference MAR-12.
"""
UNKNOWN = {
    "council": "unknown_council",
    "division": "unknown_division",
    "organisation": "unknown_organisation",
}


def value_sql(column: Column, text: str, order: Order | None = None) -> str:
    """The typed value of a text expression; NULL when there is none or it cannot be had.

    Where the kind is looked up, the value is the column `code` of what is read. `order` is how the
    dates of the column are read; other kinds have none.
    """
    if order:
        day = date_sql(text, order)
        return f"CAST(date_trunc('month', {day}) AS DATE)" if column.kind == "month" else day
    if column.kind == "whole":
        plain = f"regexp_replace(replace({text}, ',', ''), '\\.0*$', '')"
        return f"CASE WHEN {_whole_sql(text)} THEN TRY_CAST({plain} AS BIGINT) END"
    return "code" if column.kind in NAMES_OF else text


def reason_sql(
    column: Column, text: str, value: str, today: str, order: Order | None = None
) -> str:
    """Why a cell cannot be accepted, whatever its row says; NULL when it can. Dates are ISO."""
    # A look at the first letter (# E e) spares most texts the pattern.
    error = f"ascii({text}) IN (35, 69, 101) AND regexp_full_match({text}, {quoted(ERROR)})"
    otherwise = (f"{text} = {quoted(SHOWN_OTHERWISE)}", "shown_otherwise")
    problems = [(error, "spreadsheet_error"), otherwise, *_problems(column, text, value, today)]
    if order:
        problems.insert(2, (f"{value} IS NULL AND {ambiguous_sql(text, order)}", "ambiguous_date"))
        problems.insert(2, (f"{value} IS NULL AND {swapped_sql(text, order)}", "swapped_date"))
    if order and column.kind == "month":
        day = date_sql(text, order)
        problems.append((f"{day} NOT IN ({value}, last_day({value}))", "not_a_month"))
    cases = " ".join(f"WHEN {problem} THEN {quoted(reason)}" for problem, reason in problems)
    return f"CASE WHEN {text} IS NULL THEN {missing_sql(column)} {cases} END"


def reference_sql(text: str) -> str:
    """A SQL predicate: the text expression has the form of a reference."""
    return (
        f"(length({text}) <= {LONGEST_REFERENCE} AND regexp_full_match({text}, '{REFERENCE}') "
        f"AND NOT (ascii({text}) <= ascii('9') AND regexp_full_match({text}, '{DATE}')))"
    )


def edition_sql(text: str) -> str:
    """A SQL predicate: the text expression is the number of an edition."""
    return f"regexp_full_match({text}, '{EDITION}', 'i')"


def _damaged_sql(text: str, damaged: str) -> str:
    return f"ascii({text}) BETWEEN 48 AND 57 AND regexp_full_match({text}, '{damaged}')"


def stored_sql(column: Column) -> str:
    """A SQL predicate: a reference or an edition has the form it is kept in; "" for other kinds."""
    if column.kind == "edition":
        return edition_sql(column.name)
    return is_hash_sql(column.name) if column.hashed else ""


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
            shape = f"NOT {reference_sql(text)}"
            return [(_damaged_sql(text, DAMAGED), "damaged_number"), (shape, "not_a_reference")]
        case "edition":
            shape = f"NOT {edition_sql(text)}"
            lost = _damaged_sql(text, DAMAGED_EDITION)
            return [(lost, "damaged_number"), (shape, "not_an_edition")]
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
    # No count here has more than seven digits; identifiers have. 1.000 is a thousand to some.
    digits = "[0-9]{1,7}|[0-9]{1,3},[0-9]{3}|[0-9](,[0-9]{3}){2}"
    whole = f"regexp_full_match({text}, '({digits})(\\.0*)?')"
    return f"({whole} AND NOT regexp_full_match({text}, '[1-9][0-9]{{0,2}}\\.000'))"


def sql_type(column: Column) -> str:
    """The type that a column is kept as."""
    if column.kind in LISTS:
        return "VARCHAR[]"
    return {"date": "DATE", "month": "DATE", "whole": "BIGINT"}.get(column.kind, "VARCHAR")
