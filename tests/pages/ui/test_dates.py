"""The page of dates in words: what is known of each division, and how sure that is."""

from dataclasses import replace
from datetime import date

import pandas as pd

from data.reference import SCOTLAND, divisions
from data.regimes import Edition, Regime, shipped
from pages.ui import dates
from tests.metrics.published import regimes

FIFE = "S32000016"
DAY = date(2019, 9, 2)


def known(*lines: Regime) -> pd.DataFrame:
    edition: Edition = replace(shipped(), lines=(*shipped().lines, *lines))
    areas = (SCOTLAND, *divisions()["division_code"])
    return pd.concat([regimes(edition, area) for area in areas], ignore_index=True)


def moved(area: str = FIFE) -> Regime:
    return Regime(area, "public_task", DAY, DAY, "confirmed", "A letter")


def test_the_headline_says_what_is_not_confirmed() -> None:
    window = "between 15 Jul 2019 and 28 Feb 2021"
    none = f"No division's move to public task has a confirmed date: it took place {window}"
    assert dates.headline(known()) == none
    one = f"1 of 13 divisions has a confirmed date for the move; all lie {window}"
    assert dates.headline(known(moved())) == one
    every = known(*(moved(code) for code in divisions()["division_code"]))
    assert dates.headline(every).startswith("All 13 police divisions have a confirmed date")


def test_the_table_has_one_row_an_area_and_names_fife_the_division() -> None:
    table = dates.table(known(moved())).set_index("Area")
    assert len(table) == 14
    assert table.loc["Fife division", "Public task"] == "2 Sep 2019 ● confirmed"
    assert table.loc["Scotland", "Public task"] == (
        "between 15 Jul 2019 and 28 Feb 2021 ○ not confirmed"
    )
    assert table.loc["Tayside division", "Consent"] == "25 May 2018 ● confirmed"


def test_every_source_is_named_with_the_divisions_it_is_about() -> None:
    said = dates.sources(known(moved()))
    assert "- **Public task**, Fife division: A letter" in said
    assert "- **Consent**, every division: UK GDPR" in said
