"""Limits on what is read, as refusals that name the setting that would allow more."""

from pathlib import Path

from data.refusal import RefusalError, named
from data.settings import settings


def check_rows(path: Path, rows: int) -> None:
    """Raises RefusalError for a file with too many rows."""
    most = settings().most_rows
    if rows > most:
        raise beyond(path, f"has more than {most:,} rows", "MOST_ROWS", "send it in parts")


def check_columns(path: Path, columns: int) -> None:
    """Raises RefusalError for a file with too many columns."""
    most = settings().most_columns
    if columns > most:
        advice = "delete the columns that the standard does not list"
        raise beyond(path, f"has more than {most:,} columns", "MOST_COLUMNS", advice)


def check_cells(path: Path, rows: int, columns: int) -> None:
    """Raises RefusalError for a sheet whose filled cells lie too far apart to be held in memory."""
    most = settings().most_cells
    if rows * columns > most:
        advice = "delete what lies far below or beside the table"
        raise beyond(path, f"has a sheet of more than {most:,} cells", "MOST_CELLS", advice)


def check_unpacked(path: Path, size: int) -> None:
    """Raises RefusalError for a file that unpacks to too many bytes."""
    most = settings().largest_unpacked_mb
    if size > most * 1_000_000:
        raise beyond(path, f"unpacks to more than {most:,} MB", "LARGEST_UNPACKED_MB", "send less")


def beyond(
    path: Path, problem: str, setting: str, advice: str, *, opened: bool = True
) -> RefusalError:
    """The refusal of a file that is beyond a limit, and has been opened or must not be."""
    return RefusalError(
        f"{named(path, opened=opened)} {problem}, so it was not loaded: {advice}, or have the "
        f"people who run this service raise SHARING_{setting}."
    )
