"""Cells as pages get them: values, intervals, and what is hidden or withheld."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.reference import usual_sizes
from metrics.answers.comparison import monthly
from metrics.results import cells, councils_now, ratings, trend, withholding, year_on_year
from tests.metrics.published import EDINBURGH, FIFE, GLASGOW, SCOTLAND, Row, cell, months, publish

JAN, FEB, MAR, APR = months("2024-01-01", 4)
JAN_22 = "2022-01-01"


def test_a_share_has_its_wilson_interval(tmp_path: Path) -> None:
    reader = publish(tmp_path, measure=[cell("C01", JAN, SCOTLAND, 65, 100)])
    found = cells(reader, "C01", period_type="month", area_code=SCOTLAND).iloc[0]
    assert found["period_start"] == pd.Timestamp(JAN)
    assert found["area_name"] == "Scotland"
    assert (found["numerator"], found["denominator"]) == (65, 100)
    assert np.allclose(
        found[["value", "low", "high"]].astype(float), (0.65, 0.552544, 0.736358), atol=5e-7
    )
    assert not found["hidden"]
    assert found["withheld"] == ""


def test_too_few_have_parts_but_no_value(tmp_path: Path) -> None:
    reader = publish(tmp_path, measure=[cell("C01", JAN, FIFE, 15, 19)])
    found = cells(reader, "C01", period_type="month", area_code=FIFE).iloc[0]
    assert np.isnan(found["value"])
    assert found["denominator"] == 19
    assert not found["hidden"]


def test_a_hidden_part_and_an_absent_row_are_both_hidden(tmp_path: Path) -> None:
    rows = [cell("C01", JAN, FIFE, None, 40), cell("C01", JAN, GLASGOW, 90, 100)]
    found = cells(
        publish(tmp_path, measure=rows), "C01", period_type="month", area_type="council"
    ).set_index("area_code")
    assert len(found) == 32
    assert found.loc[[FIFE, EDINBURGH], "hidden"].all()
    assert not found.loc[GLASGOW, "hidden"]
    assert found["value"].notna().sum() == 1
    assert found.loc[FIFE, "denominator"] == 40


def test_every_period_of_the_measure_has_a_row(tmp_path: Path) -> None:
    rows = [cell("referrals", day, GLASGOW, 100) for day in (JAN, FEB, MAR)]
    reader = publish(tmp_path, measure=[*rows, cell("referrals", FEB, FIFE, 20)])
    found = cells(reader, "referrals", period_type="month", area_code=FIFE)
    assert found["period_start"].tolist() == [pd.Timestamp(day) for day in (JAN, FEB, MAR)]
    assert found["hidden"].tolist() == [True, False, True]


def test_a_measure_without_councils_has_none(tmp_path: Path) -> None:
    reader = publish(tmp_path, measure=[cell("C21", JAN, SCOTLAND, 3, 32)])
    assert cells(reader, "C21", period_type="month", area_type="council").empty
    assert len(cells(reader, "C21", period_type="month")) == 1


def test_a_breakdown_shows_what_is_published_only(tmp_path: Path) -> None:
    rows = [
        cell("referrals", JAN, SCOTLAND, 60, cut=("to_org", "sacro")),
        cell("referrals", JAN, SCOTLAND, 40, cut=("to_org", "assist")),
        cell("referrals", JAN, SCOTLAND, 100),
    ]
    reader = publish(tmp_path, measure=rows)
    found = cells(reader, "referrals", period_type="month", area_code=SCOTLAND, dimension="to_org")
    assert found["category"].tolist() == ["assist", "sacro"]
    one = cells(reader, "referrals", period_type="month", dimension="to_org", category="sacro")
    assert one["numerator"].tolist() == [60]


def test_one_period_can_be_asked_for(tmp_path: Path) -> None:
    reader = publish(tmp_path, measure=[cell("C01", day, GLASGOW, 50, 60) for day in (JAN, FEB)])
    found = cells(reader, "C01", period_type="month", area_type="council", period_start=FEB)
    assert set(found["period_start"]) == {pd.Timestamp(FEB)}
    assert len(found) == 32


def test_the_month_that_is_still_open_is_marked(tmp_path: Path) -> None:
    reader = publish(
        tmp_path,
        as_at="2024-04-11",
        measure=[cell("referrals", day, SCOTLAND, 50) for day in (MAR, APR)],
        release_fact=[("as_at", "2024-04-11")],
    )
    found = cells(reader, "referrals", period_type="month", area_code=SCOTLAND)
    assert found["complete"].tolist() == [True, False]
    assert trend(reader, "referrals")["period_start"].tolist() == [pd.Timestamp(MAR)]


@pytest.mark.parametrize("area", [GLASGOW, "S32000015", SCOTLAND])
def test_an_unknown_measure_is_refused(tmp_path: Path, area: str) -> None:
    with pytest.raises(KeyError):
        cells(publish(tmp_path), "C99", period_type="month", area_code=area)


@pytest.mark.parametrize(("measure", "cut"), [("sharing_events", "all"), ("C01", "from_org")])
def test_what_is_not_offered_is_refused(tmp_path: Path, measure: str, cut: str) -> None:
    with pytest.raises(ValueError, match="not offered"):
        cells(publish(tmp_path), measure, period_type="month", dimension=cut)


def gated(tmp_path: Path, gate: list[Row]) -> pd.DataFrame:
    rows = [
        cell("C01", "2023-04-01", area, 90, 100, period="year") for area in (FIFE, SCOTLAND)
    ] + [cell("C01", day, area, 90, 100) for day in (JAN, FEB) for area in (FIFE, SCOTLAND)]
    reader = publish(tmp_path, measure=rows, gate=gate)
    found = [cells(reader, "C01", period_type=each) for each in ("month", "year")]
    return pd.concat(found).set_index(["area_code", "period_start"])["withheld"]


def test_a_failed_council_month_withholds_that_month_only(tmp_path: Path) -> None:
    found = gated(tmp_path, [("sharing_events", JAN, FIFE, "sharing_events.complete")])
    assert found[FIFE, JAN] == "sharing_events.complete"
    assert found[FIFE, FEB] == ""
    assert found[SCOTLAND, JAN] == ""
    assert found[FIFE, "2023-04-01"] == ""


def test_two_failed_months_withhold_a_year(tmp_path: Path) -> None:
    gate = [("sharing_events", day, FIFE, "b") for day in (JAN, FEB)]
    found = gated(tmp_path, [*gate, ("sharing_events", FEB, FIFE, "a")])
    assert found[FIFE, "2023-04-01"] == "a"


def test_four_of_32_councils_withhold_a_national_month(tmp_path: Path) -> None:
    four = ("S12000005", "S12000006", "S12000008", FIFE)
    found = gated(tmp_path, [("sharing_events", JAN, council, "x") for council in four])
    assert found[SCOTLAND, JAN] == "x"


ORKNEY, MORAY = "S12000023", "S12000020"


def test_councils_weigh_what_they_usually_have(tmp_path: Path) -> None:
    """A seventh of all incidents are Glasgow's; a dozen small councils have fewer."""
    small = sorted(usual_sizes(), key=lambda each: usual_sizes()[each])[:7]
    for name, councils, check in (("one", [GLASGOW], "x"), ("many", small, "")):
        folder = tmp_path / name
        folder.mkdir()
        gate = [("sharing_events", JAN, each, "x") for each in councils]
        assert gated(folder, gate)[SCOTLAND, JAN] == check


