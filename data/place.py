"""Where in our own code an error arose: its message may hold a value, and is not told."""

from pathlib import Path
from traceback import walk_tb

ROOT = Path(__file__).resolve().parents[1]
OURS = ("data", "metrics", "expectations")


def place(error: BaseException) -> str:
    """The innermost line of ours that the error passed through, as file:line."""
    frames = (
        (Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)
    )
    ours = [
        f"{file.relative_to(ROOT).as_posix()}:{line}"
        for file, line in frames
        if file.is_relative_to(ROOT) and file.relative_to(ROOT).parts[0] in OURS
    ]
    return ours[-1] if ours else "an unknown place"
