"""A person loads a file on the Load page, publishes it, and goes back, in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.conftest import served

pytestmark = pytest.mark.browser

NAME = "Ishbel Planted"
HEADINGS = (
    "ASSIST Ref,Case No,Police Incident No,Incident Date,Date Referred,Date Received,"
    "Local Authority,Referred By,Service,Referrer Risk,Our Risk,Outcome,Client Name"
)
GOOD = (
    "AA{0},C{0},I{0},01/03/2024,02/03/2024,03/03/2024,"
    f"Fife,Police Scotland,ASSIST,H,M,engaged,{NAME}"
)
BAD = f"AA900,C1,I1,{NAME},02/03/2024,03/03/2024,{NAME},Police Scotland,ASSIST,H,M,engaged,x"


def file(name: str, *lines: str) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


@pytest.fixture(scope="module")
def own(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(store, tmp_path_factory.mktemp("loading") / "store")


@pytest.fixture(scope="module")
def page(own: Path, browser: Browser) -> Iterator[Page]:
    with served(own) as address:
        opened = browser.new_page()
        opened.set_default_timeout(90_000)
        opened.goto(address)
        expect(opened.locator("h1")).to_have_text("Overview", timeout=60_000)
        opened.goto(f"{address}/load_exports")
        yield opened
        opened.close()


def test_a_file_is_read_published_and_gone_back_from(page: Page, own: Path) -> None:
    expect(page.get_by_text("Everything that was loaded is published")).to_be_visible(
        timeout=60_000
    )
    page.set_input_files(
        "input[type=file]",
        [
            file("assist march.csv", HEADINGS, *map(GOOD.format, range(40)), BAD),
            file("odd.csv", "a,b", "1,2"),
        ],
    )
    expect(page.get_by_text("odd.csv")).to_be_visible()
    page.get_by_role("button", name="Read these files").click()

    expect(
        page.get_by_text("41 rows read: 40 accepted, 1 rejected, 0 exact repeats")
    ).to_be_visible(timeout=90_000)
    expect(page.get_by_text("Name, announced by its heading")).to_be_visible()
    expect(page.get_by_text("Ask the provider to leave out Client Name")).to_be_visible()
    expect(page.get_by_text("Not a date in the style this system uses").first).to_be_visible()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("odd.csv")
    expect(page.get_by_text("1 file is loaded and not yet published")).to_be_visible()
    assert NAME not in page.content()
    assert list((own / "work").iterdir()) == [], "what was sent is deleted once it is read"

    page.get_by_role("button", name="Check and publish").click()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("is published", timeout=180_000)
    expect(page.get_by_text("Everything that was loaded is published")).to_be_visible()
    expect(page.get_by_text("Sample data: not real", exact=True)).to_have_count(0)
    assert NAME not in page.content()
    assert not [path for path in own.rglob("*") if holds(path, NAME)]

    page.get_by_role("button", name="Publish this release").click()
    expect(page.get_by_text("Sample data: not real", exact=True)).to_be_visible(timeout=60_000)


def holds(path: Path, text: str) -> bool:
    return path.is_file() and text.encode() in path.read_bytes()
