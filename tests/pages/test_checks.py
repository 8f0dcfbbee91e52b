"""The Checks page: who sees which rows fail, who may decide, and what a decision changes."""

import shutil
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.decisions import Counts, Decision, Finding, keep, today
from data.engine import build, insert
from data.store import Store
from pages.ui import checks
from tests.metrics.published import FIFE
from tests.pages import published
from tests.pages.test_app import said

AT_CHECKS = """
import streamlit as st
from pages import page_files
pages = [path for files in page_files().values() for path in files]
st.navigation(
    [st.Page(path, url_path=path.stem, default=path.stem == "checks") for path in pages]
).run()
"""
ID, MONTHS = "referrals.incident_ref.linked", "referrals.provider_months"
KEEP = "Keep this decision"
ABOUT = [("links", id, checks.title(id), "referrals", "warning", "failed") for id in (ID, MONTHS)]
OUTCOMES = [
    (*ABOUT[0], "all", "all", 1_240, 9_000),
    (*ABOUT[0], "provider", "assist", 1_200, 5_000),
    (*ABOUT[0], "provider", "sacro", 40, 4_000),
    (*ABOUT[0], "council", FIFE, 40, 400),
    (*ABOUT[1], "all", "all", 12, 100),
    (*ABOUT[1], "provider", "marac", 12, 100),
]
ROWS = [
    *((ID, "assist", "s-1", number, "a1b2c3d4e5f6", None, None) for number in range(2, 1_002)),
    *((ID, "sacro", "s-2", number, None, None, None) for number in range(2, 42)),
    *((MONTHS, "marac", None, None, None, None, f"2024-{n:02}-01") for n in range(1, 13)),
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published release in which two checks failed; which rows, the exact tables say."""
    root = published.store(tmp_path_factory.mktemp("prepared") / "store")
    for name in ("protected", "exact"):
        connection = build(root / "releases" / published.RELEASE / f"{name}.duckdb")
        insert(connection, "check_outcome", OUTCOMES)
        if name == "exact":
            connection.execute(
                "CREATE TABLE failing_row (check_id VARCHAR, provider VARCHAR, "
                "submission_id VARCHAR, row_number BIGINT, reference VARCHAR, council VARCHAR, "
                "month DATE)"
            )
            insert(connection, "failing_row", ROWS)
            names = [("s-1", "assist", "march.csv"), ("s-2", "sacro", "=april.csv")]
            for row in names:
                connection.execute(
                    "INSERT INTO submission (submission_id, provider, file_name) VALUES (?, ?, ?)",
                    row,
                )
        connection.close()
    return root


@pytest.fixture
def store(own_store: Path, prepared: Path) -> Store:
    return Store(shutil.copytree(prepared, own_store))


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.access.get_secrets_auth_section", lambda: {"client_id": "id"})


def opened(role: str | None = None, check: str = ID) -> AppTest:
    page = AppTest.from_string(AT_CHECKS, default_timeout=30)
    page.user = {"is_logged_in": role is not None, "exp": time.time() + 60, "roles": role}
    page.query_params["check"] = check
    page.run()
    assert not page.exception
    return page


def labels(page: AppTest) -> list[str]:
    return [each.label for each in page.button]


def keep_it(page: AppTest) -> None:
    next(each for each in page.button if each.label == KEEP).click().run()


def decided(verb: Any, *, provider: str = "", days: int = 30, check: str = ID) -> Decision:
    return Decision(
        check_id=check,
        provider=provider,
        verb=verb,
        reason="known since the merger",
        review_on=(today() + timedelta(days=days)).isoformat(),
        by="A. Steward, steward",
        release_id=published.RELEASE,
        decided_at=f"2024-04-0{2 + len(verb) % 2}T09:00:00.000000+00:00",
    )


@pytest.mark.usefixtures("store", "sign_in")
@pytest.mark.parametrize("role", ["analyst", "steward"])
def test_who_sees_exact_numbers_sees_the_rows_and_how_many_are_not_listed(role: str) -> None:
    words = said(opened(role))
    assert "Warning. Failed: 1,240 of 9,000 rows fall short." in words
    assert "march.csv" in words
    assert "a1b2c3d4e5f6" in words
    assert "At most 1,000 of each file are listed: 200 are not." in words
    assert "The first 20 of 1,040" in words


@pytest.mark.usefixtures("store", "sign_in")
def test_a_viewer_sees_counts_and_how_to_come_by_the_list() -> None:
    page = opened("viewer")
    words = said(page)
    assert "1,200" in words
    assert "march.csv" not in words
    assert "a1b2c3d4e5f6" not in words
    assert "Ask your data steward for the provider's feedback file" in page.info[0].value
    assert KEEP not in labels(page), "a viewer cannot decide"
    assert "ask your data steward for it" in words


@pytest.mark.usefixtures("store")
def test_without_sign_in_the_way_to_the_rows_is_named_and_one_may_decide() -> None:
    page = opened()
    assert "see Load exports, Files loaded so far" in page.info[0].value
    assert "python" not in page.info[0].value
    assert "march.csv" not in said(page)
    assert KEEP in labels(page)


@pytest.mark.usefixtures("store", "sign_in")
def test_an_analyst_cannot_decide() -> None:
    assert KEEP not in labels(opened("analyst"))


@pytest.mark.usefixtures("store", "sign_in")
def test_where_there_is_no_row_the_page_says_so_and_names_the_month() -> None:
    words = said(opened("steward", MONTHS))
    assert "has no row to point at" in words
    assert "Jan 2024" in words


@pytest.mark.usefixtures("sign_in")
def test_a_decision_is_shown_with_who_why_and_until_when(store: Store) -> None:
    keep(store, decided("accept", provider="assist"))
    words = said(opened("viewer"))
    until = today() + timedelta(days=30)
    assert f"in force until {until.day} {until:%b %Y}" in words
    assert "By A. Steward, steward" in words
    assert "known since the merger" in words
    assert "◆ accepted until" in words


def withhold(store: Store, *places: tuple[str, str], check: str = ID) -> None:
    """Let a check withhold councils' months, which every reader may know."""
    for name in ("protected", "exact"):
        connection = build(store.releases / published.RELEASE / f"{name}.duckdb")
        insert(connection, "gate", [("referrals", day, code, check) for code, day in places])
        connection.close()


@pytest.mark.usefixtures("sign_in")
def test_everybody_sees_which_months_of_which_councils_are_withheld(store: Store) -> None:
    withhold(store, (FIFE, "2024-02-01"), (FIFE, "2024-03-01"))
    page = opened("viewer")
    told = said(page)
    assert "Numbers of these council areas and months are withheld" in told
    assert told.index("Mar 2024</td>") < told.index("Feb 2024</td>")
    assert "a1b2c3d4e5f6" not in told
    assert "shown to analysts and stewards only" in page.info[0].value, "its rows are not"


def test_without_sign_in_the_councils_that_are_withheld_can_be_decided_on(store: Store) -> None:
    withhold(store, (FIFE, "2024-03-01"))
    assert opened().selectbox[1].options[-1] == "Fife"
    assert len(opened().selectbox[1].options) == 4, "every one, two providers, one council"


@pytest.mark.usefixtures("sign_in")
@pytest.mark.parametrize(
    ("then", "again"), [(Counts(40, 4_000), True), (Counts(1_000, 8_000), False)]
)
def test_what_was_accepted_counts_again_once_it_has_grown(
    store: Store, then: Counts, again: bool
) -> None:
    keep(store, replace(decided("accept"), counted=then))
    page = opened("viewer")
    assert ("ASSIST" in "".join(to_mend(page))) == again
    told = f"decided at {then}; now 1,240 of 9,000: decide again"
    assert (told in said(page)) == again
    assert ("◇ grown since: ◆ accepted" in said(page)) == again


def to_mend(page: AppTest) -> list[str]:
    return [each.value for each in page.markdown if each.value[:2] in ("1.", "2.", "3.")]


@pytest.mark.usefixtures("sign_in")
def test_what_was_accepted_need_not_be_mended_first_but_is_counted(store: Store) -> None:
    assert "ASSIST" in to_mend(opened("viewer"))[0]
    keep(store, decided("accept", provider="assist"))
    page = opened("viewer")
    assert "SACRO" in to_mend(page)[1], "the next worst provider of the check"
    assert "ASSIST" not in "".join(to_mend(page))
    assert "1 finding is left out here, accepted or dismissed until a day" in said(page)


@pytest.mark.usefixtures("sign_in")
def test_what_is_disputed_stays_and_says_so(store: Store) -> None:
    keep(store, decided("dispute"))
    assert to_mend(opened("viewer"))[0].count("It is disputed, and looked into.")


@pytest.mark.usefixtures("sign_in")
def test_an_expired_decision_is_shown_as_such_and_quiets_nothing(store: Store) -> None:
    keep(store, decided("dismiss", days=-1))
    page = opened("viewer")
    assert "ASSIST" in to_mend(page)[0]
    assert "decide again" in said(page)
    assert "expired" in said(page)


@pytest.mark.usefixtures("store", "sign_in")
def test_a_decision_without_a_reason_is_not_started() -> None:
    page = opened("steward")
    keep_it(page)
    assert [each.value for each in page.warning] == ["Choose for whom it is, and what you decide."]
    page.selectbox[1].select_index(0)
    page.radio[0].set_value("dispute")
    keep_it(page)
    assert [each.value for each in page.warning] == ["Give a reason."]


@pytest.mark.usefixtures("store", "sign_in")
def test_nothing_is_chosen_before_the_steward_chooses() -> None:
    page = opened("steward")
    assert (page.selectbox[1].value, page.radio[0].value) == (None, None)


def test_a_decision_is_started_as_a_command_of_its_own(
    store: Store, sign_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    del sign_in
    started: list[tuple[Any, ...]] = []
    monkeypatch.setattr(
        "pages.ui.loading.begin", lambda _, arguments: started.append(tuple(arguments))
    )
    page = opened("steward")
    page.text_input[0].input("-- known since the merger ")
    page.radio[0].set_value("dispute")
    page.selectbox[1].set_value(Finding(ID, council=FIFE))
    keep_it(page)
    (arguments,) = started
    assert arguments[:3] == ("decide", ID, "dispute")
    assert f"--council={FIFE}" in arguments
    assert "--provider=" in arguments
    assert "--because=-- known since the merger" in arguments
    assert "--by=a steward" in arguments
    assert store.decisions.exists() is False, "the web process keeps nothing itself"


@pytest.mark.usefixtures("store")
def test_what_to_mend_first_can_be_looked_into_at_once() -> None:
    assert f'href="checks?check={MONTHS}"' in said(opened())


@pytest.mark.usefixtures("store", "sign_in")
def test_a_link_holds_the_checks_id_and_so_does_the_panel() -> None:
    page = opened("viewer")
    assert page.selectbox[0].value == ID
    assert f"`{ID}`" in " ".join(each.value for each in page.caption)
    page.selectbox[0].set_value(MONTHS).run()
    assert page.query_params["check"] == MONTHS
    page.selectbox[0].select_index(0).run()
    assert "check" not in page.query_params
    assert opened("viewer", "no.such.check").selectbox[0].value == ""


@pytest.mark.usefixtures("store", "sign_in")
def test_what_fails_for_no_one_provider_is_shown_with_a_way_in() -> None:
    words = said(opened("viewer"))
    assert "Failed checks that are not about one provider" in words
    assert 'href="checks?check=referrals.volume_band"' in words


@pytest.mark.usefixtures("sign_in")
def test_a_decision_made_elsewhere_shows_on_the_next_run(store: Store) -> None:
    page = opened("viewer")
    assert "known since the merger" not in said(page)
    keep(store, decided("dispute"))
    assert "known since the merger" in said(page.run())
    assert "It is disputed, and looked into." in said(page)


@pytest.mark.usefixtures("store", "sign_in")
def test_a_steward_may_choose_among_the_areas_that_fall_short() -> None:
    page = opened("steward")
    assert page.selectbox[1].options[0] == "Every provider and council"
    assert page.selectbox[1].options[-1] == "Fife"
    assert len(page.selectbox[1].options) == 4, "every one, two providers, one council"
