"""Of a file that was loaded before it is said where later rows stand in place of its own."""

from pathlib import Path
from typing import Any

import pytest

from data import commands
from data.__main__ import main
from data.overtaken import as_it_counts, bring_back, overtaken
from data.receipts import latest, waiting
from data.release import release
from data.store import Store
from data.withdraw import withdraw
from tests.data.loading import lines, load_text, receipt

A: dict[str, Any] = {"sha256": "a", "file_name": "a.csv", "accepted": 3, "notes": ["n"]}
A |= {"warnings": ["w", "d"], "doubts": ["d"]}


def later(name: str, rows: int, **also: Any) -> dict[str, Any]:
    return {"sha256": name, "file_name": f"{name}.csv", "replaces": {"a": rows}, **also}


def some(*numbers: int, **also: str) -> str:
    return lines(*({"referral_id": f"R-{number}", **also} for number in numbers))


def test_where_every_row_counts_nothing_is_said() -> None:
    assert overtaken(A, [A, later("b", 0), {"sha256": "old", "file_name": "old.csv"}]) == ""
    assert as_it_counts(A, [A]) == A
    assert bring_back([]) == []


def test_rows_are_added_up_over_later_files_and_the_last_is_named() -> None:
    said = overtaken(A, [A, later("b", 1), later("c", 1)])
    assert said == (
        "2 of its rows count no more: what came later, in c.csv and 1 more file, stands in their "
        "place."
    )
    assert overtaken(A, [later("b", 1)]).startswith("1 of its rows counts no more: what came later")


def test_another_reading_of_a_later_file_counts_once() -> None:
    assert overtaken(A, [later("b", 2), later("b", 1)]).startswith("1 of its rows counts no more")


def test_where_rows_were_taken_back_it_is_up_to_so_many(own_store: Path) -> None:
    taken = later("b", 3, taken_back=[4])
    assert overtaken(A, [A, taken]).startswith("Up to 3 of its rows count no more")
    assert as_it_counts(A, [A, taken])["warnings"] == ["w", "d"]
    other = later("c", 1, taken_back=[4])
    other["replaces"] = {"b": 1}
    assert overtaken(A, [A, later("b", 3), other]).startswith("3 of its rows")
    first = receipt(load_text(own_store, some(1, 2), "1.csv"))
    load_text(own_store, some(1, 2, risk_sender="high"), "2.csv")
    assert overtaken(first, Store(own_store).receipts()).startswith("2 of its rows")


def test_only_a_file_of_which_no_row_counts_leaves_no_doubt() -> None:
    some_gone = as_it_counts(A, [later("b", 2)])
    assert some_gone["warnings"] == ["w", "d"]
    assert some_gone["notes"][-1].endswith("since the same file is never read twice.")
    assert as_it_counts(A, [later("b", 3)])["warnings"] == ["w"]


@pytest.mark.usefixtures("two_measures")
def test_the_number_is_that_of_rows_which_a_release_replaces(own_store: Path) -> None:
    first = receipt(load_text(own_store, some(1, 2, 3, 4), "1.csv"))
    load_text(own_store, some(2, 3, risk_sender="high"), "2.csv")
    load_text(own_store, some(1, 2, 5, risk_sender="medium"), "3.csv")
    store = Store(own_store)
    (told,) = [each for each in latest(store) if each["sha256"] == first["sha256"]]
    assert told["notes"][-1].startswith("3 of its rows count no more: what came later, in 3.csv ")
    made = store.manifest(release(store).release_id)["submissions"]
    (mine,) = [each for each in made if each["submission_id"] == first["submission_id"]]
    assert mine["superseded"] == 3


def test_a_later_file_that_is_withdrawn_stands_in_no_place(own_store: Path) -> None:
    first = receipt(load_text(own_store, some(1, 2), "1.csv"))
    second = receipt(load_text(own_store, some(1, 2, risk_sender="high"), "2.csv"))
    store = Store(own_store)
    assert overtaken(first, store.receipts())
    withdraw(store, second, because="sent for another area")
    assert overtaken(first, store.receipts()) == ""


@pytest.mark.usefixtures("own_store")
def test_loading_an_earlier_file_again_says_how_to_bring_it_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = {}
    for name, risk in (("1.csv", "high"), ("2.csv", "medium"), ("3.csv", "standard")):
        paths[name] = tmp_path / name
        paths[name].write_text(some(1, 2, risk_sender=risk), encoding="utf-8")
        assert main(["load", str(paths[name])]) == commands.DONE
    capsys.readouterr()
    assert main(["load", str(paths["1.csv"])]) == commands.DONE
    out = capsys.readouterr().out
    assert "no change" in out
    assert "1.csv: 2 of its rows count no more: what came later, in 2.csv, stands in their" in out
    assert "Should 1.csv be newer than what stands in its place, put an empty line" in out
    assert main(["load", *map(str, paths.values())]) == commands.DONE
    assert capsys.readouterr().out.count("Should one of those be newer") == 1
    # as it says
    text = paths["1.csv"].read_text(encoding="utf-8")
    paths["1.csv"].write_text(f"{text}\n", encoding="utf-8")
    assert main(["load", str(paths["1.csv"])]) == commands.DONE
    assert "  2 of its rows replace rows of earlier files" in capsys.readouterr().out
    assert main(["load", str(paths["1.csv"])]) == commands.DONE
    assert "count no more" not in capsys.readouterr().out


def test_status_names_no_doubt_of_a_file_that_counts_nowhere(own_store: Path) -> None:
    inbox = own_store.parent / "inbox"
    inbox.mkdir()
    for name, risk in (("1.csv", "high"), ("2.csv", "medium"), ("3.csv", "standard")):
        (inbox / name).write_text(some(1, 2, risk_sender=risk), encoding="utf-8")
    assert main(["load", *(str(inbox / f"{n}.csv") for n in (1, 2, 3))]) == commands.DONE
    told = {each["file_name"]: each["warnings"] for each in waiting(Store(own_store))}
    assert told["1.csv"] == told["2.csv"] == []
    assert "2 of its rows replace rows of 2.csv" in told["3.csv"][0]
