"""What died in the middle of its work is cleared away; what lives is left alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import commands
from data.__main__ import main
from data.store import Store
from data.work import building, tidy

DIES = """
import os, sys
from pathlib import Path
from data.store import Store
from data.work import building
with building(Store(Path(sys.argv[1]))) as folder:
    (folder / "sent.csv").write_text("as it was sent")
    os.kill(os.getpid(), 9)
"""


def left(store: Path) -> list[Path]:
    return list(store.glob("work/*"))


@pytest.fixture
def died(own_store: Path) -> Path:
    subprocess.run([sys.executable, "-c", DIES, str(own_store)], check=False)
    (folder,) = left(own_store)
    assert (folder / "sent.csv").exists()
    return own_store


def test_every_command_clears_what_died(died: Path) -> None:
    assert main(["status"]) == commands.DONE
    assert left(died) == []


def test_what_is_under_way_stays(died: Path) -> None:
    with building(Store(died)) as folder:
        tidy(Store(died))
        assert left(died) == [folder]


def test_a_store_without_work_is_none_the_worse(own_store: Path) -> None:
    tidy(Store(own_store))
    assert not own_store.exists()
