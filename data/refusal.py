"""A file that cannot be loaded, in one sentence for whoever sent it; and what a file is called."""

from functools import lru_cache
from pathlib import Path

from data.file_names import called
from data.submission import fingerprint


class RefusalError(Exception):
    """Says which file, what was expected and what to do; never a value of the file."""


def named(path: Path, sha256: str = "", *, opened: bool = True) -> str:
    """A file's name, fit to be shown and stored (data/file_names.py).

    What cannot be printed becomes a question mark. Where a word of it is not known, the start of
    the SHA-256 of the file's bytes stands with it, which is worked out unless it is given; or
    nothing when the file must not be opened.
    """
    name = "".join(each if each.isprintable() else "?" for each in path.name)
    told = called(name, "")
    if told == name or not opened:
        return told
    try:
        return called(name, sha256 or _fingerprint(path))
    except OSError:
        return told


def _fingerprint(path: Path) -> str:
    found = path.stat()
    return _fingerprint_of(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=64)
def _fingerprint_of(path: Path, _size: int, _changed: int) -> str:
    return fingerprint(path)
