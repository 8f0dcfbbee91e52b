"""What every command shares: exit codes, plain lines on stdout, and the store it works on."""

import sys

from data.settings import settings
from data.store import Store
from data.work import tidy

DONE, SOMETHING_LEFT_OUT, NOTHING_DONE = 0, 1, 2


def the_store() -> Store:
    """The store that the settings name, without what died in the middle of its work."""
    store = Store(settings().store)
    tidy(store)
    return store


def say(*sentences: str) -> None:
    """Write each sentence as a line."""
    for sentence in sentences:
        sys.stdout.write(sentence + "\n")


def refuse(sentence: str) -> int:
    """Say why nothing was done; returns the exit code for it."""
    say(sentence)
    return NOTHING_DONE
