"""Which heading of an unknown file means which column of the standard, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.draft.codes import share_of_codes
from data.draft.contents import FEW, Contents
from data.draft.direction import direction
from data.draft.heading_words import alike, known, names_nobody
from data.export import Column, Export, exports
from data.profile_check import GUESS

NAME_WEIGHT, CONTENT_WEIGHT = 0.6, 0.4
ENOUGH = 0.5
"""Score from which a heading may mean a column."""
ALIKE, FITTING, LEAD = 0.6, 0.9, 0.15
TELLING = ("council", "division", "organisation")
"""Kinds that are known by their texts, whatever the heading."""
BY_TEXTS_ALONE = 0.95
ORG = "organisation"
ENDS = ("from_org", "to_org")
"""Columns that hold the same texts, so that the heading must tell which of them is meant."""
POINTS = 0.75
"""How alike a heading is that points to one of them and to nothing else."""
PERSONAL = "personal"
NO_ORGANISATION = (PERSONAL, "council", "division", "date", "whole")
"""What no column of organisations holds, where the register knows few of its texts."""
UNREGISTERED = 0.3
"""What an organisation column scores by its heading where the register knows none of its texts."""
SURE = "sure"
SIGNS = 4
MOST_HINTS = 3


@dataclass(frozen=True)
class Match:
    """One heading taken to mean one column."""

    place: int
    """Of the heading in the file, from 0."""
    heading: str
    column: Column
    score: float
    sure: str
    """How sure, in words for a comment."""
    may_be_shown: bool
    """Whether the heading can be nobody's name."""


@dataclass(frozen=True)
class Matched:
    """An export type, and which headings mean which of its columns."""

    export: Export
    matches: tuple[Match, ...]

    @property
    def lacking(self) -> list[Column]:
        """Required columns that no heading means."""
        had = {each.column.name for each in self.matches}
        return [each for each in self.export.columns if each.required and each.name not in had]

    @property
    def score(self) -> float:
        """How well the export explains the file: required columns weigh double."""
        return sum(each.score * (1 + each.column.required) for each in self.matches) - 2 * len(
            self.lacking
        )


Scores = Mapping[tuple[int, str], float]
"""By place of the heading and name of the column."""


def match(headings: Sequence[str], contents: Mapping[int, Contents]) -> Matched:
    """The export type that explains the file best, with each heading and column used once."""
    found = [_match(export, headings, contents) for export in exports().values()]
    return max(found, key=lambda each: each.score)


def _match(export: Export, headings: Sequence[str], contents: Mapping[int, Contents]) -> Matched:
    scores: Scores = {
        (place, column.name): _score(headings[place], export, column, held)
        for place, held in contents.items()
        for column in export.columns
    }
    free, taken = set(contents), list[Match]()
    for place, name in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if scores[place, name] < ENOUGH or place not in free or _has(taken, name):
            continue
        free.discard(place)
        column, heading = export.column(name), headings[place]
        sure = _sure(heading, export, column, contents[place], _leads(scores, place, name))
        safe = known(heading, export, column) or names_nobody(heading)
        taken.append(Match(place, heading, column, scores[place, name], sure, safe))
    return Matched(export, tuple(sorted(taken, key=lambda each: each.place)))


def _has(taken: Sequence[Match], name: str) -> bool:
    return any(each.column.name == name for each in taken)


def _score(heading: str, export: Export, column: Column, held: Contents) -> float:
    name, fit = alike(heading, export, column), fits(export, column, held)
    towards = direction(heading) if column.name in ENDS else ""
    if towards and name < 1:
        name = max(name, POINTS) if towards == column.name else 0.0
        others = (held.shares[kind] for kind in NO_ORGANISATION)
        if towards != column.name or (fit < 0.3 and any(others)):
            return 0.0
        fit = max(fit, UNREGISTERED)
    if held.rows and fit < 0.3:
        # a known heading with strange texts is worth a look, any other is not
        return ENOUGH if name == 1 and fit > 0 else 0.0
    alone = column.kind in TELLING and fit >= BY_TEXTS_ALONE
    if name < 0.45:
        # of columns that it could be by its texts, one that every file must have comes first
        return ENOUGH + 0.1 * (name + column.required) if alone else 0.0
    return NAME_WEIGHT * name + CONTENT_WEIGHT * (fit if held.rows else 0.5)


def looks_like(export: Export, held: Contents, free: Sequence[Column]) -> str:
    """What a column that no heading explains holds, in words; nothing where that is not plain.

    free: the columns of the export that no other heading means.
    """
    if not held.rows or held.shares[PERSONAL]:
        return ""
    kinds = {each.kind for each in free}
    for kind, told in (("date", "dates"), ("council", "council areas"), (ORG, "organisations")):
        if kind in kinds and held.shares[kind] >= FITTING:
            names = [each.name for each in free if each.kind == kind]
            return f"holds {told}: {' or '.join(names)}, perhaps"
    coded = [each for each in free if each.allowed and held.distinct > 1]
    names = [e.name for e in coded if share_of_codes(export.name, e, held.texts) >= ENOUGH]
    told = " or ".join(names[:MOST_HINTS])
    return f"holds codes as of {told}, perhaps" if names else ""


def fits(export: Export, column: Column, held: Contents) -> float:
    """Share of the texts, from 0 to 1, that the column could take; of codes, a little for any."""
    if column.allowed:
        few = 0.4 if held.rows and held.distinct <= min(FEW, max(2, held.rows // 2)) else 0.0
        return max(share_of_codes(export.name, column, held.texts), few)
    if column.kind == "title":
        return 0.5
    if column.kind == "month":
        return max(held.shares["month"], held.shares["date"])
    if column.kind == "reference" and column.name == export.key[0]:
        return held.shares["reference"] * (held.distinct >= held.rows * 0.8)
    return held.shares[column.kind]


def _leads(scores: Scores, place: int, name: str) -> bool:
    """Whether no other column of the heading, and no other heading of the column, comes near."""
    rivals = [score for (at, other), score in scores.items() if (at == place) != (other == name)]
    return scores[place, name] - max(rivals, default=0.0) >= LEAD


def _sure(heading: str, export: Export, column: Column, held: Contents, leads: bool) -> str:
    signs = (
        known(heading, export, column),
        alike(heading, export, column) >= ALIKE or direction(heading) == column.name,
        held.rows > 0 and fits(export, column, held) >= FITTING,
        leads,
    )
    count = sum(signs)
    said = f"likely: {count} of {SIGNS} signs" if count > 1 else GUESS
    if all(signs[1:]) or (signs[0] and signs[2]):
        said = SURE
    return f"{said}{_on_register(column, fits(export, column, held))}"


def _on_register(column: Column, share: float) -> str:
    """How many rows name an organisation of the register, unless it is all of them."""
    if column.kind != ORG or share >= BY_TEXTS_ALONE:
        return ""
    return f"; {share:.0%} of its rows name an organisation on the register: add the others to it"
