"""What the about pages are made from: every record is told whole, with nothing to add by hand."""

import re
from pathlib import Path

import pandas as pd
import pytest

from data.columns import REASONS
from data.export import Export, exports
from data.profile import profiles
from metrics.answers.changes import change
from metrics.indicator import Indicator, indicators
from pages.ui import dictionary, indicator_record
from pages.ui.method_texts import METHODS, Method
from tests.metrics.published import regimes

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("indicator", indicators().values(), ids=indicators())
def test_every_indicator_is_told_whole(indicator: Indicator) -> None:
    facts = indicator_record.facts(indicator)
    assert {"Question", "Why it matters", "Counts", "Out of", "Evidence of", "Checked by"} <= set(
        facts
    )
    assert all(theme in indicator_record.THEMES for theme in indicator.themes)
    assert len(indicator_record.targets(indicator)) == len(indicator.targets)
    without = indicator.no_target_because or "none"
    assert (facts["Target"] == without) is (not indicator.targets)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.title)
def test_every_method_names_a_module_that_is_there(method: Method) -> None:
    assert (ROOT / method.module).is_file()
    shown = method.as_html()
    assert re.search(r"<dd>.+</dd>", shown)
    assert shown.count("<dd>") == 3


@pytest.mark.parametrize("export", exports().values(), ids=exports())
def test_the_dictionary_has_every_column_and_its_codes(export: Export) -> None:
    table = dictionary.columns(export).set_index("Column")
    assert table.index.tolist() == [column.name for column in export.columns]
    for column in export.columns:
        assert all(code in table.loc[column.name, "Rules"] for code in column.allowed)
        assert (table.loc[column.name, "Must be given"] == "yes") is column.required


@pytest.mark.parametrize("provider", profiles())
def test_every_heading_of_a_system_is_told(provider: str) -> None:
    told = set(dictionary.headings(provider)["Heading"])
    assert told == {
        heading for each in profiles()[provider].exports.values() for heading in each.headings
    }


@pytest.mark.parametrize("provider", profiles())
def test_aliases_variants_and_blank_words_of_a_system_are_told(provider: str) -> None:
    table, profile = dictionary.headings(provider), profiles()[provider]
    (system,) = dictionary.systems().set_index("System").loc[[profile.title]].to_dict("records")
    assert all(each in system["Not known is"] for each in profile.blank)
    others, codes = " ".join(table["Other headings"]), " ".join(table["Codes"])
    for each in profile.exports.values():
        assert all(alias in others for alias in each.aliases)
        assert all(text in codes for told in each.variants.values() for text in told)


@pytest.mark.parametrize("export", exports().values(), ids=exports())
def test_what_may_be_written_for_every_code_is_told(export: Export) -> None:
    told = dictionary.everywhere(export)
    assert list(told["Code"]) == [code for column in export.columns for code in column.allowed]
    assert not told["Also written"].str.contains("_").any()


def test_every_reason_is_told() -> None:
    assert dictionary.reasons()["Code"].tolist() == list(REASONS)


def test_a_target_about_councils_is_a_number_of_councils() -> None:
    [said] = indicator_record.targets(indicators()["C21"])
    assert "at most 0, close up to 2." in said


def test_no_estimate_rests_on_the_first_lockdown() -> None:
    """The methods page says so: by the shipped dates the months are on neither side."""
    lockdown = pd.Series(pd.date_range("2020-03-01", "2020-06-01", freq="MS"))
    for each in ("consent", "public_task"):
        assert set(change(each, regimes()).side(lockdown)) <= {"transition", ""}
