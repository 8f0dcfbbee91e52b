"""A file that should not have been loaded is taken back: kept aside, in no release to come."""

import json
from pathlib import Path

import pytest

from data import commands
from data.__main__ import main
from data.release import release
from data.store import Store
from data.withdraw import NOTE, withdraw
from tests.data.findings import all_well
from tests.data.loading import lines, load_text, receipt
from tests.data.test_own_register import HARBOUR, add


def rows(*numbers: int) -> str:
    return lines(*({"referral_id": f"R-{number}"} for number in numbers))


@pytest.mark.usefixtures("two_measures")
def test_the_next_release_is_made_without_it_and_earlier_ones_stay(own_store: Path) -> None:
    store = Store(own_store)
    load_text(own_store, rows(1, 2), "right.csv")
    mistaken = receipt(load_text(own_store, rows(3), "mistaken.csv"))
    first = release(store, examine=all_well)
    said = withdraw(store, mistaken, because="sent for another area")
    assert "made without it" in said
    second = release(store, examine=all_well)
    held = [len(store.manifest(str(each.release_id))["submissions"]) for each in (first, second)]
    assert held == [2, 1]
    (kept,) = store.withdrawn.iterdir()
    assert (kept / "accepted.parquet").exists()
    assert json.loads((kept / NOTE).read_text())["because"] == "sent for another area"


def test_every_reading_of_it_goes_so_that_no_earlier_one_comes_back(own_store: Path) -> None:
    load_text(own_store, rows(1), "a.csv")
    add(own_store, HARBOUR)
    again = receipt(load_text(own_store, rows(1), "a.csv"))
    withdraw(Store(own_store), again, because="a trial")
    assert Store(own_store).receipts() == []


def test_it_can_be_loaded_and_taken_back_again(own_store: Path) -> None:
    for _ in range(3):
        sent = receipt(load_text(own_store, rows(1), "a.csv"))
        withdraw(Store(own_store), sent, because="a trial")
    assert len(list(Store(own_store).withdrawn.iterdir())) == 3


@pytest.mark.usefixtures("two_measures")
def test_status_names_a_published_file_that_was_taken_back(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, number in (("a.csv", 1), ("b.csv", 2)):
        load_text(own_store, rows(number), name)
    release(Store(own_store), examine=all_well)
    main(["withdraw", "a.csv", "--because", "a trial"])
    capsys.readouterr()
    main(["status"])
    told = capsys.readouterr().out
    assert "Taken back, but published until the next release: a.csv." in told
    assert "Next: python -m data release" in told
    main(["withdraw", "b.csv", "--because", "a trial"])
    capsys.readouterr()
    main(["status"])
    told = capsys.readouterr().out
    assert "No row is left to make a release of" in told
    assert "Next: python -m data release" not in told


def test_the_command_says_what_comes_next_and_refuses_what_is_not_there(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_text(own_store, rows(1), "a.csv")
    assert main(["withdraw", "b.csv", "--because", "a trial"]) == commands.NOTHING_DONE
    assert "a.csv" in capsys.readouterr().out
    assert main(["withdraw", "a.csv", "--because", "a trial"]) == commands.DONE
    assert "Next: python -m data release" in capsys.readouterr().out
    assert main(["status"]) == commands.DONE
    assert "0 exports are loaded" in capsys.readouterr().out
