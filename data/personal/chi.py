"""CHI numbers: a birth date as ddmmyy, three digits, and a check digit.

Check digit: 11 less the weighted sum of the nine digits before it modulo 11; 11 is written 0, and
10 is never given out (NHS Scotland, Community Health Index).
"""

from data.engine import quoted
from data.personal.kind import BETWEEN, Kind

WEIGHTS = range(10, 1, -1)
# Ten digits, or nine where a spreadsheet has dropped the first zero; SPLIT as people write it.
RUN = "[0-9]+"
SPLIT = (
    f"(?:^|[^0-9])([0-9]{{6}}{BETWEEN}{{1,3}}[0-9]{{4}}"
    f"|[0-9]{{2}}(?:{BETWEEN}[0-9]{{2}}){{2}}{BETWEEN}{{1,3}}[0-9]{{4}}"
    "|[0-9]{3}[ -][0-9]{3}[ -][0-9]{4})(?:$|[^0-9])"
)
_DAY_MONTH = "(?:[0-3][0-9]|(?:^|[^0-9])[1-9])(?:0[1-9]|1[0-2])"
MAYBE = (
    f"{_DAY_MONTH}[0-9]{{6}}|[0-9]{{2}}{BETWEEN}{{1,3}}[0-9]{{4}}"
    "|[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}"
)


def chi_sql(text: str) -> str:
    """A SQL predicate: a run of digits in the text expression is a CHI number."""
    runs = f"list_filter(regexp_extract_all({text}, '{RUN}'), lambda r: len(r) IN (9, 10))"
    split = (
        f"list_transform(regexp_extract_all({text}, {quoted(SPLIT)}, 1), "
        "lambda s: regexp_replace(s, '[^0-9]', '', 'g'))"
    )
    numbers = f"list_transform(list_concat({runs}, {split}), lambda n: lpad(n, 10, '0'))"
    terms = [
        f"{weight} * CAST(substr(d, {place}, 1) AS INTEGER)"
        for place, weight in enumerate(WEIGHTS, start=1)
    ]
    born = "try_strptime(substr(d, 1, 6), '%d%m%y') IS NOT NULL"
    # (weighted sum + check digit) divides by 11 exactly when the check digit is right.
    checked = f"({' + '.join(terms)} + CAST(substr(d, 10, 1) AS INTEGER)) % 11 = 0"
    return f"len(list_filter({numbers}, lambda d: {born} AND {checked})) > 0"


KIND = Kind("CHI number", MAYBE, chi_sql)
