"""One read of one export: accepted rows, rejected rows with reasons, a receipt."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data.engine import Connection, quoted
from data.export import Export
from data.judge import count

SAMPLE = "sample_"


@dataclass(frozen=True)
class Receipt:
    """What one read of one export found. Counts, names and headings only; never a cell."""

    submission_id: str
    export: str
    provider: str
    profile: str
    side: str | None
    file_name: str
    sha256: str
    bytes: int
    format: str
    encoding: str
    delimiter: str
    loaded_at: str
    definitions: str
    """Short hash of what decided how the file was read (data/definitions.py)."""
    rows_read: int
    accepted: int
    rejected: int
    repeats: int
    reasons: Mapping[str, Mapping[str, int]]
    """Column to reason to how many rows."""
    dropped_columns: Sequence[str]
    personal: Mapping[str, Mapping[str, int]]
    """Column, dropped ones too, to kind of personal data in words to how many rows had it."""
    key_id: str
    """Which key its references were hashed with (data/pseudonyms.py)."""
    missing_columns: Sequence[str]
    sample: bool
    first_day: str | None
    last_day: str | None
    recognised: str = ""
    """Why the file was taken for this export of this system, as a sentence."""
    chosen: str = ""
    """The profile that somebody chose for the file; empty when its headings told."""
    instead_of: str = ""
    """The reading of the same bytes that this one replaces, as somebody chose another profile."""
    notes: Sequence[str] = ()
    """What was decided or found of the file as a whole, as sentences."""
    resolved: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Column of areas or organisations to how they were found to how many rows."""
    suggested: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Column to our names that unknown texts may be a slip of to how many rows."""
    strays: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Column of dates to its rows that are written otherwise than the others, as a Strays has."""
    warnings: Sequence[str] = ()
    """What a person should look at first, as sentences without a value."""
    near: Mapping[str, int] = field(default_factory=dict)
    """Column that the file lacks to the number of its own that may be it (near_headings.py)."""
    doubts: Sequence[str] = ()
    """Those of them that say that the order in which files came may be wrong."""
    replaces: Mapping[str, int] = field(default_factory=dict)
    """Hash of an earlier file to how many of its rows, which counted until then, it replaced."""
    short: Sequence[str] = ()
    """Those of them that say that rows may be missing, which a later file may answer."""

    def __post_init__(self) -> None:
        """Every row is accounted for, or there is no receipt."""
        if self.rows_read != self.accepted + self.rejected + self.repeats:
            raise AssertionError(
                f"{self.submission_id}: {self.rows_read} rows read, but {self.accepted} accepted, "
                f"{self.rejected} rejected and {self.repeats} repeated"
            )


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def submission_id(export: str, provider: str, sha256: str, definitions: str) -> str:
    """The same bytes read under the same definitions are the same submission."""
    return f"{export}-{provider}-{sha256[:12]}-{definitions}"


def reasons(connection: Connection) -> dict[str, dict[str, int]]:
    """How many rows of `rejected` there are for each column and reason."""
    rows = connection.execute(
        'SELECT "column", reason, count(*) FROM rejected GROUP BY ALL ORDER BY ALL'
    ).fetchall()
    found: dict[str, dict[str, int]] = {}
    for column, reason, number in rows:
        found.setdefault(column, {})[reason] = number
    return found


def days(connection: Connection, export: Export) -> tuple[str | None, str | None]:
    """First and last day of `accepted`, as ISO dates."""
    ((first, last),) = connection.execute(
        f'SELECT min("{export.day}"), max("{export.day}") FROM accepted'
    ).fetchall()
    return _iso(first), _iso(last)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def counts(connection: Connection) -> tuple[int, int]:
    """How many rows were accepted, and how many rejected for any number of reasons."""
    rejected = "(SELECT DISTINCT row_number FROM rejected)"
    return count(connection, "accepted"), count(connection, rejected)


def write_rows(connection: Connection, folder: Path) -> None:
    """Write `accepted` and `rejected` as files of a submission."""
    for table, order in (
        ("accepted", "row_number"),
        ("rejected", 'row_number, "column", reason'),
    ):
        connection.execute(
            f"COPY (SELECT * FROM {table} ORDER BY {order}) "
            f"TO {quoted(folder / f'{table}.parquet')} (FORMAT parquet, PARQUET_VERSION v2)"
        )


def write_receipt(receipt: Receipt, folder: Path) -> None:
    """Write the receipt, which makes a folder with rows a submission."""
    told = json.dumps(asdict(receipt), indent=2, ensure_ascii=False)
    (folder / "receipt.json").write_text(told + "\n", encoding="utf-8")
