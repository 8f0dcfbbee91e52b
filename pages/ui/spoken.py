"""What commands print, as a page says it: titles for ids, days in words, and no commands."""

import re
from collections.abc import Iterable

from pages.ui import checks, words

BESIDE = re.compile(r" ?\(python -m data\b[^)]*\)|, as --[a-z-]+ [A-Z-]+")
"""A command in brackets, or how an option is written."""
COMMAND = re.compile(r"(?:(?<=[.;,] )|^)(?:[^.;,]|[.,](?=\S))*\bpython -m data\b.*$")
"""From the beginning of the clause that leads up to a command to the end of the line."""
ELSEWHERE = re.compile(r" ?The Load exports page says [^.]*\.")
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b(?!\.\d)")
"""A day, and not the beginning of a release's id."""
ID = re.compile(r"\b[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+\b")
"""What may be the id of a check."""


def on_a_page(lines: Iterable[str]) -> list[str]:
    """Lines that a command printed, without what only somebody at a command line can use."""
    return [said for said in map(_line, lines) if said]


def _line(line: str) -> str:
    text = ELSEWHERE.sub("", COMMAND.sub("", BESIDE.sub("", line))).strip()
    text = ISO_DAY.sub(lambda found: words.day(found[0]), text)
    text = ID.sub(lambda found: _title(found[0]), text)
    if text and text[-1] in ":;,":
        text = f"{text[:-1]}."
    return text


def _title(id: str) -> str:
    return f"“{checks.title(id)}”" if id in checks.known() else id
