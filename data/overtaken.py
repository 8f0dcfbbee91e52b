"""Files whose rows count no more, since rows of files that came later stand in their place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.grammar import plural

Receipt = Mapping[str, Any]
AGAIN = (
    "put an empty line at its end, or save the workbook again, and load it by itself, since the "
    "same file is never read twice."
)
"""How to bring an earlier file back."""


def overtaken(receipt: Receipt, known: Sequence[Receipt]) -> str:
    """How many of a file's rows count no more, and whose stand there; nothing where all do.

    known: receipts of every submission, oldest first, of which each says which files' rows its own
    replaced when it came.
    """
    later = _later(receipt, known)
    if not later:
        return ""
    rows, last = sum(later.values()), next(reversed(later))
    more = f" and {plural(len(later) - 1, 'more file')}" if len(later) > 1 else ""
    count, their = ("counts", "its") if rows == 1 else ("count", "their")
    most = "Up to " if _unsure(receipt, known) else ""
    return (
        f"{most}{rows:,} of its rows {count} no more: what came later, in {last}{more}, stands in "
        f"{their} place."
    )


def bring_back(receipts: Iterable[Receipt]) -> list[str]:
    """What to do where a file that was loaded before is the newer one after all, once for all."""
    names = list(dict.fromkeys(str(each["file_name"]) for each in receipts))
    if not names:
        return []
    which = names[0] if len(names) == 1 else "one of those"
    return [f"Should {which} be newer than what stands in its place, {AGAIN}"]


def as_it_counts(receipt: Receipt, known: Sequence[Receipt]) -> Receipt:
    """The receipt with a note of rows that count no more; without doubts where none does."""
    said = overtaken(receipt, known)
    if not said:
        return receipt
    all_gone = sum(_later(receipt, known).values()) >= receipt["accepted"]
    doubts = receipt.get("doubts", ()) if all_gone and not _unsure(receipt, known) else ()
    left = [each for each in receipt["warnings"] if each not in doubts]
    notes = [*receipt["notes"], " ".join([said, *bring_back([receipt])])]
    return {**receipt, "warnings": left, "notes": notes}


def _unsure(receipt: Receipt, known: Sequence[Receipt]) -> bool:
    """Whether rows were taken back, of it or of what came later: earlier rows count again then."""
    mine = receipt["sha256"]
    return any(
        each.get("taken_back")
        for each in known
        if each["sha256"] == mine or mine in each.get("replaces", {})
    )


def _later(receipt: Receipt, known: Sequence[Receipt]) -> dict[str, int]:
    """By the name of each later file, how many rows of this one it replaced, in order of coming."""
    mine, by_file = receipt["sha256"], dict[str, tuple[str, int]]()
    for each in known:
        if rows := each.get("replaces", {}).get(mine):
            by_file[each["sha256"]] = (str(each["file_name"]), rows)
    found: dict[str, int] = {}
    for name, rows in by_file.values():
        found[name] = found.get(name, 0) + rows
    return found
