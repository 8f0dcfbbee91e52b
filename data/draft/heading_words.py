"""How alike a heading is to what known systems call a column of the standard."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from data.export import Column, Export
from data.headings import NEW_WORD, shown
from data.profile import plain, profiles

SAME = {
    **dict.fromkeys(("dt", "on", "day"), "date"),
    **dict.fromkeys(("no", "num", "nbr", "id", "ref", "reference", "identifier"), "number"),
    **dict.fromkeys(("la", "authority", "area", "gss", "local"), "council"),
    **dict.fromkeys(("org", "agency", "service", "organization", "partner"), "organisation"),
    **dict.fromkeys(("recd", "received", "receipt"), "received"),
    **dict.fromkeys(("referral", "referred", "refer"), "referral"),
    **dict.fromkeys(("basis", "legal", "lawful"), "basis"),
    **dict.fromkeys(("agreement", "isa", "protocol"), "agreement"),
    **dict.fromkeys(("due", "by"), "due"),
    **dict.fromkeys(("to", "with", "recipient"), "to"),
    **dict.fromkeys(("from", "source", "referrer", "by_whom"), "from"),
    **dict.fromkeys(("purpose", "reason"), "purpose"),
    **dict.fromkeys(("grading", "level", "rating"), "level"),
}
"""Words that stand for one another in headings."""
EMPTY = ("the", "of", "code", "a", "is", "was", "recorded", "noted", "name")


def alike(heading: str, export: Export, column: Column) -> float:
    """From 0 to 1: 1 when a known system calls the column so, words and spelling otherwise."""
    if known(heading, export, column):
        return 1.0
    return max(_alike(_words(heading), _words(each)) for each in called(export, column))


def known(heading: str, export: Export, column: Column) -> bool:
    """Whether some system, or the standard, has this heading for the column."""
    return plain(_parted(heading)) in _folded(called(export, column))


@cache
def _folded(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(_parted(each)) for each in headings)


def names_nobody(heading: str) -> bool:
    """Whether each word of a heading is one that headings have, abbreviated or not."""
    words = " ".join(SAME.get(word, word) for word in plain(_parted(heading)).split())
    return shown([heading]) == [heading.strip()] or shown([words]) == [words]


@cache
def _called(export: str, column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_headings(export, column)))


def called(export: Export, column: Column) -> tuple[str, ...]:
    """The column's own name, and every heading that a profile has for it."""
    return _called(export.name, column.name)


def _headings(export: str, column: str) -> Iterator[str]:
    yield column
    for profile in profiles().values():
        if how := profile.exports.get(export):
            told = (*how.headings.items(), *how.aliases.items())
            yield from (heading for heading, each in told if each == column)


@cache
def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    shared = len({*one} & {*other}) / len({*one, *other})
    spelled = SequenceMatcher(None, " ".join(one), " ".join(other)).ratio()
    return min(0.95, 0.6 * shared + 0.4 * spelled)


@cache
def _words(heading: str) -> tuple[str, ...]:
    """The words that tell, each as the one of its group, in order of the alphabet."""
    words = plain(_parted(heading)).split()
    told = [SAME.get(word, word.removesuffix("s")) for word in words if word not in EMPTY]
    return tuple(sorted(dict.fromkeys(told)))


def _parted(heading: str) -> str:
    """AnyHeading and AnyHeading as two words."""
    return re.sub(r"\s+", " ", NEW_WORD.sub(" ", heading)).strip()
