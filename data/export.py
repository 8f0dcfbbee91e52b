"""The Export record: what one type of export holds. Finds every file in data/exports/."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Literal

FOLDER = Path(__file__).parent / "exports"

Kind = Literal[
    "reference",  # an identifier: letters, digits, - / _ . and at least one digit, no spaces
    "edition",  # the number of an edition: 1.0, v2, rules-3 or a year
    "date",  # a day
    "month",  # a month, kept as its first day
    "whole",  # a whole number, never negative
    "code",  # one of the allowed values
    "ordinal",  # one of the allowed values, lowest first
    "council",  # a council area, kept as its current GSS code
    "division",  # a police division, kept as its GSS code
    "organisation",  # an organisation of the register, kept as its code
    "councils",  # several councils, separated by ;
    "organisations",  # several organisations, separated by ;
    "title",  # free text: declared so that providers may send it, never kept
]
Side = Literal["sender", "receiver"]


@dataclass(frozen=True)
class Column:
    """One column of an export, and every rule that one row of it must keep."""

    name: str
    kind: Kind
    note: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    not_after: str | None = None
    """Another date column of the row that this date must not come after."""
    not_before: str | None = None
    """Another date column of the row that this date must not come before."""
    not_future: bool = False
    long_ago: bool = False
    """A date that may lie before the rows' own days, as a signature does; others may not."""
    part_of: str | None = None
    """Another count of the row that this count must not be more than."""
    told_by: Side = "sender"
    """Whose word is taken when sender and receiver both report the same referral."""

    @property
    def hashed(self) -> bool:
        """Whether it is kept as a keyed hash (data/pseudonyms.py), as every reference is.

        A name or a date of birth may be in any, and a look at it would not tell.
        """
        return self.kind == "reference"


@dataclass(frozen=True)
class Export:
    """One export type: its columns, its natural key, and where a row belongs in time and place."""

    name: str
    title: str
    grain: str
    """What one row is, as in "one row per referral"."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """With the provider, identifies a row: a later submission of the same key replaces it.

    Required columns all. The first is the row's own identifier; the others name who keeps it, since
    many organisations may send files in one provider's layout.
    """
    day: str
    """The date or month column that places a row in time."""
    council: str | None = "council"
    """The column that places a row in a council area; None where only organisations are known."""
    one_provider: bool = False
    """Whoever sends it, a key is one row: the latest submission of any provider replaces it."""
    about_people: bool = False
    """Each row is about a person, so that few rows are a small count to protect."""

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns of a release that no two rows share."""
        return self.key if self.one_provider else ("provider", *self.key)

    @property
    def editions(self) -> frozenset[str]:
        """The names of the columns that number editions."""
        return frozenset(column.name for column in self.columns if column.kind == "edition")

    @property
    def kept(self) -> tuple[Column, ...]:
        """The columns that are stored: all but free text."""
        return tuple(column for column in self.columns if column.kind != "title")


@cache
def exports() -> Mapping[str, Export]:
    """Every export type by name, one a file in data/exports/."""
    found = (
        import_module(f"data.exports.{module.name}").EXPORT
        for module in iter_modules([str(FOLDER)])
    )
    return MappingProxyType({export.name: export for export in found})
