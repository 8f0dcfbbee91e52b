"""A file cut off between two rows is told by the files of the same system that came before."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data import commands
from data.__main__ import main
from data.shortfall import as_it_stands, shortfall
from tests.data.loading import lines, load_text, receipt

START = date(2024, 1, 1)


def file(days: int, start: date = START, tag: str = "R") -> str:
    """A row a day."""
    return lines(
        *(
            {"referral_id": f"{tag}-{n}", "referral_date": str(start + timedelta(days=n))}
            for n in range(days)
        )
    )


def test_a_cumulative_file_that_ends_before_the_last_one_did_is_told(own_store: Path) -> None:
    receipt(load_text(own_store, file(150), "may.csv"))
    cut = file(151).splitlines()[:73]
    (early,) = receipt(load_text(own_store, "\n".join(cut) + "\n", "june.csv"))["warnings"]
    assert early.startswith(
        "This file ends on 12 March 2024, but may.csv, which came before, ran to 29 May 2024"
    )
    assert "may have been cut off" in early


def test_a_month_under_half_of_the_usual_is_told(own_store: Path) -> None:
    for month in (1, 2, 3):
        first = date(2024, month, 1)
        told = receipt(load_text(own_store, file(29, first, f"M{month}"), f"{month}.csv"))
        assert told["warnings"] == []
    (told,) = receipt(load_text(own_store, file(14, date(2024, 4, 1), "M4"), "4.csv"))["warnings"]
    assert told.startswith("This file has 14 rows, under half of the usual: the last 3 files")


def test_what_was_loaded_says_it_first(own_store: Path, tmp_path: Path, capsys: Any) -> None:
    receipt(load_text(own_store, file(150), "may.csv"))
    path = tmp_path / "june.csv"
    path.write_text(file(72, tag="R"), encoding="utf-8")
    assert main(["load", str(path)]) == commands.DONE
    said = capsys.readouterr().out.splitlines()
    assert said[1].startswith("  Look at this first: This file ends on 12 March 2024")
    assert said[-1] == "Nobody sees these rows yet. To publish them: python -m data release"
    main(["status"])
    assert "    Look at this first: This file ends on 12 March 2024" in capsys.readouterr().out


ONE = {
    "sha256": "1",
    "export": "referrals",
    "provider": "assist",
    "sample": False,
    "file_name": "before.csv",
    "first_day": "2024-01-01",
    "last_day": "2024-06-30",
    "rows_read": 100,
    "loaded_at": "2024-07-01T10:00:00.000000+00:00",
}
NEXT = {"loaded_at": "2024-07-01T11:00:00.000000+00:00"}
"""An hour later, of the same day."""


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"sha256": "2"},
        {"sha256": "2", "last_day": "2024-07-31", "rows_read": 120},
        {"sha256": "2", "first_day": "2023-01-01", "last_day": "2023-12-31"},
        {"sha256": "2", "first_day": "2024-03-01", "last_day": "2024-04-30"},
        {"sha256": "2", "first_day": None, "last_day": None},
        {"sha256": "2", "provider": "sacro", "last_day": "2024-03-12"},
        {"sha256": "2", "export": "incidents", "last_day": "2024-03-12"},
        {"sha256": "2", "sample": True, "last_day": "2024-03-12"},
    ],
    ids=str,
)
def test_nothing_is_said(changes: dict[str, object]) -> None:
    assert shortfall({**ONE, **NEXT, **changes}, [ONE]) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"last_day": "2024-06-29"}, "ends on 29 June 2024"),
        ({"first_day": "2024-03-01", "last_day": "2024-06-29"}, "ends on 29 June 2024"),
        ({"rows_read": 99}, "starts on the same day"),
        ({"last_day": "2024-07-31", "rows_read": 99}, "had 100: rows may be missing"),
        ({"last_day": None, "first_day": None, "rows_read": 0}, ""),
    ],
)
def test_something_is_said(changes: dict[str, object], said: str) -> None:
    told = shortfall({**ONE, **NEXT, "sha256": "2", **changes}, [ONE])
    assert any(said in each for each in told) if said else not told


def test_half_of_the_usual_is_still_usual_and_one_file_is_no_custom() -> None:
    others = [
        {**ONE, "sha256": str(n), "first_day": f"2023-0{n}-01", "last_day": f"2023-0{n}-28"}
        for n in (2, 3, 4)
    ]
    half = {**ONE, **NEXT, "sha256": "9", "rows_read": 50}
    assert shortfall(half, others) == []
    assert shortfall({**half, "rows_read": 49}, others[:1]) == []
    (told,) = shortfall({**half, "rows_read": 1}, others)
    assert told.startswith("This file has 1 row, under half")


LATER = {"loaded_at": "2024-07-01T12:00:00.000000+00:00"}
PART = {
    **ONE,
    **NEXT,
    "sha256": "2",
    "last_day": "2024-06-12",
    "rows_read": 40,
    "notes": [],
    "warnings": ["Look at a code.", "It is short."],
    "short": ["It is short."],
}
FULL = {**ONE, **LATER, "sha256": "3", "file_name": "full.csv"}


def test_a_full_file_of_the_same_day_clears_what_a_partial_one_before_it_said() -> None:
    found = as_it_stands(PART, [ONE, PART, FULL])
    assert found["warnings"] == ["Look at a code."]
    (note,) = found["notes"]
    assert "full.csv, which came later, has all its days" in note


@pytest.mark.parametrize(
    "changes",
    [
        {"loaded_at": "2024-07-01T10:30:00.000000+00:00"},
        {"short": ["It is short, too."]},
        {"rows_read": 39},
        {"last_day": "2024-06-11"},
        {"first_day": "2024-01-02"},
        {"first_day": None, "last_day": None},
        {"provider": "sacro"},
        {"export": "incidents"},
        {"sample": True},
        {"sha256": "2"},
    ],
    ids=str,
)
def test_no_other_file_clears_it(changes: dict[str, object]) -> None:
    assert as_it_stands(PART, [ONE, PART, {**FULL, **changes}]) == PART


def test_an_old_file_that_is_read_again_is_not_short_of_a_later_one() -> None:
    again = {**ONE, **LATER}
    assert shortfall(again, [ONE, {**FULL, **NEXT, "last_day": "2024-07-31"}]) == []


def test_status_and_load_do_not_repeat_what_a_later_file_answered(
    own_store: Path, tmp_path: Path, capsys: Any
) -> None:
    receipt(load_text(own_store, file(150), "may.csv"))
    short = receipt(load_text(own_store, file(72), "june.csv"))
    assert short["warnings"] == short["short"] != []
    path = tmp_path / "june full.csv"
    path.write_text(file(151), encoding="utf-8")
    assert main(["load", str(path)]) == commands.DONE
    assert "Look at this first" not in capsys.readouterr().out
    main(["status"])
    assert "Look at this first" not in capsys.readouterr().out


def test_what_one_load_answers_itself_is_not_to_be_looked_at(
    own_store: Path, tmp_path: Path, capsys: Any
) -> None:
    receipt(load_text(own_store, file(150), "may.csv"))
    paths = [tmp_path / "june.csv", tmp_path / "june full.csv"]
    for path, days in zip(paths, (72, 151), strict=True):
        path.write_text(file(days), encoding="utf-8")
    assert main(["load", *map(str, paths)]) == commands.DONE
    said = capsys.readouterr().out
    assert "Look at this first" not in said
    assert "Rows seemed to be missing when it came; june full.csv, which came later" in said
