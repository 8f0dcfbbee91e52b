"""National Insurance numbers: two letters that are given out, six digits, A to D.

The letters: HM Revenue & Customs, National Insurance Manual NIM39110. QQ, of the examples on
forms, is never given out.
"""

from data.engine import quoted
from data.personal.kind import BETWEEN, LEFT, RIGHT, Kind

NEVER = ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
DIGITS = f"(?:{BETWEEN}?[0-9]{{2}}){{3}}{BETWEEN}?"
NUMBER = f"(?i){LEFT}([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]){DIGITS}[A-D]{RIGHT}"


def ni_number_sql(text: str) -> str:
    """A SQL predicate: the text expression holds a National Insurance number."""
    letters = f"list_transform(regexp_extract_all({text}, {quoted(NUMBER)}, 1), lambda l: upper(l))"
    never = ", ".join(map(quoted, NEVER))
    return f"len(list_filter({letters}, lambda l: l NOT IN ({never}))) > 0"


KIND = Kind("National Insurance number", f"[A-Za-z]{{2}}{DIGITS}[A-Da-d]", ni_number_sql)
