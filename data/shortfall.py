"""Whether a file looks cut off beside the files of the same system that came before it.

A file that ends between two rows is whole by itself, so only the others can tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any

from data.grammar import plural

Receipt = Mapping[str, Any]
RECENT, FEWEST = 6, 2
"""Earlier files that say what is usual, and how many there must be at least."""


def shortfall(receipt: Receipt, known: Sequence[Receipt]) -> list[str]:
    """What may be missing from a file, as sentences. known: of every submission, oldest first.

    A file that is read again is compared with what came before its first reading only.
    """
    first = _first_times([*known, receipt])
    came = first[receipt["sha256"]]
    others = {
        each["sha256"]: each for each in _alike(receipt, known) if first[each["sha256"]] < came
    }
    before = list(others.values())
    return [*_ends_early(receipt, before), *_short(receipt, before)]


def as_it_stands(receipt: Receipt, known: Sequence[Receipt]) -> Receipt:
    """The receipt without its warnings of missing rows where a later file has answered them.

    That is one of the same system, whose days hold this one's, with as many rows at least, and not
    short itself. The order of coming decides, be it of the same day. A note says which file it is.
    """
    short = receipt.get("short")
    if not short:
        return receipt
    first = _first_times([*known, receipt])
    came = first[receipt["sha256"]]
    after = [each for each in _alike(receipt, known) if first[each["sha256"]] > came]
    later = [each for each in after if _answers(each, receipt)]
    if not later:
        return receipt
    note = (
        f"Rows seemed to be missing when it came; {later[0]['file_name']}, which came later, has "
        "all its days and is not short."
    )
    left = [each for each in receipt["warnings"] if each not in short]
    return {**receipt, "warnings": left, "notes": [*receipt["notes"], note]}


def _answers(one: Receipt, other: Receipt) -> bool:
    """Whether a file has all the days of another and as many rows, and is not short itself."""
    if one.get("short") or not (one["first_day"] and other["first_day"]):
        return False
    (first, last), (start, end) = map(_span, (one, other))
    return first <= start and end <= last and one["rows_read"] >= other["rows_read"]


def _alike(receipt: Receipt, known: Sequence[Receipt]) -> list[Receipt]:
    """Receipts of other files of the same export of the same system."""
    same = ("export", "provider", "sample")
    return [
        each
        for each in known
        if each["sha256"] != receipt["sha256"] and all(each[k] == receipt[k] for k in same)
    ]


def _first_times(known: Iterable[Receipt]) -> dict[str, str]:
    """By a file's hash, when it first came, of however many readings."""
    found: dict[str, str] = {}
    for each in known:
        before = found.get(each["sha256"], each["loaded_at"])
        found[each["sha256"]] = min(before, each["loaded_at"])
    return found


def _ends_early(receipt: Receipt, before: Sequence[Receipt]) -> list[str]:
    """It covers much of the days of an earlier file and stops before that file does.

    What covers little of them is a correction or a supplement, which ends where it ends.
    """
    last = receipt["last_day"]
    shared = [each for each in before if last and each["last_day"] and _covers(receipt, each)]
    longest = max(shared, key=lambda each: str(each["last_day"]), default=None)
    if longest is None or last >= longest["last_day"]:
        return []
    return [
        f"This file ends on {_day(last)}, but {longest['file_name']}, which came before, ran to "
        f"{_day(longest['last_day'])}: it may have been cut off. Ask the provider, if you do not "
        "know why."
    ]


def _short(receipt: Receipt, before: Sequence[Receipt]) -> list[str]:
    """It has fewer than half of the usual rows, or fewer than a file that began on the same day."""
    rows, recent = receipt["rows_read"], before[-RECENT:]
    usual = median(map(_rows, recent)) if recent else 0
    if len(recent) >= FEWEST and 2 * rows < usual:
        return [
            f"This file has {plural(rows, 'row')}, under half of the usual: the last "
            f"{len(recent)} files of this kind had {usual:,.0f} (median). It may have been cut off."
        ]
    same = [each for each in recent if each["first_day"] and _starts_as(each, receipt)]
    fewer = [each for each in same if rows < _rows(each)]
    if not fewer:
        return []
    last = fewer[-1]
    return [
        f"This file has {plural(rows, 'row')}, but {last['file_name']}, which starts on the same "
        f"day and came before, had {_rows(last):,}: rows may be missing."
    ]


def _rows(receipt: Receipt) -> int:
    """Rows that a file had, but for those that somebody took back since."""
    return int(receipt["rows_read"]) - len(receipt.get("taken_back") or ())


def _covers(one: Receipt, other: Receipt) -> bool:
    """Whether one file has another's first day and more, or half of its days at least."""
    (first, last), (start, end) = map(_span, (one, other))
    shared = (min(last, end) - max(first, start)).days + 1
    return first <= start <= last or 2 * shared >= (end - start).days + 1


def _span(receipt: Receipt) -> tuple[date, date]:
    return date.fromisoformat(receipt["first_day"]), date.fromisoformat(receipt["last_day"])


def _starts_as(one: Receipt, other: Receipt) -> bool:
    return bool(one["first_day"] == other["first_day"] and one["last_day"] <= other["last_day"])


def _day(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"
