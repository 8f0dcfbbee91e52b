"""A table as HTML: what a provider named cannot become markup, and numbers line up."""

import pandas as pd

from pages.ui.table import html


def test_text_is_never_markup() -> None:
    shown = html(pd.DataFrame({"<b>": ["<script>alert(1)</script>"], 'a"b': ["&"]}), "<i>")
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "&lt;script&gt;" in shown
    assert 'data-label="a&quot;b"' in shown


def test_numbers_stand_right_and_hidden_ones_do_not_spoil_it() -> None:
    table = pd.DataFrame({"Council": ["Fife", "Angus"], "Rows": ["1,200", "[c]"], "Why": ["a", ""]})
    shown = html(table, "Rows")
    assert shown.count('class="number"') == 3, "the heading and two cells"
    assert shown.count('scope="row"') == 2
