"""What a page hands out: tables as text, safe HTML."""

import pandas as pd

from pages.ui import panels
from pages.ui.charts import sparkline


def test_a_table_reads_as_text() -> None:
    table = pd.DataFrame(
        {"n": [1234.0, None], "day": [pd.Timestamp(2024, 3, 31), pd.NaT], "t": ["x", None]}
    )
    assert panels.as_text(table).to_dict("list") == {
        "n": ["1,234", ""],
        "day": ["31 Mar 2024", ""],
        "t": ["x", ""],
    }


def test_text_in_html_is_only_text() -> None:
    assert panels.html("<b>31 %</b>") == "&lt;b&gt;31\u00a0%&lt;/b&gt;"


def test_a_sparkline_keeps_gaps_and_needs_two_points() -> None:
    assert sparkline.image([1.0], "one") == ""
    assert sparkline.image([float("nan"), 1.0], "one") == ""
    drawn = sparkline.svg([1.0, 2.0, float("nan"), 3.0, 1.0], 0.0, 3.0, "#000")
    assert drawn.partition(' d="')[2].count("M") == 2, "the line begins again after the gap"
