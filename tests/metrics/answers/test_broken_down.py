"""Each category of referrals by month, with limits of its own."""

from pathlib import Path

import numpy as np
import pytest

from data.engine import Reader
from metrics.answers.broken_down import broken_down
from tests.metrics.published import SCOTLAND, cell, months, publish

DAYS = months("2022-04-01", 24)


def reader(folder: Path, *, protected: bool = True) -> Reader:
    """ASSIST has 90 a month, SACRO 10 but for one month in which it is not published."""
    rows = []
    for place, day in enumerate(DAYS):
        rows.append(cell("referrals", day, SCOTLAND, 100))
        rows.append(cell("C17", day, SCOTLAND, 100, 500))
        rows.append(cell("referrals", day, SCOTLAND, 90 + place % 3, cut=("to_org", "assist")))
        if place != 5:
            rows.append(cell("referrals", day, SCOTLAND, 10, cut=("to_org", "sacro")))
    facts = [("protected", "yes")] if protected else []
    return publish(folder, measure=rows, release_fact=facts)


def test_every_category_has_every_month_the_largest_first(tmp_path: Path) -> None:
    found = broken_down(reader(tmp_path), "to_org")
    assert list(found) == ["assist", "sacro"]
    assert {len(each) for each in found.values()} == {24}
    assert found["assist"]["mean"].between(90, 92).all()


def test_what_is_not_published_is_hidden(tmp_path: Path) -> None:
    month = broken_down(reader(tmp_path), "to_org")["sacro"].iloc[5]
    assert np.isnan(month["value"])
    assert month["missing"] == "hidden"


def test_of_exact_numbers_it_is_none(tmp_path: Path) -> None:
    month = broken_down(reader(tmp_path, protected=False), "to_org")["sacro"].iloc[5]
    assert (month["value"], month["missing"]) == (0, "")


def test_a_rate_is_per_100_incidents(tmp_path: Path) -> None:
    found = broken_down(reader(tmp_path), "to_org", counted="rate")["assist"].iloc[0]
    assert found["value"] == 18.0
    assert found["low"] < 18 < found["high"]


@pytest.mark.parametrize("counted", ["number", "rate"])
def test_a_withheld_month_has_no_number(tmp_path: Path, counted: str) -> None:
    path = tmp_path / "gated"
    path.mkdir()
    rows = [cell("referrals", day, "S12000047", 100) for day in DAYS]
    rows += [cell("referrals", day, "S12000047", 90, cut=("to_org", "assist")) for day in DAYS]
    rows += [cell("C17", day, "S12000047", 100, 500) for day in DAYS]
    gate = [("referrals", DAYS[-1], "S12000047", "x")]
    found = broken_down(
        publish(path, measure=rows, gate=gate),
        "to_org",
        "S12000047",
        counted=counted,  # type: ignore[arg-type]
    )["assist"]
    assert np.isnan(found["value"].iloc[-1])
    assert found["missing"].iloc[-1] == "withheld"
    assert found["value"].notna().sum() == 23


def test_a_breakdown_with_nothing_published_is_empty(tmp_path: Path) -> None:
    assert broken_down(reader(tmp_path), "lawful_basis") == {}
