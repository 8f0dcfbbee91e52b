"""What a file is called in everything that is shown or kept: words that name nobody, and a hash.

A file's name is whatever somebody typed, and often whose case it is. Words that are known stay, so
that a steward knows the file again; any other gives way to an ellipsis, and the start of the
SHA-256 of the file's bytes tells such files apart.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from data.export import exports
from data.headings import vocabulary, words_of
from data.personal.reason import is_personal
from data.profile import profiles
from data.reference import organisation_names, register, rows, several

Receipt = TypeVar("Receipt", bound=Mapping[str, Any])
LEFT_OUT, HASH = "\u2026", 12
GAP = re.compile(rf"{LEFT_OUT}(?:[\s_.'\u2019-]*{LEFT_OUT})+")
WORD = re.compile(r"[^\W\d_]+|\d+")
NEW_WORD = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
ENDINGS = "csv txt tsv xlsx xls xlsb xlsm xltx ods parquet numbers zip gz pdf doc docx json xml"
MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
    "august september october november december"
)
OF_FILES = (
    "after again all amended annual another are assurance back backup bad batch before better big "
    "both broken clean combined complete copy correct corrected correction corrections cut cuts "
    "daily damaged domestic done download draft empty every exact excel export exported exports "
    "extract fifth file files final financial fourth fy good headings half incidents large last "
    "latest many missing monthly more most nd new no not now odd old one only out "
    "part parts plain pm previous q qtr quarter quarterly rd real records referrals repeat "
    "replaced report reports resubmission resubmitted return returns revised right sample samples "
    "second sent sharing sheets short small st table tables th third three to total totals twice "
    "two unknown until utf v ver weekly whole with without wrong "
    "book workbook stats statistics dump abuse violence women womens national scotland scottish "
    "local authority vawg idaa idva marac matac hscp nhs oasis vpd ivpd"
)
"""Words of files' names beside those of headings; none is a usual first name."""
YEAR_OF_NOW = r"(?:1[4-9]|2\d|30)"
"""Two figures of a year since the data starts, in which nobody who is counted was born."""
HARMLESS = re.compile(
    rf"\d{{1,5}}|(?:20)?{YEAR_OF_NOW}\d{{4}}|20{YEAR_OF_NOW}\d\d|\d{{4}}(?:20)?{YEAR_OF_NOW}"
    rf"|20{YEAR_OF_NOW}(?:\d{{8}}|\d{{10}})|1[5-9]\d{{11}}"
)
"""Numbers that may be shown: short ones, days and times of now, and milliseconds since 1970."""


def shown(name: str) -> str:
    """The name with an ellipsis for every word that is not known; "" when nothing known is left."""
    if _tells(name):
        return ""
    known = _known()
    told = GAP.sub(LEFT_OUT, WORD.sub(lambda word: _told(word[0], known), name))
    stem = told.removesuffix(_ending(told))
    return told if LEFT_OUT not in told or re.search(r"[^\W\d_]", stem) else ""


def called(name: str, sha256: str) -> str:
    """What a file of this name and SHA-256 is called; without one, what may be said of its name."""
    told = shown(name)
    if told and LEFT_OUT not in told:
        return told
    ending = _ending(told or name)
    stem = told.removesuffix(ending) if told else "file"
    if sha256:
        return f"{stem} {sha256[:HASH]}{ending}"
    return f"{stem}{ending}" if told else f"file (name not shown){ending}"


def of_name(receipts: Iterable[Receipt], name: str) -> list[Receipt]:
    """The receipts of files of this name, as it is shown or as whoever loaded them knows it."""
    every = list(receipts)
    same = [each for each in every if each["file_name"] == name]
    return same or [each for each in every if each["file_name"] == called(name, each["sha256"])]


_tells = lru_cache(maxsize=64)(is_personal)


def _ending(name: str) -> str:
    found = re.search(r"\.[A-Za-z]{1,8}$", name)
    return found[0] if found and found[0][1:].lower() in ENDINGS.split() else ""


def _told(word: str, known: frozenset[str]) -> str:
    """A word as it may be shown: whole, or as the words that its capitals part it into."""
    if _is_known(word, known):
        return word
    parts = NEW_WORD.split(word)
    return "".join(each if _is_known(each, known) else LEFT_OUT for each in parts)


def _is_known(word: str, known: frozenset[str]) -> bool:
    if word.isdigit():
        return bool(HARMLESS.fullmatch(word))
    return len(word) == 1 or word.casefold() in known


def _known() -> frozenset[str]:
    return _words(*profiles(), *organisation_names())


@lru_cache(maxsize=4)
def _words(*_: str) -> frozenset[str]:
    """Every known word; made anew when a profile or an organisation is added."""
    names = [profile.title for profile in profiles().values()]
    names += [told for each in exports().values() for told in (each.name, each.title)]
    for each in register():
        names += [each["org_code"], each["org_name"], *several(each["name_variants"])]
    for each in rows("councils"):
        names += [each["council_name"], *several(each["name_variants"])]
    names += [each["division_name"] for each in rows("divisions")]
    told = " ".join((OF_FILES, MONTHS, ENDINGS, *profiles()))
    words = vocabulary() | words_of([*names, told])
    return frozenset(part for word in words for part in WORD.findall(word) if len(part) > 1)
