"""Counts the records of plain CSV from its bytes, many at once: a count that no reader shares.

Plain is: one kind of line ending, every record with as many cells as the headings, none of them
blank or so long that a cell could be too long, and quotation marks only around cells (doubled
inside). For anything else there is no answer here, and the file is read the slow way.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.readers.clock import check

CHUNK = 8 << 20
QUOTE, LF, CR = 34, 10, 13
MARK = b"\xef\xbb\xbf"
TRIES, SHORT = 20, 10_000
SPARE, EMPTY = 4, b' ,;|\t"\r'
"""A record of empty cells is no longer than so many bytes a cell, and holds nothing else."""
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


class _UnusualError(Exception):
    """The file is not plain."""


def plain_records(path: Path, delimiter: str, width: int, longest: int) -> int | None:
    """Number of records, headings included, of `width` cells each; None when it is not plain.

    `longest` is the greatest length, in bytes, of a record.
    """
    records = 0
    try:
        ending = _ending(path)
        for block in _blocks(path, ending):
            check()
            records += _block_records(block, ending, ord(delimiter), width, longest)
    except _UnusualError:
        return None
    return records


def _ending(path: Path) -> bytes:
    """The line ending of the first line; LF when there is none."""
    with path.open("rb") as file:
        start = file.read(CHUNK)
    places = [(start.find(each), each) for each in (b"\r\n", b"\n", b"\r") if each in start]
    return min(places, default=(0, b"\n"), key=lambda place: (place[0], -len(place[1])))[1]


def _blocks(path: Path, ending: bytes) -> Iterator[bytes]:
    """The file's bytes without its mark, in whole records, the last one ended like the others."""
    with path.open("rb") as file:
        kept = file.read(CHUNK).removeprefix(MARK)
        while more := file.read(CHUNK):
            end = _whole(kept, ending)
            yield kept[:end]
            kept = kept[end:] + more
    if kept:
        yield kept if kept.endswith(ending) else kept + ending


def _whole(data: bytes, ending: bytes) -> int:
    """Where the last record ends that is there whole, as far as quotation marks tell."""
    end = len(data)
    for _ in range(TRIES):
        end = data.rfind(ending, 0, end)
        if end < 0:
            break
        if data.count(b'"', 0, end) % 2 == 0:
            return end + len(ending)
    raise _UnusualError


def _block_records(block: bytes, ending: bytes, delimiter: int, width: int, longest: int) -> int:
    _check_endings(block, ending)
    data = np.frombuffer(block, dtype=np.uint8)
    ends, between = data == ending[-1], data == delimiter
    if b'"' in block:
        marks = data == QUOTE
        _check_marks(data, np.flatnonzero(marks), delimiter)
        outside = (np.cumsum(marks, dtype=np.uint8) & 1) == 0
        _check_inside(ends, between, outside, width)
        ends, between = ends & outside, between & outside
    return _lines(block, np.flatnonzero(ends), np.flatnonzero(between), width, longest)


def _check_endings(block: bytes, ending: bytes) -> None:
    """Every byte of a line ending belongs to one like the first."""
    if len(ending) == 1:
        usual = (b"\r" if ending == b"\n" else b"\n") not in block
    else:
        usual = block.count(b"\r") == block.count(b"\n") == block.count(ending)
    if not usual:
        raise _UnusualError


def _check_marks(data: Bytes, marks: Places, delimiter: int) -> None:
    """Each mark opens a cell at its start, closes it at its end, or is one of a pair inside."""
    if len(marks) % 2:
        raise _UnusualError
    opens, closes = marks[0::2], marks[1::2]
    edge: Any = np.array([delimiter, LF, CR, QUOTE], dtype=np.uint8)
    before, after = data[np.maximum(opens - 1, 0)], data[closes + 1]
    if not ((np.isin(before, edge) | (opens == 0)).all() and np.isin(after, edge).all()):
        raise _UnusualError


def _check_inside(ends: Flags, between: Flags, outside: Flags, width: int) -> None:
    """No cell over several lines holds a record's delimiters: it may have swallowed one."""
    lines = np.flatnonzero(ends & ~outside)
    if len(lines):
        records = np.flatnonzero(ends & outside)
        held = np.searchsorted(records, np.flatnonzero(between & ~outside))
        if (
            np.bincount(held, minlength=len(records) + 1)[np.searchsorted(records, lines)]
            >= width - 1
        ).any():
            raise _UnusualError


def _lines(block: bytes, ends: Places, between: Places, width: int, longest: int) -> int:
    """Number of records when each has so many delimiters outside quotation marks."""
    records, inside = len(ends), width - 1
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts
    if len(between) != records * inside or not records or lengths.max() > longest:
        raise _UnusualError
    if inside:
        grid = between.reshape(records, inside)
        if (grid[:, 0] < starts).any() or (grid[:, -1] > ends).any():
            raise _UnusualError
    _check_short(block, starts, ends, np.flatnonzero(lengths <= SPARE * width))
    return records


def _check_short(block: bytes, starts: Places, ends: Places, short: Places) -> None:
    """No record is blank, as one of nothing but delimiters and empty pairs of marks is."""
    if len(short) > SHORT:
        raise _UnusualError
    for each in short:
        if not block[starts[each] : ends[each]].strip(EMPTY):
            raise _UnusualError
