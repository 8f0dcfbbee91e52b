"""Headings that nobody knows and that are near a known one: which of our columns they may be.

A person has to look: nothing is taken for a column by its likeness. No heading is told, only the
number of its column, since a heading may be somebody's name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from data.grammar import capital, listed
from data.profile import ProfileExport, plain, profiles
from data.recognise import Recognised
from data.refusal import RefusalError

LIKE = 0.85
"""How like a known heading, from 0 to 1: a slip or a spoilt letter, not another word."""
NUMBERED = re.compile(r"(.*?)[\s_.]*\(?[1-9]\)?\s*", re.DOTALL)
"""What programs make of a heading that is there twice: with a number at its end."""
LOST = "every row was taken without this column"
BY_A_PROGRAM = re.compile(r".*\w\.[1-9]", re.DOTALL)
"""With a point before it, as pandas and R write, and as nobody heads a second column."""


def near(found: Recognised) -> dict[str, int]:
    """Column that the file lacks to the number of its column, from 1, that may be it."""
    known = {column: list(_called(found.how, column)) for column in found.missing}
    scores = sorted(
        (-likeness, place, column)
        for place, heading in enumerate(found.undeclared, start=1)
        for column, likeness in _likenesses(plain(heading), known)
    )
    told: dict[str, int] = {}
    for _, place, column in scores:
        if column not in told and place not in told.values():
            told[column] = place
    return told


def copies(name: str, found: Recognised) -> dict[str, int]:
    """Column that the file has to the number of another one headed the same, but for a number.

    Raises RefusalError where a program has put it there, as for a heading that is there twice.
    """
    there = {plain(found.layout.headings[at]): column for column, at in found.columns.items()}
    told: dict[str, int] = {}
    for place, heading in enumerate(found.undeclared, start=1):
        numbered = NUMBERED.fullmatch(heading)
        column = there.get(plain(numbered[1])) if numbered else None
        if column and BY_A_PROGRAM.fullmatch(heading.strip()):
            raise RefusalError(
                f"{name} has more than once the column {column} of the standard: column {place} "
                "has the same heading, with the number that a program puts after one that it finds "
                "twice. Find out which is meant, remove the other and load it again."
            )
        if column:
            told.setdefault(column, place)
    return told


def look(near: Mapping[str, int], copies: Mapping[str, int]) -> list[str]:
    """What to look at, a sentence for each sort."""
    said = []
    if near:
        said.append(
            f"{capital(_pairs(near, 'may be'))}: a heading close to a known one stands there. "
            "Nothing was guessed, so all rows were taken without. If it is a slip, put it right in "
            "the file and load it again; if the system writes it so, add it to its profile."
        )
    if copies:
        said.append(
            f"{capital(_pairs(copies, 'looks like a copy of'))}, and was not read. If both hold "
            "the same, leave one out; if not, find out which is meant, and send that one alone."
        )
    return said


def to_mend(near: Mapping[str, int]) -> dict[str, dict[str, str]]:
    """By column, the cells of a feedback file's line."""
    return {
        column: {
            "What became of the row": LOST,
            "What is wrong": f"No heading of your file is this one, but that of column {place} is "
            "close to it.",
            "What to do": f"Check the heading of column {place}: if this one is meant, put it "
            "right and send the whole file again.",
        }
        for column, place in near.items()
    }


def _pairs(places: Mapping[str, int], verb: str) -> str:
    by_place = sorted(places.items(), key=lambda each: each[1])
    return listed([f"column {place} {verb} {column}" for column, place in by_place])


def _called(how: ProfileExport, column: str) -> Iterator[str]:
    """The column's own name, and every heading that a profile has for it, as plain words."""
    yield plain(column)
    for profile in profiles().values():
        if (other := profile.exports.get(how.export)) is not None:
            every = (*other.headings.items(), *other.aliases.items())
            yield from (plain(heading) for heading, each in every if each == column)


def _likenesses(heading: str, known: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, float]]:
    """Columns that a heading may be, and how like it is; most are ruled out at a glance."""
    likeness = SequenceMatcher(b=heading)
    for column, names in known.items() if heading else ():
        for name in dict.fromkeys(names):
            likeness.set_seq1(name)
            able = likeness.real_quick_ratio() >= LIKE and likeness.quick_ratio() >= LIKE
            if able and (found := likeness.ratio()) >= LIKE:
                yield column, found
