"""Recognises personal data in the shape of a reference: a CHI number, or a date of birth."""

WEIGHTS = range(10, 1, -1)
DATES = (
    "[0-9]{1,2}[/._-][0-9]{1,2}[/._-]([0-9]{2}|[0-9]{4})|[0-9]{4}[/._-][0-9]{1,2}[/._-][0-9]{1,2}"
)


def personal_sql(text: str) -> str:
    """A SQL predicate: the text expression, meant as a reference, tells who somebody is."""
    # A date where a reference should be is taken for a date of birth, possible or not.
    either = f"{chi_sql(text)} OR regexp_full_match({text}, '{DATES}')"
    # Both start with a digit, or a CHI number with its name: most references need no closer look.
    start = f"ascii({text}) BETWEEN 48 AND 57 OR starts_with(lower({text}), 'chi')"
    return f"CASE WHEN {start} THEN {either} ELSE false END"


def chi_sql(text: str) -> str:
    """A SQL predicate: the text expression is a CHI number, alone or as one is often written.

    Ten digits: a birth date as ddmmyy, three digits, and a check digit (11 less the weighted sum
    of the nine before it modulo 11; 11 is written 0, 10 is never given out).
    """
    digits = f"regexp_replace({text}, '[^0-9]', '', 'g')"
    terms = [
        f"{weight} * CAST(substr({digits}, {place}, 1) AS INTEGER)"
        for place, weight in enumerate(WEIGHTS, start=1)
    ]
    written = f"regexp_full_match({text}, '(?i)(chi)?[/_.: -]*[0-9]{{6}}[/_. -]?[0-9]{{4}}')"
    born = f"try_strptime(substr({digits}, 1, 6), '%d%m%y') IS NOT NULL"
    # (weighted sum + check digit) divides by 11 exactly when the check digit is right.
    checked = f"({' + '.join(terms)} + CAST(substr({digits}, 10, 1) AS INTEGER)) % 11 = 0"
    return f"CASE WHEN {written} AND {born} THEN {checked} ELSE false END"
