"""The first start: with nothing published yet, sample data is written, loaded and published."""

import time
from pathlib import Path

import streamlit as st

from data.settings import settings
from data.store import Store
from data.work import tidy
from pages.ui import background


def ensure() -> None:
    """Returns when a release is published; until then shows how far the first start has come."""
    store = Store(settings().store)
    _tidied(store.root)
    if store.published() is None:
        _show(store)
        st.rerun()


@st.cache_resource(show_spinner=False)
def _tidied(root: Path) -> None:
    """Once a start: a process that was killed may have left files that were being loaded."""
    tidy(Store(root))


def _show(store: Store) -> None:
    st.title("Setting up for the first time")
    st.write(
        "Nothing has been published here yet, so the dashboard writes sample exports, loads them "
        "as it would load yours, and publishes them. This takes a minute or so, once."
    )
    bar = st.progress(0.0, "Starting")
    job = _job(store.root)
    while store.published() is None:
        bar.progress(min(max(job.step.done, 0.0), 1.0), job.step.message)
        if job.ended.is_set() and store.published() is None:
            _failed(job)
        time.sleep(0.3)


def _failed(job: background.Job) -> None:
    _job.clear()
    st.error(
        "The first start ended before anything was published. Reload this page to try again, or "
        "run `python -m data first-start` in a terminal to see each step."
    )
    # the command's own sentences name files and checks; a crash's report might hold more
    if job.said and not any("Traceback" in line for line in job.said):
        st.write(job.said[-1])
    st.stop()


# Once per server; between servers on one machine the command itself waits its turn.
@st.cache_resource(show_spinner=False)
def _job(root: Path) -> background.Job:
    return background.start(["first-start"], root)
