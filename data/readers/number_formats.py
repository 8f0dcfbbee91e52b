"""Numbers that are shown otherwise than they are kept: 0012 or HUB-0012 for 12, 100% for 1.

What a person sees is what the provider sent: such a reference joins with what other systems write.
Thousands, decimals, currencies and words behind a number change nothing of it.
"""

import re
from collections.abc import Callable
from itertools import takewhile

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<one>.)|[_*].|\[(?P<condition>[<>=])?[^\]]*\]'
    r"|(?P<general>General)|(?P<power>E[+-])|(?P<place>[0#?])|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
OTHERWISE = re.compile(
    r"\W*0\d.*"  # zeros in front
    r"|\D*[a-z]\D*\d.*"  # letters in front
    r"|\d+([/_-]\d+)+.*"  # marks between digits
    r"|\d(\.\d+)?E[+-]\d+",
    re.DOTALL | re.IGNORECASE,
)
SHORT, LONG = "1", "1" * 15
Shown = Callable[[str], str]
"""From a number as it is kept to what is shown, where that is not it; "" else."""


def as_shown(shown: str, number: str) -> str:
    """What is shown, where it is another text than the whole number that is kept; "" else."""
    told = shown.strip()
    return told if number.isdigit() and told != number and OTHERWISE.fullmatch(told) else ""


def shown_by(code: str) -> Shown | None:
    """What a number format of a workbook shows; None where numbers are shown as they are kept.

    Only its first section is looked at, which is that of numbers from nought up. One with a
    condition is not understood, and days are read by other means.
    """
    tokens = [*takewhile(lambda each: each["other"] != ";", TOKEN.finditer(code))]
    others = {each["other"] for each in tokens if each["other"]}
    if any(each["condition"] for each in tokens) or any(map(str.isalpha, others)):
        return None
    if "%" in others:
        return _as("{:.0%}")
    if any(each["power"] for each in tokens):
        return _as("{:.2E}")
    if others & {",", ".", "/", "@"}:
        return None
    shown = _laid_out([_part(each) for each in tokens])
    return shown if shown and (shown(SHORT) or shown(LONG)) else None


def _as(form: str) -> Shown:
    def shown(number: str) -> str:
        try:
            return form.format(float(number))
        except ValueError:  # a word in a cell that says it holds a number
            return ""

    return shown


def _part(token: re.Match[str]) -> tuple[str, bool]:
    """What a token shows, and whether it is a place for a digit."""
    place = token["place"] or ("#" if token["general"] else "")
    return place or token["quoted"] or token["one"] or token["other"] or "", bool(place)


def _laid_out(parts: list[tuple[str, bool]]) -> Shown | None:
    """Shows digits in their places, from the right; those without a place before the first."""
    places = "".join(text for text, is_place in parts if is_place)
    if not places:
        return None
    least = len(places) - places.find("0") if "0" in places else 0

    def shown(number: str) -> str:
        digits = number.zfill(least).rjust(len(places), "\0")
        before = len(digits) - len(places)
        each = iter([digits[: before + 1], *digits[before + 1 :]])
        told = "".join(next(each) if is_place else text for text, is_place in parts)
        return as_shown(told.replace("\0", ""), number)

    return shown
