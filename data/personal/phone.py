"""UK phone numbers of people: mobiles, 01 and 02, in the groups in which people write them.

03, 08 and 09 are numbers of organisations and services, and no hit.
"""

from data.engine import quoted
from data.personal.kind import Kind

_S = "[ ._/-]"
_AREA_END = f"\\)?{_S}{{0,3}}"
_ONE, _TWO = f"{_S}{{0,1}}", f"{_S}{{0,2}}"
_PAIRS = f"[0-9]{{2}}{_S}[0-9]{{2}}{_S}[0-9]{{2}}"
_GROUPS = (
    f"[0-9]{{3}}{_TWO}[0-9]{{4}}|[0-9]{{4}}{_ONE}[0-9]{{3}}",  # after three figures
    f"[0-9]{{3}}{_TWO}[0-9]{{3}}|{_PAIRS}",
    f"[0-9]{{4}}{_TWO}[0-9]{{4}}|[0-9]{{3}}{_S}[0-9]{{2}}{_S}[0-9]{{3}}",  # after two
)
NUMBER = (
    f"(?:7[0-9]{{2}}|1[1-9][0-9]|2[03489][0-9]){_AREA_END}(?:{_GROUPS[0]})"
    f"|(?:7[0-9]{{3}}|1[1-9][0-9]{{2}}){_AREA_END}(?:{_GROUPS[1]})"
    f"|(?:7[0-9]|2[03489]){_AREA_END}(?:{_GROUPS[2]})"
    f"|1[1-9][0-9]{{3}}\\)?{_S}{{1,2}}[0-9]{{5}}"
)
SHORT = "1[1-9][0-9]{2}\\)? {1,2}[0-9]{5}"
"""Some areas still have five figures after the area code, told from a code by the space."""
TRUNK = f"(?:\\(?0{_ONE}|\\(?(?:\\+|00)?44\\)?{_TWO}(?:\\(0\\){_ONE}|[(]?0?))\\(?"
PHONE = f"(?:^|[^0-9])(?:{TRUNK}(?:{NUMBER})|\\(?0{SHORT})(?:$|[^0-9])"


def phone_sql(text: str) -> str:
    """A SQL predicate: the text expression holds a UK phone number."""
    return f"regexp_matches({text}, {quoted(PHONE)})"


KIND = Kind("phone number", f"[0-9]{{11}}|[0-9]{{2}}(?:[)]|{_S}){_S}{{0,3}}[0-9]", phone_sql)
