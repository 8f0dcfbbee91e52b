"""The recipe for taking back a file that should not have been loaded: kept, but in no release."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from data.decisions import COMMAND_LINE
from data.store import Store, flush
from data.work import locked

NOTE = "withdrawn.json"


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


def _move(store: Store, submission_id: str, note: dict[str, str]) -> None:
    folder = store.submissions / submission_id
    (folder / NOTE).write_text(json.dumps(note, indent=1), encoding="utf-8")
    store.withdrawn.mkdir(exist_ok=True)
    times = len(list(store.withdrawn.glob(f"{submission_id}*")))
    folder.rename(store.withdrawn / f"{submission_id}{f'.{times + 1}' if times else ''}")
    flush(store.withdrawn)
    flush(store.submissions)
