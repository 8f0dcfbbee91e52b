"""Finds which system's export a file is, from its headings alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.export import exports
from data.profile import Profile, ProfileExport, profiles
from data.readers import Layout
from data.refusal import RefusalError


@dataclass(frozen=True)
class Recognised:
    """A file's layout, and the profile that knows it."""

    layout: Layout
    profile: Profile
    how: ProfileExport

    @property
    def columns(self) -> Mapping[str, int]:
        """Column of the standard to its position in the file, free text left out."""
        kept = {column.name for column in exports()[self.how.export].kept}
        return {name: place for name, place in self._places().items() if name in kept}

    @property
    def dropped(self) -> list[str]:
        """The file's headings by position; empty where the standard has a column for it."""
        declared = set(self._places().values())
        return [
            "" if place in declared else heading or " "
            for place, heading in enumerate(self.layout.headings)
        ]

    @property
    def missing(self) -> list[str]:
        """Columns of the standard that the file has not and the profile does not fix."""
        had = {*self._places(), *self.how.fixed}
        return [each.name for each in exports()[self.how.export].columns if each.name not in had]

    def _places(self) -> dict[str, int]:
        columns = {plain(heading): column for heading, column in self.how.headings.items()}
        found = enumerate(map(plain, self.layout.headings))
        return {columns[heading]: place for place, heading in found if heading in columns}


def recognise(name: str, layouts: Sequence[Layout]) -> Recognised:
    """The one profile and layout that the file fits. Raises RefusalError for none, or several."""
    fits = [
        Recognised(layout, profile, how)
        for layout in layouts
        for profile in profiles().values()
        for how in profile.exports.values()
        if _fits(layout, how)
    ]
    if not fits:
        raise RefusalError(
            f"{name} is not an export that any profile knows: check that its first row is the "
            "headings as the system writes them, or use a template from the data standard page."
        )
    if len(fits) > 1:
        known = " and ".join(sorted({f"{each.profile.title}, {each.how.export}" for each in fits}))
        raise RefusalError(
            f"{name} could be more than one export ({known}): send one export in one file."
        )
    _check_headings(name, fits[0])
    return fits[0]


def plain(heading: str) -> str:
    """A heading without case or extra spaces."""
    return " ".join(heading.split()).casefold()


def _fits(layout: Layout, how: ProfileExport) -> bool:
    return {plain(heading) for heading in how.recognise} <= set(map(plain, layout.headings))


def _check_headings(name: str, found: Recognised) -> None:
    """Every declared heading once at most, and every required column there."""
    headings = list(map(plain, found.layout.headings))
    twice = [each for each in found.how.headings if headings.count(plain(each)) > 1]
    if twice:
        raise RefusalError(
            f'{name} has the heading "{twice[0]}" more than once: remove one and load it again.'
        )
    required = {each.name for each in exports()[found.how.export].columns if each.required}
    lacking = [column for column in found.missing if column in required]
    if lacking:
        heading = next(each for each, to in found.how.headings.items() if to == lacking[0])
        raise RefusalError(
            f'{name} has no heading "{heading}", which {found.profile.title} exports must have '
            f"(column {lacking[0]} of the standard): export it again with that column."
        )
    if found.layout.encoding == "cp1252" and found.profile.encoding != "cp1252":
        raise RefusalError(
            f"{name} is not UTF-8, which {found.profile.title} exports are expected to be: "
            "save it as CSV (UTF-8) and load it again."
        )
