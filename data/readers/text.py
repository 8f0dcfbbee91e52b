"""Finds out how a text file is written: its encoding, never by guessing."""

import codecs
from pathlib import Path

from data.refusal import RefusalError, named

CHUNK = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ARCHIVES = (b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0", b"%PDF")


def encoding_of(path: Path) -> str:
    """By its mark, else utf-8 when every byte agrees, else cp1252 (if its profile says so).

    Raises RefusalError for a file that is not text.
    """
    with path.open("rb") as file:
        start = file.read(4)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    if start in ARCHIVES or _has_nul(path):
        raise RefusalError(
            f"{named(path)} is named as a text file but is not one: "
            "save it as CSV (UTF-8), or give it the ending of what it is, and load it again."
        )
    return "utf-8" if _is_utf8(path) else "cp1252"


def _has_nul(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b"\x00" in chunk for chunk in iter(lambda: file.read(CHUNK), b""))


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True
