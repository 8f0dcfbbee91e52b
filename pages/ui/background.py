"""Runs `python -m data ...` as a process of its own, so that the web process never holds a row."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

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
    folder: Path | None
    """Deleted when the command ends, whatever its end: it holds files as they were sent."""
    step: Step = Step("start", 0.0, "Starting")
    said: list[str] = field(default_factory=list)
    """Plain sentences the command printed beside its progress."""
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def code(self) -> int | None:
        """Exit code once it has ended: 0 done, 1 something rejected or withheld, 2 nothing done."""
        return self.process.returncode if self.ended.is_set() else None

    def follow(self) -> None:
        """Read the command's lines until it ends, then delete its folder."""
        try:
            with self.process as process:
                for line in process.stdout or ():
                    self._hear(line.strip())
        finally:
            if self.folder:
                shutil.rmtree(self.folder, ignore_errors=True)
            self.ended.set()

    def _hear(self, line: str) -> None:
        try:
            heard = json.loads(line)
            self.step = Step(str(heard["step"]), float(heard["done"]), str(heard["message"]))
        except (ValueError, KeyError, TypeError):
            if line:
                self.said.append(line)


def start(arguments: Sequence[str], store: Path, folder: Path | None = None) -> Job:
    """Start `python -m data <arguments>` on the store and follow it in a thread."""
    process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own module, no shell)
        [sys.executable, "-m", "data", *arguments, "--progress", "json"],
        cwd=PROJECT,
        env={**os.environ, "SHARING_STORE": str(store.resolve()), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    job = Job(arguments[0], process, folder)
    threading.Thread(target=job.follow, name=f"follow-{arguments[0]}", daemon=True).start()
    return job


def write_inbox(work: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write files into a folder of their own under `work`; the folder's name says whose it is."""
    inbox = work / f"inbox-{os.getpid()}-{secrets.token_hex(4)}"
    inbox.mkdir(parents=True, mode=0o700)
    for number, (name, content) in enumerate(files):
        # two files of one name are two files; a browser's name may carry folders, which we drop
        place = inbox / str(number)
        place.mkdir()
        (place / _safe(name)).write_bytes(content)
    return inbox


def sweep(work: Path) -> None:
    """Delete the inboxes of web processes that died before their load had ended."""
    for inbox in work.glob("inbox-*-*"):
        owner = int(inbox.name.split("-")[1])
        if owner != os.getpid() and not _alive(owner):
            shutil.rmtree(inbox, ignore_errors=True)


def _safe(name: str) -> str:
    bare = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "")
    return bare if bare not in {"", ".", ".."} else "file"


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
