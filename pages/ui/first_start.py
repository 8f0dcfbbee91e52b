"""The first start: with nothing published yet, sample data is written, loaded and published."""

import time
from pathlib import Path

import streamlit as st

from data.settings import settings
from data.store import Store
from pages.ui import background

STALE = 900.0
"""Seconds after which a lock is taken to be left by a process that died."""


def ensure() -> None:
    """Returns when a release is published; until then shows how far the first start has come."""
    store = Store(settings().store)
    if store.published() is None:
        _show(store)
        st.rerun()


def _show(store: Store) -> None:
    st.title("Setting up for the first time")
    st.write(
        "Nothing has been published here yet, so the dashboard writes sample exports, loads them "
        "as it would load yours, and publishes them. This takes about half a minute, once."
    )
    bar = st.progress(0.0, "Starting")
    job = _job(store.root)
    while store.published() is None:
        step = job.step if job else background.Step("wait", 0.0, "Another process is setting up")
        bar.progress(min(max(step.done, 0.0), 1.0), step.message)
        if job and job.ended.is_set() and store.published() is None:
            _failed(job)
        time.sleep(0.3)


def _failed(job: background.Job) -> None:
    _job.clear()
    st.error(
        "The first start ended before anything was published. Reload this page to try again, or "
        "run `python -m data first-start` in a terminal to see each step."
    )
    if job.said:
        st.code("\n".join(job.said[-5:]), language=None)
    st.stop()


# Once per server; the lock makes it once per machine.
@st.cache_resource(show_spinner=False)
def _job(root: Path) -> background.Job | None:
    return background.start(["first-start"], root) if lock(root / "first-start.lock") else None


def lock(path: Path) -> bool:
    """Whether this process may set the store up: one that started lately may still be at it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and time.time() - path.stat().st_mtime > STALE:
        path.unlink(missing_ok=True)
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
