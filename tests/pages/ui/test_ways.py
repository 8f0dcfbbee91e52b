"""What is to fix first, in few words and wherever it is told: headlines, tiles, ways on."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.store import Store
from metrics.answers.ranking import Ranking
from pages.ui import at_a_glance, fix_first, listing, provider_quality, releases
from pages.ui.access import Role
from pages.ui.charts import history
from tests.metrics.answers.test_ranking import fix, table
from tests.pages.ui.test_checks import CRITICAL, PASSED, PLACES, found
from tests.pages.ui.test_receipts import release

IVPD = "Police Scotland interim Vulnerable Persons Database"
WHERE = "in Fife and Glasgow City, from May 2026 to Oct 2026"


def ranked(*rows: dict[str, Any]) -> Ranking:
    return Ranking(table(*rows).assign(disputed=False), table())


def gone(**told: Any) -> dict[str, Any]:
    """Months of incidents that never came, of a provider."""
    about = {"export": "incidents", "check_id": "incidents.council_months"}
    return fix("police_ivpd", "critical", 12, where=WHERE, **about, **told)


LOST = fix("assist", "turned away", 40)


def test_the_headline_says_what_to_mend_first_and_where() -> None:
    first = ranked(gone(), LOST)
    assert fix_first.headline("Use with care", first) == (
        f"Use with care: mend first incidents {WHERE}"
    )
    assert fix_first.whose_first(first) == f"What to mend first is for {IVPD}."
    before = ranked(gone() | {"where": f"{WHERE}; in 10 others earlier"})
    assert fix_first.headline("Use with care", before).endswith(WHERE)


def test_without_a_place_the_headline_says_whose_it_is() -> None:
    first = ranked(LOST)
    assert fix_first.headline("Use with care", first) == (
        "Use with care: mend first referrals of ASSIST case management (rows turned away)"
    )
    assert fix_first.whose_first(first) == ""


def test_nothing_to_fix_and_notes_leave_the_verdict_alone() -> None:
    for nothing in (ranked(), ranked(fix("assist", "note", 5, check_id="referrals.x"))):
        assert fix_first.headline("Fine", nothing) == "Fine"
        assert fix_first.whose_first(nothing) == ""


@pytest.mark.parametrize(
    ("row", "named", "page", "parameters"),
    [
        (gone(), True, "checks", {"check": "incidents.council_months"}),
        (LOST, False, "rejected_rows", {"provider": "assist"}),
        (fix("marac", "apart", 9, column="received"), False, "routes", {}),
        (fix("marac", "apart", 9, column="order"), True, "providers", {"provider": "marac"}),
        (fix("marac", "blank", 9, column="outcome"), True, "providers", {"provider": "marac"}),
    ],
)
def test_each_finding_leads_to_what_it_is_about(
    row: dict[str, Any], named: bool, page: str, parameters: dict[str, str]
) -> None:
    leads = fix_first.way(pd.Series(row), {"incidents.council_months"}, named=named)
    assert leads is not None
    assert leads[1:] == (page, parameters)


def test_on_the_page_of_its_provider_a_blank_leads_nowhere_else() -> None:
    row = pd.Series(fix("marac", "blank", 9, column="outcome"))
    assert fix_first.way(row, set(), named=False) is None


class Told:
    """A view that answers with these checks."""

    def __init__(self, checks: pd.DataFrame) -> None:
        self.checks = checks

    def ask(self, _: object) -> pd.DataFrame:
        return self.checks


def test_the_tile_of_the_overview_names_the_first_of_the_ranking_and_what_is_critical() -> None:
    view: Any = Told(found(PASSED, PLACES, CRITICAL))
    tile = at_a_glance._quality(view, ranked(gone(), LOST))
    assert (tile.value, tile.change) == ("1 of 3", f"to fix first: {IVPD}")
    assert tile.word == "■ failed: 1 critical check; ◧ failed in places: 1 critical check"


def test_a_finding_of_no_one_provider_is_not_skipped() -> None:
    view: Any = Told(found(PASSED))
    nobodys = fix("", "critical", 12, check_id="incidents.council_months", export="incidents")
    tile = at_a_glance._quality(view, ranked(nobodys, LOST))
    assert tile.change == "to fix first: incidents, of all"
    assert tile.word == ""


def test_a_release_that_was_held_back_is_marked_in_the_history(own_store: Path) -> None:
    store = Store(own_store)
    release(store, "2024-04-02.1", [])
    release(store, "2024-04-02.2", [], withheld=["incidents.council_months"])
    ids = ["2024-04-01.9", "2024-04-02.1", "2024-04-02.2"]  # the first was deleted since
    past = pd.DataFrame({"release_id": ids, "passed": 9, "failed": [1, 2, 3], "errored": 0})
    marked = releases.marked(past, store)
    assert marked["state"].tolist() == ["", "", "held back"]
    _, alt = history.chart(marked)
    assert alt.endswith("2024-04-02.1: 2, 2024-04-02.2: 3 (held back).")


def test_providers_come_in_the_order_of_what_is_to_fix_first() -> None:
    """Not by facets, which are all good where months never came; those last who need nothing."""
    view: Any = Told(pd.DataFrame({"provider": ["assist", "marac", "police_ivpd", "sacro"]}))
    told = [("assist", "needs work"), ("sacro", "needs work"), ("police_ivpd", "good")]
    everyone = pd.DataFrame(told, columns=["key", "state"]).assign(facet="validity", value=0.9)
    first = ranked(gone(), LOST)
    names = provider_quality.names(view, everyone, first)
    assert list(names) == ["police_ivpd", "assist", "sacro", "marac"]
    table = provider_quality.glance(everyone, names, first)
    assert table["To fix first"].tolist()[1:] == ["Referrals: rows turned away", ""]


@pytest.mark.parametrize(
    ("anybodys", "told"), [(True, "feedback file"), (False, "count of nought")]
)
def test_months_of_nobody_are_in_no_feedback(anybodys: bool, told: str) -> None:
    """Where several providers send an export, whose months these are is open."""
    said = listing.how_to_list(Role.VIEWER, "incidents.council_months", anybodys=anybodys)
    assert told in said
    assert ("feedback file" in said) is anybodys
