"""Councils beside each other in one period."""

from pathlib import Path

import pandas as pd
import pytest

from data.reference import councils as register
from metrics.answers.sentences import councils as sentence
from metrics.measure import measures
from metrics.results import councils_now
from tests.metrics.published import EDINBURGH, FIFE, GLASGOW, Row, cell, publish

CODES = register()["council_code"].tolist()


def year(far: dict[str, int | None], start: str = "2022-04-01") -> list[Row]:
    """A year in which every council has some 200 of 250, and some are far from it."""
    usual = {code: 200 + (place % 5) * 3 - 6 for place, code in enumerate(CODES)}
    return [cell("C07", start, code, n, 250, period="year") for code, n in (usual | far).items()]


def test_far_councils_are_outside_and_the_others_are_not(tmp_path: Path) -> None:
    found = councils_now(publish(tmp_path, measure=year({GLASGOW: 240, FIFE: 130})), "C07")
    outside = found[found["outside"] != ""].set_index("area_code")["outside"]
    assert outside.to_dict() == {GLASGOW: "above", FIFE: "below"}
    assert len(found) == 32
    words = sentence(found, measures()["C07"])
    assert words.startswith("2 of 32 councils are outside what chance would explain on “Covered by")
    assert words.endswith("” in 2022-23: Glasgow City above; Fife below")


def test_the_latest_complete_year_with_data_is_the_default(tmp_path: Path) -> None:
    rows = year({}, "2021-04-01") + year({GLASGOW: 240}) + year({FIFE: 9}, "2023-04-01")
    reader = publish(tmp_path, measure=rows, release_fact=[("as_at", "2023-12-31")])
    assert set(councils_now(reader, "C07")["period_start"]) == {pd.Timestamp("2022-04-01")}
    earlier = councils_now(reader, "C07", "2021-04-01")
    assert set(earlier["period_start"]) == {pd.Timestamp("2021-04-01")}


def test_hidden_councils_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [row for row in year({GLASGOW: None}) if row[4] != EDINBURGH]
    found = councils_now(publish(tmp_path, measure=rows), "C07").set_index("area_code")
    assert found.loc[[GLASGOW, EDINBURGH], "left_out"].tolist() == ["hidden", "hidden"]
    assert found.loc[[GLASGOW, EDINBURGH], "outside"].tolist() == ["", ""]
    words = sentence(found.reset_index(), measures()["C07"])
    assert words.startswith("None of 30 councils is outside")
    assert words.endswith("; 2 could not be compared")


def test_withheld_and_small_councils_move_no_limit(tmp_path: Path) -> None:
    rows = year({GLASGOW: 20})
    gate = [("sharing_events", f"2022-{month:02d}-01", GLASGOW, "x") for month in (4, 5)]
    small = [(*row[:7], 9, 19) if row[4] == FIFE else row for row in rows]
    found = councils_now(publish(tmp_path, measure=small, gate=gate), "C07").set_index("area_code")
    assert found.loc[GLASGOW, "left_out"] == "withheld"
    assert found.loc[FIFE, "left_out"] == "too few"
    assert found["target"].iloc[0] == pytest.approx(0.8, abs=0.005)


def test_councils_that_all_differ_are_not_called_alike(tmp_path: Path) -> None:
    halves = {code: 150 if place % 2 else 240 for place, code in enumerate(CODES)}
    found = councils_now(publish(tmp_path, measure=year(halves)), "C07")
    assert set(found["outside"]) == {""}
    assert set(found["beyond_chance"]) == {"above", "below"}
    assert sentence(found, measures()["C07"]).startswith(
        "Councils differ on “Covered by an agreement in force that day” in 2022-23: 32 of 32 "
        "councils are further from the average than chance would explain, though none stands out"
    )


def test_widened_limits_are_not_called_chance(tmp_path: Path) -> None:
    spread = {code: 185 + 30 * (place % 2) for place, code in enumerate(CODES)}
    found = councils_now(publish(tmp_path, measure=year(spread | {GLASGOW: 90})), "C07")
    assert found["tau"].iloc[0] > 0
    assert "outside what chance and the usual differences between councils would explain" in (
        sentence(found, measures()["C07"])
    )


def test_too_few_councils_are_not_compared(tmp_path: Path) -> None:
    rows = [row for row in year({}) if row[4] in CODES[:7]]
    words = sentence(councils_now(publish(tmp_path, measure=rows), "C07"), measures()["C07"])
    assert words.startswith("Too few councils have enough cases to be compared on “Covered by")


def test_limits_allow_for_rounding_where_counts_are_rounded(tmp_path: Path) -> None:
    widths = {}
    for protected in ("yes", "no"):
        folder = tmp_path / protected
        folder.mkdir()
        facts = [("as_at", "2023-12-31"), ("round_to", "5"), ("protected", protected)]
        found = councils_now(publish(folder, measure=year({}), release_fact=facts), "C07")
        widths[protected] = (found["high_998"] - found["low_998"]).iloc[0]
    assert widths["yes"] > widths["no"]


def test_one_side_is_named_alone(tmp_path: Path) -> None:
    found = councils_now(publish(tmp_path, measure=year({GLASGOW: 240})), "C07")
    assert sentence(found, measures()["C07"]).endswith(
        "1 of 32 councils is outside what chance would explain on “Covered by an agreement in "
        "force that day” in 2022-23: Glasgow City above"
    )


def test_a_count_has_no_funnel(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="count"):
        councils_now(publish(tmp_path), "referrals")


def test_nothing_published_is_said(tmp_path: Path) -> None:
    found = councils_now(publish(tmp_path), "C07")
    assert found.empty
    assert sentence(found, measures()["C07"]).startswith("No council has complete numbers yet")
