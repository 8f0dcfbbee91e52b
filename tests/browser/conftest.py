"""The real app, started on this machine on a free port, and a real browser to open it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
ROWS = "20000"
"""Sample rows behind the pages: enough that most numbers can be shown, few enough to be quick."""


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("skipped: no Chromium, see README")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def store(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001
    """A store filled as anyone's is: sample exports written, loaded and released."""
    folder = tmp_path_factory.mktemp("browser")
    root = folder / "store"
    command(root, "sample", "--rows", ROWS, "--out", str(folder / "inbox"))
    command(root, "load", str(folder / "inbox"))
    command(root, "release")
    return root


def command(store: Path, *arguments: str) -> None:
    """Run `python -m data`; 1 means done with something rejected, as the sample has."""
    ran = subprocess.run(
        [sys.executable, "-m", "data", *arguments],
        cwd=ROOT,
        env=os.environ | {"SHARING_STORE": str(store)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stdout + ran.stderr


@pytest.fixture(scope="session")
def app(store: Path) -> Iterator[str]:
    """Address of the dashboard as it starts from a checkout, without sign-in."""
    with served(store) as address:
        yield address


@contextmanager
def served(store: Path, *settings: str) -> Iterator[str]:
    """The app on a free port of this machine; ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", "app.py"),
            *("--server.headless=true", f"--server.port={port}", *settings),
        ],
        cwd=ROOT,
        env=os.environ | {"SHARING_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # our own address
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail("the app did not start")
