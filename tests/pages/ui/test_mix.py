"""Referrals by one breakdown, in words."""

import pandas as pd

from pages.ui import mix
from pages.ui.charts import bars


def test_categories_are_named_and_the_most_comes_first() -> None:
    cells = pd.DataFrame(
        {"category": ["not known", "assist", "public_task"], "numerator": [10, 95, 40]}
    )
    table = mix.by_category(cells.astype({"numerator": "Int64"}))
    assert table["short"].tolist() == ["ASSIST", "Public task", "Not known"]
    assert table["count"].tolist() == [95, 40, 10]


def test_the_chart_says_every_bar() -> None:
    table = pd.DataFrame({"short": ["ASSIST"], "meaning": ["ASSIST"], "count": [1095]})
    _, alt = bars.chart(table, "referrals by support service")
    assert alt == "Bar chart of referrals by support service, most first: ASSIST 1,095"
