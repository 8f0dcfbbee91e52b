"""From a failed check to a decision in a real browser; and a provider's summary on one page."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.columns import REASONS
from data.export import exports
from data.feedback import of_column
from data.personal.reason import REASON_LENGTH
from data.profile import profiles
from data.remedies import instead
from data.store import Store
from data.summary import LINES, TOLD
from data.summary_page import Fix, fits, page
from data.summary_page import Page as Summary
from expectations.suite import suites
from metrics.answers.ranking import FIRST
from tests.browser.conftest import served
from tests.browser.test_pages import NARROW, READY, SETTLE, WAIT, WIDE, serious, sideways

pytestmark = pytest.mark.browser

REASON = "- the register of the east is being put right"


@pytest.fixture(scope="module")
def own(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(store, tmp_path_factory.mktemp("findings") / "store")


@pytest.fixture(scope="module")
def at_checks(own: Path, browser: Browser) -> Iterator[Page]:
    with served(own) as address:
        opened = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
        opened.set_default_timeout(WAIT)
        opened.goto(address)
        expect(opened.locator("h1")).to_have_text("Overview", timeout=WAIT)
        opened.goto(f"{address}/checks")
        yield opened
        opened.close()


def test_a_finding_is_looked_into_and_decided(at_checks: Page, own: Path) -> None:
    at_checks.get_by_role("link", name="Look into number").first.click()
    expect(at_checks.get_by_text("is not shown here without sign-in")).to_be_visible(timeout=WAIT)
    expect(at_checks).to_have_url(re.compile(r"check=[a-z_]+\.[a-z_.]+$"), timeout=WAIT)

    at_checks.locator("summary", has_text="Decide:").click()
    at_checks.get_by_label("For", exact=True).click()
    at_checks.get_by_role("option", name="Every provider and council").click()
    at_checks.get_by_text("Dispute: the check or the data may be wrong").click()
    at_checks.get_by_label("Why (everybody can read it)").fill(REASON)
    at_checks.get_by_role("button", name="Keep this decision").click()
    decided = at_checks.locator(".decided")
    expect(decided).to_contain_text(REASON, timeout=WAIT)
    expect(decided).to_contain_text("By somebody at this computer on", timeout=WAIT)
    disputed = at_checks.get_by_text("It is disputed, and looked into.")
    expect(disputed.first).to_be_visible(timeout=WAIT)
    assert len(list(Store(own).decisions.iterdir())) == 1

    at_checks.reload()
    expect(at_checks.locator(".decided")).to_contain_text(REASON, timeout=WAIT)


def test_what_is_looked_into_fits_and_is_accessible(at_checks: Page) -> None:
    at_checks.wait_for_selector(READY)
    at_checks.locator("summary", has_text="Decide:").click()
    for width, height in (WIDE, NARROW):
        at_checks.set_viewport_size({"width": width, "height": height})
        at_checks.wait_for_timeout(SETTLE)
        assert sideways(at_checks) <= 0, f"scrolls sideways at {width}"
        assert serious(at_checks) == {}, f"at {width}"


UNTIL = "accepted until 30 September 2027, which has passed"


def longest(lines: int, fixes: int = FIRST, decisions: int = TOLD) -> Summary:
    """A summary full of the longest texts there are, of any provider's columns."""
    checks = [check for suite in suites(exports()) for check in suite.checks]
    columns = {
        of_column(name, provider, column.name)["What is allowed"]
        for provider, profile in profiles().items()
        for name in profile.exports
        for column in exports()[name].kept
    }
    reasons, allowed, titles, asked = (
        sorted(texts, key=len, reverse=True)
        for texts in (
            REASONS.values(),
            columns,
            {check.title for check in checks},
            {check.for_provider for check in checks}
            | {instead("not_allowed", each) for each in columns},
        )
    )
    critical = (
        "A critical check does not hold, “{}”: 9,999,999 of 9,999,999 rows fall short of it, from "
        "Sep 2024 to Dec 2026. Where it fails, 99 indicators counted from sharing events are "
        "withheld."
    )
    because = ("as long as any " * REASON_LENGTH)[:REASON_LENGTH]
    return Summary(
        provider="A provider with a rather long name",
        release_id="2026-11-24.10",
        as_at="2026-10-30",
        made_on="2026-11-24",
        sample=True,
        sent="99 files with 9,999,999 rows: 9,999,999 accepted, 99,999 rejected (0.9 %), "
        "99,999 exact repeats. 999,999 accepted rows were later replaced by rows of newer "
        "files.",
        files=[("Sharing events", "a_file_with_a_long_name.csv", *["99,999 (9.9 %)"] * 4)]
        * (fixes + 2),
        fixes=[Fix(critical.format(titles[n]), asked[n]) for n in range(fixes)],
        left_out=3,
        rejected=[("A heading", reasons[n], "9,999", allowed[n]) for n in range(lines)],
        rejected_more=30,
        failed=[(titles[n], "critical", "9,999,999 of 9,999,999", UNTIL) for n in range(lines)],
        failed_more=30,
        decisions=[f"“{titles[n]}”: {UNTIL}. {because}" for n in range(decisions)],
        decisions_more=30,
        contact="the people who run this dashboard, by telephone or at their address",
    )


def test_the_longest_summary_prints_on_one_page_and_reads_on_a_phone(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "summary.html"
    file.write_text(page(longest(LINES[-1])), encoding="utf-8")
    for scheme in ("light", "dark"):
        opened = browser.new_page(color_scheme=scheme)
        opened.goto(file.as_uri())
        for width, height in (WIDE, NARROW):
            opened.set_viewport_size({"width": width, "height": height})
            over = opened.evaluate("document.body.scrollWidth - document.body.clientWidth")
            assert over <= 0, f"scrolls sideways at {width}"
            assert serious(opened) == {}, f"{scheme} at {width}"
        assert sheets(opened) == 1
        opened.close()


def sheets(opened: Page) -> int:
    return opened.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")


def test_whatever_its_length_a_summary_is_printed_on_one_page(browser: Browser) -> None:
    """In type as large as there is room for; more lines only where that stays easy to read."""
    opened, sizes = browser.new_page(), set()
    for fixes in range(FIRST + 1):
        for lines in range(max(LINES) + 1):
            for decisions in (0, TOLD):
                made = longest(lines, fixes, decisions)
                if fits(made) or lines <= LINES[-1]:
                    opened.set_content(page(made))
                    assert sheets(opened) == 1, (fixes, lines, decisions)
                    sizes.add(opened.evaluate("document.querySelector('main').className"))
    assert sizes == {"little", "some", "much"}
    opened.close()
