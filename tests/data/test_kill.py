"""kill -9 at twenty moments of a load or a release: what is published stays, the store goes on."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from data.load import load
from data.release import release
from data.store import Store
from tests.data.findings import all_well

pytestmark = pytest.mark.usefixtures("two_measures")
RANDOM = random.Random(20180525)  # noqa: S311 - moments, not secrets
ROOT = Path(__file__).parents[2]
HEADINGS = "referral_id,referral_date,council,from_org,to_org"
LOAD = [sys.executable, "-m", "data", "load"]
RELEASE = [sys.executable, "-m", "data", "release"]
RECIPE = [
    sys.executable,
    "-c",
    "from data.release import release; from data.settings import settings; "
    "from data.store import Store; from tests.data.findings import all_well; "
    "release(Store(settings().store), examine=all_well)",
]
"""The recipe itself, in a process of its own, for the moments that come after the checks."""


@dataclass(frozen=True)
class Moment:
    """When to kill which command: once a new path like this is there, and then a little later."""

    command: list[str]
    path: str
    """A pattern in the store; "" for a random part of the command's usual run."""
    later: float
    """Seconds after the path is there, or the part of the run."""

    def __str__(self) -> str:
        name = "load" if self.command is LOAD else "release"
        return f"{name}-{self.path.replace('/', '-') or f'at-{self.later:.2f}'}"


def moments() -> Iterator[Moment]:
    for path in ("*", "*/accepted.parquet", "*/rejected.parquet", "*/receipt.json"):
        yield Moment(LOAD, f"work/{path}", RANDOM.uniform(0, 0.005))
    yield Moment(LOAD, "submissions/*", RANDOM.uniform(0, 0.005))
    for part in range(5):
        yield Moment(LOAD, "", RANDOM.uniform(part / 5, (part + 1) / 5))
    for path in ("*", "*/rows.duckdb", "*/exact.duckdb", "*/protected.duckdb"):
        yield Moment(RELEASE, f"work/{path}", RANDOM.uniform(0, 0.1))
    yield Moment(RECIPE, "work/*/protected.duckdb", RANDOM.uniform(0.1, 0.3))
    yield Moment(RECIPE, "work/*/manifest.json", 0)
    yield Moment(RECIPE, "releases/*", 0)
    yield Moment(RECIPE, "published", 0)
    for part in range(2):
        yield Moment(RELEASE, "", RANDOM.uniform(part / 2, (part + 1) / 2))


MOMENTS = list(moments())
landed: list[bool] = []


class Killed:
    """A store that processes die in, and the files that they were given."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "store")
        self.files = 0
        self.folder = folder
        self.environment = {**os.environ, "SHARING_STORE": str(self.store.root)}

    def file(self) -> Path:
        """A file with two referrals that nobody sent before."""
        self.files += 1
        path = self.folder / f"referrals_{self.files}.csv"
        rows = [f"R-{self.files}-{n},2024-01-0{n},S12000033,police_scotland,assist" for n in (1, 2)]
        path.write_text("\n".join([HEADINGS, *rows]) + "\n")
        return path

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        words = [*command, str(self.file())] if command is LOAD else command
        return subprocess.Popen(
            words,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def seconds(self, command: list[str]) -> float:
        """How long a command takes that is left alone."""
        started = time.monotonic()
        assert self.start(command).wait() == 0
        return time.monotonic() - started

    def there(self, pattern: str) -> set[tuple[str, int]]:
        """Paths like a pattern, each with its inode: a file that is replaced is a new one."""
        found = set()
        for path in self.store.root.glob(pattern):
            try:
                found.add((path.name, path.stat().st_ino))
            except FileNotFoundError:  # it was moved while we looked
                continue
        return found

    def kill(self, moment: Moment, usual: float) -> bool:
        """Start the command and kill it at its moment. False when it was over by then."""
        before = self.there(moment.path) if moment.path else set()
        process = self.start(moment.command)
        if moment.path:
            while process.poll() is None and self.there(moment.path) <= before:
                time.sleep(0.0005)
            time.sleep(moment.later)
        else:
            time.sleep(moment.later * usual)
        process.kill()
        return process.wait() == -signal.SIGKILL


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    return Killed(tmp_path_factory.mktemp("killed"))


@pytest.fixture(scope="module")
def usual(killed: Killed) -> dict[str, float]:
    """How long each command takes; afterwards there is a published release."""
    return {"load": killed.seconds(LOAD), "release": killed.seconds(RELEASE)}


def rows_in(path: Path) -> int:
    """Rows of a parquet file: reads it to its end."""
    with closing(duckdb.connect()) as connection:
        return len(connection.execute("FROM read_parquet(?)", [str(path)]).fetchall())


def assert_whole(store: Store) -> None:
    """The published release can be read, and every submission and release is complete."""
    for receipt_path in store.submissions.iterdir():
        names = {file.name for file in receipt_path.iterdir()}
        assert names == {"accepted.parquet", "rejected.parquet", "receipt.json"}
    for receipt in store.receipts():
        folder = store.submissions / receipt["submission_id"]
        assert rows_in(folder / "accepted.parquet") == receipt["accepted"] == 2
    for folder in store.releases.iterdir():
        names = {file.name for file in folder.iterdir()}
        assert names == {"rows.duckdb", "exact.duckdb", "protected.duckdb", "manifest.json"}
    for exact in (True, False):
        assert_readable(store, exact=exact)


def assert_readable(store: Store, *, exact: bool) -> None:
    release_id = store.published()
    assert release_id is not None
    with closing(store.open(release_id, exact=exact)) as reader:
        facts = reader.frame("FROM published.release_fact").set_index("name")["value"]
        counted = reader.frame("SELECT sum(numerator) AS n FROM published.measure")["n"]
    assert facts["release_id"] == release_id
    assert counted.notna().all() or not exact


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_a_kill_loses_nothing(killed: Killed, usual: dict[str, float], moment: Moment) -> None:
    store = killed.store
    before = store.published()
    if moment.command is not LOAD:
        load(store, [killed.file()])
    landed.append(killed.kill(moment, usual["load" if moment.command is LOAD else "release"]))
    assert_whole(store)
    assert store.published() == before or moment.command is not LOAD
    assert [each.state for each in load(store, [killed.file()])] == ["loaded"]
    outcome = release(store, examine=all_well)
    assert (outcome.state, store.published()) == ("published", outcome.release_id)
    assert store.manifest(str(outcome.release_id))["rows"]["referrals"] == 2 * len(store.receipts())
    assert list(store.work.iterdir()) == []
    assert_whole(store)


def test_most_kills_found_a_process_to_kill() -> None:
    assert len(MOMENTS) == 20
    assert sum(landed) >= 0.75 * len(landed)
