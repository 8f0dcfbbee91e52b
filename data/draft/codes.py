"""Which code of the standard a text means, as far as any known system tells; which may be shown."""

import re
from collections.abc import Mapping
from functools import cache

from data.export import Column, exports
from data.headings import ORDINARY
from data.personal.reason import is_personal
from data.profile import profiles
from data.variants import NOT_KNOWN, variants_of

MOST_LETTERS, MOST_DIGITS, FEWEST_ROWS = 40, 5, 3
CODE = re.compile(f"[A-Za-z0-9 ]{{1,{MOST_LETTERS}}}")


def understood(column: Column) -> Mapping[str, str]:
    """Texts in small letters to the code that every file may write so."""
    return variants_of(column)


@cache
def elsewhere(export: str, name: str) -> Mapping[str, tuple[str, str, str]]:
    """Texts in small letters to a system's own spelling, the code there, and the system's title.

    Only where all systems that write the text mean the same code by it.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    for profile in profiles().values():
        if how := profile.exports.get(export):
            told = {**how.variants.get(name, {}), **how.codes.get(name, {})}
            for text, code in told.items():
                found.setdefault(text.lower(), []).append((text, code, profile.title))
    return {
        text: each[0] for text, each in found.items() if len({code for _, code, _ in each}) == 1
    }


def share_of_codes(export: str, column: Column, texts: Mapping[str, int]) -> float:
    """Of rows, from 0 to 1, those whose text is a code that the column may have."""
    known = {*understood(column), *elsewhere(export, column.name)}
    rows = {text: number for text, number in texts.items() if text.lower() not in NOT_KNOWN}
    had = sum(number for text, number in rows.items() if text.lower() in known)
    return had / max(sum(rows.values()), 1)


def may_be_shown(text: str, rows: int) -> bool:
    """Whether a text can be nothing but a code: short, repeated, each word one that names nobody.

    A word names nobody when it has a digit, is one letter, or is of our own codes or headings.
    """
    if rows < FEWEST_ROWS or not CODE.fullmatch(text):
        return False
    words = text.lower().split()
    digits = sum(each.isdigit() for each in text)
    harmless = digits < MOST_DIGITS and all(_names_nobody(word) for word in words)
    return harmless and not is_personal(text)


def _names_nobody(word: str) -> bool:
    return len(word) == 1 or bool(re.search("[0-9]", word)) or word in _words()


@cache
def _words() -> frozenset[str]:
    columns = [(export.name, each) for export in exports().values() for each in export.columns]
    coded = [(export, column) for export, column in columns if column.allowed]
    texts = [text for _, column in coded for text in understood(column)]
    texts += [text for export, column in coded for text in elsewhere(export, column.name)]
    return frozenset(ORDINARY.split()).union(*(re.findall("[a-z]+", text) for text in texts))