def test_what_fails_in_either_export_of_a_rate_is_added_up(tmp_path: Path) -> None:
    """Fife has 8 % of all incidents and Edinburgh 9 %: neither alone withholds Scotland."""
    for exports, held in ((("referrals", "incidents"), True), (("incidents", "agreements"), False)):
        folder = tmp_path / exports[1]
        folder.mkdir()
        gate = [
            (export, JAN, each, "x")
            for export, each in zip(exports, (FIFE, EDINBURGH), strict=True)
        ]
        reader = publish(folder, measure=[cell("C17", JAN, SCOTLAND, 300, 900)], gate=gate)
        assert (cells(reader, "C17", period_type="month")["withheld"].item() != "") == held


MISSING = "incidents.council_months"


def parts(tmp_path: Path, gate: list[Row]) -> pd.Series:
    rows = [cell("C17", JAN, SCOTLAND, 300, 900)]
    rows += [
        cell("C17", "2023-04-01", area, 90, 300, period="year") for area in (FIFE, SCOTLAND, MORAY)
    ]
    reader = publish(tmp_path, measure=rows, gate=gate)
    found = [cells(reader, "C17", period_type=each) for each in ("month", "year")]
    return pd.concat(found).set_index(["area_code", "period_start"])["partial"]


def test_a_number_says_what_it_is_without(tmp_path: Path) -> None:
    gate = [("incidents", day, FIFE, MISSING) for day in (JAN, FEB, MAR)]
    found = parts(tmp_path, [*gate, ("incidents", "2023-06-01", MORAY, MISSING)])
    assert found[SCOTLAND, JAN] == "without Fife"
    assert found[SCOTLAND, "2023-04-01"] == "without Fife (Jan to Mar 2024) and Moray (Jun 2023)"
    assert found[MORAY, "2023-04-01"] == "without Jun 2023: 11 of 12 months"
    assert found[FIFE, "2023-04-01"] == "", "it is withheld"
    assert found[GLASGOW, "2023-04-01"] == ""


def test_rows_that_are_wrong_are_not_said_to_lack(tmp_path: Path) -> None:
    found = parts(tmp_path, [("referrals", JAN, ORKNEY, "referrals.received_before_sent")])
    assert found[SCOTLAND, JAN] == "with doubtful rows of Orkney Islands"
    late = tmp_path / "late"
    late.mkdir()
    found = parts(late, [("referrals", JAN, FIFE, "referrals.received_before_sent")])
    assert found[FIFE, "2023-04-01"] == "with doubtful rows of Jan 2024"


