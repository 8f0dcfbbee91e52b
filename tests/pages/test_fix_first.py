"""What to fix first is the same on Checks, on Providers and in a provider's summary."""

import json
import re
import shutil
import time
from datetime import timedelta
from html import unescape
from pathlib import Path
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from data.decisions import Decision, Verb, keep, today
from data.engine import build
from data.store import Store
from data.summary import summary_html
from pages.ui import words
from tests.metrics.answers.test_quality_facets import quality, submission
from tests.metrics.published import Row, publish
from tests.pages.published import RELEASE

AT = """
import streamlit as st
from pages import page_files
pages = [path for files in page_files().values() for path in files]
st.navigation(
    [st.Page(path, url_path=path.stem, default=path.stem == "{page}") for path in pages]
).run()
"""
PROVIDERS = ("assist", "marac", "sacro")
CHECKS = {
    "referrals.incident_ref.linked": "warning",
    "referrals.volume_band": "warning",
    "referrals.received_date.after_sent": "critical",
    "referrals.received.matched": "warning",
    "referrals.outcome.blank": "note",
}
READERS = {"steward": "exact", "viewer": "protected"}


def drawn(seed: int) -> dict[str, list[Row]]:
    """Made-up tables of a release: exact, so that few counts are small and some are."""
    draw = Random(seed)  # noqa: S311  # a drawn table is no secret
    outcomes: list[Row] = []
    for check, severity in CHECKS.items():
        told = ("s", check, f"Title of {check}", "referrals", severity)
        wrong = [draw.choice((0, 3, draw.randint(10, 900))) for _ in PROVIDERS]
        for key, failed in zip(PROVIDERS, wrong, strict=True):
            state = "failed" if failed else "passed"
            outcomes.append((*told, state, "provider", key, failed, 1000))
        state = "failed" if any(wrong) else draw.choice(("passed", "failed", "errored"))
        outcomes.append((*told, state, "all", "all", sum(wrong), 3000))
    counted = [
        quality(facet, item, (1000 - draw.randint(0, 200), 1000), key=key)
        for key in PROVIDERS
        for facet, item in (
            ("completeness", "outcome"),
            ("completeness", "incident_ref"),
            ("consistency", "received"),
            ("consistency", "order"),
        )
    ]
    lost = {key: draw.randint(0, 90) for key in PROVIDERS}
    sent = [
        submission(key, "2024-04-01", (1000, 1000 - lost[key], lost[key], 0), provider=key)
        for key in PROVIDERS
    ]
    rejected = [
        (key, key, "referrals", "council", "unknown_council", lost[key])
        for key in PROVIDERS
        if lost[key]
    ]
    return {"check_outcome": outcomes, "quality": counted, "submission": sent, "rejected": rejected}


