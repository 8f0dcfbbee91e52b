"""Building aside: a locked folder of the store's work, moved into place by one rename."""

# Locks are flock (standard library, POSIX): the kernel lets go of them when a process dies, however
# it dies, so a lock that can be taken means that nobody is building there any more.
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from data.store import Store, flush


@contextmanager
def building(store: Store) -> Iterator[Path]:
    """A new folder to build in, gone afterwards unless `settle` moved it into place.

    What builds that died have left behind is cleared away first.
    """
    store.work.mkdir(parents=True, exist_ok=True)
    with locked(store.root / "work.lock"):  # no clearing between making a folder and locking it
        clear(store)
        folder = Path(mkdtemp(dir=store.work))
        lock = _lock(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def tidy(store: Store) -> None:
    """Remove what died in the middle of its work: builds, and files that a page was handed."""
    if store.work.exists():
        with locked(store.root / "work.lock"):
            clear(store)


def clear(store: Store) -> None:
    """Remove the work folders that no living process holds."""
    for folder in sorted(store.work.iterdir()):
        lock = _lock(folder)
        if lock is not None:
            shutil.rmtree(folder)
            os.close(lock)


def _lock(path: Path) -> int | None:
    """An open, locked descriptor of a file or folder; None when another process holds it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def locked(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock file alone. Calls `waiting` once when another process holds it, then waits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def settle(folder: Path, place: Path) -> None:
    """Move a built folder into place for good: on disk first, read-only, then one rename.

    Raises FileExistsError when the place is taken.
    """
    for file in sorted(folder.iterdir()):
        flush(file)
        file.chmod(0o444)
    flush(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.rename(place)
    except OSError as error:
        if place.exists():
            raise FileExistsError(place) from error
        raise
    flush(place.parent)
