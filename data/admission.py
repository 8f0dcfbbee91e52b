"""What there is to load, and what is turned away unopened: what is no file, or is too large."""

import stat
from collections.abc import Iterable
from pathlib import Path

from data.readers.limits import beyond
from data.refusal import RefusalError, named
from data.settings import settings

LOCK = "~$"
"""How the names start of files that Excel and Word keep beside an open one: they hold who it is."""


def files_of(paths: Iterable[Path]) -> Iterable[Path]:
    """Every file named, and every file below every folder named.

    Hidden files and those that Excel keeps beside open workbooks are left out.

    In the order of naming, those of a folder oldest first by when they were last changed: a
    correction comes after what it corrects, whatever the two are called. Links, pipes and the like
    are given too, so that they are turned away and not passed over.
    """
    for path in paths:
        if _is_folder(path):
            inside = (each for each in sorted(path.rglob("*"), key=_age) if not _is_folder(each))
            yield from (each for each in inside if not _hidden(each.relative_to(path)))
        else:
            yield path


def _age(path: Path) -> tuple[int, Path]:
    try:
        return path.lstat().st_mtime_ns, path
    except OSError:  # gone since it was listed, which is said when it is its turn
        return 0, path


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _hidden(inside: Path) -> bool:
    return inside.name.startswith(LOCK) or any(part.startswith(".") for part in inside.parts)


def admit(path: Path) -> None:
    """Raises RefusalError for a link, a pipe or a device, and for a file that is too large."""
    try:
        str(path.absolute()).encode("utf-8")
        found = path.lstat()
    except UnicodeEncodeError:
        raise _because(path, "has a name that is not text: rename it") from None
    except (FileNotFoundError, NotADirectoryError):
        raise _because(path, "is not there: check the name") from None
    except (OSError, ValueError):
        raise _because(path, "cannot be opened: check that this user may read it") from None
    if stat.S_ISLNK(found.st_mode):
        raise _because(path, "is a link to another place: put the file itself there")
    if path.name.startswith(LOCK):
        raise _because(
            path,
            "is no export but what Excel keeps beside a workbook while it is open: close the "
            "workbook, choose the file of that name without ~$",
        )
    if not stat.S_ISREG(found.st_mode):
        raise _because(path, "is not a file (but a folder, a pipe or a device): send a file")
    most = settings().largest_file_mb
    if found.st_size > most * 1_000_000:
        problem = f"is larger than {most:,} MB"
        raise beyond(path, problem, "LARGEST_FILE_MB", "send it in parts", opened=False)


def _because(path: Path, problem: str) -> RefusalError:
    return RefusalError(f"{named(path, opened=False)} {problem}, and load it again.")
