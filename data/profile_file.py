"""What keeps a file from being a profile: everything at once, each thing with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from data.grammar import plural
from data.profile import STANDARD, read_profile
from data.profile_check import FILL_IN, GUESS, Problem, problems

TABLE = re.compile(r"\s*\[([^\[\]]+)\]")
KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*=(.*)""")
ASKED_FOR = re.compile(rf'\s*#\s*"{FILL_IN}"\s*=\s*"(\w+)"')
"""A line of a draft that a person may fill in and take the # away from: which column it is for."""
PARTS: Mapping[str, type] = {
    "provider": str,
    "title": str,
    "encoding": str,
    "blank": list,
    "date_styles": list,
}
OF_EXPORT: Mapping[str, type] = {"recognise": list, "headings": dict}
MAY: Mapping[str, type] = {
    "aliases": dict,
    "codes": dict,
    "variants": dict,
    "fixed": dict,
    "shapes": dict,
} | dict.fromkeys(("side", "format", "delimiter"), str)
KINDS: Mapping[type, str] = {
    str: "text in quotation marks",
    list: "a list in [ ]",
    dict: "a table of its own",
}


class Fault(NamedTuple):
    """One thing to put right."""

    line: int
    """In the file, from 1."""
    text: str
    fill_in: bool = False
    """Whether the line is one that still says FILL IN."""


def faults(path: Path) -> list[Fault]:
    """Everything that keeps the file from being a profile, in order of lines; empty when sound.

    Raises OSError when it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return [Fault(1, "it is not UTF-8 text: save it as that")]
    left = {line: f"{key} still says {FILL_IN}" for line, key in _left(text)}
    found = [Fault(line, told, fill_in=True) for line, told in left.items()]
    places = _places(text)
    for line, told in _others(path, text, places):
        if line not in left:
            found.append(Fault(line, told))
    return sorted(dict.fromkeys(found))


def guesses(path: Path) -> list[Fault]:
    """Lines of a sound profile that are still marked as guesses, which may be right all the same.

    Raises OSError when it cannot be read.
    """
    found = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [
        Fault(number, f"{_unquoted(at[1])} is still marked as a guess")
        for number, line in found
        if (at := KEY.match(line)) and at[2].rpartition("#")[2].strip().startswith(GUESS)
    ]


def listed(name: str, found: list[Fault]) -> str:
    """How many things are to be put right, then one a line as NAME:LINE: what; no line's end."""
    things = plural(len(found), "thing")
    left = sum(each.fill_in for each in found)
    of_them = f" (lines that still say {FILL_IN}: {left})" if left else ""
    told = [f"  {name}:{each.line}: {each.text}" for each in found]
    return "\n".join([f"{things} to put right{of_them}:", *told])


def _others(
    path: Path, text: str, places: Mapping[tuple[str, str], int]
) -> Iterator[tuple[int, str]]:
    """What is wrong beside lines to be filled in: line and what."""
    try:
        told = tomllib.loads(text)
        wrong = list(_shape(told)) or problems(read_profile(path))
        if told.get("provider") == STANDARD:
            wrong.append(
                Problem(
                    "the standard's own headings are not for a deployment to change", "", "provider"
                )
            )
    except tomllib.TOMLDecodeError as error:
        # its message may show a letter of the line, so only the number is taken from it
        at = re.search(r"at line (\d+)", str(error))
        yield (
            int(at[1]) if at else len(text.splitlines()),
            "this is not TOML: look for a quotation mark, bracket or = that is missing here or "
            "just above, or a key that is there twice",
        )
        return
    except (KeyError, TypeError, ValueError, AttributeError):
        wrong = [Problem("it lacks a part that every profile has")]
    for each in wrong:
        yield _line(places, each), each.text


def _line(places: Mapping[tuple[str, str], int], problem: Problem) -> int:
    """The line of what a problem is about: its key's, else its table's, else the first."""
    table, key = problem.table, problem.key
    spots = ((table, key), (f"# {table}", key), (table, ""), (table.rpartition(".")[0], ""))
    return next((places[each] for each in spots if each in places), 1)


def _shape(told: Mapping[str, Any]) -> Iterator[Problem]:
    """Parts that are not there, or not of their kind."""
    yield from _parts(told, PARTS, {"month_styles": list, "exports": dict}, "")
    tables = told.get("exports", {})
    for name, each in tables.items() if isinstance(tables, dict) else ():
        where = f"exports.{name}"
        if not isinstance(each, dict):
            yield Problem(f"{where} must be {KINDS[dict]}", "exports", name)
            continue
        yield from _parts(each, OF_EXPORT, MAY, where)
        for key in sorted(set(each) - {*OF_EXPORT, *MAY}):
            yield Problem(f"a profile says nothing called {key} of an export", where, key)


def _parts(
    told: Mapping[str, Any], must: Mapping[str, type], may: Mapping[str, type], table: str
) -> Iterator[Problem]:
    of = f" of [{table}]" if table else ""
    for key, kind in {**must, **may}.items():
        if key in told and not isinstance(told[key], kind):
            yield Problem(f"{key}{of} must be {KINDS[kind]}", table, key)
        elif key in must and key not in told:
            yield Problem(f"{key}{of} is not there, and every profile has it", table)


def _places(text: str) -> Mapping[tuple[str, str], int]:
    """Table and key to their line; a table alone with an empty key; what a draft asks for by #."""
    found: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if at := TABLE.match(line):
            table = at[1].replace('"', "").replace(" ", "")
            found.setdefault((table, ""), number)
        elif at := KEY.match(line):
            found.setdefault((table, _unquoted(at[1])), number)
        elif at := ASKED_FOR.match(line):
            found.setdefault((f"# {table}", at[1]), number)
    return found


def _left(text: str) -> Iterator[tuple[int, str]]:
    """Line and key of what still says FILL IN, where it is not after a #."""
    for number, line in enumerate(text.splitlines(), start=1):
        at = KEY.match(line)
        if at and (f'"{FILL_IN}"' in at[2].partition(" #")[0] or FILL_IN in at[1]):
            yield number, _unquoted(at[1])


def _unquoted(key: str) -> str:
    return key[1:-1].replace('\\"', '"') if key[0] in "\"'" else key
