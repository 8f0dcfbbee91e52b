"""The recipes for taking back a file that should not have been loaded, or rows of one.

What was taken back is kept, but in no release to come.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from data.decisions import COMMAND_LINE
from data.engine import build, quoted
from data.grammar import plural, together
from data.store import Store, flush
from data.taken_back import FOLDER, TakenBack, Verb, kept, rows_of, told
from data.work import building, locked

NOTE = "withdrawn.json"
MOST = 20
"""Row numbers that a sentence names."""
Receipt = Mapping[str, Any]


def withdraw(
    store: Store, receipt: Mapping[str, Any], *, because: str, by: str = COMMAND_LINE
) -> str:
    """Move every reading of the receipt's file out of the submissions. Returns what happened.

    What was read is kept in the store's folder `withdrawn`, with who withdrew it, when and why;
    the same file can be loaded again. Releases already made stay as they are: the next one is
    made without it. Waits while a release reads the submissions.
    """
    note = {"because": because, "by": by, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    with locked(store.root / "release.lock"):
        for each in store.receipts():
            if each["sha256"] == receipt["sha256"]:
                _move(store, each["submission_id"], note)
    return (
        f"{receipt['file_name']} was withdrawn: the next release is made without it. What is "
        "published already stays as it is until then. Load the file again to bring it back."
    )


class RowsError(Exception):
    """The rows cannot be taken back, or put back: says why, and what to do."""


def withdraw_rows(
    store: Store,
    receipt: Receipt,
    rows: Sequence[int],
    verb: Verb = "take back",
    *,
    because: str,
    by: str = COMMAND_LINE,
) -> str:
    """Take rows of the receipt's file back, or put them back. Returns what happened.

    rows: their numbers in the file. The next release counts neither them nor what they replaced;
    a row of a later file with the same identifier counts again. Raises RowsError when one of them
    is no accepted row, or was not taken back.
    """
    with locked(store.root / "release.lock"):
        found = kept(store.root)
        gone = {*rows_of(receipt["sha256"], found)}
        there = _accepted(store, receipt) if verb == "take back" else gone
        _check(receipt, sorted({*rows} - there), verb)
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        note = TakenBack(
            sha256=receipt["sha256"],
            verb=verb,
            rows=sorted({*rows}),
            because=because,
            by=by,
            at=now,
        )
        _keep(store, note)
    number = plural(len({*rows}), "row")
    if verb == "put back":
        return f"{number} of {receipt['file_name']} put back: the next release has them again."
    return (
        f"{number} of {receipt['file_name']} taken back: the next release is made without, and "
        "without what they replaced. What is published already stays as it is until then."
    )


def _keep(store: Store, note: TakenBack) -> None:
    """Add it to the store: written aside, on disk, then in place by one rename."""
    folder = store.root / FOLDER
    folder.mkdir(exist_ok=True)
    with building(store) as aside:
        file = aside / "rows.json"
        file.write_text(told(note) + "\n", encoding="utf-8")
        flush(file)
        file.chmod(0o444)
        file.rename(folder / f"{note.at[:19].replace(':', '')}-{token_hex(8)}.json")
    flush(folder)


def _check(receipt: Receipt, wrong: Sequence[int], verb: Verb) -> None:
    if wrong:
        are = "is" if len(wrong) == 1 else "are"
        which = "row" if len(wrong) == 1 else "rows"
        why = (
            f"{are} not among its accepted rows: give numbers as the file has them, the headings "
            "being row 1 where nothing stands above them"
            if verb == "take back"
            else f"{are} not taken back"
        )
        raise RowsError(
            f"Nothing was changed. Of {receipt['file_name']}, {which} "
            f"{together(wrong[:MOST])}{' and more' if len(wrong) > MOST else ''} {why}."
        )


def _accepted(store: Store, receipt: Receipt) -> set[int]:
    """Numbers of the accepted rows of a submission."""
    file = store.submissions / receipt["submission_id"] / "accepted.parquet"
    with closing(build()) as connection:
        found = connection.execute(f"SELECT row_number FROM read_parquet({quoted(file)})")
        return {number for (number,) in found.fetchall()}


def _move(store: Store, submission_id: str, note: dict[str, str]) -> None:
    folder = store.submissions / submission_id
    (folder / NOTE).write_text(json.dumps(note, indent=1), encoding="utf-8")
    store.withdrawn.mkdir(exist_ok=True)
    times = len(list(store.withdrawn.glob(f"{submission_id}*")))
    folder.rename(store.withdrawn / f"{submission_id}{f'.{times + 1}' if times else ''}")
    flush(store.withdrawn)
    flush(store.submissions)
