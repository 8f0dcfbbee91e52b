"""Which files are the latest, and what they are compared with: file with file."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.engine import Reader, build
from metrics.answers.quality_changes import changes
from metrics.answers.quality_facets import facets_now
from metrics.answers.sendings import counted_submissions, latest_submissions, turns
from tests.metrics.answers.test_quality_facets import quality, submission
from tests.metrics.published import publish

DAY = "2024-03-05"
FEBRUARY, MARCH = ("2024-02-01", "2024-02-28"), ("2024-03-01", "2024-03-30")


def sent(tmp_path: Path, rows: list[tuple[Any, ...]], again: dict[str, int], **more: Any) -> Reader:
    """A release of these submissions; again: how many rows later files brought again, by id."""
    publish(tmp_path, submission=rows, **more).close()
    connection = build(tmp_path / "release.duckdb")
    connection.execute("ALTER TABLE submission ADD COLUMN superseded BIGINT DEFAULT 0")
    for id, number in again.items():
        connection.execute(
            "UPDATE submission SET superseded = ? WHERE submission_id = ?", [number, id]
        )
    connection.close()
    return Reader(tmp_path / "release.duckdb")


def file(id: str, at: str, wrong: int = 10, **told: Any) -> tuple[Any, ...]:
    return submission(id, told.pop("day", DAY), (1000, 1000 - wrong, wrong, 0), at=at, **told)


def compared(reader: Reader) -> tuple[list[str], list[str]]:
    then, now = turns(counted_submissions(reader))
    return list(then["submission_id"]), list(now["submission_id"])


@pytest.mark.parametrize(
    ("rows", "again", "latest", "before"),
    [
        # put right but for the rows that are now turned away
        ([file("a", "09:00:00"), file("b", "11:00:00", 30)], {"a": 970}, ["b"], ["a"]),
        # put right twice: the last with the one before it
        (
            [file("a", "09:00:00"), file("b", "10:00:00"), file("c", "11:00:00")],
            {"a": 990, "b": 990},
            ["c"],
            ["b"],
        ),
        # two organisations in one layout, each with its own rows
        ([file("a", "09:00:00"), file("b", "11:00:00")], {"a": 100}, ["a", "b"], []),
        # one of the two put its own right
        (
            [file("a", "09:00:00"), file("b", "10:00:00"), file("c", "11:00:00")],
            {"b": 980},
            ["a", "c"],
            ["b"],
        ),
        # one month after another, loaded at once, in whichever order
        (
            [file("a", "09:00:00", days=MARCH), file("b", "11:00:00", days=FEBRUARY)],
            {},
            ["a"],
            ["b"],
        ),
        # an earlier day counts only where the last has nothing that was put right
        (
            [file("a", "09:00:00", day="2024-02-05"), file("b", "09:00:00"), file("c", "11:00:00")],
            {"a": 990, "b": 990},
            ["c"],
            ["b"],
        ),
        ([file("a", "09:00:00", day="2024-02-05"), file("b", "09:00:00")], {}, ["b"], ["a"]),
    ],
)
def test_file_is_compared_with_file(
    tmp_path: Path,
    rows: list[tuple[Any, ...]],
    again: dict[str, int],
    latest: list[str],
    before: list[str],
) -> None:
    reader = sent(tmp_path, rows, again)
    assert sorted(latest_submissions(reader)["submission_id"]) == latest
    then, now = compared(reader)
    assert then == before
    assert set(now) <= set(latest)


def test_what_changed_is_told_of_two_files_of_one_day(tmp_path: Path) -> None:
    blank = [
        quality("completeness", "case_ref", part, scope="submission", key=key, period="all")
        for key, part in (("a", (980, 990)), ("b", (580, 970)))
    ]
    rows = [file("a", "09:00:00"), file("b", "11:00:00", 30)]
    found = changes(sent(tmp_path, rows, {"a": 970}, quality=blank))
    assert found["sentence"].tolist() == [
        "3 % of referrals were turned away, before 1 %.",
        "Case ref is blank in 40 % of referrals, before 1 %: more than chance would explain.",
        "Referrals: 1,000 rows in the latest file of 5 Mar 2024, about as many as the 1,000 "
        "before.",
    ]


def test_the_latest_file_alone_is_judged(tmp_path: Path) -> None:
    """Of both together 98.9 % were accepted, of the latest alone 98.4 %."""
    rows = [file("a", "09:00:00", 6), file("b", "11:00:00", 16)]
    now = facets_now(sent(tmp_path, rows, {"a": 980}), "provider").set_index("facet")
    assert now.loc["validity", ["numerator", "denominator"]].tolist() == [984, 1000]
    assert now.loc["validity", "state"] == "watch"


def test_of_several_exports_the_worst_decides_and_is_named(tmp_path: Path) -> None:
    """As one sum 99.6 % would be accepted."""
    rows = [
        submission("r", DAY, (9000, 8990, 10, 0)),
        submission("s", DAY, (600, 570, 30, 0), export="agreements"),
    ]
    now = facets_now(publish(tmp_path, submission=rows), "provider").set_index("facet")
    told = now.loc["validity", ["value", "state", "weakest"]].tolist()
    assert told == [pytest.approx(0.95), "needs work", "agreements"]
    assert now.loc["uniqueness", "value"] == 1.0


def test_completeness_too_is_that_of_the_worst_export(tmp_path: Path) -> None:
    """Few months that never came are no small part of all cells, and all of what depends on it."""
    told: dict[str, Any] = {"scope": "council", "key": "S12000047"}
    rows = [
        quality("completeness", "outcome", (9900, 10_000), **told),
        quality("completeness", "source_system", (6, 12), export="incidents", **told),
        quality("completeness", "concern_reports_total", (6, 12), export="incidents", **told),
    ]
    (found,) = facets_now(publish(tmp_path, quality=rows), "council").to_dict("records")
    assert (found["value"], found["state"]) == (0.5, "needs work")
    assert found["weakest"] == "months of incidents that never came, 50 %"


def test_older_releases_do_not_say_how_many_rows_came_again(tmp_path: Path) -> None:
    reader = publish(tmp_path, submission=[file("a", "09:00:00"), file("b", "11:00:00")])
    assert isinstance(latest_submissions(reader), pd.DataFrame)
    assert len(latest_submissions(reader)) == 2
