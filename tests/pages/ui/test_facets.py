"""Quality by provider and council in words: headline, table of states, small charts."""

import pandas as pd
import pytest

from metrics.answers.facets import FACETS, MONTH, ROWS_LATE, judged
from metrics.answers.ranking import Ranking
from pages.ui import facets, provider_quality, withheld
from pages.ui.charts import facet as facet_chart
from pages.ui.charts import matrix

NAMES = {"sacro": "SACRO", "assist": "ASSIST"}


def now(*rows: tuple[str, str, float, str]) -> pd.DataFrame:
    """Rows of facets_now(): key, facet, value, state."""
    found = pd.DataFrame(rows, columns=["key", "facet", "value", "state"])
    return found.assign(high=found["value"], numerator=90.0, denominator=100.0, weakest="")


def test_the_headline_says_what_to_work_on_and_what_is_good() -> None:
    found = now(
        ("assist", "completeness", 0.8, "needs work"),
        ("assist", "consistency", 0.93, "watch"),
        ("assist", "validity", 1.0, "good"),
    )
    assert facets.headline("ASSIST", found, "provider") == (
        "ASSIST: completeness to work on, agreement with the other side to watch, "
        "1 of 3 counts are good"
    )
    assert "Too little is known" in facets.headline("ASSIST", found.iloc[:0], "provider")


def test_every_state_is_a_shape_a_value_and_a_word() -> None:
    found = now(
        ("assist", "completeness", 0.8, "needs work"),
        ("assist", "timeliness", 24.0, "good"),
        ("sacro", "completeness", 0.97, "good"),
    )
    table = facets.at_a_glance(found, NAMES, "provider")
    assert table["Provider"].tolist() == ["SACRO", "ASSIST"]
    assert table["Complete"].tolist() == ["● 97 %, good", "■ 80 %, needs work"]
    late = "On time (after a month's end; good up to 31 days)"
    assert table[late].tolist() == ["not asked, or too few", "● 24 days, good"]


def test_days_of_a_council_are_from_another_day_than_a_providers_and_say_so() -> None:
    """56 days are late for a provider and in time for a council."""
    found = now(("S12000047", "timeliness", 56.0, "good"))
    table = facets.at_a_glance(found, {"S12000047": "Fife"}, "council")
    late = "Rows in time (after the row's own day; good up to 62 days)"
    assert table[late].tolist() == ["● 56 days, good"]


def test_a_critical_check_is_said_before_counts_that_are_good() -> None:
    found = now(("assist", "validity", 1.0, "good"))
    kinds = pd.DataFrame({"kind": ["critical"]})
    assert provider_quality.headline("ASSIST", found, Ranking(kinds, kinds)) == (
        "ASSIST: a critical check to mend first, 1 of 1 counts are good"
    )
    none = Ranking(kinds.iloc[:0], kinds)
    assert provider_quality.headline("ASSIST", found, none) == "ASSIST: 1 of 1 counts are good"


def test_councils_that_need_most_come_first_and_all_are_in_the_matrix() -> None:
    found = now(
        ("S12000033", "completeness", 0.97, "good"),
        ("S12000047", "completeness", 0.8, "needs work"),
        ("S12000047", "timeliness", 90.0, "needs work"),
    )
    names = {"S12000033": "Aberdeen City", "S12000047": "Fife"}
    assert facets.by_need(found, names) == ["S12000047", "S12000033"]
    assert facets.overall(found, names).startswith("1 of 2 council areas needs work")
    drawn = facets.matrix(found)
    assert len(drawn) == 2 * 3
    _, alt = matrix.chart(drawn, of="facets")
    assert alt == (
        "Matrix of 3 facets by 2 areas, one mark a cell: 3 too few to say, 2 needs work, 1 good."
    )


@pytest.mark.parametrize(("value", "shape"), [(0.97, "circle"), (0.9, "diamond")])
def test_the_latest_point_shows_by_its_shape_whether_it_is_good(value: float, shape: str) -> None:
    past = pd.DataFrame(
        {"period_start": pd.to_datetime(["2024-01-01", "2024-02-01"]), "value": [0.99, value]}
    )
    chart, alt = facet_chart.chart(past, FACETS["completeness"])
    assert chart.to_dict()["layer"][-1]["mark"]["shape"] == shape
    assert "99 % in Jan 2024" in alt
    assert "good from 95 % on" in alt


def test_one_point_is_drawn_too() -> None:
    past = pd.DataFrame({"period_start": pd.to_datetime(["2024-01-01"]), "value": [24.0]})
    _, alt = facet_chart.chart(past, FACETS["timeliness"])
    assert "24 days in Jan 2024; good up to 31 days." in alt


def test_a_hidden_count_is_marked_in_the_table_of_items() -> None:
    found = pd.DataFrame(
        {
            "facet": ["completeness", "timeliness"],
            "item": ["outcome", "median"],
            "export": "referrals",
            "numerator": [0.0, 39.0],
            "denominator": [40.0, 270.0],
            "value": [0.0, 39 / 270],
            "hidden": [True, False],
        }
    )
    table = facets.item_table(found)
    assert table["Value"].tolist() == ["[c]", "39 days"]
    assert table["Good"].tolist() == ["[c]", ""]


def test_the_first_thing_to_fix_stands_under_the_headline() -> None:
    none = pd.DataFrame({"what": []})
    found = Ranking(pd.DataFrame({"what": ["Outcome is not sent."]}), none)
    assert provider_quality.under(found) == "First of all: Outcome is not sent."
    assert provider_quality.under(Ranking(none, none)) == ""


def test_what_is_withheld_is_named_only_where_something_is() -> None:
    found = pd.DataFrame({"because": ["", "Rows are there", "Rows are there"]})
    assert withheld.column(found) == {
        "Withheld: data quality": ["", "Rows are there", "Rows are there"]
    }
    assert withheld.column(found.iloc[:1]) == {}
    assert withheld.counted(found["because"]) == ("⊘ 2 withheld: data quality (“Rows are there”)")
    assert withheld.marked("") == ""
    part = found.assign(partial=["without Fife", "", ""], because="")
    assert withheld.column(part) == {"Shown in part: data quality": ["without Fife", "", ""]}
    assert withheld.column(part.iloc[1:]) == {}


def test_a_providers_and_a_councils_days_are_named_apart() -> None:
    """56 days are late for a month's export and not for a row, which may be a month older."""
    export, rows = FACETS["timeliness"], ROWS_LATE
    assert export.name != rows.name
    assert rows.good - export.good == rows.watch - export.watch == MONTH
    assert judged(export, 56) == "needs work"
    assert judged(rows, 56) == "good"


def test_no_council_needs_work_says_how_many_to_watch() -> None:
    found = now(("S12000047", "completeness", 0.93, "watch"))
    assert facets.overall(found, {"S12000047": "Fife", "S12000033": "Aberdeen City"}) == (
        "No council area needs work in what is sent about it; 1 of 2 should be watched"
    )
