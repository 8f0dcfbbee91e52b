"""A file that cannot be loaded, in one sentence for whoever sent it; and what a file is called."""

import re
from functools import lru_cache
from pathlib import Path

from data.personal.reason import is_personal
from data.submission import fingerprint


class RefusalError(Exception):
    """Says which file, what was expected and what to do; never a value of the file."""


def named(path: Path, sha256: str = "", *, opened: bool = True) -> str:
    """A file's name, fit to be shown and stored.

    What cannot be printed becomes a question mark. A name that tells who somebody is gives way to
    the start of the SHA-256 of the file's bytes, which is worked out unless it is given; or to
    nothing when the file must not be opened.
    """
    name = "".join(each if each.isprintable() else "?" for each in path.name)
    if _plain(name):
        return name
    ending = path.suffix if re.fullmatch(r"\.[A-Za-z]{1,8}", path.suffix) else ""
    if not opened:
        return f"file (name not shown){ending}"
    try:
        return f"file {(sha256 or fingerprint(path))[:12]}{ending}"
    except OSError:
        return f"file (name not shown){ending}"


@lru_cache(maxsize=64)
def _plain(name: str) -> bool:
    return not is_personal(name)
