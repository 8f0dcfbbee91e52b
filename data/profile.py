"""The Profile record: how one provider's system writes each export. Reads data/profiles/*.toml."""

import re
import stat
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from data.export import Export, Side, exports
from data.reference import own as register
from data.settings import settings

FOLDER = Path(__file__).parent / "profiles"
STANDARD = "standard"
"""The profile of the standard's own headings, which templates are in."""
Format = Literal["csv", "xlsx", "ods", "parquet"]
Listed = tuple[tuple[Path, int, int], ...]
"""Profile files, with when each was changed and how long it is."""


@dataclass(frozen=True)
class ProfileExport:
    """How one system writes one export type."""

    export: str
    recognise: tuple[str, ...]
    """A file is this export when it has all of these headings, or an alias of each."""
    headings: Mapping[str, str]
    """Provider's heading to the standard's column, in the order of the file."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other headings of the same columns, such as those of an older version of the system.

    One counts only in a file that has not the column's own heading.
    """
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Column to provider's code to the standard's; the first of each is the usual one.

    The standard's own, and what people write everywhere (data/variants.py), are also understood.
    """
    variants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Column to what people type instead of a code to the standard's."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Columns that the system never sends, and what they always are."""
    shapes: Mapping[str, str] = field(default_factory=dict)
    """Column to the shape of its references, where that is one of personal data; data/shapes.py."""
    side: Side | None = None
    """Whose word a referral is; None when the file may tell both sides."""
    format: Format = "csv"
    delimiter: str = ","
    """How the system writes the file. Reading finds out for itself."""

    def meant(self, headings: Sequence[str]) -> list[str]:
        """The column that each heading of a file means; empty for one that is not known."""
        own = {plain(heading): column for heading, column in self.headings.items()}
        there = {own[each] for each in map(plain, headings) if each in own}
        instead = {plain(each): to for each, to in self.aliases.items() if to not in there}
        return [{**instead, **own}.get(plain(each), "") for each in headings]

    def heading(self, column: str) -> str:
        """The system's own heading of a column. Raises StopIteration when it sends none."""
        return next(heading for heading, each in self.headings.items() if each == column)


@dataclass(frozen=True)
class Profile:
    """One provider's system."""

    provider: str
    title: str
    encoding: str
    """What a file that is not UTF-8 is read as, and how the system writes."""
    blank: tuple[str, ...]
    """Texts that mean not known, beside an empty cell and those of every system; any case."""
    date_styles: tuple[str, ...]
    """strptime formats tried in order, or "excel" for day numbers; ISO is always understood."""
    month_styles: tuple[str, ...]
    exports: Mapping[str, ProfileExport]


@lru_cache(maxsize=4096)  # every profile asks the same of a file's headings
def plain(heading: str) -> str:
    """A heading's words and numbers without case, punctuation or extra spaces."""
    return " ".join(re.findall(r"[^\W_]+", heading.casefold()))


def _as_standard(export: Export) -> ProfileExport:
    names = [column.name for column in export.columns]
    recognise = tuple(column.name for column in export.columns if column.required)
    return ProfileExport(export.name, recognise, dict(zip(names, names, strict=True)))


def _profile_export(name: str, told: Mapping[str, Any]) -> ProfileExport:
    lists = {"recognise": tuple(told["recognise"])}
    return ProfileExport(export=name, **{**told, **lists})


def read_profile(path: Path) -> Profile:
    """The profile that one TOML file holds.

    Raises KeyError, TypeError or ValueError when it is not one.
    """
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {name: _profile_export(name, each) for name, each in told.get("exports", {}).items()}
    if told.get("standard_headings", False):
        found |= {name: _as_standard(export) for name, export in exports().items()}
    return Profile(
        provider=told["provider"],
        title=told["title"],
        encoding=told["encoding"],
        blank=tuple(told["blank"]),
        date_styles=tuple(told["date_styles"]),
        month_styles=tuple(told.get("month_styles", ("%Y-%m",))),
        exports=MappingProxyType(found),
    )


def own_folder() -> Path:
    """Where a deployment keeps profiles of its own: the folder `profiles` of its store."""
    return settings().store / "profiles"


def profiles() -> Mapping[str, Profile]:
    """Every profile by provider: ours, then the deployment's, which replace ours of that name.

    A file of the deployment's that is not a sound profile is left out; `unsound` says why.
    """
    return _profiles(_listed(FOLDER), _listed(own_folder()), register.changed())


def unsound() -> list[str]:
    """What a deployment added and cannot be used: for each a sentence, then a line a fault.

    Its profiles, and its own lines of the register of organisations.
    """
    found = (_register_problem(), *(_problem(path) for path in _files(own_folder())))
    return [each for each in found if each]


def _register_problem() -> str:
    from data.profile_file import Fault, listed

    wrong = [Fault(*each) for each in register.faults()]
    said = f"The store's own register of organisations is not used: {listed(register.NAME, wrong)}"
    return said if wrong else ""


def unsound_of(name: str) -> str:
    """Why the deployment's profile of that provider, file or title is left out; else nothing."""
    for path in _files(own_folder()):
        if plain(name) in map(plain, _called(path)) and (problem := _problem(path)):
            return problem
    return ""


def _called(path: Path) -> list[str]:
    """What a profile that may not be sound is called: its file, its provider, its title."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8")) if _known(path) else {}
    except (OSError, ValueError):
        told = {}
    return [path.stem, *(str(told[key]) for key in ("provider", "title") if key in told)]


def _files(folder: Path) -> list[Path]:
    """What is named as a profile, whether or not it can be read."""
    try:
        return sorted(folder.glob("*.toml"))
    except OSError:
        return []


def _listed(folder: Path) -> Listed:
    """Regular files only: a folder of that name or a link to nothing is none."""
    return tuple(each for path in _files(folder) for each in _known(path))


def _known(path: Path) -> Listed:
    try:
        found = path.stat()
    except OSError:
        return ()
    return ((path, found.st_mtime_ns, found.st_size),) if stat.S_ISREG(found.st_mode) else ()


@lru_cache(maxsize=16)
def _profiles(ours: Listed, own: Listed, _: register.Changed) -> Mapping[str, Profile]:
    sound: Iterable[Path] = (path for path, *_ in own if not _problem(path))
    found = [read_profile(path) for path in (*(path for path, *_ in ours), *sound)]
    return MappingProxyType({profile.provider: profile for profile in found})


def _problem(path: Path) -> str:
    """What keeps a deployment's file from being a profile, all of it; nothing when it is one."""
    from data.profile_file import Fault, faults, listed

    said = f"The profile {path.name} in the store's folder profiles is not used: "
    try:
        if not _known(path):  # a pipe would be waited for
            raise FileNotFoundError
        found = faults(path) or [Fault(1, twin) for twin in _twins(path)]
    except OSError:
        return f"{said}it is no file, or one that this user may not read."
    return f"{said}{listed(path.name, found)}" if found else ""


def _twins(path: Path) -> list[str]:
    """That an earlier file of the folder is the same provider's: one of them would go unseen."""
    provider = read_profile(path).provider
    before = [each for each in _files(own_folder()) if each.name < path.name]
    return [
        f"{each.name} is of the provider {provider} too: put all of its exports into one file"
        for each in before
        if provider in _called(each)[1:2]
    ]
