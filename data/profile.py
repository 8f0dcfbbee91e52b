"""The Profile record: how one provider's system writes each export. Reads data/profiles/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from data.export import Export, Side, exports

FOLDER = Path(__file__).parent / "profiles"
Format = Literal["csv", "xlsx", "ods", "parquet"]


@dataclass(frozen=True)
class ProfileExport:
    """How one system writes one export type."""

    export: str
    recognise: tuple[str, ...]
    """A file is this export when it has all of these headings."""
    headings: Mapping[str, str]
    """Provider's heading to the standard's column, in the order of the file."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Column to provider's code to the standard's; the standard's own are also understood."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Columns that the system never sends, and what they always are."""
    side: Side | None = None
    """Whose word a referral is; None when the file may tell both sides."""
    format: Format = "csv"
    delimiter: str = ","
    """How the system writes the file. Reading finds out for itself."""


@dataclass(frozen=True)
class Profile:
    """One provider's system."""

    provider: str
    title: str
    encoding: str
    """What a file that is not UTF-8 is read as, and how the system writes."""
    blank: tuple[str, ...]
    """Texts that mean not known, beside an empty cell; case does not matter."""
    date_styles: tuple[str, ...]
    """strptime formats tried in order, or "excel" for day numbers; ISO is always understood."""
    month_styles: tuple[str, ...]
    exports: Mapping[str, ProfileExport]


def _as_standard(export: Export) -> ProfileExport:
    names = [column.name for column in export.columns]
    recognise = tuple(column.name for column in export.columns if column.required)
    return ProfileExport(export.name, recognise, dict(zip(names, names, strict=True)))


def _profile_export(name: str, told: Mapping[str, Any]) -> ProfileExport:
    lists = {"recognise": tuple(told["recognise"])}
    return ProfileExport(export=name, **{**told, **lists})


def read_profile(path: Path) -> Profile:
    """The profile that one TOML file holds. Raises KeyError or TypeError when it is not one."""
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


@cache
def profiles() -> Mapping[str, Profile]:
    """Every profile by provider, one a file in data/profiles/."""
    found = [read_profile(path) for path in sorted(FOLDER.glob("*.toml"))]
    return MappingProxyType({profile.provider: profile for profile in found})
