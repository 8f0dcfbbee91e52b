"""Whether a profile is sound: what it says leads to the standard, and to one column each."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from typing import NamedTuple, get_args

from data.dates.styles import EXCEL
from data.engine import EngineError, build, quoted
from data.export import Column, Side, exports
from data.lookups import NAMES_OF
from data.profile import Format, Profile, ProfileExport, plain
from data.reference import councils, divisions, organisation_names, organisations

FILL_IN = "FILL IN"
"""Stands in every line of a draft that a person has to finish."""
GUESS = "guess: check"
"""Begins what a draft says beside a line that a person has to look at, though it may be right."""
SHAPE = re.compile(r"(?=.*9)(?=.*A)[A9/_.-]{5,20}")
"""Letters and digits both, so that no shape is that of a CHI number or of a name."""
PROVIDER = re.compile("[a-z][a-z0-9_]{1,39}")
"""It names folders, and stands in submission ids."""


class Problem(NamedTuple):
    """One thing that is wrong, and where in the profile's file it stands."""

    text: str
    """The end of a sentence."""
    table: str = ""
    """As in [exports.referrals.headings], without the brackets."""
    key: str = ""


def problems(profile: Profile) -> list[Problem]:
    """Everything that is wrong with a profile; empty when it is sound."""
    return [*_about_itself(profile), *(p for each in _parts(profile) for p in each)]


def _about_itself(profile: Profile) -> Iterator[Problem]:
    if not PROVIDER.fullmatch(profile.provider):
        yield Problem(
            "provider must be a short name of small letters, digits and _", "", "provider"
        )
    if not profile.title.strip() or profile.title == FILL_IN:
        yield Problem("title must be the system's name, as readers should see it", "", "title")
    if not profile.exports:
        yield Problem("it needs at least one [exports.NAME]")
    for each in sorted(set(profile.exports) - set(exports())):
        known = ", ".join(exports())
        yield Problem(f"there is no export type {each}; there are {known}", f"exports.{each}")
    for key in ("date_styles", "month_styles"):
        if not all(each == EXCEL or _is_style(each) for each in getattr(profile, key)):
            told = f'{key} must be such as "%d/%m/%Y", "%Y-%m" or "{EXCEL}"'
            yield Problem(told, "", key)
    try:
        "".encode(profile.encoding)
    except LookupError:
        yield Problem("encoding must be one such as utf-8 or cp1252", "", "encoding")


def _parts(profile: Profile) -> Iterator[Iterator[Problem]]:
    for name, how in profile.exports.items():
        if name in exports():
            yield _about_writing(how)
            yield _about_headings(how)
            yield _about_codes(profile, how)
            yield _about_fixed(how)
            yield _about_shapes(how)


def _about_writing(how: ProfileExport) -> Iterator[Problem]:
    table = f"exports.{how.export}"
    if how.side is not None and how.side not in get_args(Side):
        told = f"in {how.export} side must be one of {', '.join(get_args(Side))}"
        yield Problem(told, table, "side")
    if how.format not in get_args(Format):
        told = f"in {how.export} format must be one of {', '.join(get_args(Format))}"
        yield Problem(told, table, "format")
    if not isinstance(how.delimiter, str) or len(how.delimiter) != 1 or how.delimiter in '"\r\n':
        told = f"in {how.export} delimiter must be one character, no quotation mark or line's end"
        yield Problem(told, table, "delimiter")


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


