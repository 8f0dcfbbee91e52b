"""Finds the comments on the cells of an XLSX workbook: nothing reads them, but they are sent."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from data.readers.package import package
from data.readers.xml_part import local, read

PART = re.compile(r"xl/(\w+/)?(threaded)?comments?\d*\.xml", re.IGNORECASE)
CELL = re.compile(r"[A-Z]{1,3}([0-9]{1,7})")
Comment = tuple[int, str]
"""The number of its row, and its text."""


def comments(path: Path) -> Iterator[Comment]:
    """Every comment; none of another kind of file."""
    if path.suffix.lower() == ".xlsx":
        with package(path) as parts:
            for name in sorted(filter(PART.fullmatch, parts.names)):
                yield from _of_part(parts.part(name))


def _of_part(pieces: Iterable[bytes]) -> Iterator[Comment]:
    """What is no XML is passed over from there on: no program shows its comments either."""
    found: list[tuple[int, list[str]]] = []

    def start(element: str, told: dict[str, str]) -> None:
        if local(element) in ("comment", "threadedComment"):
            place = CELL.fullmatch(told.get("ref", ""))
            found.append((int(place[1]) if place else 1, []))

    def text(part: str) -> None:
        if found:
            found[-1][1].append(part)

    with suppress(ValueError):
        read(pieces, start, _nothing, text)
    yield from ((row, "".join(texts)) for row, texts in found)


def _nothing(_: str) -> None:
    pass
