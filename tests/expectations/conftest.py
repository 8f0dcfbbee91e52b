"""Releases that take a while to write and to check, made once."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.engine import build
from data.export import exports
from tests.expectations import small_release

WriteDamaged = Callable[[Path, list[str]], Path]


@pytest.fixture(scope="session")
def whole_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release in which every check passes; not to be changed."""
    path = tmp_path_factory.mktemp("whole") / "rows.duckdb"
    small_release.whole(path)
    return path


@pytest.fixture(scope="session")
def write_damaged(whole_release: Path) -> WriteDamaged:
    """Copy the whole release into a folder, and run statements that damage the copy."""

    def write(folder: Path, statements: list[str]) -> Path:
        path = folder / "damaged.duckdb"
        shutil.copy(whole_release, path)
        connection = build(path)
        for statement in statements:
            connection.execute(statement)
        connection.close()
        return path

    return write


@pytest.fixture(scope="session")
def whole_findings(whole_release: Path) -> Any:
    """What a run on the whole release finds, with the way out to any network shut."""
    from expectations.run import examine

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("A check tried to connect to another machine.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        return examine(whole_release, exports())
