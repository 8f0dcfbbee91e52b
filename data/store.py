"""Where submissions and releases lie on disk, and which release is the published one.

<store>/submissions/<submission_id>/  accepted.parquet  rejected.parquet  receipt.json
<store>/withdrawn/<submission_id>/    the same of files taken back, and withdrawn.json: who and why
<store>/taken_back/                   rows of files that were taken back, and why, one file each
<store>/releases/<release_id>/        rows.duckdb  exact.duckdb  protected.duckdb  manifest.json
<store>/published                     the published release's id; after a rollback, a second line
                                      with the id of the release that was set aside
<store>/decisions/                    what stewards decided of findings, one file each
<store>/work/                         builds under way; anything left here is a build that died
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.engine import Reader
from data.taken_back import attached


@dataclass(frozen=True)
class Store:
    """The folders of one store. All appears by one rename, so a crash leaves it whole."""

    root: Path

    @property
    def submissions(self) -> Path:
        """Folder of submissions, one folder each."""
        return self.root / "submissions"

    @property
    def withdrawn(self) -> Path:
        """Folder of submissions that were taken back (data/withdraw.py)."""
        return self.root / "withdrawn"

    @property
    def releases(self) -> Path:
        """Folder of releases, one folder each."""
        return self.root / "releases"

    @property
    def decisions(self) -> Path:
        """Folder of stewards' decisions, one file each (data/decisions.py)."""
        return self.root / "decisions"

    @property
    def work(self) -> Path:
        """Folder of builds under way."""
        return self.root / "work"

    @property
    def pointer(self) -> Path:
        """The file that names the published release."""
        return self.root / "published"

    def published(self) -> str | None:
        """The published release's id; None before the first."""
        return next(iter(self._pointed()), None)

    def set_aside(self) -> str | None:
        """The release that was rolled back from, while nothing newer has been published."""
        return next(iter(self._pointed()[1:]), None)

    def _pointed(self) -> list[str]:
        try:
            return self.pointer.read_text(encoding="utf-8").split()
        except FileNotFoundError:
            return []

    def publish(self, release_id: str, *, instead_of: str | None = None) -> None:
        """Point at a release by one atomic replace, and on disk when this returns.

        `instead_of` is the release that a rollback sets aside. Raises FileNotFoundError for a
        release we lack. Hold the release lock: the file written aside has one name.
        """
        self.manifest(release_id)
        aside = self.pointer.with_name("published.new")
        with aside.open("w", encoding="utf-8") as file:
            file.write("\n".join(filter(None, (release_id, instead_of))) + "\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.pointer)
        flush(self.root)

    def manifest(self, release_id: str) -> dict[str, Any]:
        """What the release says of itself. Raises FileNotFoundError for one we lack."""
        path = self.releases / release_id / "manifest.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def release_ids(self) -> list[str]:
        """Every release, held back ones included, oldest first."""
        built = (path.parent.name for path in self.releases.glob("*/manifest.json"))
        return sorted(built, key=_by_day_and_number)

    def judging(self) -> str | None:
        """The release whose checks senders are told of: the newest, held back or not.

        After a rollback the published one, until there is a newer; None before the first release.
        """
        newest = next(reversed(self.release_ids()), None)
        return self.published() if newest and newest == self.set_aside() else newest

    def receipts(self) -> list[dict[str, Any]]:
        """Every submission's receipt, oldest first, with the rows taken back (taken_back.py)."""
        found = [
            json.loads(path.read_text(encoding="utf-8"))
            for path in self.submissions.glob("*/receipt.json")
        ]
        found.sort(key=lambda receipt: (receipt["loaded_at"], receipt["submission_id"]))
        return attached(found, self.root)

    def open(self, release_id: str, *, exact: bool = False) -> Reader:
        """A reader of a release's tables: protected, unless the role may see exact."""
        name = "exact.duckdb" if exact else "protected.duckdb"
        return Reader(self.releases / release_id / name)


def _by_day_and_number(release_id: str) -> tuple[str, int]:
    """2024-05-01.10 comes after 2024-05-01.9."""
    day, _, number = release_id.partition(".")
    return day, int(number)


def flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
