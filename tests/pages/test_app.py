"""The gate: who sees the dashboard, who sees nothing, whichever way a page is opened."""

import json
import re
import shutil
import time
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from data.engine import build, insert
from pages import FOLDER, page_files
from tests.pages import published

ROOT = FOLDER.parent
PAGES = [path for files in page_files().values() for path in files]


def opened(path: Path, roles: str | None = None) -> AppTest:
    """A page or app.py, run from nothing, for someone with these roles (None: not signed in)."""
    page = AppTest.from_file(str(path), default_timeout=30)
    page.user = {"is_logged_in": roles is not None, "exp": time.time() + 60, "roles": roles}
    return page.run()


def said(page: AppTest) -> str:
    """Every word that the page shows."""
    shown = [each.value for each in page.main if isinstance(getattr(each, "value", None), str)]
    return " ".join([*shown, *(each.proto.body for each in page.get("html"))])


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign-in is set up; AppTest's own secrets do not reach where Streamlit looks for this."""
    monkeypatch.setattr("pages.ui.access.get_secrets_auth_section", lambda: {"client_id": "id"})


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published.store(tmp_path_factory.mktemp("prepared") / "store", exact=1000)


@pytest.fixture
def store(own_store: Path, prepared: Path) -> Path:
    return shutil.copytree(prepared, own_store)


@pytest.mark.parametrize("path", [ROOT / "app.py", *PAGES], ids=lambda path: path.stem)
@pytest.mark.usefixtures("store", "sign_in")
def test_signed_out_people_see_only_sign_in(path: Path) -> None:
    page = opened(path)
    assert [each.label for each in page.button] == ["Sign in"]
    assert "2024" not in said(page)
    assert not page.get("vega_lite_chart")
    assert not page.exception


@pytest.mark.parametrize("path", [ROOT / "app.py", *PAGES], ids=lambda path: path.stem)
@pytest.mark.usefixtures("store")
def test_a_wider_server_without_sign_in_shows_only_why(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda name: "0.0.0.0")  # noqa: ARG005, S104
    page = opened(path)
    assert "No sign-in is set up" in page.error[0].value
    assert len(page.main) == 2, "a title and the reason"


def test_the_settings_bind_the_server_to_this_machine() -> None:
    assert config.get_option("server.address") == "127.0.0.1"


@pytest.mark.usefixtures("store", "sign_in")
def test_someone_without_a_role_is_told_so() -> None:
    page = opened(ROOT / "app.py", "gardener")
    assert [each.label for each in page.button] == ["Sign out"]
    assert "no role" in said(page)


@pytest.mark.usefixtures("store")
def test_at_this_machine_the_dashboard_opens_protected() -> None:
    page = opened(ROOT / "app.py")
    assert not page.exception
    assert not page.error
    assert page.title[0].value == "Overview"
    assert "Sample data: not real" in said(page)
    assert "no sign-in is set up" in said(page)
    assert "Protected numbers" in said(page)


@pytest.mark.parametrize(
    ("roles", "exact"), [("viewer", False), ("analyst", True), ("steward", True)]
)
@pytest.mark.usefixtures("store", "sign_in")
def test_only_analysts_and_stewards_see_exact_numbers(roles: str, exact: bool) -> None:
    page = opened(ROOT / "app.py", roles)
    assert not page.error
    assert ("Exact numbers" in said(page)) is exact
    assert f"Reader: {roles}" in said(page)
    shown = re.search(r'Referrals in Mar 2024</p><p class="value">([\d,]+)', said(page))
    assert shown
    assert (int(shown[1].replace(",", "")) > 2500) is exact, "exact numbers have 1,000 more"


@pytest.mark.usefixtures("store")
def test_before_and_after_opens_on_every_choice() -> None:
    page = opened(ROOT / "pages" / "volumes" / "before_and_after.py")
    assert not page.exception
    text = said(page)
    assert "at the move to public task" in text
    assert "The usual model, which takes no drift into account" in text
    assert "no ground to claim a change" in " ".join(each.value for each in page.caption)
    assert "cannot be compared: all divisions changed within the same window" in text
    assert any("between 15 Jul 2019 and 28 Feb 2021" in each.value for each in page.markdown)
    for key, choice in (("change", "consent"), ("counted", "rate"), ("scale", "own")):
        page.selectbox(key=key).set_value(choice)
    page.selectbox(key="area").set_value("S12000047").run()
    assert not page.exception
    assert "cannot be estimated" in said(page), "nothing is published for this council"
    assert any("Choose a larger area." in each.value for each in page.info)
    whole = page.selectbox(key="area").set_value("S92000003").run()
    assert not any("larger area" in each.value for each in whole.info)


FOUR = ("S12000005", "S12000006", "S12000008", "S12000047")
"""So many councils of 32 withhold a month of all Scotland."""


def links(page: AppTest) -> list[str]:
    """What every link of the page says."""
    return [link.label for link in page.get("page_link")]


def fail(store: Path, *councils: str) -> None:
    """A critical check on referrals fails in these councils in March 2024."""
    connection = build(store / "releases" / published.RELEASE / "protected.duckdb")
    insert(connection, "gate", [("referrals", "2024-03-01", each, "x") for each in councils])
    connection.close()


@pytest.mark.usefixtures("store")
def test_nothing_is_announced_when_no_check_failed() -> None:
    assert not any("failed" in label for label in links(opened(ROOT / "app.py")))


def test_withheld_numbers_are_announced(store: Path) -> None:
    fail(store, FOUR[0])
    assert any("withheld" in label for label in links(opened(ROOT / "app.py")))


def test_an_accepted_check_is_announced(store: Path) -> None:
    manifest = store / "releases" / published.RELEASE / "manifest.json"
    told = {"withheld": [], "accepted": {"referrals.rows": "known"}}
    manifest.write_text(json.dumps(told), encoding="utf-8")
    assert any("accepted" in label for label in links(opened(ROOT / "app.py")))


def test_a_withheld_month_is_not_on_the_first_screen(store: Path) -> None:
    fail(store, *FOUR)
    shown = said(opened(ROOT / "app.py"))
    assert 'Referrals in Mar 2024</p><p class="value">withheld' in shown
    by_month = shown[shown.index("The table of: Referrals by month") :]
    assert re.search(r"Mar 2024</t[hd]><td[^>]*>withheld<", by_month)
    assert re.search(r"Feb 2024</t[hd]><td[^>]*>1,\d{3}<", by_month)


def test_the_small_number_is_that_of_the_release(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHARING_SMALL_NUMBER", "7")  # since the release was made
    assert store.exists()
    assert "counts of people under 5 are [c]" in said(opened(ROOT / "app.py"))
    assert "A count under 5" in " ".join(
        each.value for each in opened(ROOT / "pages" / "about" / "methods.py").markdown
    )
