"""Which section of a number format shows a cell: by its sign, by conditions, or as text.

Sections are separated by semicolons: of numbers above nought, below, nought, and texts; fewer stand
for more. A section may name the numbers it is for, as [>100]; what the rules of the format leave
open, or programs show as ####, is not guessed. ECMA-376 part 1, 18.8.31; Microsoft's "Review
guidelines for customizing a number format".
"""

import operator
import re
from collections.abc import Callable, Sequence

from data.readers.number_formats import TOKEN, Shown, by_section, is_day
from data.readers.tally import HELD, SHOWN_OTHERWISE

CONDITION = re.compile(r"\[\s*(<=|>=|<>|=|<|>)\s*(-?[0-9.]+)\s*\]")
SIGNS: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
MOST, OF_NUMBERS = 4, 3
"""Sections in all, and of numbers."""
TELLING_END = re.compile(r"[/_-]?\w", re.DOTALL)
"""How what is shown behind a text starts where it is part of it; words after a space are not."""
Section = Sequence[re.Match[str]]
Pick = Callable[[float], int | None]


def shown_by(code: str) -> Shown | None:
    """What a number format shows of a number; None where each is shown as it is kept."""
    if not code:
        return None
    sections, _ = _sections(code)
    ways = [by_section(each) for each in sections]
    days = [is_day(each) for each in sections]
    pick = _pick(sections)
    sure = not any(map(_condition, sections))
    if sure and not any(ways) and len({*days}) == 1:
        return None

    def shown(number: str) -> str:
        try:
            place = pick(float(number))
        except ValueError:  # a word in a cell that says it holds a number
            return ""
        # The reader takes every number for a day where the first section shows days.
        if place is None or days[place] != days[0]:
            return SHOWN_OTHERWISE
        way = ways[place]
        return way(number) if way else ""

    return shown


def text_shown_by(code: str) -> str:
    """What a number format shows of a text, with HELD in its place; "" where just the text."""
    _, section = _sections(code)
    if section is None or any(each["general"] for each in section):
        return ""
    told = "".join(
        HELD if each["other"] == "@" else each["quoted"] or each["one"] or each["other"] or ""
        for each in section
    )
    if HELD not in told:
        return SHOWN_OTHERWISE
    before, after = told.split(HELD, 1)
    start = before if any(map(str.isalnum, before)) else ""
    end = after if TELLING_END.match(after) else ""
    return f"{start.lstrip()}{HELD}{end.rstrip()}" if start or end else ""


def text_seen(shown: str, text: str) -> str:
    """What is shown of a text, where a document says both; "" where just the text."""
    told, kept = ("".join(each.split()) for each in (shown, text))
    if told == kept or not kept:
        return ""
    before, there, after = shown.strip().partition(text.strip())
    if not there:
        return SHOWN_OTHERWISE
    start = before if any(map(str.isalnum, before)) else ""
    end = after if TELLING_END.match(after) else ""
    return f"{start}{text.strip()}{end}" if start or end else ""


def _sections(code: str) -> tuple[Sequence[Section], Section | None]:
    """The sections of numbers, and that of texts; a format of texts alone is one of numbers too."""
    tokens = list(TOKEN.finditer(code))
    ends = [place for place, each in enumerate(tokens) if each["other"] == ";"]
    starts = [0, *(place + 1 for place in ends)]
    found = [tokens[start:end] for start, end in zip(starts, [*ends, None], strict=True)]
    of_text = len(found) == MOST or any(each["other"] == "@" for each in found[-1])
    text = found[-1] if of_text else None
    return (found[:-1] if of_text and len(found) > 1 else found), text


def _pick(sections: Sequence[Section]) -> Pick:
    """The place of the section that shows a number; None where the rules leave it open."""
    conditions = [_condition(each) for each in sections]
    if any(conditions):
        return _by_condition(conditions)
    last = len(sections) - 1

    def by_sign(value: float) -> int:
        if value == 0 and last >= OF_NUMBERS - 1:
            return 2
        return min(1, last) if value < 0 else 0

    return by_sign


def _by_condition(conditions: Sequence[Callable[[float], bool] | None]) -> Pick:
    """The first whose condition holds, else the only one without: of several, nobody can tell."""
    others = [place for place, each in enumerate(conditions) if each is None]
    rest = others[0] if others == [len(conditions) - 1] else None

    def by_condition(value: float) -> int | None:
        held = (place for place, each in enumerate(conditions) if each and each(value))
        return next(held, rest)

    return by_condition


def _condition(section: Section) -> Callable[[float], bool] | None:
    for each in section:
        if told := CONDITION.fullmatch(each[0]):
            holds, limit = SIGNS[told[1]], float(told[2])
            return lambda value: holds(value, limit)
    return None
