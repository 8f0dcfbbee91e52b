"""The time limit on reading one file: for loops in Python, and for queries of DuckDB."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Thread
from time import monotonic

from data.engine import Connection

AGAIN = 0.05  # seconds between interrupts: one that falls between two queries stops neither
_ends: ContextVar[float] = ContextVar("ends", default=float("inf"))


class OvertimeError(Exception):
    """Reading a file takes longer than it may."""


def check() -> None:
    """Call this in a loop over rows now and then. Raises OvertimeError after the limit."""
    if late():
        raise OvertimeError


def late() -> bool:
    """Whether the limit has passed, so that an error is likely to come of that."""
    return monotonic() > _ends.get()


@contextmanager
def limited(connection: Connection, seconds: float) -> Iterator[None]:
    """After so many seconds within, `check` raises and the connection's queries are interrupted."""
    done = Event()

    def interrupt() -> None:
        done.wait(seconds)
        while not done.wait(AGAIN):
            connection.interrupt()

    before = _ends.set(monotonic() + seconds)
    watch = Thread(target=interrupt, daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()
        _ends.reset(before)
