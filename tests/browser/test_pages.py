"""Every page in a real browser: it opens, fits the screen, calls nobody, and can be used by all."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pages import page_files, title
from tests.browser.conftest import served

pytestmark = pytest.mark.browser

PAGES = {
    "" if section == "overview" else path.stem: title(path)
    for section, files in page_files().items()
    for path in files
}
"""Title of every page by its address; the overview is what opens first."""
WIDE, NARROW = (1280, 800), (390, 844)
STREAMLITS_OWN = {
    # part of the page that we cannot change: what axe-core finds there
    '[data-testid="stSidebar"]': "on a phone the navigation's list holds more than list items",
}
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SETTLE = 700
"""Milliseconds in which charts take up a new width."""
WAIT = 60_000
"""Milliseconds: the first visit reads the release and fits the models."""


@contextmanager
def opened(
    browser: Browser,
    address: str,
    size: tuple[int, int] = WIDE,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[tuple[Page, list[str]]]:
    """A page that has come to rest, and every request it made to another machine."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    page = context.new_page()
    outside: list[str] = []
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
            else outside.append(request.url)
        ),
    )
    page.goto(address)
    page.wait_for_selector(READY, timeout=WAIT)
    expect(page.locator("h1")).to_have_count(1, timeout=WAIT)
    page.wait_for_selector(READY, timeout=WAIT)
    yield page, outside
    context.close()


def serious(page: Page) -> dict[str, list[str]]:
    """Findings of axe-core that are the app's own, by rule: serious ones, and levels skipped."""
    ours = {"exclude": [[part] for part in STREAMLITS_OWN]}
    found = Axe().run(page, context=ours).response["violations"]
    return {
        each["id"]: [node["html"][:400] for node in each["nodes"]]
        for each in found
        if each["impact"] in ("serious", "critical") or each["id"] == "heading-order"
    }