def hidden(row: Row, counts: int) -> Row:
    """A row as everybody sees it: its last counts rounded, or hidden where they are small."""
    seen = [None if n < 5 else (n + 2) // 5 * 5 for n in row[-counts:]]  # type: ignore[operator]
    return (*row[:-counts], *seen)


def protected(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    last = {"check_outcome": 2, "quality": 2, "rejected": 1}
    found = {name: [hidden(row, n) for row in tables[name]] for name, n in last.items()}
    sent = [(*hidden(row[:12], 4), *row[12:]) for row in tables["submission"]]
    return {**found, "submission": sent, "release_fact": [("protected", "yes")]}


@pytest.fixture
def store(own_store: Path, request: pytest.FixtureRequest) -> Store:
    """A store with one release of made-up tables; the parameter is the seed."""
    folder = own_store / "releases" / RELEASE
    folder.mkdir(parents=True)
    exact = drawn(request.param)
    for name, tables in (("exact", exact), ("protected", protected(exact))):
        publish(folder, **tables).close()
        shutil.move(folder / "release.duckdb", folder / f"{name}.duckdb")
        connection = build(folder / f"{name}.duckdb")
        connection.execute("ALTER TABLE submission ADD COLUMN superseded BIGINT DEFAULT 0")
        connection.close()
    manifest = {"release_id": RELEASE, "withheld": []}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (own_store / "published").write_text(RELEASE + "\n", encoding="utf-8")
    return Store(own_store)


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.access.get_secrets_auth_section", lambda: {"client_id": "id"})


def run(page: str, role: str, provider: str = "") -> AppTest:
    app = AppTest.from_string(AT.format(page=page), default_timeout=30)
    app.user = {"is_logged_in": True, "exp": time.time() + 60, "roles": role}
    if provider:
        app.query_params["provider"] = words.provider(provider)
    app.run()
    assert not app.exception
    return app


def opened(page: str, role: str, provider: str = "") -> list[str]:
    """Everything that a page says in Markdown, in its order."""
    return [each.value for each in run(page, role, provider).markdown]


def plain(text: str) -> str:
    return " ".join(unescape(text).replace("\u00a0", " ").replace("\u2060", "").split())


def told(said: list[str]) -> list[list[str]]:
    """Every list of findings in what a page says, each finding without its number and advice."""
    lists: list[list[str]] = []
    for each in said:
        if found := re.match(r"([123])\. (.*?)\s*\*What to do:\*", plain(each)):
            if found[1] == "1":
                lists.append([])
            lists[-1].append(found[2])
    return lists


def summed_up(store: Store, provider: str) -> list[str]:
    html = summary_html(store, provider).partition("Fix these first")[2].partition("<h2>")[0]
    return [plain(each) for each in re.findall(r"<li><strong>(.*?)</strong>", html)]


def shape(finding: str) -> str:
    """A finding without its numbers and its owner: exact and rounded numbers tell the same."""
    bare = re.sub(r"^\*\*.*?\*\* ", "", finding).removesuffix(" It is disputed, and looked into.")
    if "were turned away" in bare or re.search("(was|were) rejected", bare):
        return "rejected"
    bare = bare.replace("rows too few to show fall short", "N rows fall short")
    return re.sub(r"(about )?[\d,]+( of [\d,]+)?", "N", bare)


def decide(store: Store, check: str, provider: str, verb: Verb, days: int) -> None:
    keep(
        store,
        Decision(
            check_id=check,
            provider=provider,
            verb=verb,
            reason="known",
            review_on=(today() + timedelta(days=days)).isoformat(),
            by="a steward",
            release_id=RELEASE,
            decided_at=f"2024-04-0{3 + (days < 0)}T09:00:00.000000+00:00",
        ),
    )


@pytest.mark.usefixtures("sign_in")
@pytest.mark.parametrize("store", [0, 3], indirect=True)
@pytest.mark.parametrize("role", READERS)
def test_the_three_places_name_the_same_worst_three(store: Store, role: str) -> None:
    decide(store, "referrals.volume_band", "", "dismiss", 30)
    decide(store, "referrals.incident_ref.linked", "sacro", "dispute", 30)
    decide(store, "referrals.received.matched", "assist", "accept", -3)
    (at_checks,) = told(opened("checks", role))
    for provider in PROVIDERS:
        theirs, of_all = told(opened("providers", role, provider))
        assert of_all == at_checks
        assert [shape(each) for each in theirs] == [
            shape(each) for each in summed_up(store, provider)
        ]
        whose = f"**{words.provider(provider)}.** "
        at_the_top = [each for each in at_checks if each.startswith(whose)]
        assert [each.removeprefix(whose) for each in at_the_top] == theirs[: len(at_the_top)]
        if role == "steward":
            exact = [each for each in theirs if "turned away" not in each]
            assert [each.removesuffix(" It is disputed, and looked into.") for each in exact] == [
                each for each in summed_up(store, provider) if " rejected" not in each
            ]


@pytest.mark.usefixtures("sign_in", "store")
@pytest.mark.parametrize("store", [0, 3, 4], indirect=True)
@pytest.mark.parametrize("role", READERS)
def test_the_overview_names_who_is_first_and_leads_to_where_it_is_said(role: str) -> None:
    app = run("overview", role)
    who, _, finding = told(opened("checks", role))[0][0].removeprefix("**").partition(".** ")
    links = [plain(each.label) for each in app.get("page_link")]
    theirs = [each for each in links if each.startswith(tuple(map(words.provider, PROVIDERS)))]
    assert theirs[0].casefold() == f"{who}: {finding}".removesuffix(".").casefold()
    (key,) = (each for each in PROVIDERS if words.provider(each) == who)
    assert told(opened("providers", role, key))[0][0] == finding
    tiles = [plain(each.proto.body) for each in app.get("html")]
    assert any(f"to fix first: {who}" in each for each in tiles)


@pytest.mark.usefixtures("sign_in")
@pytest.mark.parametrize("store", [2], indirect=True)
def test_a_decision_takes_it_out_of_all_three_and_expiry_brings_it_back(store: Store) -> None:
    check = "referrals.received_date.after_sent"
    title = f"Title of {check}"

    def everywhere() -> list[bool]:
        pages = (opened("checks", "viewer"), opened("providers", "viewer", "assist"))
        lists = [found for page in pages for found in told(page)]
        lists += [summed_up(store, each) for each in PROVIDERS]
        return [any(title in each for each in found) for found in lists]

    before = everywhere()
    assert before[0], "a critical check that failed is among the worst"
    assert before[2]
    decide(store, check, "", "accept", 30)
    assert not any(everywhere())
    decide(store, check, "", "accept", -1)  # the latest counts, and its day is over
    assert everywhere() == before
