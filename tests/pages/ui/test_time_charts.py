"""Every chart over time draws the same numbered events and the lawful basis behind its line."""

import json
from collections.abc import Callable
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from metrics.answers.trend import charted
from pages.ui.charts import (
    control,
    gaps,
    over_time,
    regimes,
    share_over_time,
    small_multiple,
    stacked,
)
from tests.metrics.published import regimes as known

DAYS = pd.date_range("2018-06-01", "2024-06-01", freq="MS")
MONTHS = pd.DataFrame({"period_start": DAYS, "value": 0.5 + 0.01 * (np.arange(len(DAYS)) % 3)})
TABLE = MONTHS.assign(
    low=0.4, high=0.6, missing="", because="", partial="", count=100.0, counterfactual=np.nan
)
PART = TABLE.assign(about=False)


def stretch(name: str = "public_task") -> pd.Series:
    return pd.Series(name, index=TABLE.index, dtype="str")


CHARTS: dict[str, Callable[[], tuple[object, str]]] = {
    "control": lambda: control.chart(charted(TABLE, stretch()), known()),
    "over_time": lambda: over_time.chart(TABLE.assign(value=100.0), known()),
    "small_multiple": lambda: small_multiple.chart(TABLE, known(), "Fife", 100.0),
    "share_over_time": lambda: share_over_time.chart(TABLE, known(), "month", "losses"),
    "stacked": lambda: stacked.chart(
        PART.assign(category="consent", name="Consent", share=1.0), known(), "month", "by basis"
    ),
}


def _records(table: pd.DataFrame) -> list[dict[str, str]]:
    return table.astype(str).to_dict("records")


@pytest.mark.parametrize("name", CHARTS)
def test_it_has_the_events_and_the_bands(name: str) -> None:
    chart, alt = CHARTS[name]()
    drawn = json.dumps(chart if isinstance(chart, dict) else chart.to_dict(), default=_records)
    for number, label in (("1", "Domestic Abuse"), ("2", "First COVID"), ("3", "Domestic-abuse")):
        assert f'"number": "{number}"' in drawn
        assert label in drawn
    assert '"number": "4"' not in drawn, "after the end of the chart"
    assert '"regime": "consent"' in drawn
    assert '"regime": "transition"' in drawn
    assert alt


def test_a_month_in_part_says_so_where_it_is_pointed_at() -> None:
    table = charted(TABLE, stretch())
    table.loc[3, "partial"] = "without Fife"
    chart, _ = control.chart(table, known())
    assert str(chart.to_dict()).count("95 % interval 40 to 60 %, without Fife") == 1


@pytest.mark.parametrize("name", ["control", "over_time"])
def test_withheld_months_are_marked_in_the_chart(name: str) -> None:
    table = charted(TABLE, stretch())
    table.loc[[5, *range(70, 73)], ["value", "missing", "because"]] = [np.nan, "withheld", "Rows"]
    make = {"control": control.chart, "over_time": over_time.chart}[name]
    chart, alt_text = make(table, known())
    spans = [each.data for each in chart.layer if "middle" in getattr(each, "data", [])]
    assert spans[0]["said"].tolist() == ["Nov 2018", "Apr 2024 until Jun 2024"]
    assert set(spans[0]["why"]) == {"“Rows”"}
    assert alt_text.endswith("4 are withheld: data quality.")


def test_a_chart_of_what_is_all_shown_marks_nothing() -> None:
    assert gaps.layers(TABLE) == []


def test_a_month_without_a_known_neighbour_has_a_mark_of_its_own() -> None:
    values = TABLE.assign(value=100.0)
    values.loc[[10, 12, len(values) - 2], "value"] = np.nan
    chart, _ = over_time.chart(values, known())
    circles = [each for each in chart.layer if getattr(each.mark, "type", "") == "circle"]
    drawn = [each.data for each in circles if each.mark.size == 36]
    assert [each["period_start"].tolist() for each in drawn] == [[DAYS[11], DAYS[-1]]]


def test_an_event_has_one_number_wherever_a_chart_begins() -> None:
    last = pd.Timestamp("2024-06-01")
    early, late = (
        regimes.numbered(pd.Timestamp(day), last) for day in ("2014-04-01", "2020-01-01")
    )
    assert early["number"].tolist() == ["1", "2", "3"]
    assert late["number"].tolist() == ["2", "3"]


def test_the_key_has_the_numbers_of_the_marks() -> None:
    key = regimes.key(pd.Series(pd.date_range("2020-01-01", "2024-06-01", freq="MS")))
    assert list(key) == ["2", "3"]
    assert key["2"] == "Mar 2020: First COVID-19 lockdown"


def test_a_chart_without_an_event_has_no_empty_marks() -> None:
    assert regimes.marks(pd.Timestamp("2022-01-01"), pd.Timestamp("2023-01-01")) == []


def test_the_limits_are_parted_where_nothing_is_judged() -> None:
    named = stretch().mask(TABLE.index < 5, "consent").mask(TABLE.index.isin([5, 6]), "apart")
    found = charted(TABLE, named)
    assert found["limit_high"].isna().tolist()[4:8] == [False, True, True, False]
    chart, _ = control.chart(found, known())
    assert '"limit_high": null' in json.dumps(chart.to_dict())


