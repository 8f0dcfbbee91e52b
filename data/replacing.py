"""How many rows of a file stand in place of rows of files before it, as its receipt says.

And how many of them say something else there (data/differing.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data.differing import differing, notes
from data.engine import EngineError
from data.export import Export, exports
from data.reference_key import outdated
from data.rows import used

Receipt = Mapping[str, Any]
COMPARED = 5_000_000
"""Earlier rows that are compared, of the latest files first: with a large file every night for
years, a load would else take longer every night."""


def replacing(
    receipt: Receipt,
    known: Sequence[Receipt],
    folder: Path,
    submissions: Path,
    beside: Sequence[Receipt] = (),
) -> tuple[list[str], list[str]]:
    """Sentences with the number and what differs; none where no row meets another.

    None where nobody can tell, too. A file that is read again replaces what came before its first
    reading only.

    known: receipts of every submission, oldest first, which lie in `submissions`. folder: where
    the accepted rows of this one were written. Only keys are compared, and none is told. beside:
    receipts of what was loaded in the same go before it. The second list has a sentence for each
    of them whose rows it replaces although it may be the older one.
    """
    export = exports()[receipt["export"]]
    came = [each["loaded_at"] for each in known if each["sha256"] == receipt["sha256"]]
    before = _before(receipt, known, export, came[0] if came else receipt["loaded_at"])
    compared = list(_latest(before))
    try:
        found = differing(export, folder, [submissions / each for each in reversed(compared)])
        if not found.replaced:
            return notes(found), []
        counts = {
            str(each["file_name"]): _replaced(export, folder, submissions / each["submission_id"])
            for each in beside
            if each["submission_id"] in compared and receipt["last_day"] <= each["last_day"]
        }
    except EngineError:  # an earlier file is damaged: a release stops for it, this file need not
        return [], []
    least = "" if len(compared) == len(before) else "At least "
    told = _told(found.replaced)
    said = f"{least}{told} of earlier files: of rows with one identifier the latest counts."
    return [said, *notes(found)], [_doubt(name, each) for name, each in counts.items() if each]


def _replaced(export: Export, folder: Path, earlier: Path) -> int:
    return differing(export, folder, [earlier]).replaced


def _told(rows: int) -> str:
    return "1 of its rows replaces a row" if rows == 1 else f"{rows:,} of its rows replace rows"


def _doubt(name: str, rows: int) -> str:
    """What to do where the two files came at once, and neither goes on to later days."""
    return (
        f"{_told(rows)} of {name}, which was loaded with it. Files are read in the order in which "
        "they are named, those of a folder oldest first by when they were last changed, and what "
        f"is read last counts. Should {name} be the newer one, put an empty line at its end, or "
        "save the workbook again, and load it by itself."
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


def _latest(before: Sequence[Receipt]) -> Iterator[str]:
    """Ids of submissions, the latest first, until COMPARED rows are reached."""
    rows = 0
    for each in reversed(before):
        rows += each["accepted"]
        if rows > COMPARED:
            return
        yield each["submission_id"]
