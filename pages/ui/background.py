"""Runs `python -m data ...` as a process of its own, so that the web process never holds a row."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from data.store import Store
from data.work import building

TELLING = ("load", "release", "sample", "first-start")
"""Commands that take long enough to say how far they are."""
FORESEEN = (0, 1, 2)
"""Exit codes by which a command says itself what happened."""
STOPPED = (
    "The command stopped before it was done. Nothing is left half done: try again, and if it stops "
    "again tell the people who run this service."
)
PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Step:
    """How far a command says it is; `done` runs from 0 to 1."""

    step: str
    done: float
    message: str


@dataclass
class Job:
    """One command under way or finished; a thread follows it until its end."""

    command: str
    process: subprocess.Popen[str]
    inbox: ExitStack = field(default_factory=ExitStack)
    """Holds the files as they were sent; closed, and so deleted, when the command ends."""
    step: Step = Step("start", 0.0, "Starting")
    said: list[str] = field(default_factory=list)
    """Plain sentences the command printed beside its progress."""
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def code(self) -> int | None:
        """Exit code once it has ended: 0 done, 1 something rejected or withheld, 2 nothing done."""
        return self.process.returncode if self.ended.is_set() else None

    def follow(self) -> None:
        """Read the command's lines until it ends, then delete what it was given."""
        try:
            with self.process as process:
                for line in process.stdout or ():
                    self._hear(line.strip())
            if process.returncode and not (self.said and process.returncode in FORESEEN):
                self.said.append(STOPPED)
        finally:
            self.inbox.close()
            self.ended.set()

    def _hear(self, line: str) -> None:
        try:
            heard = json.loads(line)
            self.step = Step(str(heard["step"]), float(heard["done"]), str(heard["message"]))
        except (ValueError, KeyError, TypeError):
            if line:
                self.said.append(line)


def start(arguments: Sequence[str], store: Path, files: Iterable[tuple[str, bytes]] = ()) -> Job:
    """Start `python -m data <arguments> <files>` on the store, followed by a thread.

    files: names and contents, written for as long as the command runs into a locked folder of
    the store's work. Should this process die, the next build clears the folder away.
    """
    inbox = ExitStack()
    try:
        paths = _write(inbox.enter_context(building(Store(store))), files) if files else []
        job = Job(arguments[0], _run([*arguments, *paths], store), inbox)
    except BaseException:
        inbox.close()
        raise
    threading.Thread(target=job.follow, name=f"follow-{arguments[0]}", daemon=True).start()
    return job


def _run(arguments: Sequence[str], store: Path) -> subprocess.Popen[str]:
    telling = ["--progress", "json"] if arguments[0] in TELLING else []
    return subprocess.Popen(  # noqa: S603 (our own interpreter, our own module, no shell)
        [sys.executable, "-m", "data", *arguments, *telling],
        cwd=PROJECT,
        env={**os.environ, "SHARING_STORE": str(store.resolve()), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        # not shown and not kept: what Python or a library says there may hold a value
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def _write(inbox: Path, files: Iterable[tuple[str, bytes]]) -> list[str]:
    written = []
    for number, (name, content) in enumerate(files):
        # two files of one name are two files; a browser's name may carry folders, which we drop
        path = inbox / str(number) / bare(name)
        path.parent.mkdir()
        path.write_bytes(content)
        written.append(str(path.resolve()))
    return written


def bare(name: str) -> str:
    """The name of a file without the folders that a browser may send with it."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "")
    return last if last not in {"", ".", ".."} else "file"
