"""The overview's strip: each indicator with the month its number is of, or why it has none."""

import re
from pathlib import Path

import pandas as pd
import pytest

from data.engine import Reader
from metrics import results
from pages.ui import at_a_glance, words
from tests.metrics.published import SCOTLAND, cell, publish


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """C05 is of March, C22 of February only, C10 of too few documents, C12 hidden."""
    rows = [
        cell("C05", "2024-03-01", SCOTLAND, 90, 100),
        cell("C22", "2024-02-01", SCOTLAND, 50, 60),
        cell("C10", "2024-03-01", SCOTLAND, 11, 14),
        cell("C12", "2024-03-01", SCOTLAND, None, 40),
    ]
    return publish(tmp_path, measure=rows)


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("C05", "90 % 95 % interval 83 to 94 % (Mar 2024)"),
        ("C22", "83 % 95 % interval 72 to 91 % (Feb 2024, the latest that can be shown)"),
        ("C10", "11 of 14 (Mar 2024)"),
        ("C12", "[c] (Mar 2024)"),
        ("C01", "nothing to count (Mar 2024)"),
    ],
)
def test_each_number_has_its_month_or_says_why_it_is_none(
    reader: Reader, id: str, said: str
) -> None:
    rows = {row["id"]: row for row in results.ratings(reader).to_dict("records")}
    html = at_a_glance._row(rows[id], "month").replace("\u00a0", " ")
    number = re.search(r'class="number">(.*?)</td>', html)
    assert number is not None
    assert " ".join(re.sub(r"<[^>]+>", "", number[1]).split()) == said


def test_a_number_of_a_quarter_has_its_quarter(reader: Reader) -> None:
    rows = {row["id"]: row for row in results.ratings(reader).to_dict("records")}
    quarter = rows["C05"] | {"period_start": pd.Timestamp("2024-01-01")}
    assert "Jan to Mar 2024" in at_a_glance._row(quarter, "quarter").replace("\u00a0", " ")


def test_rounded_parts_of_too_few_are_not_shown(tmp_path: Path) -> None:
    """15 of 20 would be read as 75 %, and may stand for 17 of 18."""
    rows = [cell("C05", "2024-03-01", SCOTLAND, 15, 20)]
    for facts, said in (((("protected", "yes"),), "too few"), ((), "75 %")):
        folder = tmp_path / said
        folder.mkdir()
        ratings = results.ratings(publish(folder, measure=rows, release_fact=facts))
        row = ratings.set_index("id", drop=False).loc["C05"]
        assert said in at_a_glance._latest(row.to_dict(), "share")
        assert words.known(row["numerator"]) == (said != "too few")
