"""Whether a file looks cut off beside the files of the same system that came before it.

A file that ends between two rows is whole by itself, so only the others can tell.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any

from data.grammar import plural

Receipt = Mapping[str, Any]
RECENT, FEWEST = 6, 2
"""Earlier files that say what is usual, and how many there must be at least."""


def shortfall(receipt: Receipt, known: Sequence[Receipt]) -> list[str]:
    """What may be missing from a file, as sentences. known: of every submission, oldest first."""
    alike = ("export", "provider", "sample")
    others = {
        each["sha256"]: each
        for each in known
        if each["sha256"] != receipt["sha256"] and all(each[k] == receipt[k] for k in alike)
    }
    before = list(others.values())
    return [*_ends_early(receipt, before), *_short(receipt, before)]


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
    usual = median(each["rows_read"] for each in recent) if recent else 0
    if len(recent) >= FEWEST and 2 * rows < usual:
        return [
            f"This file has {plural(rows, 'row')}, under half of the usual: the last "
            f"{len(recent)} files of this kind had {usual:,.0f} (median). It may have been cut off."
        ]
    same = [each for each in recent if each["first_day"] and _starts_as(each, receipt)]
    fewer = [each for each in same if rows < each["rows_read"]]
    if not fewer:
        return []
    last = fewer[-1]
    return [
        f"This file has {plural(rows, 'row')}, but {last['file_name']}, which starts on the same "
        f"day and came before, had {last['rows_read']:,}: rows may be missing."
    ]


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
