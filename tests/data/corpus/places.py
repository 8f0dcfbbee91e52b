"""What lies in the inbox but is no file of its own, or too large to open."""

import os
from pathlib import Path

from tests.data.corpus import Case
from tests.data.corpus.making import csv

TITLE = "Not a file, or too large"
TWO_GIGABYTES = 2_000_000_000


def pipe(path: Path) -> None:
    """A pipe, which would keep a reader waiting for ever."""
    os.mkfifo(path)


def link(path: Path) -> None:
    """A link to a good file elsewhere."""
    elsewhere = path.parent.parent / "elsewhere.csv"
    elsewhere.write_bytes(csv())
    path.symlink_to(elsewhere)


def dead_link(path: Path) -> None:
    """A link to nothing."""
    path.symlink_to(path.parent / "gone")


def folder_link(path: Path) -> None:
    """A link to a folder that holds a good file."""
    link(path.with_name("other.csv"))
    path.with_name("other.csv").unlink()
    path.symlink_to(path.parent.parent)


def device(path: Path) -> None:
    """A link to a device that never ends."""
    path.symlink_to("/dev/zero")


def socket(path: Path) -> None:
    """A socket."""
    import socket as sockets

    with sockets.socket(sockets.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def huge(path: Path) -> None:
    """Two gigabytes that take no place on the disk."""
    with path.open("wb") as file:
        file.write(csv())
        file.truncate(TWO_GIGABYTES)


def folder(path: Path) -> None:
    """A folder that is named as a file and holds a good one."""
    path.mkdir()
    (path / "a.csv").write_bytes(csv())


NOT_A_FILE = ("is not a file",)
LINK = ("is a link to another place",)
TOO_LARGE = ("larger than 1,000 MB", "SHARING_LARGEST_FILE_MB")

CASES = [
    Case("pipe", "A pipe", pipe, refused=NOT_A_FILE),
    Case("socket", "A socket", socket, refused=NOT_A_FILE),
    Case("link", "A link to a file elsewhere", link, refused=LINK),
    Case("dead_link", "A link to nothing", dead_link, refused=LINK),
    Case("folder_link", "A link to a folder", folder_link, refused=LINK),
    Case("device", "A link to a device", device, refused=LINK),
    Case("folder", "A folder named as a file, with one inside", folder, accepted=(2, 3, 4)),
    Case("huge", "A file of two gigabytes", huge, refused=TOO_LARGE),
    Case("huge_xlsx", "A workbook of two gigabytes", huge, "a.xlsx", refused=TOO_LARGE),
    Case(
        "huge_personal",
        "The same, named after a person: its name is not shown, nor worked out from its bytes",
        huge,
        "ZQ Smith 01-02-1980.csv",
        refused=("file (name not shown).csv is larger",),
    ),
]
