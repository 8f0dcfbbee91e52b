"""Whether a profile is sound: what it says leads to the standard, and to one column each."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from typing import get_args

from data.date_styles import EXCEL
from data.engine import EngineError, build, quoted
from data.export import Column, Side, exports
from data.lookups import NAMES_OF
from data.profile import Format, Profile, ProfileExport, plain
from data.reference import councils, divisions, organisation_names, organisations

PROVIDER = re.compile("[a-z][a-z0-9_]{1,39}")
"""It names folders, and stands in submission ids."""


def problems(profile: Profile) -> list[str]:
    """Everything that is wrong with a profile, each as the end of a sentence; empty when sound."""
    return [*_about_itself(profile), *(p for each in _parts(profile) for p in each)]


def _about_itself(profile: Profile) -> Iterator[str]:
    if not PROVIDER.fullmatch(profile.provider):
        yield "provider must be a short name of small letters, digits and _"
    if not profile.title.strip() or not profile.exports:
        yield "it needs a title and at least one [exports.NAME]"
    if profile.title == "FILL IN":
        yield "it is a draft in which something is still to be filled in"
    if unknown := sorted(set(profile.exports) - set(exports())):
        yield f"there is no export type {unknown[0]}; there are {', '.join(exports())}"
    for each in (*profile.date_styles, *profile.month_styles):
        if each != EXCEL and not _is_style(each):
            yield f'date_styles and month_styles must be such as "%d/%m/%Y", "%Y-%m" or "{EXCEL}"'
    try:
        "".encode(profile.encoding)
    except LookupError:
        yield "encoding must be one such as utf-8 or cp1252"


def _parts(profile: Profile) -> Iterator[Iterator[str]]:
    for name, how in profile.exports.items():
        if name in exports():
            yield _about_writing(how)
            yield _about_headings(how)
            yield _about_codes(profile, how)
            yield _about_fixed(how)


def _about_writing(how: ProfileExport) -> Iterator[str]:
    if how.side is not None and how.side not in get_args(Side):
        yield f"in {how.export} side must be one of {', '.join(get_args(Side))}"
    if how.format not in get_args(Format):
        yield f"in {how.export} format must be one of {', '.join(get_args(Format))}"
    if not isinstance(how.delimiter, str) or len(how.delimiter) != 1 or how.delimiter in '"\r\n':
        yield f"in {how.export} delimiter must be one character, no quotation mark or line's end"


@cache
def _is_style(style: object) -> bool:
    """Whether a month that is written in the style is read from it again."""
    if not isinstance(style, str):
        return False
    day = "DATE '2024-03-15'"
    again = f"try_strptime(strftime({day}, {quoted(style)}), {quoted(style)})"
    same = f"date_trunc('month', {again}) = date_trunc('month', {day})"
    with closing(build()) as connection:
        try:
            read = connection.execute(f"SELECT coalesce({same}, false)").fetchall()
        except EngineError:
            return False
    return bool(read[0][0])


def _about_headings(how: ProfileExport) -> Iterator[str]:
    where, columns = f"in {how.export}", {each.name: each for each in exports()[how.export].columns}
    led_to = [*how.headings.values(), *how.fixed]
    if unknown := sorted({*led_to, *how.aliases.values()} - set(columns)):
        yield f"{where} there is no column {unknown[0]}"
    if twice := _twice(led_to):
        yield f"{where} two headings lead to {twice[0]}: make one of them an alias"
    if twice := _twice([plain(each) for each in (*how.headings, *how.aliases)]):
        yield f'{where} the heading "{twice[0]}" is there twice, but for case and punctuation'
    if loose := sorted(set(how.aliases.values()) - set(how.headings.values())):
        yield f"{where} {loose[0]} has an alias but no heading"
    if not how.recognise or set(how.recognise) - set(how.headings):
        yield f"{where} recognise must list some of the headings"
    required = {name for name, each in columns.items() if each.required}
    if lacking := sorted(required - set(led_to)):
        yield f"{where} no heading leads to {lacking[0]}, which the standard requires"


def _codes(column: Column) -> set[str]:
    """What a code of a column may lead to: the standard's own, an area's or the register's."""
    known = {
        "council": councils()["council_code"],
        "division": divisions()["division_code"],
        "organisation": organisations()["org_code"],
    }
    return {*column.allowed, *known.get(NAMES_OF.get(column.kind, ""), ())}


def _about_codes(profile: Profile, how: ProfileExport) -> Iterator[str]:
    sent, blank = set(how.headings.values()), {each.lower() for each in profile.blank}
    for name in dict.fromkeys((*how.codes, *how.variants)):
        if name not in sent:
            yield f"in {how.export} codes are given for {name}, to which no heading leads"
            continue
        told = [*how.codes.get(name, {}).items(), *how.variants.get(name, {}).items()]
        where, folded = f"in {how.export}, {name},", [code.lower() for code, _ in told]
        if wrong := sorted({to for _, to in told} - _codes(exports()[how.export].column(name))):
            yield f"{where} {wrong[0]} is not a code of the standard, nor of the register"
        if twice := _twice(folded):
            yield f'{where} the code "{twice[0]}" is there twice, but for case'
        if both := sorted(blank.intersection(folded)):
            yield f'{where} "{both[0]}" is a code and means not known'


def _about_fixed(how: ProfileExport) -> Iterator[str]:
    columns = {each.name: each for each in exports()[how.export].columns}
    for name, value in how.fixed.items():
        if name in columns and value not in _values(columns[name]):
            yield f"in {how.export} {name} cannot be fixed as that"


def _values(column: Column) -> Sequence[str]:
    match NAMES_OF.get(column.kind):
        case "organisation":
            return list(organisation_names())
        case "council":
            return list(councils()["council_code"])
    return column.allowed


def _twice(texts: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if texts.count(text) > 1]
