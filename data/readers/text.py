"""Finds out how a text file is written: its encoding, never by guessing."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from data.readers.clock import check
from data.readers.kinds import must_be_text
from data.refusal import RefusalError, named

CHUNK = 1 << 20
SURE = 16  # bytes of a first line from which UTF-16 can be told
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes that stand for nothing in cp1252."""
PLAIN = ("utf-8", "utf-8-sig")
"""Encodings whose bytes DuckDB reads as they are."""


def encoding_of(path: Path) -> str:
    """By its mark, else UTF-16 when its first bytes can be nothing else, else UTF-8 when every byte
    agrees, else cp1252 (if its profile says so).

    Raises RefusalError for a file that is not text.
    """
    must_be_text(path)
    with path.open("rb") as file:
        start = file.read(256)
    found = next((encoding for mark, encoding in MARKS if start.startswith(mark)), "")
    if not found:
        found = _unmarked(start) or ("utf-8" if _is_utf8(path) else _windows(path))
    elif found == "utf-8-sig" and not _is_utf8(path):
        raise _damaged(path, "utf-8")
    if "16" in found:
        _check_wide(path, found)
    return found


def _unmarked(start: bytes) -> str:
    """UTF-16 without a mark, told by headings in plain letters: every other byte is zero."""
    first, second = start[0::2], start[1::2]
    if len(start) < SURE:
        return ""
    if all(first) and not any(second):
        return "utf-16-le"
    return "utf-16-be" if all(second) and not any(first) else ""


def _is_utf8(path: Path) -> bool:
    """Whether every byte agrees. Raises RefusalError for a NUL byte, which no text has."""
    decode, agrees, line = codecs.getincrementaldecoder("utf-8")().decode, True, 1
    with path.open("rb") as file:
        chunk = file.read(CHUNK)
        while chunk:
            check()
            if b"\0" in chunk:
                raise _nul(path, line + chunk[: chunk.index(b"\0")].count(b"\n"))
            following = file.read(CHUNK)
            agrees = agrees and _agrees(decode, chunk, final=not following)
            line += chunk.count(b"\n")
            chunk = following
    return agrees


def _agrees(decode: Callable[[bytes, bool], str], chunk: bytes, *, final: bool) -> bool:
    try:
        decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _windows(path: Path) -> str:
    """cp1252, where every byte is one of it. Raises RefusalError where one is not."""
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            odd = UNDEFINED.search(chunk)
            if odd:
                line += chunk.count(b"\n", 0, odd.start())
                raise RefusalError(
                    f"{named(path)} holds bytes on line {line:,} that are no text: "
                    "export it again as CSV (UTF-8), and load it again."
                )
            line += chunk.count(b"\n")
    return "cp1252"


def _check_wide(path: Path, encoding: str) -> None:
    line = 1
    try:
        with path.open(encoding=encoding, newline="") as file:
            while chunk := file.read(CHUNK):
                check()
                if "\0" in chunk:
                    raise _nul(path, line + chunk[: chunk.index("\0")].count("\n"))
                line += chunk.count("\n")
    except UnicodeError:
        raise _damaged(path, "utf-16") from None


def _nul(path: Path, line: int) -> RefusalError:
    return RefusalError(
        f"{named(path)} is named as a text file but is not one, or is damaged: it holds a NUL byte "
        f"on line {line:,}. Export it again as CSV (UTF-8), and load it again."
    )


def _damaged(path: Path, encoding: str) -> RefusalError:
    return RefusalError(
        f"{named(path)} starts as {encoding.upper()} but holds bytes that are not, so it is "
        "damaged or was put together of two: export it again as CSV (UTF-8), and load it again."
    )
