"""A file that cannot be loaded, in one sentence for whoever sent it."""

from pathlib import Path


class RefusalError(Exception):
    """Says which file, what was expected and what to do; never a value of the file."""


def named(path: Path) -> str:
    """A file's name, fit to be shown and stored: what cannot be printed becomes a question mark."""
    return "".join(each if each.isprintable() else "?" for each in path.name)
