"""How each provider writes each value: the usual text, and odd but harmless ways of writing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

import pyarrow as pa

from data.export import Column, exports
from data.generator.frame import day_number
from data.generator.world import COUNCILS, DIVISIONS, ORGANISATIONS
from data.profile import Profile, profiles
from data.reference import councils, several, shipped_organisations

FIRST_DAY, LAST_DAY = date(2013, 1, 1), date(2036, 12, 31)
EXCEL_ZERO = date(1899, 12, 30)
BY_CODE = ("police_concern_hub", "police_ivpd", "copfs", "standard")
"""Providers that write councils by code; the others write names."""
ODD = {"council": 0.07, "organisation": 0.05, "code": 0.015, "ordinal": 0.015, "date": 0.004}
"""Share of cells that are written in an odd way, by kind of column."""


@dataclass(frozen=True)
class Words:
    """Texts for each code: the usual ones first, then as many of each odd way of writing them."""

    texts: tuple[str, ...]
    codes: int
    odd_share: float = 0.0
    plain: bool = False
    """No text ever needs quotation marks."""

    @cached_property
    def array(self) -> pa.StringArray:
        """The texts for Arrow."""
        return pa.array(self.texts)

    @property
    def ways(self) -> int:
        """How many ways there are to write each value."""
        return len(self.texts) // self.codes


def words(column: Column, provider: str, export: str) -> Words:
    """How a provider writes a column that has a fixed list of values. Raises KeyError."""
    profile = profiles()[provider]
    if column.kind in ("date", "month"):
        styles = profile.date_styles if column.kind == "date" else profile.month_styles
        return _days(styles[0], column.kind)
    usual, *odd = _ways(column, profile, export)
    texts = tuple(text for way in (usual, *odd) for text in way)
    return Words(texts, len(usual), ODD.get(column.kind, 0.0))


def _ways(column: Column, profile: Profile, export: str) -> list[list[str]]:
    if column.kind == "council":
        return _council_ways(profile.provider)
    if column.kind == "division":
        return [list(DIVISIONS)]
    if column.kind == "organisation":
        return _organisation_ways()
    codes = profile.exports[export].codes.get(column.name, {})
    # the first text of a code is the usual one
    told = {code: text for text, code in reversed(list(codes.items()))}
    usual = [told.get(code, code) for code in column.allowed]
    return [usual, [text.upper() for text in usual], [f" {text} " for text in usual]]


def _padded(lists: Sequence[list[str]], ways: int) -> list[list[str]]:
    """Turn a list of variants for each value into ways, repeating where a value has few."""
    return [[each[way % len(each)] for each in lists] for way in range(ways)]


def _council_ways(provider: str) -> list[list[str]]:
    table = councils()
    if provider in BY_CODE:
        old = [
            [*several(told), code]
            for told, code in zip(table["superseded_codes"], COUNCILS, strict=True)
        ]
        return [list(COUNCILS), *_padded(old, 2), [code.lower() for code in COUNCILS]]
    names = list(table["council_name"])
    variants = [
        [*several(told), name.upper()]
        for told, name in zip(table["name_variants"], names, strict=True)
    ]
    return [names, *_padded(variants, 4), [f"  {name}" for name in names], list(COUNCILS)]


def _organisation_ways() -> list[list[str]]:
    table = shipped_organisations()
    names = [row["org_name"] for row in table]
    variants = [[*several(row["name_variants"]), row["org_name"].lower()] for row in table]
    return [names, *_padded(variants, 2), list(ORGANISATIONS)]


@cache
def _days(style: str, kind: str) -> Words:
    count = (LAST_DAY - FIRST_DAY).days + 1
    days = [FIRST_DAY + timedelta(days=past) for past in range(count)]
    usual = [day_text(day, style) for day in days]
    if kind == "month":
        return Words(tuple(usual), count, plain=True)
    return Words((*usual, *(day.isoformat() for day in days)), count, ODD["date"], plain=True)


def day_text(day: date, style: str) -> str:
    """A day in a provider's style."""
    return str((day - EXCEL_ZERO).days) if style == "excel" else day.strftime(style)


def column_of(export: str, name: str) -> Column:
    """A column of the standard. Raises KeyError."""
    return exports()[export].column(name)


FIRST_NUMBER = day_number(FIRST_DAY)
