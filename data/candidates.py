"""How well a file's headings fit each way that some system writes some export."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.export import exports
from data.profile import Profile, ProfileExport, plain, profiles
from data.readers import Layout


@dataclass(frozen=True)
class Candidate:
    """One way to read a file, and how many of the headings that it looks for are there."""

    layout: Layout
    profile: Profile
    how: ProfileExport
    telling: int
    """Of the headings to recognise it by, those that are there."""
    known: int
    """Of the columns that have a heading, those that are there."""
    required: int
    """Of the columns that the standard requires, those that are there or fixed."""
    unknown: int
    """Headings of the file that it does not know."""

    @property
    def name(self) -> str:
        """The system and the export, in words."""
        return f"{self.profile.title}, {self.how.export.replace('_', ' ')}"

    @property
    def option(self) -> str:
        """What to give to --profile."""
        return f"{self.profile.provider}:{self.how.export}"

    @property
    def fits(self) -> bool:
        """Whether every heading to recognise it by is there."""
        return self.telling == len(self.how.recognise)

    @property
    def score(self) -> tuple[float, float, int, int]:
        """Share of the telling headings, share of all, how many; fewest unknown ones last."""
        share = self.known / len(self.how.headings)
        return self.telling / len(self.how.recognise), share, self.known, -self.unknown

    @property
    def lacking(self) -> list[str]:
        """The headings to recognise it by, and of required columns, that are not there."""
        there = set(columns_of(self.layout, self.how))
        telling = [each for each in self.how.recognise if self.how.headings[each] not in there]
        required = [
            self.how.heading(column.name)
            for column in exports()[self.how.export].columns
            if column.required and column.name not in {*there, *self.how.fixed}
        ]
        return list(dict.fromkeys([*telling, *required]))


def columns_of(layout: Layout, how: ProfileExport) -> list[str]:
    """The columns of the standard that a file's headings mean, in the file's order."""
    return [column for column in how.meant(layout.headings) if column]


def candidates(layouts: Sequence[Layout]) -> list[Candidate]:
    """Every way to read the file, the best first; of ways that are alike, the file's first."""
    found = (
        _candidate(layout, profile, how)
        for layout in layouts
        for profile in profiles().values()
        for how in profile.exports.values()
    )
    return sorted(found, key=lambda each: each.score, reverse=True)


def _candidate(layout: Layout, profile: Profile, how: ProfileExport) -> Candidate:
    there = set(columns_of(layout, how))
    required = {each.name for each in exports()[how.export].columns if each.required}
    return Candidate(
        layout,
        profile,
        how,
        telling=sum(how.headings[each] in there for each in how.recognise),
        known=len(there),
        required=len(required & {*there, *how.fixed}),
        unknown=sum(bool(plain(each)) for each in layout.headings) - len(columns_of(layout, how)),
    )


def why(found: Candidate, others: Iterable[Candidate], *, asked: bool) -> str:
    """Why a file is read as it is, in a sentence; `asked` when somebody chose it."""
    headings = f"{found.known} of {len(found.how.headings)} headings of {found.name}"
    if asked:
        return f"Read as {found.name}, as was asked for: {found.known} of its headings are there."
    telling = f"All {len(found.how.recognise)} tell-tale headings and {headings}, are there"
    next_best = max((each for each in others if not same(each, found)), key=_known, default=None)
    if next_best is None or not next_best.known:
        return f"{telling}; no other system has any of them."
    return (
        f"{telling}; next best: {next_best.known} of {len(next_best.how.headings)} "
        f"of {next_best.name}."
    )


def same(one: Candidate, other: Candidate) -> bool:
    """Whether both are the same export of the same system."""
    return one.option == other.option


def _known(candidate: Candidate) -> int:
    return candidate.known
