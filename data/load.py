"""The recipe for loading: each file read, judged, and put into the store as one submission."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from data import submission
from data.admission import admit, files_of
from data.asked import Asked, asked
from data.engine import intake
from data.intake import File, in_time, take_in
from data.progress import Tell, part, silent
from data.pseudonyms import hand_over, key_id
from data.receipts import sentence
from data.reference_key import KeyProblemError, check_key, reference_key
from data.refusal import RefusalError, named
from data.replacing import replacing
from data.settings import settings
from data.shortfall import shortfall
from data.store import Store
from data.work import building, settle

Receipt = Mapping[str, Any]


@dataclass(frozen=True)
class Loaded:
    """What became of one file."""

    path: Path
    state: Literal["loaded", "already loaded", "refused"]
    sentence: str
    """For a person: what happened and, when refused, what to do."""
    receipt: Receipt | None = None


def load(
    store: Store,
    paths: Iterable[Path],
    *,
    profile: str = "",
    tell: Tell = silent,
    today: date | None = None,
) -> list[Loaded]:
    """Load files, and the files of folders, each on its own: one that is refused stops no other.

    `profile` is the PROVIDER or PROVIDER:EXPORT to read them as, recognised by their headings when
    empty. `today` is the day after which a date is in the future; the clock's when None.
    """
    day = today or datetime.now(UTC).date()
    files = list(files_of(paths))
    found: list[Loaded] = []
    for number, path in enumerate(files):
        start, end = number / len(files), (number + 1) / len(files)
        beside = [each.receipt for each in found if each.state == "loaded" and each.receipt]
        found.append(_load_file(store, path, profile, day, beside, part(tell, start, end)))
    tell("load", 1.0, f"files read: {len(files)}")
    return found


def _load_file(
    store: Store, path: Path, profile: str, today: date, beside: Sequence[Receipt], tell: Tell
) -> Loaded:
    """One file; beside: receipts of those that were loaded before it in the same go."""
    try:
        admit(path)
        asked = _asked(store, path, profile)
        if (known := asked.known(sample=_is_sample(path))) is not None:
            return _already(path, known)
        return _submit(store, path, asked, today, beside, tell)
    except RefusalError as refusal:
        return Loaded(path, "refused", str(refusal))
    except KeyProblemError as problem:
        return Loaded(path, "refused", f"{named(path)} was not loaded. {problem}")


def _asked(store: Store, path: Path, profile: str) -> Asked:
    sha256 = _fingerprint(path)
    return asked(profile, sha256, [each for each in store.receipts() if each["sha256"] == sha256])


def _fingerprint(path: Path) -> str:
    try:
        return submission.fingerprint(path)
    except OSError:
        raise RefusalError(
            f"{named(path, opened=False)} cannot be opened: check that this user may read it, and "
            "load it again."
        ) from None


def _is_sample(path: Path) -> bool:
    return path.name.startswith(submission.SAMPLE)


def _submit(
    store: Store, path: Path, asked: Asked, today: date, beside: Sequence[Receipt], tell: Tell
) -> Loaded:
    key = reference_key(store, settings())
    # Samples are in no release with real exports, so their key binds samples only.
    known = store.receipts()
    alike = [each for each in known if each["sample"] == _is_sample(path)]
    check_key(key, alike)
    # Read again, a file is judged as on the day it came: its future dates were in the future.
    day = min([today, *(date.fromisoformat(each["loaded_at"][:10]) for each in asked.readings)])
    file = File(path.absolute(), asked, _is_sample(path), key_id(key), day)
    with building(store) as folder:
        with closing(intake(file.path, folder)) as connection, in_time(connection, path):
            hand_over(connection, key)
            receipt = take_in(connection, file, tell)
            short = shortfall(vars(receipt), known)
            submission.write_rows(connection, folder)
            found = replacing(vars(receipt), known, folder, store.submissions, beside)
            receipt = replace(
                receipt,
                warnings=[*receipt.warnings, *short, *found.doubts],
                doubts=found.doubts,
                replaces=found.rows,
                short=short,
                notes=[*receipt.notes, *found.notes],
            )
            submission.write_receipt(receipt, folder)
        if _fingerprint(path) != asked.sha256:
            raise RefusalError(
                f"{named(path)} changed while it was being read: load it again when it is complete."
            )
        told = vars(receipt)
        try:
            settle(folder, store.submissions / receipt.submission_id)
        except FileExistsError:  # another load of the same file was quicker
            return _already(path, told)
    return Loaded(path, "loaded", f"{receipt.file_name}: {sentence(told)}", told)


def _already(path: Path, receipt: Receipt) -> Loaded:
    day = str(receipt["loaded_at"])[:10]
    return Loaded(
        path, "already loaded", f"{named(path)} was already loaded on {day}: no change.", receipt
    )
