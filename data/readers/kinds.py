"""Tells what a file is from its first bytes, so that a wrong ending is named as such."""

import re
from pathlib import Path

from data.refusal import RefusalError, named

PACKED, OLD_OFFICE, PARQUET = "a ZIP file or a spreadsheet", "an old or locked workbook", "Parquet"
SIGNS = (
    (b"PK\x03\x04", PACKED),
    (b"PK\x05\x06", PACKED),
    (b"PAR1", PARQUET),
    (b"PARE", "encrypted Parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a word processor's document"),
)
MARKUP = (
    (re.compile(rb"<\?xml"), "XML"),
    (re.compile(rb"<"), "a web page"),
    (re.compile(rb'\{|\[\s*([\[{"\]]|-?\d|$)'), "JSON"),
)
"""A heading in square brackets, as databases write [Referral ID], starts with a letter."""
LOCKED = "EncryptedPackage".encode("utf-16-le")


def kind_of(path: Path) -> str:
    """What the first bytes say that a file is, in words; empty for text that may be a table."""
    with path.open("rb") as file:
        start = file.read(64)
    for sign, what in SIGNS:
        if start.startswith(sign):
            return what
    shown = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((what for sign, what in MARKUP if sign.match(shown)), "")


def must_be_text(path: Path) -> None:
    """Raises RefusalError for a file that is named as text but is something else."""
    what = kind_of(path)
    if what:
        raise RefusalError(
            f"{named(path)} is named as a text file but is {what}, so not one that can be read: "
            "save it as CSV (UTF-8), or give it the ending of what it is, and load it again."
        )


def must_be_packed(path: Path) -> None:
    """Raises RefusalError for a file that is named as a spreadsheet but is something else."""
    what = kind_of(path)
    if what == OLD_OFFICE and _is_locked(path):
        problem = "is locked with a password: save it without one"
    elif what == OLD_OFFICE:
        problem = "is not a spreadsheet of its kind but an old Excel workbook: save it as XLSX"
    elif what != PACKED:
        told = what or "text, perhaps CSV"
        problem = (
            f"is not a spreadsheet but {told}: give it the ending of what it is, or save it again "
            "as XLSX, ODS or CSV (UTF-8)"
        )
    else:
        return
    raise RefusalError(f"{named(path)} {problem}, and load it again.")


def _is_locked(path: Path) -> bool:
    """Whether an old container holds an encrypted workbook: its list of contents says so."""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if LOCKED in piece:
                return True
            if len(piece) == 1 << 20:
                file.seek(-len(LOCKED), 1)
    return False
