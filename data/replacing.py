"""How many rows of a file stand in place of rows of files before it, as its receipt says.

And how many of them say something else there (data/differing.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from data.differing import brought_back, differing, notes
from data.engine import EngineError
from data.export import Export, exports
from data.grammar import listed, plural
from data.overtaken import AGAIN
from data.reference_key import outdated
from data.rows import used

Receipt = Mapping[str, Any]
NAMED = 3
"""Files that a doubt names; the others it counts."""
COMPARED = 5_000_000
"""Earlier rows that are compared, of the latest files first: with a large file every night for
years, a load would else take longer every night."""


class Replacing(NamedTuple):
    """What a receipt says of earlier rows in whose place its own stand."""

    notes: Sequence[str]
    """How many there are, and what differs."""
    doubts: Sequence[str]
    """Of files that were loaded with it, and of which one may be the newer one; and of rows that
    were taken back and that it brings again."""
    rows: Mapping[str, int]
    """Hash of an earlier file to how many of its rows counted until then, and do no more."""


def replacing(
    receipt: Receipt,
    known: Sequence[Receipt],
    folder: Path,
    submissions: Path,
    beside: Sequence[Receipt] = (),
) -> Replacing:
    """Nothing where no row meets another, or nobody can tell.

    A file that is read again replaces what came before its first reading only.

    known: receipts of every submission, oldest first, which lie in `submissions`. folder: where
    the accepted rows of this one were written. Only keys are compared, and none is told. beside:
    receipts of what was loaded in the same go before it.
    """
    export = exports()[receipt["export"]]
    came = [each["loaded_at"] for each in known if each["sha256"] == receipt["sha256"]]
    before = _before(receipt, known, export, came[0] if came else receipt["loaded_at"])
    compared = list(_latest(before))[::-1]
    try:
        found = differing(
            export, folder, [submissions / each["submission_id"] for each in compared]
        )
        if not found.replaced:
            return Replacing(notes(found), [], {})
        back = {
            str(each["file_name"]): brought_back(
                export, folder, submissions / each["submission_id"], each["taken_back"]
            )
            for each in before
            if each.get("taken_back")
        }
    except EngineError:  # an earlier file is damaged: a release stops for it, this file need not
        return Replacing([], [], {})
    least = "" if len(compared) == len(before) else "At least "
    told = _told(found.replaced)
    said = f"{least}{told} of earlier files: of rows with one identifier the latest counts."
    rows = {compared[place]["sha256"]: each for place, each in sorted(found.by_file.items())}
    again = [_back(name, each, receipt["file_name"]) for name, each in back.items() if each]
    return Replacing([said, *notes(found)], [*_doubts(receipt, beside, rows), *again], rows)


def _told(rows: int) -> str:
    return "1 of its rows replaces a row" if rows == 1 else f"{rows:,} of its rows replace rows"


def _doubts(receipt: Receipt, beside: Sequence[Receipt], rows: Mapping[str, int]) -> Sequence[str]:
    """What to do where files came at once and none goes on to later days: one sentence for all.

    Of rows that counted until then: that one of these replaced another was said with it.
    """
    of = {
        str(each["file_name"]): rows[each["sha256"]]
        for each in beside
        if each["sha256"] in rows and receipt["last_day"] <= each["last_day"]
    }
    if not of:
        return []
    first = next(iter(of))
    if len(of) == 1:
        whose, which = f"{_told(of[first])} of {first}, which was loaded with it.", first
    else:
        told = [f"{number:,} of {name}" for name, number in of.items()]
        more = [plural(len(told) - NAMED, "more file")] if len(told) > NAMED else []
        whose = (
            f"{_told(sum(of.values()))} of files that were loaded with it: "
            f"{listed([*told[:NAMED], *more])}."
        )
        which = "one of those"
    return [
        f"{whose} Files are read in the order in which they are named, those of a folder oldest "
        f"first by when they were last changed, and what is read last counts. Should {which} be "
        f"the newer one, {AGAIN}"
    ]


def _back(name: str, rows: int, own: str) -> str:
    """What to do where a file has rows again that were taken back."""
    number = plural(rows, "row is", "rows are")
    return (
        f"{number} in it again that {'was' if rows == 1 else 'were'} taken back from {name}, and "
        "will count. Ask the provider whether they stand; if not, take them back from this file, "
        f'too: python -m data withdraw "{own}" --rows NUMBERS --because REASON'
    )


def _before(receipt: Receipt, known: Sequence[Receipt], export: Export, came: str) -> list[Receipt]:
    """What came earlier and a release could hold beside this file, in which its keys may be."""
    alike = ("export", "sample") if export.one_provider else ("export", "sample", "provider")
    unlike = {each["submission_id"] for each in outdated(known)}  # hashed otherwise: no key joins
    return [
        each
        for each in used([each for each in known if each["sample"] == receipt["sample"]])
        if each["submission_id"] not in unlike
        and each["sha256"] != receipt["sha256"]
        and each["accepted"]
        and each["loaded_at"] < came
        and all(each[name] == receipt[name] for name in alike)
    ]


def _latest(before: Sequence[Receipt]) -> Iterator[Receipt]:
    """Receipts, the latest first, until COMPARED rows are reached."""
    rows = 0
    for each in reversed(before):
        rows += each["accepted"]
        if rows > COMPARED:
            return
        yield each
