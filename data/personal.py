"""Recognises who somebody is in the shape of a reference, a file's name or a reason.

Looked for anywhere in the text: a CHI number, a National Insurance number, a UK phone number, a
date written with separators. What cannot be told from a code by its shape is not: a name run
together with digits, as in a forename, surname and year, or a date written as eight digits.
"""

from contextlib import closing

from data.engine import build, quoted

WEIGHTS = range(10, 1, -1)
REASON_LENGTH = 300
_START, _END, _BETWEEN = "(^|[^0-9])", "($|[^0-9])", "[/_. -]"
_DAY, _MONTH = "(0?[1-9]|[12][0-9]|3[01])", "(0?[1-9]|1[0-2])"
_DAY_2, _MONTH_2 = "(0[1-9]|[12][0-9]|3[01])", "(0[1-9]|1[0-2])"
_YEAR = "(19|20)[0-9]{2}"
WHOLE_DATE = (
    "[0-9]{1,2}[/._-][0-9]{1,2}[/._-]([0-9]{2}|[0-9]{4})|[0-9]{4}[/._-][0-9]{1,2}[/._-][0-9]{1,2}"
)
"""Where a text is nothing but a date, it is one whether that day can be or not."""
DATES = (
    f"{_START}({_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}"
    f"|{_YEAR}{_BETWEEN}{_MONTH}{_BETWEEN}{_DAY}"
    f"|{_DAY_2}{_BETWEEN}{_MONTH_2}{_BETWEEN}[0-9]{{2}}){_END}"
)
NI_NUMBER = (
    f"(^|[^A-Za-z])[A-Za-z]{{2}}({_BETWEEN}?[0-9]{{2}}){{3}}{_BETWEEN}?[A-Da-d]($|[^A-Za-z0-9])"
)
# Eleven digits, or 44 and ten, from a mobile or area code on, in the groups people write.
PHONE = (
    f"{_START}(0|(00)?44{_BETWEEN}?)([1237][0-9]{{3}}{_BETWEEN}?[0-9]{{3}}{_BETWEEN}?[0-9]{{3}}"
    f"|[123][0-9]{{2}}{_BETWEEN}?[0-9]{{3}}{_BETWEEN}?[0-9]{{4}}"
    f"|2[0-9]{_BETWEEN}?[0-9]{{4}}{_BETWEEN}?[0-9]{{4}}){_END}"
)
# Ten digits, or nine where a spreadsheet has dropped the first zero; CHI_SPLIT as people write it.
CHI_RUN = "[0-9]+"
CHI_SPLIT = f"(?:^|[^0-9])([0-9]{{6}}{_BETWEEN}[0-9]{{4}})(?:$|[^0-9])"
CHI_MAYBE = f"[0-9]{{9}}|[0-9]{{6}}{_BETWEEN}[0-9]{{4}}"


def personal_sql(text: str) -> str:
    """A SQL predicate: the text expression holds what tells who somebody is."""
    found = f"{NI_NUMBER}|{PHONE}|{DATES}"
    return (
        f"(regexp_matches({text}, {quoted(found)}) "
        f"OR regexp_full_match({text}, {quoted(WHOLE_DATE)}) OR {chi_sql(text)})"
    )


def chi_sql(text: str) -> str:
    """A SQL predicate: a run of digits in the text expression is a CHI number.

    Ten digits: a birth date as ddmmyy, three digits, and a check digit (11 less the weighted sum
    of the nine before it modulo 11; 11 is written 0, 10 is never given out).
    """
    runs = f"list_filter(regexp_extract_all({text}, '{CHI_RUN}'), lambda r: len(r) IN (9, 10))"
    split = (
        f"list_transform(regexp_extract_all({text}, '{CHI_SPLIT}', 1), "
        "lambda s: regexp_replace(s, '[^0-9]', ''))"
    )
    numbers = f"list_transform(list_concat({runs}, {split}), lambda n: lpad(n, 10, '0'))"
    terms = [
        f"{weight} * CAST(substr(d, {place}, 1) AS INTEGER)"
        for place, weight in enumerate(WEIGHTS, start=1)
    ]
    born = "try_strptime(substr(d, 1, 6), '%d%m%y') IS NOT NULL"
    # (weighted sum + check digit) divides by 11 exactly when the check digit is right.
    checked = f"({' + '.join(terms)} + CAST(substr(d, 10, 1) AS INTEGER)) % 11 = 0"
    found = f"len(list_filter({numbers}, lambda d: {born} AND {checked})) > 0"
    # Most texts have no such run, and need no closer look.
    return f"CASE WHEN regexp_matches({text}, '{CHI_MAYBE}') THEN {found} ELSE false END"


def is_personal(text: str) -> bool:
    """Whether a short text of any kind (a file's name, a reason) tells who somebody is."""
    asked = f"SELECT {personal_sql('text')} FROM (SELECT CAST(? AS VARCHAR) AS text)"
    with closing(build()) as connection:
        ((found,),) = connection.execute(asked, [text]).fetchall()
    return bool(found)


def problem_with(reason: str) -> str:
    """Why a reason cannot be kept for the record, as a sentence; nothing when it can."""
    if not reason.strip():
        return "Give a reason."
    if len(reason) > REASON_LENGTH:
        return f"Give a reason in {REASON_LENGTH} characters or fewer."
    if is_personal(reason):
        return (
            "The reason holds what looks like a CHI or National Insurance number, a phone number "
            "or a date of birth: say it without."
        )
    return ""
