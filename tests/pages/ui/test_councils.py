"""Councils beside each other: standing, order without rank, and the charts that show them."""

import numpy as np
import pandas as pd
import pytest

from data.reference import councils as reference
from data.reference import tile_map
from metrics.funnel import funnel
from pages.ui import councils
from pages.ui.charts import funnel as funnel_chart
from pages.ui.charts import outside
from pages.ui.charts import tile_map as map_chart

CODES = reference()["council_code"].tolist()


@pytest.fixture
def found() -> pd.DataFrame:
    """32 councils at 90 %, one far above, one far below, one too small to be judged."""
    whole = pd.Series([400.0] * 32)
    part = whole * 0.9
    part[3], part[5] = 399, 200
    whole[7] = part[7] = np.nan
    table = funnel(part, whole).drop(columns="denominator")
    left_out = pd.Series(["too few" if each == 7 else "" for each in range(32)])
    parts = pd.DataFrame({"numerator": part, "denominator": whole}).round().astype("Int64")
    names = reference()["council_name"]
    ends = pd.DataFrame({"low": table["value"] - 0.02, "high": table["value"] + 0.02})
    missing = left_out.replace("too few", "hidden")
    given = {"area_code": CODES, "area_name": names, "left_out": left_out, "missing": missing}
    given |= {"because": pd.Series([""] * 32), "partial": pd.Series([""] * 32)}
    area = pd.DataFrame(given)
    return pd.concat([area, parts, ends, table], axis=1)


def test_standing_has_a_shape_and_a_phrase_for_each(found: pd.DataFrame) -> None:
    standing = outside.standing(found)
    assert standing[3] == outside.ABOVE
    assert standing[5] == outside.BELOW
    assert standing[7] == outside.UNKNOWN
    assert standing[0] == outside.INSIDE
    assert len(set(outside.MARKS.values())) == len(outside.MARKS)


def test_between_the_limits_is_neither_inside_nor_outside() -> None:
    table = pd.DataFrame(
        {"value": [0.95, 0.85], "low_95": 0.9, "high_95": 0.94, "outside": "", "missing": ""}
    )
    assert outside.standing(table).tolist() == [outside.HIGH, outside.LOW]


def test_order_is_by_name_size_or_distance_and_never_a_rank(found: pd.DataFrame) -> None:
    by_name = councils.table(found, "share", "name")
    assert by_name["Council"].tolist() == sorted(found["area_name"])
    by_distance = councils.table(found, "share", "distance")
    assert set(by_distance["Council"][:2]) == set(found["area_name"][[3, 5]])
    assert len(councils.table(found, "share", "size")) == 32
    assert "Rank" not in by_distance.columns


def test_what_is_hidden_is_marked_in_table_and_download(found: pd.DataFrame) -> None:
    assert councils.table(found, "share", "name").loc[7, "Cases"] == "[c] of [c]"
    assert councils.download(found, "share").loc[7, "Numerator"] == "[c]"


def test_what_is_withheld_shows_no_value(found: pd.DataFrame) -> None:
    found.loc[9, ["left_out", "missing"]] = "withheld"
    found.loc[9, "because"] = "Rows are there"
    found.loc[9, ["value", "low", "high", "numerator", "denominator"]] = pd.NA
    row = councils.table(found, "share", "name").loc[9]
    assert row[["Value", "Cases"]].tolist() == ["withheld", "withheld"]
    assert row["95 % interval"] == ""
    assert row["Standing"] == "⊘ withheld: data quality"
    assert row["Withheld: data quality"] == "Rows are there"
    assert "Numerator" not in row
    assert councils.download(found, "share").loc[9, "Numerator"] == "withheld"


def test_a_year_in_part_says_so_in_table_download_and_charts(found: pd.DataFrame) -> None:
    said = "without Jun 2025: 11 of 12 months"
    found.loc[9, "partial"] = said
    for table in (councils.table(found, "share", "name"), councils.download(found, "share")):
        column = table["Shown in part: data quality"]
        assert column[9] == said
        assert (column != "").sum() == 1
    for chart, _ in (map_chart.chart(found), funnel_chart.chart(found)):
        assert str(chart.to_dict()).count(said) == 1
    assert f"{found['area_name'][9]}: {said}." in councils.under(found, "share")


def test_under_names_who_is_outside_where_the_headline_counts_them(found: pd.DataFrame) -> None:
    found.loc[10:14, "outside"] = "below"
    said = councils.under(found, "share")
    assert f"Below: {found['area_name'][5]}, {found['area_name'][10]}, " in said
    assert "Above" not in said


def test_the_map_has_every_council_once_and_no_two_on_one_tile() -> None:
    places = tile_map()
    assert sorted(places["council_code"]) == sorted(CODES)
    assert not places.duplicated(["row", "column"]).any()


def test_the_map_says_who_is_outside(found: pd.DataFrame) -> None:
    chart, alt_text = map_chart.chart(found, chosen=CODES[0])
    assert alt_text.count(found["area_name"][3]) == 1
    assert chart.to_dict()


def test_the_funnel_leaves_out_who_cannot_be_judged(found: pd.DataFrame) -> None:
    chart, alt_text = funnel_chart.chart(found, cases="shared events", chosen=CODES[0])
    assert "31 councils" in alt_text
    assert f"Below the 99.8 % limits: {found['area_name'][5]}." in alt_text
    assert chart.to_dict()


def test_a_funnel_without_a_council_says_so(found: pd.DataFrame) -> None:
    nobody = found.assign(value=np.nan)
    _, alt_text = map_chart.chart(nobody)
    assert "No council is outside" in alt_text

    _, alt_text = funnel_chart.chart(nobody)
    assert "without a council" in alt_text