def test_a_gap_in_the_values_parts_the_line() -> None:
    table = TABLE.assign(value=TABLE["value"].mask(TABLE.index == 3))
    chart, _ = control.chart(charted(table, stretch()), known())
    assert '"value": null' in json.dumps(chart.to_dict())


def test_parts_of_a_bar_are_named_apart_and_what_is_hidden_is_not_named() -> None:
    parts = pd.concat(
        PART.assign(category=name, name=name, share=share)
        for name, share in (("A", 0.9), ("B", 0.02), ("C", 0.02))
    ).sort_values("period_start", kind="stable")
    chart, alt = stacked.chart(parts, known(), "month", "by basis")
    texts = [row for rows in chart.to_dict()["datasets"].values() for row in rows if "text" in row]
    heights = [row["y"] for row in texts]
    assert [row["text"] for row in texts] == ["A 90 %", "B 2 %", "C 2 %"]
    assert np.diff(heights).min() >= stacked.LINE
    assert "6 %" not in alt


def rows_of(chart: alt.LayerChart, column: str) -> list[dict[str, Any]]:
    every = [row for rows in chart.to_dict()["datasets"].values() for row in rows]
    return [row for row in every if column in row]


def two(order: tuple[str, str], last: str = "consent") -> alt.LayerChart:
    """Two bases stacked in this order; in the last month only `last` is shown."""
    parts = pd.concat(PART.assign(category=each, name=each, share=0.4) for each in order)
    parts = parts[(parts["period_start"] < DAYS[-1]) | (parts["category"] == last)]
    chart, _ = stacked.chart(
        parts.sort_values("period_start", kind="stable"), known(), "month", "by basis"
    )
    drawn: alt.LayerChart = chart
    return drawn


def test_a_category_has_one_colour_whatever_its_place() -> None:
    hues = [
        {row["label"]: row["hue"] for row in rows_of(two(order), "label") if "hue" in row}
        for order in (("consent", "public_task"), ("public_task", "consent"))
    ]
    assert hues[0] == hues[1]
    assert len(set(hues[0].values())) == 2


def test_a_category_that_the_last_period_lacks_is_named_too() -> None:
    texts = [row["text"] for row in rows_of(two(("consent", "public_task")), "text")]
    assert texts[0] == "consent 40 %"
    assert "public_task not shown" in texts


def test_a_share_that_rounding_may_move_is_about() -> None:
    chart, alt_text = stacked.chart(
        PART.assign(category="consent", name="Consent", share=1.0, about=True),
        *(known(), "month", "by basis"),
    )
    assert "Consent about 100 %" in alt_text
    assert any(row["text"] == "Consent about 100 %" for row in rows_of(chart, "text"))


def test_the_time_of_changing_over_is_striped_and_each_tint_is_as_it_is_set() -> None:
    """A tint of its own would be lost in grey print, and Vega-Lite spaced what is not ordinal."""
    drawn = regimes.behind(DAYS[0], DAYS[-1], known())[0].to_dict()
    changing = drawn["encoding"]["color"]["condition"]
    assert "transition" in changing["test"]
    assert changing["value"]["gradient"] == "linear"
    scale = drawn["encoding"]["opacity"]["scale"]
    assert scale["type"] == "ordinal"
    assert len(scale["domain"]) == len(scale["range"])


def test_an_event_on_the_day_after_the_last_month_is_not_cut_in_two_at_the_edge() -> None:
    months = pd.Series(pd.date_range("2020-01-01", "2024-03-01", freq="MS"))
    assert list(regimes.key(months)) == ["2"]


def test_a_small_chart_has_the_band_of_what_would_be_expected() -> None:
    expected = TABLE.assign(counterfactual=90.0, low=70.0, high=110.0)
    spec, _ = small_multiple.chart(expected, known(), "Fife", 100.0)
    assert {"low", "high"} <= set(spec["datasets"]["expected"])
    assert any(layer["mark"]["type"] == "area" for layer in spec["layer"])


def test_bars_of_financial_years_are_named_as_such_under_their_own_middle() -> None:
    starts = pd.to_datetime(["2023-04-01", "2024-04-01", "2025-04-01"])
    table = pd.DataFrame({"period_start": starts, "low": 0.4, "high": 0.6, "about": False})
    table = table.assign(category="consent", name="Consent", share=1.0)
    for period_type, named in (("year", True), ("quarter", False)):
        made, _ = stacked.chart(table, known(), period_type, "by basis")
        axes = [
            layer["encoding"]["x"]["axis"]
            for layer in made.to_dict()["layer"]
            if layer["encoding"].get("x", {}).get("field") == "period_start"
        ]
        assert axes
        for axis in axes:
            assert ("labelExpr" in axis) == named
            if named:
                assert [each[:7] for each in axis["values"]] == ["2023-10", "2024-10", "2025-10"]
                assert axis["labelExpr"].startswith("timeFormat(datum.value, '%Y') + '-'")