def test_months_of_which_nothing_is_published_are_withheld(tmp_path: Path) -> None:
    """Protection publishes nothing of 0 in 0, so a month without any rows is not in its tables."""
    rows = [cell("C17", day, SCOTLAND, 300, 900) for day in months("2023-01-01", 12)]
    rows += [cell("C17", "2023-12-01", EDINBURGH, 30, 90)]
    gate = [("incidents", day, each, MISSING) for day in (JAN, FEB, MAR) for each in usual_sizes()]
    reader = publish(tmp_path, measure=rows, gate=gate)
    found = trend(reader, "C17")
    assert found["period_start"].tolist() == [pd.Timestamp(d) for d in months("2023-01-01", 15)]
    assert found["missing"].tolist() == [""] * 12 + ["withheld"] * 3
    latest = year_on_year(reader, "C17")
    assert (latest.period_start, latest.missing) == (pd.Timestamp(MAR), "withheld")
    told = ratings(reader).set_index("id").loc["C17"]
    assert (told["period_start"], told["state"]) == (pd.Timestamp(MAR), "withheld: data quality")
    assert not np.isnan(told["history"][-4])
    assert set(councils_now(reader, "C17", MAR, period_type="month")["missing"]) == {"withheld"}


def test_a_month_withheld_in_one_area_only_adds_no_month(tmp_path: Path) -> None:
    rows = [cell("C17", JAN, SCOTLAND, 300, 900)]
    reader = publish(tmp_path, measure=rows, gate=[("incidents", MAR, ORKNEY, MISSING)])
    assert cells(reader, "C17", period_type="month")["period_start"].tolist() == [pd.Timestamp(JAN)]


def test_another_exports_failure_withholds_nothing(tmp_path: Path) -> None:
    found = gated(tmp_path, [("agreements", JAN, FIFE, "agreements.unique")])
    assert set(found) == {""}


def test_trend_draws_limits_beside_each_values_own_interval(tmp_path: Path) -> None:
    values = [100, 104] * 8 + [180]
    rows = [
        cell("referrals", day, SCOTLAND, value)
        for day, value in zip(months("2022-11-01", 17), values, strict=True)
    ]
    found = trend(publish(tmp_path, measure=rows), "referrals")
    last = found.iloc[-1]
    assert last["signal"] == "outside limits"
    assert last["limit_high"] < 180 < last["high"]
    assert last["low"] < 180


def test_what_is_withheld_has_no_number_anywhere(tmp_path: Path) -> None:
    """Not a count, not a value, not an interval, and no limit that rests on it."""
    rows = [cell("referrals", day, FIFE, 100) for day in months("2022-11-01", 16)]
    rows += [cell("referrals", MAR, FIFE, 999), cell("C01", MAR, FIFE, 90, 100)]
    gate = [(export, MAR, FIFE, "x") for export in ("referrals", "sharing_events")]
    reader = publish(tmp_path, measure=rows, gate=gate)
    numbers = ["numerator", "denominator", "value", "low", "high"]
    for id in ("referrals", "C01"):
        last = cells(reader, id, period_type="month", area_code=FIFE).iloc[-1]
        assert last[numbers].isna().all()
        assert (last["missing"], last["hidden"]) == ("withheld", False)
    found = trend(reader, "referrals", FIFE)
    assert found["limit_high"].iloc[-1] == 100
    assert np.isnan(monthly(reader, FIFE, None)["count"].iloc[-1])
    told = year_on_year(reader, "referrals", FIFE)
    assert np.isnan(told.value)
    assert (told.missing, told.history[-1] > 0) == ("withheld", False)


def test_why_there_is_no_value(tmp_path: Path) -> None:
    rows = [
        cell("C01", JAN, FIFE, None, 40),
        cell("C01", JAN, GLASGOW, 15, 19),
        cell("C01", JAN, EDINBURGH, 0, 0),
        cell("C01", JAN, "S12000005", 90, 100),
    ]
    found = cells(publish(tmp_path, measure=rows), "C01", period_type="month", area_type="council")
    missing = found.set_index("area_code")["missing"]
    assert missing[[FIFE, GLASGOW, EDINBURGH, "S12000005"]].tolist() == [
        *("hidden", "too few", "none", ""),
    ]


def test_the_smallest_whole_is_that_of_the_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHARING_SMALLEST_DENOMINATOR", "10")  # since the release was made
    reader = publish(tmp_path, measure=[cell("C01", JAN, FIFE, 15, 19)])
    assert cells(reader, "C01", period_type="month", area_code=FIFE)["missing"].item() == "too few"


@pytest.mark.parametrize(("day", "found"), [(MAR, True), ("2023-05-01", True), (JAN_22, False)])
def test_only_what_is_recent_is_announced(tmp_path: Path, day: str, found: bool) -> None:
    reader = publish(tmp_path, gate=[("referrals", day, FIFE, "x")])
    assert withholding(reader) == (["x"] if found else []), "a check with no title stays its id"


def publish_again(tmp_path: Path, rows: list[Row]) -> object:
    folder = tmp_path / "again"
    folder.mkdir()
    return publish(folder, measure=rows)
