"""Releases that take a while to write and to check, made once."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.engine import build
from data.export import exports
from expectations.suite import suites
from tests.expectations import small_release
from tests.expectations.planted import ACROSS, COLUMNS

WriteDamaged = Callable[[Path, list[str]], Path]
Planted = dict[str, tuple[Any, Any]]
"""Of every check that was run, by id: its outcomes, and the wrong rows that were listed."""


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


@pytest.fixture(scope="session")
def planted_columns(
    write_damaged: WriteDamaged, tmp_path_factory: pytest.TempPathFactory
) -> Planted:
    path = write_damaged(tmp_path_factory.mktemp("columns"), [each[0] for each in COLUMNS])
    return judged(path, {each[1].partition(".")[0] for each in COLUMNS})


@pytest.fixture(scope="session")
def planted_across(
    write_damaged: WriteDamaged, tmp_path_factory: pytest.TempPathFactory
) -> Planted:
    path = write_damaged(tmp_path_factory.mktemp("across"), [each[0] for each in ACROSS])
    return judged(path, {each.name for each in suites(exports())} - set(exports()))


def judged(path: Path, names: set[str]) -> Planted:
    from expectations.run import judge_all
    from expectations.validation import validator

    with validator(path) as checker:
        return {
            check.id: (found, rows)
            for suite in suites(exports())
            if suite.name in names
            for check, found, rows in judge_all(checker, suite.checks)
        }
