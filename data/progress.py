"""How far long work has come: bars for a person, JSON lines for the Load page."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Tell = Callable[[str, float, str], None]
"""Called with the step's name, the share of the whole that is done (0 to 1) and a message."""


def silent(step: str, done: float, message: str = "") -> None:
    """Tell nobody."""


def part(tell: Tell, start: float, end: float) -> Tell:
    """A teller whose 0 to 1 is the stretch from `start` to `end` of `tell`'s."""
    return lambda step, done, message: tell(step, start + done * (end - start), message)


def json_lines(step: str, done: float, message: str) -> None:
    """Tell on stdout, one JSON object a line."""
    line = {"step": step, "done": round(min(max(done, 0.0), 1.0), 4), "message": message}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


@contextmanager
def bars() -> Iterator[Tell]:
    """Tell on stderr, with one bar a step."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=1.0)

        def tell(step: str, done: float, message: str) -> None:
            progress.update(bar, completed=done, description=f"{step}: {message}"[:60])

        yield tell


@contextmanager
def progress(style: str) -> Iterator[Tell]:
    """A teller in the style that the command line asked for: "json", or bars."""
    if style == "json":
        yield json_lines
    else:
        with bars() as tell:
            yield tell
