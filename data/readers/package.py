"""Opens a zipped spreadsheet with care for what it claims to unpack to, and what it does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception by its use

from data.readers.clock import check
from data.readers.limits import check_unpacked
from data.refusal import RefusalError, named
from data.settings import settings

PIECE, MOST_PARTS, LOCKED = 1 << 18, 10_000, 0x1
BROKEN = (
    *(BadZipFile, ZlibError, EOFError, OSError, ValueError),
    *(KeyError, IndexError, NotImplementedError, RuntimeError),
)
"""What unpacking and counting raise for damage."""


class Package:
    """The parts of one zipped spreadsheet, counted in bytes as they are unpacked."""

    def __init__(self, path: Path, packed: ZipFile) -> None:
        self._path, self._packed, self._unpacked = path, packed, 0
        self._most = settings().largest_unpacked_mb * 1_000_000
        self.names = frozenset(packed.namelist())
        self.read: set[str] = set()

    def part(self, name: str) -> Iterator[bytes]:
        """One part, in pieces. Raises RefusalError when it unpacks to more than is allowed."""
        self.read.add(name)
        with self._packed.open(name) as file:
            while piece := file.read(PIECE):
                check()
                self._unpacked += len(piece)
                if self._unpacked > self._most:
                    check_unpacked(self._path, self._unpacked)
                yield piece


@contextmanager
def package(path: Path) -> Iterator[Package]:
    """The package that a file is. Raises RefusalError for one that is damaged, locked or a bomb."""
    try:
        with ZipFile(path) as packed:
            _look(path, packed)
            yield Package(path, packed)
    except BROKEN:
        check()
        raise unreadable(path) from None


def _look(path: Path, packed: ZipFile) -> None:
    parts = packed.infolist()
    if any(part.flag_bits & LOCKED for part in parts):
        raise locked(path)
    # Two parts of one name: each reader may take another one of them.
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) != len(parts):
        raise BadZipFile
    check_unpacked(path, sum(part.file_size for part in parts))


def locked(path: Path) -> RefusalError:
    """The refusal of a workbook that needs a password."""
    return RefusalError(
        f"{named(path)} is locked with a password: save it without one, and load it again."
    )


def unreadable(path: Path) -> RefusalError:
    """The refusal of a workbook that is damaged."""
    return RefusalError(
        f"{named(path)} is not a spreadsheet that can be read, or was cut short: "
        "save it again as XLSX, ODS or CSV (UTF-8), and load it again."
    )
