"""A file says what it is of and where it comes from, in its rows and in its name."""

from pathlib import Path

import pandas as pd
import pytest

from pages.ui import filters, provenance
from pages.ui.access import Role
from pages.ui.frame import View
from pages.ui.store import Published

FACTS = {"as_at": "2026-10-30", "sample": "yes", "small_number": "5", "round_to": "5"}
MONTHS = pd.DataFrame({"Month": ["Apr 2016", "May 2016"], "Referrals": ["1,395", "[c]"]})


def view(*, exact: bool = False, sample: str = "yes") -> View:
    return View(
        Role.ANALYST if exact else Role.VIEWER,
        Published(Path("nowhere"), "2026-11-25.1", exact),
        FACTS | {"sample": sample},
    )


@pytest.fixture(autouse=True)
def chosen(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the reader has chosen on the page."""
    made: dict[str, str] = {}
    monkeypatch.setattr(filters, "chosen", lambda: made)
    return made


def test_every_row_says_where_it_is_from_and_what_c_means(chosen: dict[str, str]) -> None:
    chosen |= {"Area": "Fife", "Counted as": "Number of referrals"}
    found = provenance.filed(view(), MONTHS, {})
    assert found.columns.to_list() == [
        *("Area", "Counted as", "Month", "Month, first day", "Referrals", "Referrals, note"),
        *("Data", "Data as at", "Release", "Numbers"),
    ]
    last = found.iloc[-1]
    assert last["Area"] == "Fife"
    assert last["Data"] == "Sample data: not real"
    assert last["Data as at"] == "2026-10-30"
    assert last["Release"] == "2026-11-25.1"
    assert last["Numbers"].startswith("Protected: a count of people under 5")
    assert "[c]" in last["Numbers"]


def test_two_areas_have_two_names(chosen: dict[str, str]) -> None:
    chosen["Area"] = "Fife"
    council = provenance.file_name(view(), MONTHS, "referrals by month", {})
    chosen["Area"] = "Fife division"
    division = provenance.file_name(view(), MONTHS, "referrals by month", {})
    end = "apr_2016_to_may_2016_2026-11-25.1_sample_protected.csv"
    assert council == f"referrals_by_month_fife_{end}"
    assert division == f"referrals_by_month_fife_division_{end}"


def test_exact_numbers_and_real_data_are_told_apart() -> None:
    exact = view(exact=True, sample="no")
    assert provenance.file_name(exact, MONTHS, "n", {}).endswith("_2026-11-25.1_exact.csv")
    found = provenance.filed(exact, MONTHS, {}).iloc[0]
    assert found["Numbers"] == "Exact: not for publication"
    assert found["Data"] != "Sample data: not real"


def test_where_a_page_has_no_area_the_table_is_of_scotland() -> None:
    assert provenance.filed(view(), MONTHS, {})["Area"].to_list() == ["Scotland"] * 2


@pytest.mark.parametrize("heading", ["Division", "Police division", "Council", "Provider"])
def test_a_table_of_many_places_is_not_said_to_be_of_one(
    chosen: dict[str, str], heading: str
) -> None:
    chosen["Area"] = "Fife"
    table = pd.DataFrame({heading: ["Ayrshire"], "Change": ["+51 %"]})
    assert "Area" not in provenance.filed(view(), table, {})
    assert "fife" not in provenance.file_name(view(), table, "n", {})


def test_a_table_of_many_periods_is_not_said_to_be_of_one(chosen: dict[str, str]) -> None:
    chosen |= {"Area": "Fife", "Year": "2025-26"}
    assert "Year" not in provenance.filed(view(), MONTHS, {})
    one = pd.DataFrame({"Referrals": ["5"]})
    assert provenance.filed(view(), one, {})["Year"].to_list() == ["2025-26"]


def test_what_else_all_rows_are_of_is_said(chosen: dict[str, str]) -> None:
    chosen["Provider"] = "Every provider"
    found = provenance.filed(view(), MONTHS, {"Provider": "ASSIST"})
    assert found["Provider"].to_list() == ["ASSIST"] * 2
    assert "assist" in provenance.file_name(view(), MONTHS, "n", {"Provider": "ASSIST"})


def test_a_list_of_codes_is_of_no_release() -> None:
    codes = pd.DataFrame({"Code": ["isa"]})
    assert provenance.filed(None, codes, {}).columns.to_list() == ["Code"]
    assert provenance.file_name(None, codes, "Every system", {}) == "every_system.csv"
