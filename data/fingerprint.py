"""What a release is made of, as one hash: the submissions, and every definition applied to them."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from data.reference.own import own_lines
from data.regimes import Edition
from data.rows import Receipt
from data.settings import Settings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ROOT = Path(__file__).parents[1]
DEFINITIONS = (
    *("data/exports", "data/reference", "data/codes.py", "data/export.py", "data/engine.py"),
    *("data/columns.py", "data/dates", "data/lookups.py", "data/pseudonyms.py"),
    *("data/rows.py", "data/account.py", "data/reconcile.py", "data/calendar.py"),
    *("data/asked_for.py", "data/filled.py", "data/senders.py"),
    *("data/working_days.py", "data/release.py", "data/publish.py", "data/examiner.py"),
    *("data/fingerprint.py", "data/regimes.py", "metrics", "expectations"),
)
"""Files and folders whose text decides what a release says."""


def fingerprint(receipts: Iterable[Receipt], settings: Settings, regimes: Edition) -> str:
    """Equal when a release would be equal: same submissions, dates, definitions and settings."""
    submissions = sorted(map(_submission, receipts))
    told, dates = settings.published(), repr(regimes.rows())
    text = json.dumps([submissions, told, dates, hashed(DEFINITIONS), *own_lines()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _submission(receipt: Receipt) -> str:
    """Its id, and which of its rows were taken back, if any."""
    rows = receipt.get("taken_back")
    return f"{receipt['submission_id']} without {rows}" if rows else str(receipt["submission_id"])


def edition(records: Iterable["DataclassInstance"]) -> str:
    """Twelve hexadecimal digits for how things are counted and rated: every field but code."""
    told = [
        [repr(value) for value in vars(record).values() if not callable(value)]
        for record in records
    ]
    return hashlib.sha256(json.dumps(sorted(told)).encode()).hexdigest()[:12]


def hashed(paths: Iterable[str]) -> str:
    """One hash of the names and contents of files, and of all source files of folders."""
    found = hashlib.sha256()
    for file in sorted(file for path in paths for file in _files(ROOT / path)):
        found.update(file.relative_to(ROOT).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _files(path: Path) -> Iterable[Path]:
    if path.is_dir():
        return (file for file in path.rglob("*") if file.suffix in {".py", ".csv"})
    return [path] if path.exists() else []
