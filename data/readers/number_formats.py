"""Numbers that are shown otherwise than they are kept: 0012 or HUB-0012 for 12, 100% for 1.

What a person sees is what the provider sent: such a reference joins with what other systems write.
Thousands, decimals, currencies and words behind a number change nothing of it. Where a format shows
a number as nothing or as a mark, or thousands of it, nobody can tell what is meant.
"""

import re
from collections.abc import Callable, Sequence

from data.readers.tally import SHOWN_OTHERWISE

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
DECIMALS = re.compile(r"[#,?]*0\.(0{1,3})([_ ;].*)?", re.DOTALL)
"""A format that shows so many decimals, and nothing else."""
SMALL = re.compile(r"\d{1,3}(\.\d+)?")
SHORT, LONG = "1", "1" * 15
Shown = Callable[[str], str]
"""From a number as it is kept to what is shown, where that is not it; "" else."""


def decimals_of(code: str) -> int:
    """How many decimals a number format shows; 0 where it shows none, or anything else."""
    found = DECIMALS.fullmatch(code)
    return len(found[1]) if found else 0


def with_decimals(number: str, decimals: int) -> str:
    """A small number as it is shown with so many decimals; "" where that is another, or it is."""
    if not SMALL.fullmatch(number):
        return ""
    told = f"{float(number):.{decimals}f}"
    return told if told != number and float(told) == float(number) else ""


def seen(shown: str, number: str) -> str:
    """The same where a document says what is shown, and where that is another number, or none."""
    told, digits = shown.strip(), "".join(filter(str.isdigit, shown))
    if as_shown(told, number) or not number.isdigit():
        return as_shown(told, number)
    if digits:
        return "" if re.fullmatch(f"{number}0*", digits) else SHOWN_OTHERWISE
    if any(map(str.isalpha, told)):
        return told
    return "" if told and int(number) == 0 else SHOWN_OTHERWISE


def as_shown(shown: str, number: str) -> str:
    """What is shown, where it is another text than the whole number that is kept; "" else."""
    told = shown.strip()
    return told if number.isdigit() and told != number and OTHERWISE.fullmatch(told) else ""


def by_section(tokens: Sequence[re.Match[str]]) -> Shown | None:
    """What one section of a number format shows; None where numbers are shown as they are kept.

    Days are read by other means.
    """
    others = {each["other"] for each in tokens if each["other"]}
    if is_day(tokens):
        return None
    if "%" in others:
        return _as("{:.0%}")
    if any(each["power"] for each in tokens):
        return _as("{:.2E}")
    if not any(each["place"] or each["general"] for each in tokens):
        return _in_words(tokens)
    places = "".join(each["place"] or each["other"] or "" for each in tokens)
    if re.search(r",(\.|$)", places):
        return _but_nought
    if not literal(tokens).strip(",") and re.fullmatch("[#?,]+", places):
        return _nought_hidden
    if others & {",", ".", "/", "@"}:
        return None
    shown = _laid_out([_part(each) for each in tokens])
    return shown if shown(SHORT) or shown(LONG) else None


def is_day(tokens: Sequence[re.Match[str]]) -> bool:
    """Whether a section shows a day or a time."""
    return any((each["other"] or "").isalpha() for each in tokens)


def _in_words(tokens: Sequence[re.Match[str]]) -> Shown | None:
    """What a section without a place for digits shows: words, a mark, or nothing."""
    if any(each["other"] == "@" for each in tokens):
        # Programs differ on what a number becomes in a format of texts, but for the plain one.
        return (lambda _: SHOWN_OTHERWISE) if literal(tokens) else None
    told = literal(tokens)
    if any(map(str.isalnum, told)):
        return lambda _: told
    return _but_nought if told else lambda _: SHOWN_OTHERWISE


def _but_nought(number: str) -> str:
    """A dash stands for 0, and 0 thousands are 0; of another number the digits are not shown."""
    return SHOWN_OTHERWISE if number.strip("0.") else ""


def _nought_hidden(number: str) -> str:
    """Where no place must have a digit, 0 has none."""
    return "" if number.strip("0.") else SHOWN_OTHERWISE


def literal(tokens: Sequence[re.Match[str]]) -> str:
    """What a section shows whatever the cell holds, without space around it."""
    told = (each["quoted"] or each["one"] or each["other"] or "" for each in tokens)
    return "".join(told).replace("@", "").strip()


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


def _laid_out(parts: list[tuple[str, bool]]) -> Shown:
    """Shows digits in their places, from the right; those without a place before the first."""
    places = "".join(text for text, is_place in parts if is_place)
    least = len(places) - places.find("0") if "0" in places else 0

    def shown(number: str) -> str:
        digits = number.zfill(least).rjust(len(places), "\0")
        before = len(digits) - len(places)
        each = iter([digits[: before + 1], *digits[before + 1 :]])
        told = "".join(next(each) if is_place else text for text, is_place in parts)
        return as_shown(told.replace("\0", ""), number)

    return shown
