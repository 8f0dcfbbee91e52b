"""Finds which system's export a file is, from its headings alone, and says why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.candidates import Candidate, candidates, same, why
from data.export import exports
from data.profile import Profile, ProfileExport, plain, profiles
from data.readers import Layout
from data.refusal import RefusalError
from data.unread import check_unread

MARKED = re.compile("['\u2018-\u201f`\u00b4].*['\u2018-\u201f`\u00b4]")
"""In quotation marks that quote nothing in CSV."""
LEAD = 2
"""Headings by which one export must be ahead of the next that fits; less is a tie."""


@dataclass(frozen=True)
class Recognised:
    """A file's layout, and the profile that knows it."""

    layout: Layout
    profile: Profile
    how: ProfileExport
    why: str = ""
    """Why it was taken for this, as a sentence."""

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
    def undeclared(self) -> list[str]:
        """Of `dropped`, the headings that the profile does not know."""
        return [
            "" if place in self.doubled else heading for place, heading in enumerate(self.dropped)
        ]

    @property
    def doubled(self) -> Mapping[int, str]:
        """Positions of headings that stand for a column whose own heading is there as well."""
        others = {plain(each): column for each, column in self.how.aliases.items()}
        meant = self.how.meant(self.layout.headings)
        told = enumerate(map(plain, self.layout.headings))
        return {place: others[each] for place, each in told if each in others and not meant[place]}

    @property
    def missing(self) -> list[str]:
        """Columns of the standard that the file has not and the profile does not fix."""
        had = {*self._places(), *self.how.fixed}
        return [each.name for each in exports()[self.how.export].columns if each.name not in had]

    def _places(self) -> dict[str, int]:
        meant = self.how.meant(self.layout.headings)
        return {column: place for place, column in enumerate(meant) if column}


def recognise(name: str, layouts: Sequence[Layout], chosen: str = "") -> Recognised:
    """The one profile and layout that the file fits best.

    chosen: PROVIDER or PROVIDER:EXPORT to read it as, whatever the headings tell. Raises
    RefusalError when nothing fits, several do, or what was chosen cannot be.
    """
    ranked = candidates(layouts)
    pool = _asked(name, ranked, chosen) if chosen else [each for each in ranked if each.fits]
    if not pool:
        raise RefusalError(_nothing_fits(name, ranked))
    pool = [each for each in pool if not each.layout.bare] or pool
    _check_alone(name, pool, chosen=bool(chosen))
    best = pool[0]
    found = Recognised(best.layout, best.profile, best.how, why(best, ranked, asked=bool(chosen)))
    _check_headings(name, found)
    _check_marks(name, found)
    check_unread(name, best, ranked, chosen=bool(chosen))
    return found


def check_chosen(chosen: str) -> str:
    """What is wrong with a choice of profile, as a sentence; nothing when there is such a one."""
    provider, _, export = chosen.partition(":")
    known = profiles()
    if provider not in known:
        return f"There is no profile of that name; there are {', '.join(known)}."
    if export and export not in known[provider].exports:
        sends = ", ".join(known[provider].exports)
        return f"{known[provider].title} sends no such export; it sends {sends}."
    return ""


def _asked(name: str, ranked: Sequence[Candidate], chosen: str) -> list[Candidate]:
    """The candidates that a choice leaves and that can be read. Raises RefusalError for none."""
    if problem := check_chosen(chosen):
        raise RefusalError(f"{name} was not read: {problem}")
    asked = [each for each in ranked if chosen in (each.profile.provider, each.option)]
    able = [each for each in asked if not _required_lacking(each)]
    if not able:
        best = max(asked, key=lambda each: (each.required, each.known))
        raise RefusalError(
            f"{name} cannot be read as {best.name}: it has no heading "
            f"{_listed(_required_lacking(best))}. Choose another system, or send it with that."
        )
    return able


def _required_lacking(candidate: Candidate) -> list[str]:
    export = exports()[candidate.how.export]
    required = {each.name for each in export.columns if each.required}
    return [each for each in candidate.lacking if candidate.how.headings[each] in required]


def _nothing_fits(name: str, ranked: Sequence[Candidate]) -> str:
    """Says which export comes nearest and what it lacks: headings of ours, never the file's."""
    nearest = next((each for each in ranked if each.known), None)
    said = f"{name} is not an export that any profile knows"
    ways = (
        "Draft a profile for this system (python -m data profile FILE --save NAME), or check that "
        "its first row is the headings as the system writes them, or use a template from the data "
        "standard page."
    )
    if nearest is None:
        return f"{said}. {ways}"
    return (
        f"{said}. The nearest is {nearest.name}: {nearest.known} of its "
        f"{len(nearest.how.headings)} headings are there, but not {_listed(nearest.lacking)}. "
        f"{ways}"
    )


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(f'"{each}"' for each in headings)


def _check_alone(name: str, pool: Sequence[Candidate], *, chosen: bool) -> None:
    """One sheet, and one export well ahead of the others. Raises RefusalError otherwise."""
    best = pool[0]
    rivals = [each for each in pool[1:] if each.layout.sheet != best.layout.sheet]
    if not chosen:
        close = (each for each in pool[1:] if best.known - each.known < LEAD)
        rivals += [each for each in close if not same(each, best)]
    if not rivals:
        return
    if all(same(each, best) for each in rivals):
        raise RefusalError(
            f"{name} has more than one sheet that is {best.name}: send each in a file of its own."
        )
    known = " and ".join(sorted({each.name for each in (best, *rivals)}))
    options = " or ".join(sorted({f"--profile {each.option}" for each in (best, *rivals)}))
    raise RefusalError(
        f"{name} could be more than one export ({known}): send one export in one file, or say "
        f"which it is: {options}"
    )


def _check_marks(name: str, found: Recognised) -> None:
    """CSV knows one kind of quotation mark. Raises RefusalError where others are around cells."""
    if all(MARKED.fullmatch(each) for each in found.layout.headings if each):
        raise RefusalError(
            f"{name} has single or typographic quotation marks around its cells: export it again "
            "with straight double quotation marks, or with none."
        )


def _check_headings(name: str, found: Recognised) -> None:
    """Every declared column once at most, and every required column there."""
    there = [column for column in found.how.meant(found.layout.headings) if column]
    twice = next((each for each in there if there.count(each) > 1), None)
    if twice:
        headings = set(map(plain, found.layout.headings))
        known = {**found.how.headings, **found.how.aliases}.items()
        told = [each for each, to in known if to == twice and plain(each) in headings]
        raise RefusalError(
            f"{name} has more than once the column {twice} of the standard ({_listed(told)}): "
            "remove one and load it again."
        )
    required = {each.name for each in exports()[found.how.export].columns if each.required}
    lacking = [column for column in found.missing if column in required]
    if lacking:
        raise RefusalError(
            f'{name} has no heading "{found.how.heading(lacking[0])}", which '
            f"{found.profile.title} exports must have (column {lacking[0]} of the standard): "
            "export it again with that column."
        )
    if found.layout.encoding == "cp1252" and found.profile.encoding != "cp1252":
        raise RefusalError(
            f"{name} is not UTF-8, which {found.profile.title} exports are expected to be: "
            "save it as CSV (UTF-8) and load it again."
        )
