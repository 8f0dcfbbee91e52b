"""Where submissions and releases lie on disk, and which release is the published one.

<store>/submissions/<submission_id>/  accepted.parquet  rejected.parquet  receipt.json
<store>/releases/<release_id>/        rows.duckdb  exact.duckdb  protected.duckdb  manifest.json
<store>/published                     the published release's id
<store>/work/                         builds under way; anything left here is a build that died
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.engine import Reader


@dataclass(frozen=True)
class Store:
    """The folders of one store. All appears by one rename, so a crash leaves it whole."""

    root: Path

    @property
    def submissions(self) -> Path:
        """Folder of submissions, one folder each."""
        return self.root / "submissions"

    @property
    def releases(self) -> Path:
        """Folder of releases, one folder each."""
        return self.root / "releases"

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
        try:
            return self.pointer.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def publish(self, release_id: str) -> None:
        """Point at another release: one atomic replace. Raises FileNotFoundError."""
        self.manifest(release_id)
        aside = self.pointer.with_name(f"published.{os.getpid()}")
        aside.write_text(release_id + "\n", encoding="utf-8")
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        aside.replace(self.pointer)

    def manifest(self, release_id: str) -> dict[str, Any]:
        """What the release says of itself. Raises FileNotFoundError for one we lack."""
        path = self.releases / release_id / "manifest.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def release_ids(self) -> list[str]:
        """Every release, oldest first."""
        built = self.releases.glob("*/manifest.json")
        return [
            path.parent.name for path in sorted(built, key=lambda path: path.stat().st_mtime_ns)
        ]

    def receipts(self) -> list[dict[str, Any]]:
        """Every submission's receipt, oldest first."""
        found = [
            json.loads(path.read_text(encoding="utf-8"))
            for path in self.submissions.glob("*/receipt.json")
        ]
        return sorted(found, key=lambda receipt: (receipt["loaded_at"], receipt["submission_id"]))

    def open(self, release_id: str, *, exact: bool = False) -> Reader:
        """A reader of a release's tables: protected, unless the role may see exact."""
        name = "exact.duckdb" if exact else "protected.duckdb"
        return Reader(self.releases / release_id / name)
