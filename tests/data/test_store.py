"""The store's pointer and lists, and building aside so that a crash leaves all whole."""

import subprocess
import sys

import pytest

from data.store import Store
from data.work import building, locked, settle

HOLDS_A_WORK_FOLDER = """
import sys, time
from pathlib import Path
from data.store import Store
from data.work import building
with building(Store(Path(sys.argv[1]))) as folder:
    (folder / "half").write_text("half")
    print(folder.name, flush=True)
    time.sleep(60)
"""


def put_release(store: Store, release_id: str) -> None:
    folder = store.releases / release_id
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"withheld": []}')


def test_nothing_is_published_at_first(store: Store) -> None:
    assert (store.published(), store.set_aside()) == (None, None)
    assert (store.release_ids(), store.receipts()) == ([], [])


def test_the_pointer_names_the_published_release(store: Store) -> None:
    put_release(store, "2024-05-01.1")
    store.publish("2024-05-01.1")
    assert (store.published(), store.set_aside()) == ("2024-05-01.1", None)
    assert {path.name for path in store.root.iterdir()} == {"releases", "published"}


def test_a_release_that_is_not_there_cannot_be_published(store: Store) -> None:
    put_release(store, "2024-05-01.1")
    store.publish("2024-05-01.1")
    with pytest.raises(FileNotFoundError):
        store.publish("2024-05-01.2")
    assert store.published() == "2024-05-01.1"


def test_the_tenth_release_of_a_day_comes_after_the_ninth(store: Store) -> None:
    for release_id in ("2024-05-01.10", "2024-05-02.1", "2024-05-01.9"):
        put_release(store, release_id)
    assert store.release_ids() == ["2024-05-01.9", "2024-05-01.10", "2024-05-02.1"]


def test_a_folder_without_a_manifest_is_no_release(store: Store) -> None:
    (store.releases / "2024-05-01.1").mkdir(parents=True)
    assert store.release_ids() == []


def test_what_was_built_is_moved_into_place_and_cannot_be_written(store: Store) -> None:
    place = store.submissions / "one"
    with building(store) as folder:
        (folder / "rows").write_text("1")
        settle(folder, place)
    assert (place / "rows").read_text() == "1"
    assert not (place / "rows").stat().st_mode & 0o222
    assert list(store.work.iterdir()) == []


def test_a_place_that_is_taken_stays_as_it_was(store: Store) -> None:
    place = store.submissions / "one"
    for text in ("first", "second"):
        with building(store) as folder:
            (folder / "rows").write_text(text)
            if text == "first":
                settle(folder, place)
            else:
                with pytest.raises(FileExistsError):
                    settle(folder, place)
    assert (place / "rows").read_text() == "first"
    assert list(store.work.iterdir()) == []


def test_a_build_that_fails_leaves_nothing(store: Store) -> None:
    def fails() -> None:
        with building(store) as folder:
            (folder / "half").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert list(store.work.iterdir()) == []


def test_only_the_work_of_dead_processes_is_cleared(store: Store) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS_A_WORK_FOLDER, str(store.root)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        held = store.work / holder.stdout.readline().strip()
        with building(store):
            assert (held / "half").exists()
        holder.kill()
        holder.wait()
        assert (held / "half").exists()
        with building(store):
            assert not held.exists()
    finally:
        holder.kill()
        holder.communicate()


def test_a_lock_that_is_free_is_not_waited_for(store: Store) -> None:
    told: list[str] = []
    with locked(store.root / "one.lock", lambda: told.append("waiting")):
        assert told == []
    with locked(store.root / "one.lock", lambda: told.append("waiting")):
        assert told == []
