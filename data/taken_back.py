"""Which rows of a file were taken back, and put back again: kept as files that are only ever added.

<store>/taken_back/<when>-<number>.json names rows of one file by their numbers, who took them back
and why. It is about the file's bytes, so it holds for every reading of them.
"""

import json
import re
from argparse import ArgumentTypeError
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from errno import EIO
from pathlib import Path
from typing import Any, Literal

from data.grammar import plural, together

Verb = Literal["take back", "put back"]
FOLDER = "taken_back"
NUMBERS = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)
MOST = 100_000
"""Rows from one number to another."""
Receipt = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """One time that somebody took rows back, or put them back."""

    sha256: str
    """Of the file's bytes."""
    verb: Verb
    rows: Sequence[int]
    because: str
    by: str
    at: str
    """When, in UTC; a later one counts over an earlier."""


def kept(root: Path) -> list[TakenBack]:
    """All of a store's, oldest first. Raises OSError, which names it, for a file that is damaged.

    To leave a damaged one out would bring rows back into a release that nobody wants there.
    """
    found = [_read(file) for file in sorted((root / FOLDER).glob("*.json"))]
    return sorted(found, key=lambda each: each.at)


def _read(file: Path) -> TakenBack:
    try:
        return TakenBack(**json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        what = "This file does not say any more which rows were taken back: put it right, or remove"
        raise OSError(EIO, f"{what} it and take them back again", str(file)) from None


def told(each: TakenBack) -> str:
    """The text of its file."""
    return json.dumps(asdict(each), indent=1, ensure_ascii=False)


def row_numbers(text: str) -> list[int]:
    """Row numbers, as 12,15-17. Raises ArgumentTypeError, which does not repeat the text."""
    found: set[int] = set()
    for part in text.split(","):
        each = NUMBERS.fullmatch(part.strip())
        first, last = (int(each[1]), int(each[2] or each[1])) if each else (0, 0)
        if not 0 < first <= last < first + MOST:
            raise ArgumentTypeError(
                "give row numbers of the file, such as 12,15-17; very many are a file to withdraw"
            )
        found.update(range(first, last + 1))
    return sorted(found)


def rows_of(sha256: str, found: Iterable[TakenBack]) -> list[int]:
    """Numbers of a file's rows that are taken back; found: oldest first."""
    rows = set[int]()
    for each in found:
        if each.sha256 == sha256:
            rows = rows | {*each.rows} if each.verb == "take back" else rows - {*each.rows}
    return sorted(rows)


def attached(receipts: Iterable[dict[str, Any]], root: Path) -> list[dict[str, Any]]:
    """Receipts with `taken_back`, the numbers of such rows, and a note, where a file has any."""
    found = kept(root)
    return [_attached(each, found) for each in receipts] if found else list(receipts)


def _attached(receipt: dict[str, Any], found: Sequence[TakenBack]) -> dict[str, Any]:
    rows = rows_of(receipt["sha256"], found)
    if not rows:
        return receipt
    last = [each for each in found if each.sha256 == receipt["sha256"]][-1]
    note = (
        f"{plural(len(rows), 'row was', 'rows were')} taken back and count nowhere from the next "
        f"release on: {together(rows)}. Last changed by {last.by} on {last.at[:10]}: "
        f"{last.because}"
    )
    return {**receipt, "taken_back": rows, "notes": [*receipt.get("notes", ()), note]}