@pytest.mark.parametrize("name", PAGES, ids=PAGES.values())
def test_every_page_opens_fits_and_is_accessible(browser: Browser, app: str, name: str) -> None:
    with opened(browser, f"{app}/{name}") as (page, outside):
        expect(page.locator("h1")).to_have_text(PAGES[name])
        expect(page).to_have_title(re.compile(f"^{PAGES[name]} . "))
        for width, height in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLE)
            expect(page.get_by_text("Sample data: not real")).to_be_visible()
            assert page.locator('[data-testid="stException"]').count() == 0
            assert page.get_by_text("This page could not be shown").count() == 0
            assert sideways(page) <= 0, f"scrolls sideways at {width}"
            assert serious(page) == {}, f"at {width}"
        assert outside == []


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its screen."""
    over: list[int] = page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map(each => each.scrollWidth - each.clientWidth)"
    )
    return max(over)


@pytest.mark.parametrize("name", ["", "before_and_after"])
def test_in_the_dark_too(browser: Browser, app: str, name: str) -> None:
    with opened(browser, f"{app}/{name}", scheme="dark") as (page, _):
        assert serious(page) == {}


def test_a_link_restores_the_view(browser: Browser, app: str) -> None:
    with opened(browser, f"{app}/before_and_after?area=Fife+division") as (page, _):
        expect(page.locator(".headline")).to_contain_text("Fife", timeout=WAIT)


def test_an_area_goes_along_to_the_next_page(browser: Browser, app: str) -> None:
    with opened(browser, app) as (page, _):
        page.goto(f"{app}/trend?area=Fife+division")
        expect(page.locator(".headline")).to_contain_text("Fife", timeout=WAIT)
        page.get_by_test_id("stTopNavSection").filter(has_text="Volumes").click()
        page.locator("a", has_text="Before and after").last.click()
        expect(page.locator(".headline")).to_contain_text("Fife", timeout=WAIT)
        expect(page).to_have_url(re.compile("before_and_after.*area=Fife"))
        page.get_by_test_id("stTopNavLink").first.click()
        page.locator("a", has_text="Which months are out").click()
        expect(page.locator("h1")).to_have_text("Trend", timeout=WAIT)
        expect(page.locator(".headline")).not_to_contain_text("Fife", timeout=WAIT)


def test_paper_gets_what_paper_can_use(browser: Browser, app: str) -> None:
    with opened(browser, f"{app}/before_and_after?area=Fife+division") as (page, _):
        expect(page.locator(".printed")).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.locator(".printed")).to_contain_text("Area: Fife division")
        expect(page.locator("svg.marks").first).to_be_visible()
        for part in ("stHeader", "stSelectbox", "stDownloadButton"):
            assert page.get_by_test_id(part).count(), part
            expect(page.get_by_test_id(part).locator("visible=true")).to_have_count(0)
        expect(page.locator("summary").locator("visible=true")).to_have_count(0)


def test_the_table_of_every_check_can_be_reached_on_a_phone(browser: Browser, app: str) -> None:
    with opened(browser, f"{app}/checks", NARROW) as (page, _):
        page.locator("summary", has_text="Show the table").first.click()
        expect(page.get_by_role("cell", name="critical").first).to_be_visible(timeout=WAIT)


def test_the_table_behind_a_chart_opens_by_keyboard(browser: Browser, app: str) -> None:
    with opened(browser, f"{app}/before_and_after") as (page, _):
        page.locator("summary", has_text="Show the table").first.press("Enter")
        expect(page.get_by_text("Expected had nothing changed").first).to_be_visible(timeout=WAIT)


def test_a_cold_deep_link_shows_a_signed_out_visitor_only_sign_in(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        '[auth]\nredirect_uri = "http://127.0.0.1/oauth2callback"\ncookie_secret = "planted"\n'
        'client_id = "id"\nclient_secret = "planted"\n'
        'server_metadata_url = "http://127.0.0.1:9/none"\n',
        encoding="utf-8",
    )
    with (
        served(store, f"--secrets.files={secrets}") as address,
        opened(browser, f"{address}/before_and_after") as (page, _),
    ):
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        main = page.locator('[data-testid="stMain"]').inner_text()
        assert "Referrals" not in main
        assert "Release" not in main
        assert page.locator("canvas, svg.marks, table").count() == 0


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_charts_menu_offers_nothing_that_loses_its_meaning(
    browser: Browser, app: str, size: tuple[int, int]
) -> None:
    """A picture of the framework's own has no title, no release and no mark that it is a sample."""
    with opened(browser, f"{app}/trend", size) as (page, _):
        buttons = page.get_by_test_id("stElementToolbarButton").locator("button")
        page.locator("svg.marks").first.hover()
        shown = [
            each.get_attribute("aria-label") or "" for each in buttons.all() if each.is_visible()
        ]
        assert all(each.startswith("Fullscreen") for each in shown)
        assert len(shown) == 1, "full screen is kept"


def test_charts_give_no_warning(browser: Browser, app: str) -> None:
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda told: heard.append(told.text) if told.text[:4] == "WARN" else None)
    for name in ("", "before_and_after", "trend", "routes"):
        page.goto(f"{app}/{name}")
        page.wait_for_selector("svg.marks", timeout=WAIT)
        page.wait_for_selector(READY, timeout=WAIT)
        page.wait_for_timeout(SETTLE)
    context.close()
    assert heard == []


def test_a_phone_is_told_of_the_picture_that_it_has_no_room_for(browser: Browser, app: str) -> None:
    for size, told in ((NARROW, True), (WIDE, False)):
        with opened(browser, f"{app}/indicators", size) as (page, _):
            assert page.locator(".narrow").is_visible() == told
            assert page.locator(".st-key-across").is_visible() != told
            assert page.locator(".st-key-wide_matrix").is_visible() != told


def test_the_first_sheet_of_the_indicators_is_full(browser: Browser, app: str) -> None:
    """The table comes before the wide chart on paper, and before what follows it."""
    with opened(browser, f"{app}/indicators") as (page, _):
        page.emulate_media(media="print")
        tops = [
            page.locator(each).first.bounding_box() for each in (".headline", ".strip", "svg.marks")
        ]
        heights = [top["y"] for top in tops if top]
        assert heights == sorted(heights)
        assert len(heights) == 3