def _about_headings(how: ProfileExport) -> Iterator[Problem]:
    where, columns = f"in {how.export}", {each.name: each for each in exports()[how.export].columns}
    table = f"exports.{how.export}"
    told = {"headings": how.headings, "aliases": how.aliases}
    for part, leads in told.items():
        for heading, column in leads.items():
            if column not in columns:
                yield Problem(f"{where} there is no column {column}", f"{table}.{part}", heading)
    for column in sorted(set(how.fixed) - set(columns)):
        yield Problem(f"{where} there is no column {column}", f"{table}.fixed", column)
    led_to = [*how.headings.values(), *how.fixed]
    for column in _twice(led_to):
        last = [heading for heading, each in how.headings.items() if each == column][-1:]
        said = f"{where} two headings lead to {column}: make one of them an alias"
        yield Problem(said, f"{table}.headings", *last)
    for folded in _twice([plain(each) for each in (*how.headings, *how.aliases)]):
        part, heading = [
            (part, each) for part, leads in told.items() for each in leads if plain(each) == folded
        ][-1]
        said = f'{where} the heading "{folded}" is there twice, but for case and punctuation'
        yield Problem(said, f"{table}.{part}", heading)
    for heading, column in how.aliases.items():
        if column not in how.headings.values():
            said = f"{where} {column} has an alias but no heading"
            yield Problem(said, f"{table}.aliases", heading)
    if not how.recognise or set(how.recognise) - set(how.headings):
        yield Problem(f"{where} recognise must list some of the headings", table, "recognise")
    for each in columns.values():
        if each.required and each.name not in led_to:
            said = f"{where} no heading leads to {each.name}, which the standard requires: "
            yield Problem(f"{said}{each.note}", f"{table}.headings", each.name)


def _codes(column: Column) -> set[str]:
    """What a code of a column may lead to: the standard's own, an area's or the register's."""
    known = {
        "council": councils()["council_code"],
        "division": divisions()["division_code"],
        "organisation": organisations()["org_code"],
    }
    return {*column.allowed, *known.get(NAMES_OF.get(column.kind, ""), ())}


def _about_codes(profile: Profile, how: ProfileExport) -> Iterator[Problem]:
    sent, blank = set(how.headings.values()), {each.lower() for each in profile.blank}
    for part, every in (("codes", how.codes), ("variants", how.variants)):
        for name, told in every.items():
            table, where = f"exports.{how.export}.{part}.{name}", f"in {how.export}, {name},"
            if name not in sent:
                said = f"in {how.export} codes are given for {name}, to which no heading leads"
                yield Problem(said, table)
                continue
            before = how.codes.get(name, {}) if part == "variants" else {}
            folded = [code.lower() for code in (*before, *told)]
            known = _codes(exports()[how.export].column(name))
            for code, to in told.items():
                if to not in known:
                    said = f"{where} {to} is not a code of the standard, nor of the register"
                    yield Problem(said, table, code)
                if folded.count(code.lower()) > 1:
                    said = f'{where} the code "{code.lower()}" is there twice, but for case'
                    yield Problem(said, table, code)
                if code.lower() in blank:
                    said = f'{where} "{code.lower()}" is a code and means not known'
                    yield Problem(said, table, code)


def _about_fixed(how: ProfileExport) -> Iterator[Problem]:
    columns = {each.name: each for each in exports()[how.export].columns}
    for name, value in how.fixed.items():
        if name in columns and value not in _values(columns[name]):
            allowed = "give a code as the standard or the register has it"
            codes = {title: code for code, title in organisation_names().items()}
            meant = f"its code is {codes[value]}" if value in codes else allowed
            said = f"in {how.export} {name} cannot be fixed as that: {meant}"
            yield Problem(said, f"exports.{how.export}.fixed", name)


def _about_shapes(how: ProfileExport) -> Iterator[Problem]:
    columns = {each.name: each for each in exports()[how.export].columns}
    for name, shape in how.shapes.items():
        table = f"exports.{how.export}.shapes"
        if name not in how.headings.values() or name not in columns or not columns[name].hashed:
            said = "a shape can be given only of references that are sent and are kept as hashes"
            yield Problem(f"in {how.export}, {name}: {said}", table, name)
        elif not isinstance(shape, str) or not SHAPE.fullmatch(shape):
            said = 'a shape is 5 to 20 of A, 9 and / _ . -, with A and 9 both, such as "AA999999A"'
            yield Problem(f"in {how.export}, {name}: {said}", table, name)


def _values(column: Column) -> Sequence[str]:
    match NAMES_OF.get(column.kind):
        case "organisation":
            return list(organisation_names())
        case "council":
            return list(councils()["council_code"])
    return column.allowed


def _twice(texts: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if texts.count(text) > 1]
